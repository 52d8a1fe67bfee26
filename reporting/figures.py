"""The rows behind the annual tables, counted cell by cell or listed for one cell: the same rows either way."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db import connection

from reporting import queries
from reporting.choices import CountingRules
from reporting.definitions import BY_CODE, TOTAL, Line
from reporting.years import ReportingYear

# Cells first, totals from the few cells: totalling the rows themselves would hash every one of them four times.
_COUNT = """
    SELECT unit, code, line, col, sum(number)::integer
      FROM (SELECT unit, code, line, col, count(*) AS number FROM ({relation}) counted
             GROUP BY unit, code, line, col) cell
     GROUP BY GROUPING SETS ((unit, code, line, col), (unit, code, line), (unit, code, col), (unit, code))
"""
_LIST = """
    SELECT nominal_id, day FROM ({relation}) counted
     WHERE code = %(code)s AND (%(line)s IS NULL OR line = %(line)s) AND (%(col)s IS NULL OR col = %(col)s)
     ORDER BY nominal_id, day
"""


class Cell(NamedTuple):
    """A cell by the table's code and the keys of its row and column, `total` included."""

    code: str
    row: str
    column: str


class CountedRow(NamedTuple):
    """One person, or one order made on somebody, that a cell counts, with the day on which it is counted."""

    nominal_id: uuid.UUID
    day: datetime.date


Figures = dict[Cell, int]


def count(
    units: Mapping[str, Iterable[str]], year: ReportingYear, rules: CountingRules, only: Iterable[str] = ()
) -> dict[str, Figures]:
    """The figures of T1 to T8 for each unit (its name and the areas it takes as one), totals included.

    One statement for each way of counting, however many units. A cell that counts nothing is left out. `only` narrows
    it to the ways of counting that hold these tables.
    """
    names = list(units)
    found: dict[str, Figures] = {name: {} for name in names}
    with connection.cursor() as cursor:
        for relation, codes in queries.RELATIONS.items():
            if not only or codes & set(only):
                cursor.execute(_COUNT.format(relation=relation), queries.parameters(units, year, rules))
                for unit, code, line, col, number in cursor.fetchall():
                    found[names[unit]][_cell(code, line, col)] = number
    return found


def listed(areas: Iterable[str], year: ReportingYear, rules: CountingRules, cell: Cell) -> list[CountedRow]:
    """The rows that a cell of T1 to T8 counts for these areas as one."""
    table = BY_CODE[cell.code]
    parameters = queries.parameters({"": areas}, year, rules) | {
        "code": cell.code,
        "line": _number(table.rows, cell.row),
        "col": _number(table.columns, cell.column),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LIST.format(relation=queries.relation_of(cell.code)), parameters)
        return [CountedRow(*row) for row in cursor.fetchall()]


def _cell(code: str, line: int | None, col: int | None) -> Cell:
    table = BY_CODE[code]
    return Cell(code, _key(table.rows, line), _key(table.columns, col))


def _key(lines: tuple[Line, ...], number: int | None) -> str:
    return TOTAL if number is None else next(line.key for line in lines if line.number == number)


def _number(lines: tuple[Line, ...], key: str) -> int | None:
    return next((line.number for line in lines if line.key == key), None)
