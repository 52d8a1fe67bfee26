"""Pages that record whereabouts, bases of categories and responsibility."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Area
from agencies.roles import Capability
from cases.forms.histories import BasisForm, FollowingForm, WhereaboutsForm
from cases.forms.parts import EndForm
from cases.forms.teams import AreaForm, LeadForm
from cases.models import Nominal
from cases.services import histories, responsibility
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent

CHANGE = Capability.CHANGE_NOMINAL


def _current(nominal: Nominal, relation: str) -> Any:
    return getattr(nominal, relation).in_force(timezone.localdate()).first()


def _period(form: FollowingForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    days = {"started_on": cleaned["started_on"], "ended_on": cleaned["ended_on"]}
    return {**days, "ends_previous": form.ends_previous_one()}


@form_view
def add_whereabouts(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    now = _current(nominal, "whereabouts")
    form = WhereaboutsForm(sent(request), current=now, words=now.get_status_display() if now else "")
    if saved(
        request,
        form,
        lambda: histories.record_whereabouts(
            actor=actor_of(request), nominal=nominal, status=form.cleaned_data["status"], **_period(form)
        ),
        _("Whereabouts recorded."),
    ):
        return onward(request, nominal, anchor="whereabouts")
    heading = _("Record where the person is")
    return form_page(request, nominal, form, heading, template="cases/custody/whereabouts_form.html")


@form_view
def add_basis(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = BasisForm(sent(request))
    if saved(
        request,
        form,
        lambda: histories.add_basis(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Basis recorded."),
    ):
        return onward(request, nominal, anchor="category")
    return form_page(request, nominal, form, _("Record a basis of a category"))


@form_view
def add_responsibility(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Lead team from a day; the area in the address is where the teams are. Another area takes over by a transfer: the
    area in the address is made responsible only when none is.
    """
    nominal: Any = fetch(request, pk, CHANGE)
    areas = AreaForm({"area": request.GET.get("area") or nominal.area_now or ""})
    area_code = areas.cleaned_data["area"] if areas.is_valid() else ""
    form = LeadForm(sent(request), area_code=area_code)
    responsible = nominal.area_now or area_code
    if saved(
        request,
        form,
        lambda: responsibility.change_responsibility(
            actor=actor_of(request), nominal=nominal, area=Area.objects.get(pk=responsible), **form.cleaned_data
        ),
        _("Responsibility changed. The teams that may see this record follow from it."),
    ):
        return onward(request, nominal, anchor="responsibility")
    intro = [
        _("The area stays responsible, wherever the team that leads is. For another area, offer a transfer."),
        _("The team that leads and the MAPPA unit of the area may see and change the record from that day."),
        _("The team that led until then no longer sees it, unless its agency is involved for another reason."),
    ]
    heading = _("Change who is responsible")
    return form_page(request, nominal, form, heading, areas=areas, intro=intro, template="cases/team_form.html")


@form_view
def end_responsibility(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = EndForm(sent(request))
    if saved(
        request,
        form,
        lambda: responsibility.end_responsibility(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("MAPPA management ends."),
    ):
        return onward(request, nominal, anchor="responsibility")
    intro = [
        _("No area is responsible from that day until another is recorded."),
        _("The lead team and the MAPPA unit then no longer see this record."),
    ]
    heading = _("End MAPPA management")
    return form_page(request, nominal, form, heading, intro=intro, submit=heading, danger=True)
