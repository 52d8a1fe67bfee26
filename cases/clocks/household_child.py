"""The clock of a child in a household of whom children's social care has not been told."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.registry import ClockKind, register

#: Due the day after the child was first in the household with the person; runs until referred, or a reason is given.
_STATEMENT = """
    SELECT nominal_id, id AS source_id, started_on + 1 AS due_on, started_on AS warn_on
      FROM cases_householdchild
     WHERE started_on <= %(on)s AND (ended_on IS NULL OR ended_on > %(on)s)
       AND referred_on IS NULL AND not_referred_because = ''
"""

register(
    ClockKind(
        code="household_child",
        label=_("A child in the household: refer to children's social care, or say why not"),
        statement=_STATEMENT,
        route="cases:change_child",
        provision="Children Act 2004 s.11",
        takes_source=True,
    )
)
