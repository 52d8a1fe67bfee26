"""The tab that says who may see a nominal, and the pages on which that is decided."""

import datetime
import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from agencies.standing import standing_of
from cases.access import people_with
from cases.forms.access import ExcludePersonForm, RestrictForm
from cases.forms.parts import EndForm, NothingToAsk
from cases.forms.teams import AddTeamForm, AreaForm, ExcludeTeamForm
from cases.models import Exclusion, Involvement, Nominal
from cases.services import limits
from cases.services.involvement import begin_involvement, end_involvement
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, frame, onward, saved, sent

MANAGE = Capability.MANAGE_ACCESS
TAB = "cases:access"


@require_safe
def who_sees(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The teams that may see the record, and to those who decide it why, who is shut out, and every person let in."""
    nominal = fetch(request, pk)
    context = frame(request, nominal, "access")
    held = nominal.involvements.in_force(context["on"]).select_related("team__agency", "team__area")
    teams = sorted(held, key=lambda one: (one.team.name, one.reason))
    if not context["can_manage_access"]:
        shown = {
            "team_names": list(dict.fromkeys(one.team.name for one in teams)),
            "mine_until": _until(teams, standing_of(request.user).team_ids),
        }
        return render(request, "cases/record/access_teams.html", {**context, **shown})
    managed = {
        "involvements": teams,
        "other_involvements": _not_in_force(nominal, context["on"]),
        "exclusions": nominal.exclusions.in_force(context["on"]).select_related("user", "team"),
        "restriction": nominal.restrictions.in_force(context["on"]).prefetch_related("members__user").first(),
        "people": people_with(nominal).order_by("full_name", "pk"),
    }
    return render(request, "cases/record/access.html", {**context, **managed})


def _until(held: list[Involvement], own: list[uuid.UUID]) -> datetime.date | None:
    """The first day on which none of somebody's own teams may look any more; None: no end is set, or they have none."""
    ends = [one.ended_on for one in held if one.team_id in own]
    known = [day for day in ends if day is not None]
    return max(known, default=None) if len(known) == len(ends) else None


def _not_in_force(nominal: Nominal, on: Any) -> Any:
    """What has ended or has not begun, the latest first."""
    in_force = nominal.involvements.in_force(on).values("pk")
    return nominal.involvements.exclude(pk__in=in_force).select_related("team")


def _area_of(request: HttpRequest, nominal: Any) -> tuple[AreaForm, str]:
    """The area whose teams are offered: the address's, else the responsible one."""
    form = AreaForm({"area": request.GET.get("area") or nominal.area_now or ""})
    return form, form.cleaned_data["area"] if form.is_valid() else ""


@form_view
def add_team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, MANAGE)
    areas, area_code = _area_of(request, nominal)
    form = AddTeamForm(sent(request), area_code=area_code)
    if saved(
        request,
        form,
        lambda: begin_involvement(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("The team may see this record."),
    ):
        return onward(request, nominal, TAB)
    intro = [_("Everybody in the team whose role lets them see records sees this one, and cannot change it.")]
    heading = _("Let a team see this record")
    return _page(request, nominal, form, heading, areas=areas, intro=intro, template="cases/team_form.html")


@form_view
def end_team(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, MANAGE)
    row = fetch_part(request, nominal, Involvement, part, MANAGE, "team")
    form = EndForm(sent(request))
    if saved(
        request,
        form,
        lambda: end_involvement(actor=actor_of(request), involvement=row, ended_on=form.cleaned_data["ended_on"]),
        _("The team's access ends."),
    ):
        return onward(request, nominal, TAB)
    heading = _("End the access of %(team)s") % {"team": row.team}
    return _page(request, nominal, form, heading, danger=True)


def _page(request: HttpRequest, nominal: Nominal, form: Any, heading: str, **context: Any) -> HttpResponse:
    """A form whose way out leads back to this tab."""
    return form_page(request, nominal, form, heading, cancel=reverse(TAB, args=[nominal.pk]), **context)


def _interrupt(
    request: HttpRequest, nominal: Nominal, form: Any, heading: str, paragraphs: list[str], confirm: str
) -> HttpResponse:
    """The page that stops somebody before others are shut out."""
    words = {"paragraphs": paragraphs, "confirm": confirm}
    return _page(request, nominal, form, heading, **words, template="cases/interruption.html")


def _email_of(request: HttpRequest, nominal: Nominal) -> str:
    """The address of the person whom a link names by key, if they may see the record."""
    field = forms.UUIDField(required=False)
    try:
        key = field.clean(request.GET.get("person", ""))
    except forms.ValidationError:
        return ""
    return people_with(nominal).filter(pk=key).values_list("email", flat=True).first() or ""


@form_view
def exclude_person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, MANAGE)
    form = ExcludePersonForm(sent(request), initial={"email": _email_of(request, nominal)})
    if saved(
        request,
        form,
        lambda: limits.exclude(
            actor=actor_of(request), nominal=nominal, user=form.user, reason=form.cleaned_data["reason"]
        ),
        _("The person is excluded."),
    ):
        return onward(request, nominal, TAB)
    paragraphs = [
        _("From now on the person you name cannot find or open this record, whatever their teams may see."),
        _("They are not told. The reason is shown to those who manage access, and to nobody else."),
    ]
    return _interrupt(request, nominal, form, _("Exclude a person from this record?"), paragraphs, _("Exclude"))


