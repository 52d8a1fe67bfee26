"""The people or orders that one cell counts: as many rows as the figure, each person through the door.

Somebody the reader may not see is a row without name or reference: the figure already says that there is somebody.
"""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import User
from cases.access import visible
from cases.models import Nominal
from pagekit import paging
from reporting.definitions import BY_CODE
from reporting.figures import Cell, CountedRow, listed
from reporting.tables import RATE
from reporting.views.asking import Asked, asked


def cell(request: HttpRequest, area_code: str, year: int, code: str, row: str, column: str) -> HttpResponse:
    """The list behind one figure; the address keeps the counting rules of the page it came from."""
    wanted = asked(request, area_code, year, AuditAction.LIST)
    chosen = _known(Cell(code, row, column))
    if not wanted.sees_people:
        record(
            AuditAction.LIST, rule="no names for this role", outcome=AuditOutcome.REFUSED, **_subject(wanted, chosen)
        )
        raise PermissionDenied
    rows = _ordered(request.user, listed(wanted.coverage.area_codes, wanted.year, wanted.rules, chosen))
    page = paging.page_of(request, rows)
    people = _people(request.user, page)
    shown = [people[one.nominal_id].reference for one in page if one.nominal_id in people]
    record(AuditAction.LIST, rule="door", shown=shown, **_subject(wanted, chosen, count=len(rows)))
    table = BY_CODE[code]
    context = {
        "asked": wanted,
        "table": table,
        "row_title": table.row_title(row),
        "column_title": "" if len(table.column_keys) == 1 else table.column_title(column),
        "title": str(table.title) % {"day": wanted.year.picture_label},
        "page": page,
        "lines": [(one.day, people.get(one.nominal_id)) for one in page],
        "count": len(rows),
    }
    return render(request, "reporting/cell.html", context)


def _known(cell: Cell) -> Cell:
    """The cell, if there is such a one with people behind it."""
    table = BY_CODE.get(cell.code)
    if (
        table is None
        or cell.row not in table.row_keys
        or cell.column not in table.column_keys
        or cell.code == RATE.code
    ):
        raise Http404
    return cell


def _ordered(user: User, rows: list[CountedRow]) -> list[CountedRow]:
    """By name, those the reader may not see last; one query for the names of all."""
    mine = visible(Nominal.objects.filter(pk__in={row.nominal_id for row in rows}), user)
    place = {
        key: number
        for number, key in enumerate(mine.order_by("family_name", "given_names", "pk").values_list("pk", flat=True))
    }
    return sorted(rows, key=lambda row: (place.get(row.nominal_id, len(place)), row.day))


def _people(user: User, page: Page) -> dict[uuid.UUID, Nominal]:
    """The people of one page whom the reader may see."""
    return visible(Nominal.objects.filter(pk__in={row.nominal_id for row in page}), user).in_bulk()


def _subject(wanted: Asked, cell: Cell, **detail: Any) -> dict[str, Any]:
    reference = f"{wanted.area.pk} {wanted.year.label} {cell.code}"
    found = {"cell": [cell.code, cell.row, cell.column], "yearly": wanted.rules.yearly, "shpo": wanted.rules.shpo}
    return {"subject_type": "annual_tables", "subject_reference": reference, "detail": found | detail}
