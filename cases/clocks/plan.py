"""The clocks of risk management plans: somebody at a level has none yet; a measure is to be reviewed."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.limits import in_force, is_managed, limit_ends, limit_in_effect
from cases.clocks.registry import ClockKind, register

REVIEW_WARN_DAYS = 14
FIRST_WARN_DAYS = 7

#: Runs from the day the level began, or from the day the record came into the system when that was later.
_MISSING = f"""
    SELECT wanted.nominal_id, wanted.nominal_id AS source_id, wanted.due_on,
           wanted.due_on - {FIRST_WARN_DAYS} AS warn_on
      FROM (SELECT held.nominal_id, {limit_ends("since.day", "span")} AS due_on
              FROM cases_levelperiod held
              JOIN cases_nominal person ON person.id = held.nominal_id
              LEFT JOIN cases_responsibility duty ON duty.nominal_id = held.nominal_id AND {in_force("duty")}
             CROSS JOIN LATERAL (
                   SELECT greatest(held.started_on, (person.created_at AT TIME ZONE 'Europe/London')::date) AS day
                   ) since
             CROSS JOIN LATERAL ({limit_in_effect("plan_due", area_id="duty.area_id")}) span
             WHERE {in_force("held")} AND {is_managed("held.nominal_id")}
               AND NOT EXISTS (SELECT 1 FROM cases_riskmanagementplan plan WHERE plan.nominal_id = held.nominal_id)
           ) wanted
     WHERE wanted.due_on - {FIRST_WARN_DAYS} <= %(on)s
"""  # noqa: S608

_REVIEW = f"""
    SELECT plan.nominal_id, entry.id AS source_id, entry.review_on AS due_on,
           entry.review_on - {REVIEW_WARN_DAYS} AS warn_on
      FROM cases_planentry entry
      JOIN cases_riskmanagementplan plan ON plan.id = entry.plan_id AND plan.is_current
     WHERE entry.review_on IS NOT NULL AND NOT entry.is_taken_out AND {is_managed("plan.nominal_id")}
"""  # noqa: S608

register(
    ClockKind(
        code="plan_missing",
        label=_("No risk management plan: write one"),
        statement=_MISSING,
        route="cases:start_plan",
        provision="MAPPA guidance: everybody managed at a level has a risk management plan; its limit is practice",
    )
)
register(
    ClockKind(
        code="plan_review",
        label=_("Review a measure of the risk management plan"),
        statement=_REVIEW,
        route="cases:change_measure",
        provision="The review date set in the plan",
        takes_source=True,
    )
)
