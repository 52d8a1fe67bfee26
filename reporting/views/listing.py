"""The people behind a figure or a check: as many rows as it counts, each person through the door.

Somebody the reader may not see is a row without name, reference or day: the figure already says that there is somebody,
and nothing more is told.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from agencies.audit import record
from agencies.choices import AuditAction
from cases.access import Someone, visible
from cases.models import Nominal
from pagekit import paging
from reporting.figures import CountedRow
from reporting.views.asking import Asked


@dataclass(frozen=True)
class Line:
    """A row of the list; `nominal` is None for somebody the reader may not see."""

    row: CountedRow
    nominal: Nominal | None


def people_page(
    request: HttpRequest, wanted: Asked, rows: list[CountedRow], what: dict[str, Any], **context: Any
) -> HttpResponse:
    """One page of the rows by name, those not to be seen last. `what` tells the audit which list it was."""
    places = _places(request.user, rows)
    ordered = sorted(rows, key=lambda row: (places.get(row.nominal_id, len(places)), row.day))
    page = paging.page_of(request, ordered)
    lines = _lines(request.user, page)
    hidden = sum(row.nominal_id not in places for row in rows)
    record(
        AuditAction.LIST,
        rule="door",
        subject_type="annual_tables",
        subject_reference=wanted.reference,
        shown=[line.nominal.reference for line in lines if line.nominal],
        detail={**what, **wanted.switches, "count": len(rows), "not shown": hidden},
    )
    shared = {
        "asked": wanted,
        "page": page,
        "lines": lines,
        "count": len(rows),
        "hidden": hidden,
        "back": wanted.address("tables"),
    }
    return render(request, "reporting/people.html", {**shared, **context})


def _places(user: Someone, rows: list[CountedRow]) -> dict[uuid.UUID, int]:
    """Where each person whom the user may see stands in the order of names; one query for all."""
    mine = visible(Nominal.objects.filter(pk__in={row.nominal_id for row in rows}), user)
    ordered = mine.order_by("family_name", "given_names", "pk").values_list("pk", flat=True)
    return {key: place for place, key in enumerate(ordered)}


def _lines(user: Someone, page: Page[CountedRow]) -> list[Line]:
    people = visible(Nominal.objects.filter(pk__in={row.nominal_id for row in page}), user).in_bulk()
    return [Line(row, people.get(row.nominal_id)) for row in page]
