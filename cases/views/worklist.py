"""The worklist: what is due for the people one manages, for those of one's teams, for everybody one may see."""

import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases import worklist as work
from cases.forms.worklist import WorklistFilter
from cases.models import Clock
from cases.views.lists_left import remember_list
from cases.views.page import actor_of
from cases.worklist import When, Whose
from pagekit.links import SORT, with_changes
from pagekit.paging import page_of

SORTED_BY = {
    "due": ["due_on", "kind", "pk"],
    "what": ["kind", "due_on", "pk"],
    "person": ["nominal__family_name", "nominal__given_names", "nominal", "due_on", "pk"],
}


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """Twenty-five duties, the earliest first, each leading to where it is dealt with."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    user, today = actor_of(request), timezone.localdate()
    whose, numbers = _numbers(request, today)
    filters = WorklistFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    shown = _ordered(request, _narrowed(work.clocks_of(user, today, whose), asked, today))
    page = page_of(request, shown, count=_number(numbers, asked))
    rows = work.lines(work.page_with_owners(page.object_list), today, name_owners=True)
    _leave_trail(request, rows, whose, asked, page)
    context = {
        "filters": filters,
        "page": page,
        "lines": rows,
        "numbers": numbers,
        "totals": [{"when": when, "number": _number(numbers, {"when": when})} for when in When],
        "whole": _number(numbers, {}),
        "whose": whose,
        "tabs": _tabs(request, whose, sum(one.mine for one in numbers)),
        "of_others": whose != Whose.MINE,
    }
    return render(request, "cases/worklist.html", context)


def _numbers(request: HttpRequest, today: datetime.date) -> tuple[Whose, list[work.Number]]:
    """Whose duties are asked for, and how many of each kind; without a word, one's own while there are any."""
    user, asked = actor_of(request), request.GET.get("whose", "")
    whose = Whose(asked) if asked in Whose.values else work.starts_with(standing_of(user))
    numbers = work.numbers(work.clocks_of(user, today, whose), today, user)
    if whose is Whose.MINE and not asked and not numbers:
        return Whose.TEAM, work.numbers(work.clocks_of(user, today, Whose.TEAM), today, user)
    return whose, numbers


def _tabs(request: HttpRequest, whose: Whose, mine: int) -> list[dict[str, Any]]:
    """The lists beside this one. Only one's own is counted: each of them holds it, none holds the others."""
    return [
        {
            "text": one.label,
            "href": with_changes(request.GET, whose=one.value, page=None),
            "active": one == whose,
            "count": mine if one == Whose.MINE else None,
        }
        for one in Whose
    ]


def _narrowed(clocks: QuerySet[Clock, Any], asked: dict[str, str], today: datetime.date) -> QuerySet[Clock, Any]:
    if asked.get("when"):
        clocks = work.due_within(clocks, asked["when"], today)
    return clocks.filter(kind=asked["kind"]) if asked.get("kind") else clocks


def _number(numbers: list[work.Number], asked: dict[str, str]) -> int:
    """The length of the list, from what was counted already."""
    of_kind = [one for one in numbers if asked.get("kind") in (one.kind, "", None)]
    return sum(getattr(one, asked.get("when") or "whole") for one in of_kind)


def _ordered(request: HttpRequest, clocks: QuerySet[Clock, Any]) -> QuerySet[Clock, Any]:
    asked = request.GET.get(SORT, "")
    first, *rest = SORTED_BY.get(asked.removeprefix("-"), SORTED_BY["due"])
    return clocks.order_by(F(first).desc() if asked.startswith("-") else F(first).asc(), *rest)


def _leave_trail(request: HttpRequest, rows: list[work.Line], whose: str, asked: dict[str, str], page: Any) -> None:
    """Evidence, and the way back to this page of the list."""
    terms = {name: value for name, value in {**asked, "whose": whose}.items() if value}
    detail = {"terms": terms, "count": page.paginator.count, "page": page.number}
    record(AuditAction.LIST, rule="door", shown=list(dict.fromkeys(row.reference for row in rows)), detail=detail)
    remember_list(request, request.get_full_path())
