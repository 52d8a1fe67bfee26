"""Short ways to ask for the annual tables in tests."""

import datetime
from io import StringIO
from typing import Any

from django.core.management import call_command

from reporting.choices import CountingRules
from reporting.coverage import area_named
from reporting.figures import Cell
from reporting.tables import AnnualTables, annual_tables
from reporting.years import ReportingYear

TODAY = datetime.date(2026, 11, 23)
WEST_MERCIA = "E23000016"


def command(*options: str) -> str:
    """What `annual_tables` prints."""
    printed = StringIO()
    call_command("annual_tables", *options, stdout=printed)
    return printed.getvalue()


def counted(year: int = 2022, *, area: str = WEST_MERCIA, today: datetime.date = TODAY, **rules: Any) -> AnnualTables:
    return annual_tables(area_named(area), ReportingYear(year, today), CountingRules(**rules))


def figure(tables: AnnualTables, code: str, row: str, column: str = "one") -> int | None:
    return tables.figure(Cell(code, row, column))
