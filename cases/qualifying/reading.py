"""Reads a CSV file of qualifying offences: every row as the table holds it, or every fault with its line."""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cases.choices import Schedule
from cases.models import QualifyingOffence
from cases.qualifying.notation import UnknownCondition, read_thresholds

COLUMNS = (
    "code", "title", "provision", "schedule", "thresholds", "effective_from", "effective_to", "authority",
)  # fmt: skip
REQUIRED = ("code", "title", "provision", "schedule", "effective_from", "authority")
#: Far more than all the law's lists together.
MOST_ROWS = 5000


@dataclass(frozen=True)
class LineFault:
    """What is wrong on a line of the file; the heading is line 1."""

    line: int
    sentence: str


@dataclass
class ReadFile:
    """Rows as values of `QualifyingOffence`, and faults."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(LineFault(line, sentence))


def read_file(content: bytes) -> ReadFile:
    """A whole file in UTF-8. No fault: every row may be stored."""
    found = ReadFile()
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if lacking:
            found.fault(1, _("The heading lacks: %(columns)s.") % {"columns": ", ".join(lacking)})
            return found
        _read_rows(reader, found)
    except UnicodeDecodeError:
        found.fault(1, _("The file is not text in UTF-8."))
    except csv.Error as error:
        found.fault(1, _("The file is no CSV: %(what)s.") % {"what": error})
    return found


def _read_rows(reader: csv.DictReader, found: ReadFile) -> None:
    places: dict[tuple[Any, ...], int] = {}
    for row in reader:
        line = reader.line_num
        if len(found.rows) >= MOST_ROWS:
            found.fault(line, _("The file has more than %(most)d rows.") % {"most": MOST_ROWS})
            return
        values = {name: (row.get(name) or "").strip() for name in COLUMNS}
        faults = list(_faults_of(values))
        if None in row:
            faults.append(_("The line has more cells than the heading."))
        for sentence in faults:
            found.fault(line, sentence)
        if not faults:
            _keep(found, places, line, _stored(values))


def _keep(found: ReadFile, places: dict[tuple[Any, ...], int], line: int, values: dict[str, Any]) -> None:
    key = (values["code"], values["schedule"], values["effective_from"])
    if key in places:
        found.fault(line, _("The same code, list and first day stand on line %(line)d.") % {"line": places[key]})
    else:
        places[key] = line
        found.rows.append(values)


def _faults_of(values: dict[str, str]) -> Iterator[str]:
    for name in REQUIRED:
        if not values[name]:
            yield _("%(column)s is empty.") % {"column": name}
    for name, text in values.items():
        longest = getattr(QualifyingOffence._meta.get_field(name), "max_length", None)
        if longest and len(text) > longest and name != "schedule":
            yield _("%(column)s is longer than %(most)d characters.") % {"column": name, "most": longest}
    if values["schedule"] and values["schedule"] not in Schedule.values:
        yield _("%(value)s is none of the lists: %(lists)s.") % {
            "value": values["schedule"],
            "lists": ", ".join(Schedule.values),
        }
    yield from _faults_of_days(values)
    yield from _faults_of_thresholds(values["thresholds"])


def _faults_of_days(values: dict[str, str]) -> Iterator[str]:
    days = {}
    for name in ("effective_from", "effective_to"):
        try:
            days[name] = datetime.date.fromisoformat(values[name]) if values[name] else None
        except ValueError:
            yield _("%(column)s is no date such as 2025-02-03.") % {"column": name}
    start, end = days.get("effective_from"), days.get("effective_to")
    if start and end and end <= start:
        yield _("effective_to must be after effective_from.")


def _faults_of_thresholds(text: str) -> Iterator[str]:
    try:
        read_thresholds(text)
    except UnknownCondition as error:
        yield _("thresholds: “%(word)s” is no condition.") % {"word": error.args[0]}


def _stored(values: dict[str, str]) -> dict[str, Any]:
    end = values["effective_to"]
    return {
        **values,
        "thresholds": read_thresholds(values["thresholds"]),
        "effective_from": datetime.date.fromisoformat(values["effective_from"]),
        "effective_to": datetime.date.fromisoformat(end) if end else None,
    }
