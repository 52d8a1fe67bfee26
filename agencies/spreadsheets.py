"""Tables for spreadsheet programs, in which a text stays a text.

A cell that begins with `=`, `+`, `-` or `@`, or with white space before one, is run as a formula by the usual programs.
"""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(value: Any) -> Any:
    """The value as it may stand in a cell: a text that could begin a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" ").startswith(_BEGINS_A_FORMULA):
        return f"'{value}"
    return value


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of a table. Its first bytes tell spreadsheet programs that it is UTF-8."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\N{ZERO WIDTH NO-BREAK SPACE}")
    writer = csv.writer(response)
    writer.writerow([as_text(heading) for heading in headings])
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return response
