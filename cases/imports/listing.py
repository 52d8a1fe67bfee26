"""An import as its pages show it: its counts as a table, its faults as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from agencies.spreadsheets import as_text
from cases.models import CohortFault, CohortImport
from pagekit.context import MARKING

State = CohortImport.State

#: Colours of the tags.
COLOURS: dict[str, str] = {
    State.WAITING: "grey",
    State.RUNNING: "blue",
    State.CHECKED: "teal",
    State.REFUSED: "red",
    State.STORED: "green",
    State.FAILED: "red",
}


def count_columns() -> list[dict[str, Any]]:
    return [
        {"text": _("File")},
        {"text": _("Rows"), "numeric": True},
        {"text": _("New"), "numeric": True},
        {"text": _("Changed"), "numeric": True},
    ]


def count_rows(run: CohortImport) -> list[list[Any]]:
    """The counts of each file, in the order in which they were read."""
    return [[f"{name}.csv", count["rows"], count["new"], count["changed"]] for name, count in run.counts.items()]


class _Echo:
    """What csv writes to when each line is wanted as it is made."""

    def write(self, text: str) -> str:
        return text


def faults_as_csv(faults: Iterable[CohortFault]) -> Iterator[str]:
    """The lines of a CSV file of faults, marked, with the byte order mark by which spreadsheets know UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([MARKING])
    yield writer.writerow([_("File"), _("Line"), _("Column"), _("Value"), _("What is wrong")])
    for fault in faults:
        cells = (fault.file, str(fault.line or ""), fault.column, fault.value, fault.sentence)
        yield writer.writerow([as_text(cell) for cell in cells])
