"""The clocks of an application to end an indefinite notification requirement, and from when one may be made."""

# Every name put into SQL here is a constant; values never are.
# ruff: noqa: S608

from django.utils.translation import gettext_lazy as _

from cases.choices import OrderType
from cases.clocks.registry import ClockKind, register

#: Shown so many days before the day from which somebody may apply: it is a right of theirs and never late.
SHOWN_DAYS = 28
_RULE_OUT = ", ".join(f"'{one.value}'" for one in (OrderType.SHPO, OrderType.INTERIM_SHPO, OrderType.SOPO))

_MAY_APPLY = f"""
    SELECT nominal_id, id AS source_id, may_apply_on AS due_on, may_apply_on - {SHOWN_DAYS} AS warn_on
      FROM cases_notificationrequirement requirement
     WHERE may_apply_on >= %(on)s AND (ended_on IS NULL OR ended_on > may_apply_on)
       AND NOT EXISTS (SELECT 1 FROM cases_order held WHERE held.nominal_id = requirement.nominal_id
                          AND held.order_type IN ({_RULE_OUT}) AND held.made_on <= may_apply_on
                          AND (held.ends_on IS NULL OR held.ends_on > may_apply_on)
                          AND (held.ended_on IS NULL OR held.ended_on > may_apply_on))
"""
_ACKNOWLEDGE = """
    SELECT nominal_id, id AS source_id, acknowledge_by AS due_on, applied_on AS warn_on
      FROM cases_indefinitereview
     WHERE decided_on IS NULL AND acknowledged_on IS NULL AND acknowledge_by IS NOT NULL
"""
_REPLIES = """
    SELECT nominal_id, id AS source_id, replies_by AS due_on, bodies_asked_on AS warn_on
      FROM cases_indefinitereview
     WHERE decided_on IS NULL AND last_reply_on IS NULL AND replies_by IS NOT NULL
"""
_DECIDE = """
    SELECT nominal_id, id AS source_id, decide_by AS due_on, acknowledged_on AS warn_on
      FROM cases_indefinitereview
     WHERE decided_on IS NULL AND decide_by IS NOT NULL AND acknowledged_on IS NOT NULL
"""

KINDS = (
    ClockKind(
        "review_may_apply", _("May apply to end indefinite notification from this day"), _MAY_APPLY,
        "cases:notification", "Sexual Offences Act 2003 s.91B",
    ),
    ClockKind(
        "review_acknowledge", _("Application to end notification: acknowledge it"), _ACKNOWLEDGE,
        "cases:change_indefinite_review", "Sexual Offences Act 2003 s.91B", takes_source=True,
    ),
    ClockKind(
        "review_replies", _("Application to end notification: replies of responsible bodies"), _REPLIES,
        "cases:change_indefinite_review", "Sexual Offences Act 2003 s.91C", takes_source=True,
    ),
    ClockKind(
        "review_decide", _("Application to end notification: decide"), _DECIDE,
        "cases:decide_indefinite_review", "Sexual Offences Act 2003 s.91C", takes_source=True,
    ),
)  # fmt: skip
for _kind in KINDS:
    register(_kind)

CODES = tuple(kind.code for kind in KINDS)
