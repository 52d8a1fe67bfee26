"""Saying who manages whom: one person from the record; many of a team, chosen in a list and checked on a page."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.audit import SHOWN_LIMIT, record
from agencies.choices import AuditAction
from agencies.errors import DomainError
from agencies.models import Team, User
from agencies.roles import Capability
from agencies.standing import standing_of
from cases.access import visible
from cases.caseload import limit_of, managers_of, sizes
from cases.caseload_words import rosh_words
from cases.forms.allocation import ChoosePeopleForm, ManagerForm, TeamPeopleFilter
from cases.models import Nominal
from cases.rows import rows_of
from cases.services import allocation
from cases.sorting import DEFAULT, sorted_by
from cases.views.caseload import team_or_404
from cases.views.kept import keep, kept
from cases.views.lists_left import remember_list
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent
from pagekit.links import SORT
from pagekit.paging import page_of

ALLOCATE = Capability.ALLOCATE_NOMINALS
KIND = "allocations"
PEOPLE_ON_A_PAGE = 50


@form_view
def allocate_nominal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give one person to a colleague in the team that leads."""
    nominal = fetch(request, pk, ALLOCATE)
    on = timezone.localdate()
    team = Team.objects.filter(pk__in=nominal.responsibilities.in_force(on).values("lead_team")).first()
    if team is None:
        messages.info(request, _("No team leads here today: say first who is responsible."))
        return onward(request, nominal, anchor="responsibility")
    form = ManagerForm(
        sent(request), managers=list(managers_of(team.pk, on)), sizes=sizes(actor_of(request), team.pk, on)
    )
    if saved(
        request,
        form,
        lambda: allocation.allocate_nominal(
            actor=actor_of(request), nominal=nominal, team=team, manager=form.cleaned_data["manager"]
        ),
        _("Allocated. The new offender manager is told."),
    ):
        return onward(request, nominal, anchor="manager")
    intro = [_("From today. Whoever managed this person until now is told too.")]
    return form_page(request, nominal, form, _("Say who manages this person"), intro=intro, submit=_("Allocate"))


@form_view
def choose_people(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """The people of a team with a box to tick beside each; what is chosen is checked on the next page."""
    team = team_or_404(request, team_id, ALLOCATE)
    on = timezone.localdate()
    standing = standing_of(request.user)
    filters = TeamPeopleFilter(request.GET, standing=standing, team=team)
    people: Any = visible(filters.narrow(Nominal.objects.all(), on), request.user, ALLOCATE)
    shown = sorted_by(people.with_standing(on).with_rosh(on), request.GET.get(SORT, DEFAULT), on)
    page = page_of(request, shown, PEOPLE_ON_A_PAGE)
    managers: dict[str, Any] = {
        "managers": list(managers_of(team.pk, on)),
        "sizes": sizes(actor_of(request), team.pk, on),
    }
    form = ChoosePeopleForm(sent(request), people=list(page), **managers)
    if request.method == "POST" and form.is_valid():
        chosen = people.order_by("family_name", "given_names", "pk") if form.cleaned_data["everybody"] else None
        keys = list(chosen.values_list("pk", flat=True)) if chosen is not None else form.cleaned_data["people"]
        value = {"people": [str(key) for key in keys], "to": form.cleaned_data["to"], "back": request.get_full_path()}
        return redirect("cases:review_allocation", team.pk, keep(request, KIND, value))
    _leave_trail([one.reference for one in page], terms=filters.terms(), count=page.paginator.count)
    remember_list(request, request.get_full_path())
    context = {"team": team, "filters": filters, "page": page, "form": form, "sort": DEFAULT}
    return render(request, "cases/caseload/choose.html", {**context, "rows": _rows(request, page, on)})


def _rows(request: HttpRequest, page: Any, on: Any) -> list[dict[str, Any]]:
    """Each person with the box as it was sent, or as the link above the list ticks it."""
    ticked = set(request.POST.getlist("people")) if request.method == "POST" else set()
    everybody = request.method != "POST" and request.GET.get("tick") == "page"
    return [
        {
            "key": str(one.pk),
            "row": row,
            "rosh": rosh_words(one.rosh_now),
            "is_ticked": everybody or str(one.pk) in ticked,
        }
        for one, row in zip(page, rows_of(page, on), strict=True)
    ]


def _leave_trail(references: list[str], **detail: Any) -> None:
    """Evidence of everybody shown: one event for as many people as one event can name."""
    for start in range(0, len(references) or 1, SHOWN_LIMIT):
        record(AuditAction.LIST, rule="door", shown=references[start : start + SHOWN_LIMIT], detail=detail)


@form_view
def review_allocation(request: HttpRequest, team_id: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """Everybody who was chosen, who cannot go and why, and what it makes of the colleague's caseload."""
    team = team_or_404(request, team_id, ALLOCATE)
    on = timezone.localdate()
    chosen = kept(request, KIND, key)
    manager = managers_of(team.pk, on).filter(pk=chosen["to"]).first() if chosen else None
    if chosen is None or manager is None:
        return redirect("cases:choose_people", team.pk)
    rows: Any = Nominal.objects.filter(pk__in=chosen["people"])
    people = visible(rows.with_standing(on).order_by("family_name", "given_names", "pk"), request.user, ALLOCATE)
    if request.method == "POST" and _allocated(request, list(people), team, manager):
        return redirect(chosen["back"])
    plan = allocation.plan_allocation(people, team, manager, on)
    _leave_trail([one.reference for one in people], part="allocation", count=len(people))
    now = sizes(actor_of(request), team.pk, on).get(manager.pk, 0)
    context = {
        "team": team,
        "manager": manager,
        "plan": plan,
        "back": chosen["back"],
        "now": now,
        "after": now + len(plan.going),
        "limit": limit_of(team, on),
        "most": allocation.MOST_AT_ONCE,
        "too_many": len(people) > allocation.MOST_AT_ONCE,
    }
    return render(request, "cases/caseload/review.html", context)


def _allocated(request: HttpRequest, people: list[Nominal], team: Team, manager: User) -> bool:
    """Whether it was done; says how many changed hands, or why it cannot be."""
    try:
        plan = allocation.allocate_people(actor=actor_of(request), people=people, team=team, manager=manager)
    except DomainError as error:
        messages.error(request, error.sentence)
        return False
    number = len(plan.going)
    words = ngettext("%(n)d person is allocated to %(who)s.", "%(n)d people are allocated to %(who)s.", number)
    messages.success(request, words % {"n": number, "who": manager.get_full_name()})
    return True
