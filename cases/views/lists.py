"""The list of nominals."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.access import visible
from cases.filters import NominalFilter
from cases.models import Nominal
from cases.rows import rows_of
from cases.sorting import DEFAULT, sorted_by
from cases.views.lists_left import remember_list
from pagekit.links import SORT
from pagekit.paging import page_of


@require_safe
def nominals(request: HttpRequest) -> HttpResponse:
    """A page of the people whom the user may see: 25 rows, the exact count, filters and order in the address."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    # The default stands in the address's place, so that chips, pages and headings carry it on and can remove it.
    request.GET = _asked(request)  # type: ignore[assignment]
    filters, people = _listed(request)
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
    }
    return render(request, "cases/list.html", context)


def _asked(request: HttpRequest) -> QueryDict:
    """The address's question; one without any filter asks for the user's area, when there is only one."""
    asked = request.GET.copy()
    areas = standing_of(request.user).area_codes(Capability.VIEW_NOMINAL)
    if len(areas) == 1 and not set(asked) & set(NominalFilter.base_fields):
        asked["area"], asked["filtered"] = areas[0], "1"
    return asked


def _listed(request: HttpRequest) -> tuple[NominalFilter, QuerySet[Nominal, Any]]:
    on = timezone.localdate()
    filters = NominalFilter(request.GET, standing=standing_of(request.user))
    people = visible(filters.narrow(Nominal.objects.all(), on), request.user)
    return filters, sorted_by(people.with_standing(on), request.GET.get(SORT, DEFAULT), on)  # type: ignore[attr-defined]