@form_view
def exclude_team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, MANAGE)
    areas, area_code = _area_of(request, nominal)
    form = ExcludeTeamForm(sent(request), area_code=area_code)
    if saved(
        request,
        form,
        lambda: limits.exclude(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("The team is excluded."),
    ):
        return onward(request, nominal, TAB)
    paragraphs = [
        _("From now on nobody in the team you choose can find or open this record, whatever else they were granted."),
        _("Somebody who is also in another team is shut out too."),
    ]
    return _page(
        request,
        nominal,
        form,
        _("Exclude a team from this record?"),
        areas=areas,
        paragraphs=paragraphs,
        confirm=_("Exclude"),
        template="cases/interruption.html",
    )


@form_view
def end_exclusion(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, MANAGE)
    row = fetch_part(request, nominal, Exclusion, part, MANAGE, "user", "team")
    form = NothingToAsk(sent(request))
    if saved(
        request,
        form,
        lambda: limits.end_exclusion(actor=actor_of(request), exclusion=row),
        _("The exclusion is ended."),
    ):
        return onward(request, nominal, TAB)
    heading = _("End the exclusion of %(who)s") % {"who": row.user or row.team}
    return _page(request, nominal, form, heading, submit=_("End exclusion"))


@form_view
def restrict(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Restrict to listed people; whoever would shut themselves out is asked once more."""
    nominal = fetch(request, pk, MANAGE)
    people = list(people_with(nominal).order_by("full_name", "pk"))
    form = RestrictForm(sent(request), people=people, initial={"people": [str(actor_of(request).pk)]})
    if _would_shut_themselves_out(request, form):
        return _ask_once_more(request, nominal, form)
    if saved(
        request,
        form,
        lambda: limits.restrict(
            actor=actor_of(request),
            nominal=nominal,
            people=[uuid.UUID(one) for one in form.cleaned_data["people"]],
            reason=form.cleaned_data["reason"],
        ),
        _("The record is restricted to the people you chose."),
    ):
        return onward(request, nominal, TAB)
    paragraphs = [
        _("From now on only the people you choose can find or open this record. Everybody else is shut out."),
        _("At least one of them must be able to end the restriction again."),
    ]
    return _interrupt(request, nominal, form, _("Restrict this record?"), paragraphs, _("Restrict"))


def _would_shut_themselves_out(request: HttpRequest, form: RestrictForm) -> bool:
    if request.method != "POST" or not form.is_valid() or "without_me" in request.POST:
        return False
    return str(actor_of(request).pk) not in form.cleaned_data["people"]


def _ask_once_more(request: HttpRequest, nominal: Nominal, form: RestrictForm) -> HttpResponse:
    context = {"reason": form.cleaned_data["reason"], "people": form.cleaned_data["people"]}
    return _page(request, nominal, form, _("Shut yourself out?"), chosen=context, template="cases/without_me.html")


@form_view
def end_restriction(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, MANAGE)
    form = NothingToAsk(sent(request))
    if saved(
        request,
        form,
        lambda: limits.end_restriction(actor=actor_of(request), nominal=nominal),
        _("The restriction is ended."),
    ):
        return onward(request, nominal, TAB)
    intro = [_("Everybody whose team has access sees this record again.")]
    heading = _("End the restriction")
    return _page(request, nominal, form, heading, intro=intro, submit=_("End restriction"))
