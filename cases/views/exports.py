"""Lists as files: asking for one, the page of one's own files, fetching one."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.forms.attempts import attempt
from agencies.standing import require_capability
from cases import stored_files
from cases.choices import ExportState
from cases.exports import CONTENT_TYPES, MOST_ROWS, Sheet, file_name
from cases.forms.documents import ExportForm
from cases.models import ExportFile
from cases.services import exports
from cases.services.exports import EXPORT
from cases.tasks import send_export
from cases.views.page import actor_of, form_view, sent
from cases.views.serving import given_out
from pagekit.paging import page_of

#: The colour of each state's tag.
COLOURS: dict[str, str] = {
    ExportState.WAITING: "blue",
    ExportState.RUNNING: "blue",
    ExportState.READY: "green",
    ExportState.FAILED: "red",
    ExportState.EXPIRED: "grey",
}


@form_view
def ask(request: HttpRequest) -> HttpResponse:
    """What the file is to hold; the list's own address, with its filters, comes along."""
    require_capability(request.user, EXPORT, AuditAction.EXPORT)
    user, asked = actor_of(request), request.GET
    form = ExportForm(sent(request))
    if attempt(form, exports.request_export, actor=user, asked=asked.dict(), send=send_export):
        return redirect("cases:files")
    filters, people = exports.people_asked_for(user, asked.dict(), timezone.localdate())
    count = people.count()
    record(AuditAction.LIST, rule="door", subject_type="nominal", detail={"terms": filters.terms(), "count": count})
    context = {
        "form": form,
        "count": count,
        "asked_for": filters.in_words(),
        "too_many": count > MOST_ROWS,
        "most": MOST_ROWS,
        "days": settings.EXPORT_KEPT_DAYS,
    }
    back = f"{reverse('cases:nominals')}?{asked.urlencode()}"
    return render(request, "cases/files/ask.html", {**context, "back": back})


@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """The files that the user asked for, newest first, each with its state."""
    require_capability(request.user, EXPORT, AuditAction.LIST)
    own = ExportFile.objects.filter(asked_by=actor_of(request)).defer("people")
    page = page_of(request, own)
    record(AuditAction.LIST, rule=EXPORT, subject_type="exportfile", detail={"page": page.number})
    rows = [_row(export) for export in page]
    waits = any(row["is_open"] for row in rows)
    return render(request, "cases/files/list.html", {"page": page, "rows": rows, "waits": waits})


def _row(export: ExportFile) -> dict[str, Any]:
    is_open = export.state in (ExportState.WAITING, ExportState.RUNNING)
    return {
        "export": export,
        "colour": COLOURS[export.state],
        "is_open": is_open,
        "progress": exports.progress_of(export) if export.state == ExportState.RUNNING else 0,
        "is_ready": export.state == ExportState.READY and export.expires_at > timezone.now(),
        "problem": export.get_problem_display(),
        "again": f"{reverse('cases:export')}?{urlencode(export.filters)}",
    }


@require_safe
def fetch_file(request: HttpRequest, key: uuid.UUID) -> HttpResponseBase:
    """The file, for whoever asked for it and for nobody else, if they may still have everybody in it."""
    require_capability(request.user, EXPORT, AuditAction.DOWNLOAD)
    user = actor_of(request)
    export = ExportFile.objects.filter(pk=key, asked_by=user, state=ExportState.READY).first()
    if export is None:
        refused = AuditOutcome.REFUSED
        record(AuditAction.DOWNLOAD, rule="no grant", outcome=refused, subject_type="exportfile", subject_id=key)
        raise Http404
    detail = {"kind": export.kind, "count": export.rows, "with_personal_data": export.with_personal_data}
    if reason := exports.withhold(actor=user, export=export):
        refused = AuditOutcome.REFUSED
        record(AuditAction.DOWNLOAD, rule="withheld", outcome=refused, subject=export, detail=detail)
        messages.warning(request, reason)
        return redirect("cases:files")
    record(AuditAction.DOWNLOAD, rule=EXPORT, subject=export, detail=detail)
    sheet = Sheet(user, export.finished_at or export.asked_at, export.with_personal_data)
    path = stored_files.path_of(stored_files.EXPORTS, export.stored_name)
    name = file_name(sheet, export.file_format)
    return given_out(path, content_type=CONTENT_TYPES[export.file_format], name=name)
