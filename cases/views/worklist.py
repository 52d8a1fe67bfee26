"""The worklist: what is due for the people that one's teams answer for."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability
from cases import worklist as work
from cases.forms.worklist import When, WorklistFilter
from cases.models import Clock
from cases.views.page import actor_of
from pagekit.paging import page_of

_WITHIN = {When.LATE: -1, When.WEEK: 7, When.MONTH: 28}


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Twenty-five duties, the earliest first, each leading to where it is dealt with."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    today = timezone.localdate()
    filters = WorklistFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    clocks = _narrowed(work.clocks_of(actor_of(request), today), asked, today).select_related("nominal")
    page = page_of(request, clocks)
    shown = work.lines(page, today)
    terms = {name: value for name, value in asked.items() if value}
    detail = {"terms": terms, "count": page.paginator.count, "page": page.number}
    record(AuditAction.LIST, rule="door", shown=[line.reference for line in shown], detail=detail)
    context = {"filters": filters, "page": page, "lines": shown, "today": today}
    return render(request, "cases/worklist.html", context)


def _narrowed(clocks: QuerySet[Clock, Any], asked: dict[str, str], today: datetime.date) -> QuerySet[Clock, Any]:
    if asked.get("when"):
        clocks = clocks.filter(due_on__lte=today + datetime.timedelta(days=_WITHIN[When(asked["when"])]))
    if asked.get("kind"):
        clocks = clocks.filter(kind=asked["kind"])
    return clocks
