"""Teams: the list, one team with its members, and adding, renaming, closing one."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data
from agencies.forms.attempts import attempt, posted
from agencies.forms.people import NothingToAsk
from agencies.forms.teams import TeamFilter, TeamForm, TeamNameForm, TeamStatus
from agencies.guards import needs
from agencies.models import Area, Membership, Team
from agencies.querysets import TeamQuerySet
from agencies.roles import Capability
from agencies.services import teams as services
from agencies.views.asking import confirm_page, form_page, form_view
from agencies.views.memberships import choose_area
from pagekit import paging


@require_safe
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def teams(request: HttpRequest) -> HttpResponse:
    """Every team, with how many people are in it."""
    filters = TeamFilter(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    found = _matching(chosen).with_member_count(timezone.localdate()).select_related("agency", "area")
    context = {
        "filters": filters,
        "page": paging.page_of(request, found.order_by("area__name", "name", "pk")),
        "add_href": f"{reverse('agencies:add_team')}?area={chosen.get('area', '')}",
    }
    return render(request, "agencies/teams.html", context)


@require_safe
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """One team and who is in it today."""
    found = get_object_or_404(Team.objects.select_related("agency", "area"), pk=team_id)
    members = Membership.objects.in_force(timezone.localdate()).filter(team=found).select_related("user")
    context = {
        "team": found,
        "page": paging.page_of(request, members.order_by("user__full_name", "pk")),
        "invitations": found.invitations.open().order_by("full_name"),
        "now": timezone.now(),
    }
    return render(request, "agencies/team.html", context)


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def add_team(request: HttpRequest) -> HttpResponse:
    back = reverse("agencies:teams")
    area = Area.objects.in_bulk().get(request.GET.get("area", ""))
    if area is None:
        return choose_area(request, heading=_("Add a team"), back=back)
    form = TeamForm(posted(request), area_code=area.pk)
    made = attempt(form, services.add_team, actor=request.user, area=area)
    if made:
        messages.success(request, _("The team is added."))
        return redirect("agencies:team", made.pk)
    heading = _("Add a team in %(area)s") % {"area": area.name}
    return form_page(request, form, heading=heading, back=back, submit=_("Add"))


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def rename_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Team, pk=team_id)
    form = TeamNameForm(posted(request), initial={"name": found.name})
    if attempt(form, services.rename_team, actor=request.user, team_id=team_id):
        return _back_to(request, team_id, _("The team is renamed."))
    return form_page(
        request, form, heading=_("Rename the team"), caption=found.name, back=_page(team_id), submit=_("Save")
    )


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def close_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Team, pk=team_id)
    form = NothingToAsk(posted(request))
    if attempt(form, services.close_team, actor=request.user, team_id=team_id):
        return _back_to(request, team_id, _("The team is closed."))
    return confirm_page(
        request,
        form,
        heading=_("Close %(team)s?") % {"team": found.name},
        paragraphs=[
            _("Its members see nothing through it any more, and nobody can be added."),
            _("People whom it leads stay with it until somebody else takes them over. Hand them over first."),
        ],
        confirm=_("Close the team"),
        back=_page(team_id),
        danger=True,
    )


@form_view
@holds_no_case_data
@needs(Capability.MANAGE_PEOPLE)
def reopen_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(Team, pk=team_id)
    form = NothingToAsk(posted(request))
    if attempt(form, services.reopen_team, actor=request.user, team_id=team_id):
        return _back_to(request, team_id, _("The team is open again."))
    return confirm_page(
        request,
        form,
        heading=_("Open %(team)s again?") % {"team": found.name},
        paragraphs=[_("Its members see again what the team may see. Check who they are first.")],
        confirm=_("Open the team"),
        back=_page(team_id),
    )


def _matching(chosen: dict[str, Any]) -> TeamQuerySet[Team]:
    found = Team.objects.all()
    where = {"area": chosen.get("area"), "agency__kind": chosen.get("kind"), "name__icontains": chosen.get("q")}
    found = found.filter(**{path: value for path, value in where.items() if value})
    status = chosen.get("status")
    if status == TeamStatus.EMPTY:
        return found.empty(timezone.localdate())
    return found.filter(is_active=status == TeamStatus.OPEN) if status else found


def _page(team_id: uuid.UUID) -> str:
    return reverse("agencies:team", args=[team_id])


def _back_to(request: HttpRequest, team_id: uuid.UUID, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect(_page(team_id))
