"""The annual tables as they are printed: rows, columns and words, before page, file or terminal gives them a look."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.definitions import TABLES, TOTAL, Table
from reporting.figures import Cell
from reporting.tables import AnnualTables


@dataclass(frozen=True)
class LaidCell:
    """`number` is None for a dash and for what is not available; `words` is what stands there either way."""

    cell: Cell
    words: str
    number: int | None
    heading: str


@dataclass(frozen=True)
class LaidRow:
    key: str
    title: str
    cells: list[LaidCell]

    @property
    def is_total(self) -> bool:
        return self.key == TOTAL


@dataclass(frozen=True)
class LaidTable:
    """`unit` says what the figures are numbers of: people, orders."""

    code: str
    title: str
    counted: str
    unit: str
    columns: list[str]
    rows: list[LaidRow]
    notes: list[str]


def laid_out(tables: AnnualTables) -> Iterator[LaidTable]:
    """T1 to T9 in the order they are published in."""
    for table in TABLES:
        yield LaidTable(
            table.code,
            tables.title(table),
            str(table.counted),
            str(table.unit),
            [str(table.column_title(key)) for key in table.column_keys],
            [_row(tables, table, key) for key in table.row_keys],
            tables.notes(table),
        )


def _row(tables: AnnualTables, table: Table, row: str) -> LaidRow:
    found = [_cell(tables, table, Cell(table.code, row, column)) for column in table.column_keys]
    return LaidRow(row, str(table.row_title(row)), found)


def _cell(tables: AnnualTables, table: Table, cell: Cell) -> LaidCell:
    number = None if tables.is_dash(cell) else tables.figure(cell)
    return LaidCell(cell, tables.words(cell), number, str(table.column_title(cell.column)))


def heading(tables: AnnualTables) -> str:
    """Annual tables, West Mercia, 2022/23."""
    return _("Annual tables, %(place)s, %(year)s") % {"place": tables.coverage.name, "year": tables.year.label}


def file_name(tables: AnnualTables, ending: str) -> str:
    """A plain name for a file, such as mappa-tables-west-mercia-2022-23.xlsx."""
    place = "-".join("".join(sign if sign.isalnum() else " " for sign in tables.coverage.name.casefold()).split())
    return f"mappa-tables-{place}-{tables.year.label.replace('/', '-')}.{ending}"
