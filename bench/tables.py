"""Measures the annual tables: one area and all 42, against the ORM, pandas and one reading of the needed columns.

The other answers are also checked to be the same.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from django.utils import timezone

from agencies.models import Area
from bench import tables_by_orm, tables_by_pandas
from bench.measuring import Line, Timing, interleaved, line, timed
from bench.standpoints import MIDDLING_AREA, Standpoints
from reporting import figures
from reporting.choices import CountingRules
from reporting.definitions import BY_CODE, TOTAL
from reporting.figures import Cell, Figures
from reporting.years import ReportingYear

#: The columns that any way of counting has to read.
SCANNED = {
    "cases_responsibility": "nominal_id area_id started_on ended_on",
    "cases_levelperiod": "nominal_id level started_on ended_on",
    "cases_categorybasis": "nominal_id category started_on ended_on",
    "cases_whereaboutsperiod": "nominal_id status started_on ended_on",
    "cases_caseevent": "nominal_id event_type occurred_on",
    "cases_order": "nominal_id order_type made_on foreign_travel_restriction",
    "cases_nominal": "id died_on",
}
ONE_LIMIT, ALL_LIMIT = 100.0, 1000.0
Units = dict[str, list[str]]


def last_year() -> ReportingYear:
    """The last reporting year that is over."""
    today = timezone.localdate()
    return ReportingYear(today.year - (today.month < 4) - 1, today)


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    year, rules = last_year(), CountingRules()
    one: Units = {MIDDLING_AREA: [MIDDLING_AREA]}
    every: Units = {code: [code] for code in Area.objects.order_by("code").values_list("code", flat=True)}
    timings = interleaved(
        {
            "one": lambda: figures.count(one, year, rules),
            "all": lambda: figures.count(every, year, rules),
            "scan": _scan,
        }
    )
    scan = timings["scan"]
    yield line("tables: one sequential scan of the needed columns", scan)
    for name, title, limit in (("one", "one area", ONE_LIMIT), ("all", "all 42 areas", ALL_LIMIT)):
        met = timings[name].sql_ms <= limit
        yield line(f"tables: {title}", timings[name], scan, "the scan", wanted=f"{limit:.0f} ms of SQL", met=met)
    yield from _by_orm(timings["one"], _plain(figures.count(one, year, rules)), year)
    yield from _by_pandas(timings["all"], _plain(figures.count(every, year, rules)), year)


def _scan() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for way in ("indexscan", "bitmapscan", "indexonlyscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        for table, columns in SCANNED.items():
            cursor.execute(f"SELECT {', '.join(f'count({column})' for column in columns.split())} FROM {table}")


def _by_orm(product: Timing, counted: tables_by_pandas.Counts, year: ReportingYear) -> Iterator[Line]:
    timing = interleaved({"orm": lambda: tables_by_orm.count(MIDDLING_AREA, year)}, rounds=5)["orm"]
    found = {(MIDDLING_AREA, *cell): number for cell, number in tables_by_orm.count(MIDDLING_AREA, year).items()}
    same = found == {cell: number for cell, number in counted.items() if cell[1] != "T2"}
    yield line(
        "tables: one area by the ORM, a query per cell, without T2", timing, product, "one area", note=_same(same)
    )


def _by_pandas(product: Timing, counted: tables_by_pandas.Counts, year: ReportingYear) -> Iterator[Line]:
    fetching, all_of_it = Timing(), Timing()
    for _round in range(5):
        with timed(all_of_it):
            with timed(fetching):
                frames = tables_by_pandas.fetch()
            found = tables_by_pandas.Tables(frames, year).count()
    ratio = all_of_it.all_ms / product.all_ms
    note = f"{fetching.all_ms:.0f} ms of it to fetch; {_same(found == counted)}"
    yield Line("tables: all 42 areas by pandas", None, all_of_it.all_ms, ratio, "all 42 areas", note=note)


def _same(same: bool) -> str:
    return "the figures are the same" if same else "THE FIGURES DIFFER"


def _plain(counted: dict[str, Figures]) -> tables_by_pandas.Counts:
    """The figures without totals, by the numbers of line and column."""
    return {
        (unit, cell.code, *_numbers(cell)): number
        for unit, found in counted.items()
        for cell, number in found.items()
        if TOTAL not in (cell.row, cell.column)
    }


def _numbers(cell: Cell) -> tuple[int, int]:
    table = BY_CODE[cell.code]
    row = next(one.number for one in table.rows if one.key == cell.row)
    column = next(one.number for one in table.columns if one.key == cell.column)
    return row, column
