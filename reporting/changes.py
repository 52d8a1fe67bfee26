"""Figures that moved far against the year before: each wants a comment in the report, none is an error by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.definitions import TABLES, Table
from reporting.figures import Cell
from reporting.tables import AnnualTables, annual_tables

#: A move of more than this many per cent, either way, wants a comment.
PER_CENT = 20


@dataclass(frozen=True)
class Change:
    """A row's total that moved. `per_cent` is None where the year before counted nobody."""

    code: str
    title: str
    row: str
    before: int
    now: int

    @property
    def per_cent(self) -> int | None:
        return round(100 * (self.now - self.before) / self.before) if self.before else None

    @property
    def signed_per_cent(self) -> str:
        """+48 %, or an empty text where there is nothing to be a part of."""
        return "" if self.per_cent is None else f"{self.per_cent:+d} %"

    @property
    def wants_a_comment(self) -> bool:
        return 100 * abs(self.now - self.before) > PER_CENT * self.before


def year_before(tables: AnnualTables) -> AnnualTables | None:
    """The same tables of the year before by the same rules; None where nothing can be compared.

    That is when this year is not over, when there is no year before, or when nobody at all was counted in it: the
    area's records begin later.
    """
    before = tables.year.before
    if before is None or not tables.year.is_over:
        return None
    made = annual_tables(tables.coverage, before, tables.rules)
    return made if any(made.figures.values()) else None


def changes(tables: AnnualTables, before: AnnualTables) -> list[Change]:
    """The totals of rows, and the rate, that moved by more than `PER_CENT`."""
    return [change for table in TABLES for change in _moves(tables, before, table) if change.wants_a_comment]


def _moves(tables: AnnualTables, before: AnnualTables, table: Table) -> Iterator[Change]:
    for row in table.row_keys:
        cell = Cell(table.code, row, table.column_keys[-1])
        now, then = tables.figure(cell), before.figure(cell)
        if now is not None and then is not None:
            yield Change(table.code, tables.title(table), str(table.row_title(row)), then, now)
