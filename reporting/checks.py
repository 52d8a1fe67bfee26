"""What must hold before the tables are published, each check with the records behind it. None of them stops anybody.

A check that finds records answers with the same kind of rows as a cell of the tables, so that both are listed alike.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting import queries
from reporting.choices import CountingRules
from reporting.coverage import Coverage
from reporting.definitions import TABLES, TOTAL, Table
from reporting.figures import Cell, CountedRow
from reporting.tables import AnnualTables
from reporting.years import ReportingYear

ADDS_UP = "adds_up"

#: What must hold, in the order shown; %(day)s is the day of T1.
SENTENCES: dict[str, str | Promise] = {
    ADDS_UP: _("The rows and columns of every table add up to its totals."),
    "in_two_cells": _("Nobody stands in two cells of a table that counts people once."),
    "picture_in_year": _("Everybody at Level 2 or 3 in T1 is in the total for the year, T2."),
    "returned_in_year": _("Everybody returned to custody in T7 or T8 is in the total for the year, T2."),
    "level_1_category_3": _("Nobody was at Level 1 in Category 3 on %(day)s."),
    "without_level": _("Nobody for whom the area was responsible on %(day)s was without a level."),
    "without_category": _("Nobody for whom the area was responsible on %(day)s was without a category."),
    "without_whereabouts": _("Nobody for whom the area was responsible on %(day)s was without whereabouts."),
}

#: Everybody alive for whom the area was responsible on the day of the picture, with what held that day.
_STANDING = f"""
    SELECT responsible.nominal_id, level.level, found.status, held.category
      FROM unnest(%(areas)s::text[]) AS place (area)
      JOIN cases_responsibility responsible ON responsible.area_id = place.area
       AND {queries.in_force("responsible", "%(picture)s")}
      LEFT JOIN cases_levelperiod level ON level.nominal_id = responsible.nominal_id
       AND {queries.in_force("level", "%(picture)s")}
      LEFT JOIN cases_whereaboutsperiod found ON found.nominal_id = responsible.nominal_id
       AND {queries.in_force("found", "%(picture)s")}
     CROSS JOIN {queries.category_on("responsible.nominal_id", "%(picture)s")}
     WHERE {queries.alive("responsible.nominal_id", "%(picture)s")}
"""  # noqa: S608

_FOUND = f"""
    WITH snapshot AS MATERIALIZED ({queries.SNAPSHOT}), yearly AS MATERIALIZED ({queries.YEARLY}),
         happened AS MATERIALIZED ({queries.EVENTS}), standing AS MATERIALIZED ({_STANDING}),
         once AS (SELECT code, nominal_id, day FROM snapshot
                   UNION ALL SELECT code, nominal_id, day FROM yearly WHERE NOT %(each_level)s
                   UNION ALL SELECT code, nominal_id, day FROM happened WHERE NOT %(each_level)s),
         found AS (
            SELECT 'in_two_cells' AS name, nominal_id, max(day) AS day FROM once
             GROUP BY code, nominal_id HAVING count(*) > 1
             UNION ALL
            SELECT 'picture_in_year', nominal_id, day FROM snapshot
             WHERE line > 1 AND nominal_id NOT IN (SELECT nominal_id FROM yearly)
             UNION ALL
            SELECT 'returned_in_year', nominal_id, day FROM happened
             WHERE code IN ('T7', 'T8') AND nominal_id NOT IN (SELECT nominal_id FROM yearly)
             UNION ALL
            SELECT lacking.name, standing.nominal_id, %(picture)s::date
              FROM standing
             CROSS JOIN LATERAL (VALUES
                ('level_1_category_3', standing.level = 1 AND standing.category = 3),
                ('without_level', standing.level IS NULL),
                ('without_category', standing.category IS NULL),
                ('without_whereabouts', standing.status IS NULL)) AS lacking (name, holds)
             WHERE lacking.holds)
    SELECT name, nominal_id, day FROM found WHERE %(name)s IS NULL OR name = %(name)s ORDER BY nominal_id, day
"""  # noqa: S608


@dataclass(frozen=True)
class Check:
    """What must hold, and how many records (or totals, for `adds_up`) say otherwise."""

    name: str
    sentence: str
    found: int

    @property
    def has_records(self) -> bool:
        return self.name != ADDS_UP and bool(self.found)


def checks_of(tables: AnnualTables) -> list[Check]:
    """Every check of these tables, in one statement besides what the tables have counted already."""
    found = Counter(name for name, _row in _rows(tables.coverage, tables.year, tables.rules))
    found[ADDS_UP] = len(totals_astray(tables))
    return [Check(name, sentence_of(name, tables.year), found[name]) for name in SENTENCES]


def records_of(name: str, coverage: Coverage, year: ReportingYear, rules: CountingRules) -> list[CountedRow]:
    """The records that a check found."""
    return [row for _name, row in _rows(coverage, year, rules, name)]


def sentence_of(name: str, year: ReportingYear) -> str:
    return str(SENTENCES[name]) % {"day": year.picture_label}


def _rows(
    coverage: Coverage, year: ReportingYear, rules: CountingRules, name: str | None = None
) -> list[tuple[str, CountedRow]]:
    parameters = queries.parameters({coverage.name: coverage.area_codes}, year, rules) | {"name": name}
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, parameters)
        return [(found, CountedRow(nominal_id, day)) for found, nominal_id, day in cursor.fetchall()]


def totals_astray(tables: AnnualTables) -> list[Cell]:
    """The totals that are not the sum of their row or column."""
    return [cell for table in TABLES if table.has_totals for cell in _totals(table) if _is_astray(tables, table, cell)]


def _totals(table: Table) -> Iterable[Cell]:
    rows, columns = [line.key for line in table.rows], [line.key for line in table.columns]
    yield from (Cell(table.code, row, TOTAL) for row in rows)
    yield from (Cell(table.code, TOTAL, column) for column in [*columns, TOTAL])


def _is_astray(tables: AnnualTables, table: Table, total: Cell) -> bool:
    rows = [line.key for line in table.rows] if total.row == TOTAL else [total.row]
    columns = [line.key for line in table.columns] if total.column == TOTAL else [total.column]
    parts = (tables.figures.get(Cell(table.code, row, column), 0) for row in rows for column in columns)
    return sum(parts) != tables.figures.get(total, 0)
