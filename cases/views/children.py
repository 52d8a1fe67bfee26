"""Children in the household, with what was done to keep each of them safe."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.access import visible
from cases.forms.parts import EndForm
from cases.forms.people import ChangeChildForm, ChildForm
from cases.models import HouseholdChild
from cases.rules.age import age_on
from cases.services import children
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from cases.views.particulars import tab_of

CHANGE = Capability.CHANGE_NOMINAL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    found = visible(HouseholdChild.objects.filter(nominal=asked.nominal), asked.user).select_related("address")
    return {
        "rows": [
            {
                "child": child,
                "age": age_on(child.date_of_birth, asked.on),
                "holds": child.ended_on is None or child.ended_on > asked.on,
            }
            for child in found
        ]
    }


sections.register(
    sections.Section(
        "people", "children", _lazily("Children in the household"), "cases/people/_children.html", _listed, place=30
    )
)


@form_view
def add_child(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = ChildForm(sent(request), nominal=nominal)
    if saved(
        request,
        form,
        lambda: children.add_child(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Added."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="children")
    return form_page(request, nominal, form, _("Add a child in the household"), cancel=tab_of(nominal))


@form_view
def change_child(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, HouseholdChild, part)
    initial = {name: getattr(row, name) for name in children.FIELDS} | {"version": version_of(row)}
    initial["address"] = str(row.address_id or "")
    form = ChangeChildForm(sent(request), initial=initial, nominal=nominal)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: children.change_child(
            actor=actor_of(request), child=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Saved."),
    )
    if was_saved:
        return onward(request, nominal, "cases:people_and_places", anchor="children")
    context: dict[str, Any] = {"changed": changed, "template": "cases/versioned_form.html", "cancel": tab_of(nominal)}
    return form_page(request, nominal, form, _("A child in the household"), **context)


@form_view
def end_child(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, HouseholdChild, part)
    form = EndForm(sent(request))
    if saved(
        request,
        form,
        lambda: children.end_child(actor=actor_of(request), child=row, ended_on=form.cleaned_data["ended_on"]),
        _("Ended."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="children")
    intro = [_("From the day entered, this child and the person no longer share a household.")]
    return form_page(request, nominal, form, _("No longer in the household"), intro=intro, cancel=tab_of(nominal))
