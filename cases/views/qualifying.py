"""The law's lists of qualifying offences: read by everybody who works with the law, brought in by administrators.

A file that was checked waits in the cache under a random key until it is stored; it holds law and nobody's data.
"""

import csv
import uuid

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.forms.qualifying import ListsFileForm, ListsFilter
from cases.models import QualifyingOffence
from cases.qualifying.notation import thresholds_in_words, write_thresholds
from cases.qualifying.reading import COLUMNS, read_file
from cases.qualifying.storing import store_rows
from cases.views.page import actor_of, form_view, sent
from pagekit.paging import page_of

ROWS_ON_A_PAGE = 25
FAULTS_SHOWN = 100
_WAITS_SECONDS = 30 * 60


@require_safe
@holds_no_case_data
def lists(request: HttpRequest) -> HttpResponse:
    """Every entry with its thresholds, days and authority; `?schedule=`, `?on=`, `?words=`, `?checked=` narrow it."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    filters = ListsFilter(request.GET)
    page = page_of(request, filters.apply(), ROWS_ON_A_PAGE)
    rows = [{"entry": row, "thresholds": thresholds_in_words(row.thresholds)} for row in page]
    context = {
        "filters": filters,
        "page": page,
        "rows": rows,
        "can_import": standing_of(request.user).can(Capability.IMPORT_COHORT),
    }
    return render(request, "cases/qualifying/lists.html", context)


@require_safe
@holds_no_case_data
def download(request: HttpRequest) -> HttpResponse:
    """All entries as a file that can be changed and brought in again."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.DOWNLOAD)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="qualifying-offences.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for row in QualifyingOffence.objects.all():
        values = {name: getattr(row, name) for name in COLUMNS}
        values |= {"thresholds": write_thresholds(row.thresholds), "effective_to": row.effective_to or ""}
        writer.writerow(values.values())
    return response


@form_view
@holds_no_case_data
def bring_in(request: HttpRequest) -> HttpResponse:
    """Takes a file and leads to what a check of it says."""
    require_capability(request.user, Capability.IMPORT_COHORT, AuditAction.IMPORT)
    form = ListsFileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        key = uuid.uuid4()
        cache.set(_cache_key(request, key), form.cleaned_data["file"].read(), _WAITS_SECONDS)
        return redirect("cases:check_lists_file", key)
    return render(request, "cases/qualifying/bring_in.html", {"form": form, "columns": COLUMNS})


@form_view
@holds_no_case_data
def check_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What would be stored, or every fault with its line; sent, it is stored."""
    require_capability(request.user, Capability.IMPORT_COHORT, AuditAction.IMPORT)
    content = cache.get(_cache_key(request, key))
    if content is None:
        messages.info(request, _("This file no longer waits. Choose it again."))
        return redirect("cases:bring_in_lists")
    read = read_file(content)
    stores = request.method == "POST" and not read.faults
    counts = store_rows(actor=actor_of(request), rows=read.rows, dry_run=not stores) if not read.faults else None
    if stores and counts is not None:
        cache.delete(_cache_key(request, key))
        words = {"added": counts.added, "changed": counts.changed}
        messages.success(request, _("The lists are stored: %(added)d added, %(changed)d changed.") % words)
        return redirect("cases:law_lists")
    context = {"counts": counts, "faults": read.faults[:FAULTS_SHOWN], "fault_count": len(read.faults)}
    return render(request, "cases/qualifying/check_file.html", context)


def _cache_key(request: HttpRequest, key: uuid.UUID) -> str:
    return f"qualifying-offences-{actor_of(request).pk}-{key}"
