"""The list of nominals, and its download."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import SHOWN_LIMIT, record
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.access import visible
from cases.exports import MOST_ROWS, as_csv, file_name
from cases.filters import NominalFilter
from cases.models import Nominal
from cases.rows import rows_of
from cases.sorting import DEFAULT, sorted_by
from cases.views.lists_left import remember_list
from cases.views.page import actor_of
from pagekit.links import SORT
from pagekit.paging import page_of


@require_safe
def nominals(request: HttpRequest) -> HttpResponse:
    """A page of the people whom the user may see: 25 rows, the exact count, filters and order in the address."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    # The default stands in the address's place, so that chips, pages and headings carry it on and can remove it.
    request.GET = _asked(request)  # type: ignore[assignment]
    filters, people = _listed(request, Capability.VIEW_NOMINAL)
    page = page_of(request, people)
    detail = {"terms": filters.terms(), "count": page.paginator.count, "page": page.number}
    record(AuditAction.LIST, rule="door", shown=[one.reference for one in page], detail=detail)
    remember_list(request, f"{request.path}?{request.GET.urlencode()}")
    context = {
        "filters": filters,
        "page": page,
        "rows": rows_of(page, timezone.localdate()),
        "sort": DEFAULT,
        "can_create": standing_of(request.user).can(Capability.CREATE_NOMINAL),
        "can_export": standing_of(request.user).can(Capability.EXPORT_NOMINALS),
        "most_rows": MOST_ROWS,
    }
    return render(request, "cases/list.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as filtered, as a CSV file; its references are recorded as evidence, all of them."""
    require_capability(request.user, Capability.EXPORT_NOMINALS, AuditAction.EXPORT)
    filters, people = _listed(request, Capability.EXPORT_NOMINALS)
    rows = list(people[: MOST_ROWS + 1])
    if len(rows) > MOST_ROWS:
        words = {"most": MOST_ROWS}
        messages.warning(request, _("At most %(most)d people can be downloaded at once. Choose more filters.") % words)
        return redirect(f"{request.path.removesuffix('export/')}?{request.GET.urlencode()}")
    _record_export(rows, filters.terms())
    response = HttpResponse(as_csv(rows, actor_of(request), timezone.now()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(timezone.localdate())}"'
    return response


def _asked(request: HttpRequest) -> QueryDict:
    """The address's question; one without any filter asks for the user's area, when there is only one."""
    asked = request.GET.copy()
    areas = standing_of(request.user).area_codes(Capability.VIEW_NOMINAL)
    if len(areas) == 1 and not set(asked) & set(NominalFilter.base_fields):
        asked["area"], asked["filtered"] = areas[0], "1"
    return asked


def _listed(request: HttpRequest, capability: str) -> tuple[NominalFilter, QuerySet[Nominal, Any]]:
    on = timezone.localdate()
    filters = NominalFilter(request.GET, standing=standing_of(request.user))
    people = visible(filters.narrow(Nominal.objects.all(), on), request.user, capability)
    return filters, sorted_by(people.with_standing(on), request.GET.get(SORT, DEFAULT), on)  # type: ignore[attr-defined]


def _record_export(rows: list[Nominal], terms: dict[str, str]) -> None:
    """One event for as many people as one event can name."""
    references = [one.reference for one in rows]
    parts = range(0, max(len(references), 1), SHOWN_LIMIT)
    for number, first in enumerate(parts, 1):
        detail = {"terms": terms, "count": len(rows), "part": number, "parts": len(parts)}
        record(AuditAction.EXPORT, rule="door", shown=references[first : first + SHOWN_LIMIT], detail=detail)
