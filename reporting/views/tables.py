"""The annual tables of an area and year, as published, with what each figure rests on."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import Area
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.models import Responsibility
from reporting.choices import TravelRule, YearlyRule
from reporting.definitions import TABLES, Table
from reporting.figures import Cell
from reporting.tables import RATE, AnnualTables, annual_tables
from reporting.views.asking import Asked, asked
from reporting.years import years_from


def choose(request: HttpRequest) -> HttpResponse:
    """The areas whose tables the reader may see, each with its years."""
    require_capability(request.user, Capability.VIEW_TABLES, AuditAction.VIEW)
    codes = standing_of(request.user).area_codes(Capability.VIEW_TABLES)
    first = dict(
        Responsibility.objects.filter(area__in=codes).order_by().values_list("area").annotate(Min("started_on"))
    )
    areas = Area.objects.filter(pk__in=codes)
    today = timezone.localdate()
    record(AuditAction.VIEW, rule="role", subject_type="annual_tables", subject_reference="choose")
    context = {"areas": [(area, years_from(first.get(area.pk), today)[:10]) for area in areas]}
    return render(request, "reporting/choose.html", context)


def tables(request: HttpRequest, area_code: str, year: int) -> HttpResponse:
    """T1 to T9."""
    wanted = asked(request, area_code, year)
    made = annual_tables(wanted.coverage, wanted.year, wanted.rules)
    reference = f"{area_code} {wanted.year.label}"
    record(AuditAction.VIEW, rule="role", subject_type="annual_tables", subject_reference=reference)
    context = {
        "asked": wanted,
        "made": made,
        "drawn": [_drawn(made, table, wanted) for table in TABLES],
        "yearly_rules": YearlyRule.choices,
        "travel_rules": TravelRule.choices,
    }
    return render(request, "reporting/tables.html", context)


def _drawn(made: AnnualTables, table: Table, wanted: Asked) -> dict[str, Any]:
    """A table as its template takes it: headings, rows of cells with words and, for who may see it, an address."""
    return {
        "table": table,
        "title": made.title(table),
        "columns": [table.column_title(key) for key in table.column_keys],
        "rows": [
            {
                "title": table.row_title(row),
                "cells": [_cell(made, Cell(table.code, row, column), wanted) for column in table.column_keys],
            }
            for row in table.row_keys
        ],
        "notes": made.notes(table),
    }


def _cell(made: AnnualTables, cell: Cell, wanted: Asked) -> dict[str, Any]:
    opens = wanted.sees_people and cell != RATE and bool(made.figure(cell))
    return {"words": made.words(cell), "href": cell_address(wanted, cell) if opens else ""}


def cell_address(wanted: Asked, cell: Cell) -> str:
    """Where the people behind a cell are listed, counted by the same rules."""
    address = reverse("reporting:cell", args=[wanted.area.pk, wanted.year.first, cell.code, cell.row, cell.column])
    return f"{address}?{urlencode({'yearly': wanted.rules.yearly, 'shpo': wanted.rules.shpo})}"
