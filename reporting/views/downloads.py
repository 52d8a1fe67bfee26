"""The tables as files: spreadsheet, CSV, JSON. They hold figures alone, no person."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from reporting.render.csv import as_csv
from reporting.render.json import as_json
from reporting.render.layout import file_name
from reporting.render.xlsx import as_xlsx
from reporting.tables import AnnualTables, annual_tables
from reporting.views.asking import Asked, asked


@dataclass(frozen=True)
class File:
    """A kind of file: how it is made and what a browser calls it."""

    made: Callable[[AnnualTables], str | bytes]
    content_type: str
    text: str | Promise
    kind: str | Promise


FILES: dict[str, File] = {
    "xlsx": File(
        as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _("The tables as published, with notes"),
        _("Excel spreadsheet"),
    ),
    "csv": File(as_csv, "text/csv; charset=utf-8", _("One line for each figure"), "CSV"),
    "json": File(as_json, "application/json", _("The figures for another system"), "JSON"),
}


@require_safe
def download(request: HttpRequest, area_code: str, year: int, kind: str) -> HttpResponse:
    """One file, counted by the rules that the address names."""
    wanted = asked(request, area_code, year, AuditAction.DOWNLOAD)
    if kind not in FILES:
        raise Http404
    made = annual_tables(wanted.coverage, wanted.year, wanted.rules)
    record(
        AuditAction.DOWNLOAD,
        rule="role",
        subject_type="annual_tables",
        subject_reference=wanted.reference,
        detail={"kind": kind, **wanted.switches},
    )
    response = HttpResponse(FILES[kind].made(made), content_type=FILES[kind].content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(made, kind)}"'
    return response


def offered(wanted: Asked) -> list[dict[str, object]]:
    """The links to the files, as the component for downloads takes them."""
    return [
        {"href": wanted.address("download", kind), "text": file.text, "kind": file.kind} for kind, file in FILES.items()
    ]
