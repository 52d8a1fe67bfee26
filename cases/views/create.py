"""Adding a person: look first, then who it is, who manages, what is decided; check; once.

What is typed on the way is kept in the session under the draft's key, which becomes the person's: sending the last page
twice makes one person.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data, record
from agencies.choices import AgencyKind, AuditAction
from agencies.guards import needs
from agencies.roles import Capability
from agencies.standing import standing_of
from agencies.teams import standard_teams
from cases.forms.create import ManagementForm, StandingForm
from cases.forms.parts import NothingToAsk
from cases.forms.person import NearMatchForm, PersonForm
from cases.models import Nominal
from cases.rows import row_of
from cases.search import near_matches
from cases.services.person import Start, create_nominal
from cases.views.check_answers import answers_of
from cases.views.kept import keep, kept, typed
from cases.views.page import actor_of, form_view, onward, saved, sent
from pagekit.forms import PageForm

KIND = "drafts"
STEPS = ("person", "management", "standing")
may_add = needs(Capability.CREATE_NOMINAL, AuditAction.CREATE)


@form_view
@holds_no_case_data
@may_add
def start(request: HttpRequest) -> HttpResponse:
    """Whom to look for before anybody is added."""
    form = NearMatchForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return redirect("cases:create_matches", keep(request, KIND, {"look": typed(request, form.fields)}))
    return render(request, "cases/create/start.html", {"form": form, "cancel": reverse("cases:nominals")})


@require_safe
@may_add
def matches(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Who may be the same person: those in the user's sight; of others only that there may be one, and whom to ask."""
    look = NearMatchForm(_draft(request, draft).get("look", {}))
    if not look.is_valid():
        return _start_again(request)
    asked = {name: look.cleaned_data[name] for name in ("family_name", "given_names", "date_of_birth")}
    near = near_matches(actor_of(request), **asked, identifiers=look.identifiers())
    shown = [match.nominal.reference for match in near.visible]
    terms = {name: str(value) for name, value in {**asked, **look.identifiers()}.items() if value}
    detail = {"terms": terms, "count": len(shown), "hidden": near.hidden_exists}
    record(AuditAction.SEARCH, rule="door", shown=shown, detail=detail)
    rows = [{"match": match, "row": row_of(match.nominal, timezone.localdate())} for match in near.visible]
    context = {"draft": draft, "rows": rows, "hidden_exists": near.hidden_exists, "unit": _unit(request)}
    return render(request, "cases/create/matches.html", context)


@form_view
@holds_no_case_data
@may_add
def step(request: HttpRequest, draft: uuid.UUID, name: str) -> HttpResponse:
    """One page of questions; sent on to the next, or to the check when it was changed from there."""
    typed_so_far = _draft(request, draft)
    if not typed_so_far:
        return _start_again(request)
    data = request.POST if request.method == "POST" else typed_so_far.get(name)
    form = _form(request, name, data, typed_so_far)
    if request.method == "POST" and form.is_valid():
        keep(request, KIND, {**typed_so_far, name: typed(request, form.fields)}, draft)
        return redirect(f"cases:create_{_next(name, typed_so_far)}", draft)
    context = {"form": form, "draft": draft, "step": STEPS.index(name) + 1, "steps": len(STEPS)}
    return render(request, f"cases/create/{name}.html", context)


@form_view
@holds_no_case_data
@may_add
def check(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Every answer once more; the button adds the person."""
    if Nominal.objects.filter(pk=draft).exists() and _draft(request, draft):
        return onward(request, Nominal(pk=draft))
    forms = {name: _form(request, name, _draft(request, draft).get(name, {}), {}) for name in STEPS}
    open_step = next((name for name, form in forms.items() if not form.is_valid()), None)
    if open_step:
        return redirect(f"cases:create_{open_step}", draft) if _draft(request, draft) else _start_again(request)
    form = NothingToAsk(sent(request))
    if saved(request, form, lambda: _create(request, draft, forms), _("Person added.")):
        return redirect("cases:nominal", draft)
    context = {"form": form, "draft": draft, "sections": answers_of(forms, draft)}
    return render(request, "cases/create/check.html", context)


def _create(request: HttpRequest, draft: uuid.UUID, forms: dict[str, Any]) -> Nominal:
    management, decided = forms["management"].cleaned_data, forms["standing"].cleaned_data
    beginning = Start(
        area=forms["management"].responsible_area(),
        lead_team=management["lead_team"],
        started_on=management["started_on"],
        basis=decided["basis"],
        basis_started_on=decided["basis_started_on"],
        level=int(decided["level"]) if decided["level"] else None,
        route=decided["route"],
        rationale=decided["rationale"],
        whereabouts=decided["whereabouts"],
    )
    return create_nominal(actor=actor_of(request), key=draft, values=forms["person"].values(), start=beginning)


def _draft(request: HttpRequest, draft: uuid.UUID) -> dict[str, Any]:
    return kept(request, KIND, draft) or {}


def _form(request: HttpRequest, name: str, data: Any, typed_so_far: dict[str, Any]) -> PageForm:
    """The form of a step, with what was sent or kept; the first with what was looked for."""
    standing = standing_of(request.user)
    if name == "person":
        return PersonForm(data, initial=_looked_for(typed_so_far) if data is None else None)
    if name == "management":
        return ManagementForm(data, standing=standing)
    if name == "standing":
        return StandingForm(data, moves_levels=standing.can(Capability.MOVE_LEVEL))
    raise Http404


def _looked_for(typed_so_far: dict[str, Any]) -> dict[str, Any]:
    look = NearMatchForm(typed_so_far.get("look", {}))
    return dict(look.cleaned_data) if look.is_valid() else {}


def _next(name: str, typed_so_far: dict[str, Any]) -> str:
    following = [*STEPS, "check"][STEPS.index(name) + 1 :]
    return next((one for one in following if one not in typed_so_far), "check")


def _start_again(request: HttpRequest) -> HttpResponseRedirect:
    messages.info(request, _("What was typed is no longer kept. Start again."))
    return redirect("cases:create")


def _unit(request: HttpRequest) -> str:
    """The MAPPA unit to ask: that of the user's own area, whatever area a hidden match belongs to."""
    areas = standing_of(request.user).area_codes(Capability.CREATE_NOMINAL)
    unit = standard_teams().filter(area__in=areas[:1], agency__kind=AgencyKind.MAPPA_UNIT).first()
    return unit.name if unit else _("MAPPA unit")
