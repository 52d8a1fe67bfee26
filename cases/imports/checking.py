"""What only shows when rows are held against each other: references, repetitions, periods that overlap, the sender.

Works on the staged tables with one statement a rule; never sees what is stored (`conflicts` does).
"""

# Every name put into SQL here comes from the format; values never do.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection
from django.utils.translation import gettext as _

from cases.imports import places
from cases.imports.faults import Fault, shown
from cases.imports.format import REFERENCE, CohortFile
from cases.imports.staging import table_of

#: Files in which only one period of a person can hold at a time.
ONE_AT_A_TIME = frozenset({"responsibilities", "levels", "whereabouts"})


def repeated_references(file: CohortFile) -> Iterator[Fault]:
    """People whose reference was given before."""
    rows = _fetch(
        f"""SELECT line, nominal_ref, first FROM (
              SELECT line, nominal_ref, min(line) OVER (PARTITION BY nominal_ref) AS first FROM {table_of(file)}) given
            WHERE line > first"""
    )
    for line, reference, first in rows:
        sentence = _("This reference was already given on line %(line)d.") % {"line": first}
        yield Fault(file.file_name, line, REFERENCE.name, shown(reference), sentence)


def unknown_references(file: CohortFile, people: CohortFile) -> Iterator[Fault]:
    """Rows about somebody who is not among the people of the folder."""
    rows = _fetch(
        f"""SELECT line, nominal_ref FROM {table_of(file)} said
            WHERE NOT EXISTS (SELECT 1 FROM {table_of(people)} person WHERE person.nominal_ref = said.nominal_ref)"""
    )
    for line, reference in rows:
        sentence = _("No nominal with this reference is in %(file)s.") % {"file": people.file_name}
        yield Fault(file.file_name, line, REFERENCE.name, shown(reference), sentence)


def overlapping_periods(file: CohortFile) -> Iterator[Fault]:
    """Periods of one person of which only one can hold. Each is held against the longest that began before it.

    The fault stands on the later of the two lines and names the other.
    """
    far = 10_000_000
    rows = _fetch(
        f"""WITH ordered AS (
              SELECT line, nominal_ref, started_on - DATE '0001-01-01' AS first,
                     max(ARRAY[coalesce(ended_on - DATE '0001-01-01', {far}), line]) OVER (
                       PARTITION BY nominal_ref ORDER BY started_on, line
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                FROM {table_of(file)} WHERE is_sound),
            pairs AS (
              SELECT greatest(line, before[2]) AS line, least(line, before[2]) AS other FROM ordered
               WHERE before[1] > first)
            SELECT pairs.line, other, started_on::text
              FROM pairs JOIN {table_of(file)} later ON later.line = pairs.line"""
    )
    for line, other, started_on in rows:
        sentence = _("This period overlaps the one on line %(line)d; only one can hold at a time.") % {"line": other}
        yield Fault(file.file_name, line, "started_on", started_on, sentence)


def repeated_rows(file: CohortFile) -> Iterator[Fault]:
    """Rows that say the same as one before."""
    columns = ", ".join(file.column_names)
    rows = _fetch(
        f"""SELECT line, nominal_ref, first FROM (
              SELECT line, nominal_ref, min(line) OVER (PARTITION BY {columns}) AS first
                FROM {table_of(file)} WHERE is_sound) given
            WHERE line > first"""
    )
    for line, reference, first in rows:
        sentence = _("This row says the same as line %(line)d.") % {"line": first}
        yield Fault(file.file_name, line, REFERENCE.name, shown(reference), sentence)


def folder_faults(files: Iterable[CohortFile], people: CohortFile, has_references: bool) -> Iterator[Fault]:
    """Every fault between rows. Without the references of the people nothing is held against them."""
    yield from repeated_references(people)
    for file in files:
        if file is people:
            continue
        if has_references:
            yield from unknown_references(file, people)
        yield from overlapping_periods(file) if file.name in ONE_AT_A_TIME else repeated_rows(file)


def sender_of(responsibilities: CohortFile) -> str | None:
    """The area that most responsibilities name; of several, the one named first. None when none is named."""
    rows = _fetch(
        f"""SELECT place.area_id FROM {table_of(responsibilities)} given
              JOIN (SELECT DISTINCT area_code, area_id FROM {places.TABLE}) place USING (area_code)
             WHERE given.is_sound GROUP BY place.area_id ORDER BY count(*) DESC, min(line) LIMIT 1"""
    )
    return next((code for (code,) in rows), None)


def _fetch(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
