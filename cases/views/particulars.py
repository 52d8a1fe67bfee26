"""Addresses, and what leads to a person: the sections of their tab; particulars added, corrected and ended."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.access import visible
from cases.forms.parts import EndForm
from cases.forms.people import ChangeParticularForm, ParticularForm
from cases.models import Address, Nominal, Particular
from cases.services import particulars
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent

CHANGE = Capability.CHANGE_NOMINAL


def _addresses(asked: sections.Asked) -> dict[str, Any]:
    # Where somebody lives goes through the door by itself, so that it can be narrowed without touching the page.
    return {"rows": visible(Address.objects.filter(nominal=asked.nominal), asked.user)}


def _particulars(asked: sections.Asked) -> dict[str, Any]:
    """Those that hold first, then those of the past."""
    rows = list(visible(Particular.objects.filter(nominal=asked.nominal), asked.user))
    held = [row for row in rows if row.ended_on is None or row.ended_on > asked.on]
    return {"held": held, "past": [row for row in rows if row not in held]}


sections.register(
    sections.Section("people", "addresses", _lazily("Addresses"), "cases/people/_addresses.html", _addresses, place=10)
)
sections.register(
    sections.Section(
        "people", "particulars", _lazily("Contact and traces"), "cases/people/_particulars.html", _particulars, place=20
    )
)


def tab_of(nominal: Nominal) -> str:
    """Where the pages of people and places lead back to."""
    return reverse("cases:people_and_places", args=[nominal.pk])


@form_view
def add_particular(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = ParticularForm(sent(request))
    if saved(
        request,
        form,
        lambda: particulars.add_particular(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Added."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="particulars")
    return form_page(request, nominal, form, _("Add what leads to the person"), cancel=tab_of(nominal))


@form_view
def change_particular(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Particular, part)
    initial = {name: getattr(row, name) for name in particulars.FIELDS} | {"version": version_of(row)}
    form = ChangeParticularForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: particulars.change_particular(
            actor=actor_of(request), particular=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Corrected."),
    )
    if was_saved:
        return onward(request, nominal, "cases:people_and_places", anchor="particulars")
    context: dict[str, Any] = {"changed": changed, "template": "cases/versioned_form.html", "cancel": tab_of(nominal)}
    return form_page(request, nominal, form, _("Correct what leads to the person"), **context)


@form_view
def end_particular(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Particular, part)
    form = EndForm(sent(request))
    if saved(
        request,
        form,
        lambda: particulars.end_particular(
            actor=actor_of(request), particular=row, ended_on=form.cleaned_data["ended_on"]
        ),
        _("Ended. Search still finds the person by it."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="particulars")
    intro = [f"{row.get_kind_display()}: {row.value}"]
    return form_page(request, nominal, form, _("No longer in use"), intro=intro, cancel=tab_of(nominal))
