"""The clock of an offer that nobody answered: the unit of the area that is responsible asks after it.

What waits for the receiving unit stands in its queue of offers and not here: it may not see the person yet.
"""

from django.utils.translation import gettext_lazy as _

from cases.clocks.registry import ClockKind, Owner, register

_STATEMENT = """
    SELECT nominal_id, id AS source_id, answer_by AS due_on, answer_by AS warn_on
      FROM cases_transfer WHERE state = 'offered'
"""

register(
    ClockKind(
        code="transfer_unanswered",
        label=_("A transfer is not answered: ask the other area"),
        statement=_STATEMENT,
        route="cases:transfer",
        provision="Limit of practice of the area: answer to a transfer",
        owner=Owner.MAPPA_UNIT,
        takes_source=True,
    )
)
