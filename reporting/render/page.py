"""The annual tables as the page draws them: the layout, with an address behind each figure that may be opened."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.figures import Cell
from reporting.render.layout import LaidCell, LaidRow, LaidTable, laid_out
from reporting.tables import RATE, SUBJECT, AnnualTables

#: Where the people behind a cell are listed; empty where the reader may not open it.
Address = Callable[[Cell], str]


@dataclass(frozen=True)
class DrawnCell:
    """`label` says, to those who hear the page, what the figure counts."""

    words: str
    href: str
    label: str


@dataclass(frozen=True)
class DrawnRow:
    title: str
    is_total: bool
    cells: list[DrawnCell]


@dataclass(frozen=True)
class DrawnTable:
    table: LaidTable
    rows: list[DrawnRow]


def drawn(tables: AnnualTables, address: Address) -> list[DrawnTable]:
    """T1 to T9. A dash, and a rate that is not available, lead nowhere; the rate leads to those it is a rate of."""
    return [DrawnTable(table, [_row(table, row, address) for row in table.rows]) for table in laid_out(tables)]


def _row(table: LaidTable, row: LaidRow, address: Address) -> DrawnRow:
    return DrawnRow(row.title, row.is_total, [_cell(table, row, cell, address) for cell in row.cells])


def _cell(table: LaidTable, row: LaidRow, cell: LaidCell, address: Address) -> DrawnCell:
    opened = SUBJECT if cell.cell == RATE else cell.cell
    label = _("%(unit)s: %(row)s, %(column)s") % {"unit": table.unit, "row": row.title, "column": cell.heading}
    return DrawnCell(cell.words, "" if cell.number is None else address(opened), label)
