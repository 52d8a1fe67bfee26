"""The clocks of referrals: the unit decides within its limit, the referring team completes what was returned."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.registry import ClockKind, Owner, register

#: Shown from the day on which it was sent.
_TO_DECIDE = """
    SELECT nominal_id, id AS source_id, decide_by AS due_on,
           (submitted_at AT TIME ZONE 'Europe/London')::date AS warn_on
      FROM cases_referral WHERE state = 'submitted' AND decide_by IS NOT NULL
"""
#: Shown from the day on which it was returned.
_TO_COMPLETE = """
    SELECT nominal_id, id AS source_id, complete_by AS due_on,
           (decided_at AT TIME ZONE 'Europe/London')::date AS warn_on, team_id
      FROM cases_referral WHERE state = 'returned' AND complete_by IS NOT NULL
"""

register(
    ClockKind(
        code="referral_decision",
        label=_("Decide on a referral to Level 2 or 3"),
        statement=_TO_DECIDE,
        route="cases:referral",
        provision="Limit of practice of the area: decision on a referral",
        owner=Owner.MAPPA_UNIT,
        takes_source=True,
    )
)
register(
    ClockKind(
        code="referral_returned",
        label=_("Complete a returned referral"),
        statement=_TO_COMPLETE,
        route="cases:referral",
        provision="Wanted by the MAPPA unit that returned it",
        owner=Owner.NAMED_TEAM,
        takes_source=True,
    )
)
