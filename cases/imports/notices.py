"""What is allowed in a cohort but may surprise whoever sent it. Told beside the result; refuses nothing."""

# Every name put into SQL here comes from the format; values never do.
# ruff: noqa: S608

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.imports.format import FILE_NAMES
from cases.imports.staging import table_of

_NUMBERS = ("pnc_id", "crn", "noms_number", "visor_ref")


def notices(folder: Path, on: datetime.date) -> Iterator[str]:
    """Sentences about the staged folder, as on a day."""
    yield from _files_left_out(folder)
    yield from _people_without_responsibility()
    yield from _events_ahead(on)
    yield from _events_after_death()
    for number in _NUMBERS:
        yield from _shared_numbers(number)


def _files_left_out(folder: Path) -> Iterator[str]:
    for name in sorted(path.name for path in folder.glob("*.csv") if path.name not in FILE_NAMES):
        yield _("%(file)s is not part of the format and was left out.") % {"file": name}


def _people_without_responsibility() -> Iterator[str]:
    count, line = _first(
        f"""FROM {table_of("nominals")} person WHERE NOT EXISTS (
              SELECT 1 FROM {table_of("responsibilities")} said WHERE said.nominal_ref = person.nominal_ref)"""
    )
    if count:
        sentence = ngettext(
            "%(count)d person has no responsibility, so no team sees them (nominals.csv, line %(line)d).",
            "%(count)d people have no responsibility, so no team sees them (the first: nominals.csv, line %(line)d).",
            count,
        )
        yield sentence % {"count": count, "line": line}


def _events_ahead(on: datetime.date) -> Iterator[str]:
    count, line = _first(f"FROM {table_of('events')} WHERE is_sound AND occurred_on > %s", on)
    if count:
        sentence = ngettext(
            "%(count)d event lies in the future (events.csv, line %(line)d).",
            "%(count)d events lie in the future (the first: events.csv, line %(line)d).",
            count,
        )
        yield sentence % {"count": count, "line": line}


def _events_after_death() -> Iterator[str]:
    count, line = _first(
        f"""FROM {table_of("events")} event JOIN {table_of("nominals")} person USING (nominal_ref)
            WHERE event.is_sound AND event.occurred_on > person.died_on""",
        column="event.line",
    )
    if count:
        sentence = ngettext(
            "%(count)d event comes after the person’s death (events.csv, line %(line)d).",
            "%(count)d events come after the person’s death (the first: events.csv, line %(line)d).",
            count,
        )
        yield sentence % {"count": count, "line": line}


def _shared_numbers(column: str) -> Iterator[str]:
    count, line = _first(
        f"""FROM (SELECT line, row_number() OVER (PARTITION BY {column} ORDER BY line) AS place
                    FROM {table_of("nominals")} WHERE {column} IS NOT NULL) numbered WHERE place = 2"""
    )
    if count:
        sentence = ngettext(
            "%(count)d value of %(column)s is given for several people (nominals.csv, line %(line)d).",
            "%(count)d values of %(column)s are given for several people (the first: nominals.csv, line %(line)d).",
            count,
        )
        yield sentence % {"count": count, "line": line, "column": column}


def _first(source: str, *parameters: datetime.date, column: str = "line") -> tuple[int, int]:
    """How many rows there are, and the line of the first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), coalesce(min({column}), 0) {source}", parameters or None)
        count, line = cursor.fetchone()
    return count, line
