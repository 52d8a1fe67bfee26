"""Pages for bringing in an area's records: what was brought in, a new upload, how far it is, what came of it."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import Area
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.forms.imports import ImportForm
from cases.imports.format import FILE_NAMES
from cases.imports.listing import COLOURS, count_columns, count_rows, faults_as_csv
from cases.models import CohortImport
from cases.services.cohorts import progress_of, request_import
from cases.tasks import send_import
from cases.views.page import actor_of, sent
from pagekit.context import MARKING
from pagekit.paging import page_of

#: A page shows so many faults; the file has all of them.
FAULTS_SHOWN = 500
#: A page of a running import asks for itself again after so many seconds.
REFRESH_SECONDS = 3


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """The imports of the user's areas, newest first."""
    require_capability(request.user, Capability.IMPORT_COHORT, AuditAction.LIST)
    page = page_of(request, _own(request).select_related("area", "started_by"))
    rows = [{"run": one, "state": one.get_state_display(), "colour": COLOURS[one.state]} for one in page]
    record(AuditAction.LIST, rule=Capability.IMPORT_COHORT, subject_type="cohortimport", detail={"page": page.number})
    return render(request, "cases/imports.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Upload files to check or store. They are imported elsewhere; the next page tells how far that is."""
    require_capability(request.user, Capability.IMPORT_COHORT, AuditAction.IMPORT)
    areas = list(Area.objects.filter(pk__in=standing_of(request.user).area_codes(Capability.IMPORT_COHORT)))
    form = ImportForm(sent(request), request.FILES or None, areas=areas)
    if form.is_valid():
        run = request_import(actor=actor_of(request), send=send_import, **form.answers())
        return redirect("cases:import_progress", run.pk)
    record(AuditAction.VIEW, rule=Capability.IMPORT_COHORT, subject_type="cohortimport")
    return render(request, "cases/imports_create.html", {"form": form, "areas": areas, "file_names": FILE_NAMES})


@require_safe
@holds_no_case_data
def progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far an import is. Asks for itself again until it is over, without any script."""
    run = _fetch(request, pk)
    if run.is_finished:
        return redirect("cases:import", run.pk)
    step, percent = progress_of(run.pk) or (run.get_state_display(), 0)
    response = render(request, "cases/imports_progress.html", {"run": run, "step": step, "percent": percent})
    response["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_safe
def cohort_import(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What came of an import: its counts, or the first of its faults."""
    run = _fetch(request, pk)
    if not run.is_finished:
        return redirect("cases:import_progress", run.pk)
    faults = list(run.faults.all()[:FAULTS_SHOWN])
    record(AuditAction.VIEW, rule=Capability.IMPORT_COHORT, subject=run, detail={"faults": len(faults)})
    context = {
        "run": run,
        "state": run.get_state_display(),
        "colour": COLOURS[run.state],
        "columns": count_columns(),
        "rows": count_rows(run),
        "faults": faults,
    }
    return render(request, "cases/imports_detail.html", context)


@require_safe
def faults(request: HttpRequest, pk: uuid.UUID) -> StreamingHttpResponse:
    """Every fault of an import, as a CSV file."""
    run = _fetch(request, pk)
    record(AuditAction.DOWNLOAD, rule=Capability.IMPORT_COHORT, subject=run, detail={"faults": run.fault_count})
    rows = run.faults.all().iterator(chunk_size=2000)
    response = StreamingHttpResponse(faults_as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{MARKING}-import-faults.csv"'
    return response


def _own(request: HttpRequest) -> QuerySet[CohortImport]:
    """The imports of the areas whose records the user may bring in."""
    return CohortImport.objects.filter(area__in=standing_of(request.user).area_codes(Capability.IMPORT_COHORT))


def _fetch(request: HttpRequest, pk: uuid.UUID) -> CohortImport:
    """One import of the user's own area, or 404 with a refused event."""
    require_capability(request.user, Capability.IMPORT_COHORT, AuditAction.VIEW)
    run = _own(request).select_related("area", "started_by").filter(pk=pk).first()
    if run is None:
        refused = AuditOutcome.REFUSED
        record(AuditAction.VIEW, rule="no grant", outcome=refused, subject_type="cohortimport", subject_id=pk)
        raise Http404
    return run
