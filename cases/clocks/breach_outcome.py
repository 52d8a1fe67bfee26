"""The clock of a breach that nobody decided yet, or that waits for a court: none is forgotten."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.registry import ClockKind, register

#: In the list from the day of the breach, or of the charge.
_STATEMENT = """
    SELECT nominal_id, id AS source_id, outcome_due_on AS due_on, coalesce(outcome_on, occurred_on) AS warn_on
      FROM cases_breach
     WHERE outcome_due_on IS NOT NULL AND outcome IN ('open', 'charged')
"""

register(
    ClockKind(
        code="breach_outcome",
        label=_("A breach waits for its outcome"),
        statement=_STATEMENT,
        route="cases:change_breach",
        provision="A limit of practice: the outcome of a breach is recorded in the time that the area sets",
        takes_source=True,
    )
)
