"""Pages that add, correct and end other names and addresses."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.roles import Capability
from cases.forms.parts import (
    AddressForm,
    ChangeAddressForm,
    ChangeNameForm,
    EndForm,
    NameForm,
    NothingToAsk,
)
from cases.models import Address, Alias, Nominal
from cases.services import addresses, names
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent

CHANGE = Capability.CHANGE_NOMINAL


@form_view
def add_name(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = NameForm(sent(request))
    if saved(
        request,
        form,
        lambda: names.add_name(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Name added."),
    ):
        return onward(request, nominal, anchor="names")
    return form_page(request, nominal, form, _("Add another name"))


@form_view
def change_name(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Alias, part)
    initial = {name: getattr(row, name) for name in names.FIELDS} | {"version": version_of(row)}
    form = ChangeNameForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: names.change_name(
            actor=actor_of(request), name=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Name corrected."),
    )
    if was_saved:
        return onward(request, nominal, anchor="names")
    heading = _("Correct a name")
    return form_page(request, nominal, form, heading, changed=changed, template="cases/versioned_form.html")


@form_view
def remove_name(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Alias, part)
    form = NothingToAsk(sent(request))
    if saved(request, form, lambda: names.remove_name(actor=actor_of(request), name=row), _("Name removed.")):
        return onward(request, nominal, anchor="names")
    intro = [
        _("Remove '%(name)s'? Search no longer finds the person by it. The change history keeps it.") % {"name": row}
    ]
    return form_page(request, nominal, form, _("Remove a name"), intro=intro, submit=_("Remove"), danger=True)


def _places(nominal: Nominal) -> str:
    return reverse("cases:people_and_places", args=[nominal.pk])


@form_view
def add_address(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = AddressForm(sent(request))
    if saved(
        request,
        form,
        lambda: addresses.add_address(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Address added."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="addresses")
    return form_page(request, nominal, form, _("Add an address"), cancel=_places(nominal))


@form_view
def change_address(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Address, part)
    initial = {name: getattr(row, name) for name in addresses.FIELDS} | {"version": version_of(row)}
    form = ChangeAddressForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: addresses.change_address(
            actor=actor_of(request), address=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Address corrected."),
    )
    if was_saved:
        return onward(request, nominal, "cases:people_and_places", anchor="addresses")
    context: dict[str, Any] = {"changed": changed, "template": "cases/versioned_form.html", "cancel": _places(nominal)}
    return form_page(request, nominal, form, _("Correct an address"), **context)


@form_view
def end_address(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Address, part)
    form = EndForm(sent(request))
    if saved(
        request,
        form,
        lambda: addresses.end_address(actor=actor_of(request), address=row, ended_on=form.cleaned_data["ended_on"]),
        _("The address is ended."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="addresses")
    return form_page(request, nominal, form, _("End an address"), intro=[row.lines], cancel=_places(nominal))
