"""Moves between areas in print: transfers with their answers, stays in another area."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import InvolvementReason
from cases.models import Transfer
from cases.record_print import Block, Entry, Table, columns, entries_or, register_print_parts, told, until
from cases.sections import Asked
from pagekit.dates import long_instant


def _transfers(asked: Asked) -> list[Block]:
    related = ("from_area", "to_area", "offered_by", "answered_by", "lead_team")
    rows = asked.nominal.transfers.select_related(*related)
    return entries_or(_("No transfer to another area was offered."), [_transfer(row) for row in rows])


def _transfer(row: Transfer) -> Entry:
    facts = [
        (_("State"), row.get_state_display()),
        (_("Day of the move"), told(row.moves_on)),
        (_("Offered"), f"{row.offered_by.get_full_name()}, {long_instant(row.offered_at)}"),
        (_("Answer by"), told(row.answer_by)),
    ]
    if row.answered_at and row.answered_by:
        facts.append((_("Answered"), f"{row.answered_by.get_full_name()}, {long_instant(row.answered_at)}"))
    if row.answer_reason:
        facts.append((_("Reason for the answer"), row.answer_reason))
    if row.lead_team:
        facts.append((_("Lead team there"), str(row.lead_team)))
    if row.end_reason:
        facts.append((_("Why it is off"), row.end_reason))
    return Entry(_("%(from)s to %(to)s") % {"from": row.from_area, "to": row.to_area}, facts, row.reason)


def _stays(asked: Asked) -> list[Block]:
    rows = [
        [str(row.team.area), told(row.started_on), until(row.ended_on), told(row.note)]
        for row in asked.nominal.involvements.filter(reason=InvolvementReason.STAYING).select_related("team__area")
    ]
    heads = columns(_("Area"), _("From"), _("Until"), _("Note"))
    return [Table(heads, rows, _("No stay in another area is recorded."))]


register_print_parts(
    "transfers",
    ("transfers", gettext_lazy("Transfers to another area"), _transfers),
    ("stays", gettext_lazy("Stays in another area"), _stays),
)
