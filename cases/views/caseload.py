"""Caseloads: the teams one may look into, who manages how many in one, one manager's, and one's own people."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import Team, User
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases import caseload as loads
from cases.caseload_words import BUCKETS, columns_of, figures_of, rosh_words, trend_of
from cases.clocks import kinds
from cases.rows import rows_of
from cases.views.lists_left import remember_list
from cases.views.page import actor_of
from pagekit.paging import page_of

VIEW = Capability.VIEW_CASELOADS


def team_or_404(request: HttpRequest, key: uuid.UUID, capability: Capability = VIEW) -> Team:
    """A team into whose caseloads the reader may look, or in which they allocate; the refusal leaves evidence."""
    require_capability(request.user, capability, AuditAction.LIST)
    standing = standing_of(request.user)
    team = loads.teams_open_to(standing, timezone.localdate()).filter(pk=key).first()
    if team is None or (capability == Capability.ALLOCATE_NOMINALS and not loads.may_allocate_in(standing, key)):
        refused: dict[str, Any] = {"outcome": AuditOutcome.REFUSED, "subject_type": "team", "subject_id": key}
        record(AuditAction.LIST, rule="not their team", **refused)
        raise Http404
    return team


@require_safe
def caseloads(request: HttpRequest) -> HttpResponse:
    """The teams whose caseloads one may see; straight to it when there is one."""
    require_capability(request.user, VIEW, AuditAction.LIST)
    on = timezone.localdate()
    teams = list(loads.teams_open_to(standing_of(request.user), on))
    record(AuditAction.LIST, rule="role", subject_type="caseloads", detail={"count": len(teams)})
    if len(teams) == 1:
        return redirect("cases:caseload_of_team", teams[0].pk)
    numbers = loads.numbers_by_team(actor_of(request), on)
    rows = [{"team": team, "numbers": numbers.get(team.pk, (0, 0))} for team in teams]
    return render(request, "cases/caseload/teams.html", {"rows": rows})


@require_safe
def caseload_of_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Whom nobody manages first; then each offender manager against the limit, by level and by highest risk."""
    team = team_or_404(request, team_id)
    on = timezone.localdate()
    allowed = loads.limit_of(team, on)
    found = loads.caseloads(actor_of(request), team, on)
    trends = loads.trends(actor_of(request), team, on)
    only_above = bool(request.GET.get("above"))
    shown = [one for one in found if not only_above or one.above(allowed)]
    record(AuditAction.LIST, rule="door", subject_type="caseloads", subject_id=team.pk, detail={"count": len(shown)})
    whole = [sum(month) for month in zip(*trends.values(), strict=True)] if trends else []
    context = {
        "team": team,
        "rows": [figures_of(one, team, allowed, trends) for one in shown],
        "buckets": BUCKETS,
        "limit": allowed,
        "only_above": only_above,
        "has_other_teams": loads.teams_open_to(standing_of(request.user), on)[1:].exists(),
        "trend": trend_of(whole, on),
        "can_allocate": loads.may_allocate_in(standing_of(request.user), team.pk),
    }
    return render(request, "cases/caseload/team.html", context)


@require_safe
def caseload_of_manager(request: HttpRequest, team_id: uuid.UUID, user_id: uuid.UUID) -> HttpResponse:
    """One offender manager's caseload in a team: how it divides, and how it grew."""
    team = team_or_404(request, team_id)
    on = timezone.localdate()
    found = {one.manager.pk: one for one in loads.caseloads(actor_of(request), team, on) if one.manager}
    trends = loads.trends(actor_of(request), team, on)
    one = found.get(user_id) or _formerly(user_id, trends)
    allowed = loads.limit_of(team, on)
    detail = {"manager": str(user_id), "count": one.total}
    record(AuditAction.LIST, rule="door", subject_type="caseloads", subject_id=team.pk, detail=detail)
    context = {
        "team": team,
        "figures": figures_of(one, team, allowed, trends),
        "columns": columns_of(one, team),
        "limit": allowed,
        "trend": trend_of(trends.get(user_id, []), on),
        "can_allocate": loads.may_allocate_in(standing_of(request.user), team.pk),
    }
    return render(request, "cases/caseload/manager.html", context)


def _formerly(key: uuid.UUID, trends: dict[uuid.UUID, list[int]]) -> loads.Caseload:
    """Somebody who manages nobody there now, and did; anybody else is not there."""
    user = User.objects.filter(pk=key).first() if key in trends else None
    if user is None:
        record(AuditAction.LIST, rule="not in the team", outcome=AuditOutcome.REFUSED, subject_type="caseloads")
        raise Http404
    return loads.Caseload(user, is_gone=True)


@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """Whom the reader manages: what is due next first, with level, risk, whereabouts and last contact."""
    require_capability(request.user, Capability.CHANGE_NOMINAL, AuditAction.LIST)
    user, on = actor_of(request), timezone.localdate()
    page = page_of(request, loads.cases_of(user, on))
    people = loads.with_work(page.object_list, on)
    references = [one.reference for one in people]
    detail = {"count": page.paginator.count, "page": page.number}
    record(AuditAction.LIST, rule="door", subject_type="my cases", shown=references, detail=detail)
    remember_list(request, request.get_full_path())
    team = loads.main_team_of(user, on)
    allowed = loads.limit_of(team, on) if team else None
    context = {"page": page, "rows": _case_rows(people, on), "limit": allowed, "today": on}
    return render(request, "cases/caseload/my_cases.html", context)


def _case_rows(people: list[Any], on: Any) -> list[dict[str, Any]]:
    known = kinds()
    return [
        {
            "row": row,
            "rosh": rosh_words(one.rosh_now),
            "due_on": one.due_next,
            "is_late": one.due_next is not None and one.due_next < on,
            "what": known[one.due_kind].label if one.due_kind in known else "",
            "last_contact": one.last_contact,
        }
        for one, row in zip(people, rows_of(people, on), strict=True)
    ]
