"""`manage.py annual_tables`: the annual tables of an area or a reporting unit, as text or as a file."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from reporting.choices import CountingRules, TravelRule, YearlyRule
from reporting.coverage import Coverage, area_named, unit_named
from reporting.definitions import rules_of
from reporting.render.csv import as_csv
from reporting.render.json import as_json
from reporting.render.text import as_text
from reporting.render.xlsx import as_xlsx
from reporting.tables import AnnualTables, annual_tables
from reporting.years import ReportingYear, YearOutOfRange

RENDERERS: dict[str, Callable[[AnnualTables], str | bytes]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "xlsx": as_xlsx,
}


class Command(BaseCommand):
    help = "Prints the annual tables T1 to T9: --year 2022 means 1 April 2022 to 31 March 2023."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--area", metavar="CODE", help="an area by code or name, such as E23000016")
        what.add_argument("--unit", metavar="NAME", help='a reporting unit, such as "West Midlands region"')
        parser.add_argument("--year", required=True, help="the year in which it began: 2022, or 2022/23")
        parser.add_argument("--format", choices=sorted(RENDERERS), default="text")
        parser.add_argument("--output", metavar="FILE", type=Path, help="write to this file")
        parser.add_argument("--yearly", choices=YearlyRule.values, help="a person at both Level 2 and 3 (T2, T7, T8)")
        parser.add_argument("--shpo", choices=TravelRule.values, help="what the first row of T5 takes in")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["format"] == "xlsx" and options["output"] is None:
            raise CommandError(_("A spreadsheet cannot be shown in a terminal: name a file with --output."))
        try:
            year = ReportingYear(_first_year(options["year"]), timezone.localdate())
            coverage = _coverage(options)
        except (DomainError, YearOutOfRange) as error:
            raise CommandError(str(error)) from None
        tables = annual_tables(coverage, year, _rules(year, options))
        self._write(tables, options["format"], options["output"])

    def _write(self, tables: AnnualTables, kind: str, output: Path | None) -> None:
        made = RENDERERS[kind](tables)
        if output is None:
            self.stdout.write(str(made).removeprefix("\ufeff"), ending="")
            return
        try:
            output.write_bytes(made if isinstance(made, bytes) else made.encode())
        except OSError as error:
            sentence = _("%(file)s cannot be written: %(reason)s.") % {"file": output, "reason": error.strerror}
            raise CommandError(sentence) from None
        print(_("Written to %(file)s.") % {"file": output}, file=sys.stderr)


def _first_year(text: str) -> int:
    """2022 from "2022" or "2022/23"; a sentence for anything else."""
    first, _slash, second = text.partition("/")
    is_year = first.isdecimal() and len(first) == 4
    if not is_year or (second and second != f"{(int(first) + 1) % 100:02d}"):
        raise CommandError(
            _("“%(text)s” is no reporting year: give the year in which it began, such as 2022 or 2022/23.")
            % {"text": text}
        )
    return int(first)


def _coverage(options: dict[str, Any]) -> Coverage:
    return area_named(options["area"]) if options["area"] else unit_named(options["unit"])


def _rules(year: ReportingYear, options: dict[str, Any]) -> CountingRules:
    of_year = rules_of(year.first)
    return CountingRules(options["yearly"] or of_year.yearly, options["shpo"] or of_year.shpo)
