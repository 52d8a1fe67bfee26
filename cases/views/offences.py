"""Offences and sentences of a nominal: listed on the law tab, added, corrected, removed."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.forms.offences import ChangeOffenceForm, OffenceForm, answer_of
from cases.forms.parts import NothingToAsk
from cases.models import Disposal, Nominal
from cases.services import offences
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from cases.wording import length_in_words
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    rows = [
        {"offence": row, "length": length_in_words(row), "sentenced_on": row.sentenced_on or row.dealt_with_on}
        for row in asked.nominal.disposals.all()
    ]
    return {"rows": rows}


sections.register(
    sections.Section(
        "law", "offences", _lazily("Offences and sentences"), "cases/law/_offences.html", _listed, place=20
    )
)


def _law(nominal: Nominal) -> str:
    return reverse("cases:law", args=[nominal.pk])


@form_view
def add_offence(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = OffenceForm(sent(request))
    if saved(
        request,
        form,
        lambda: offences.add_offence(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Offence added. Check eligibility again if it may change the category."),
    ):
        return onward(request, nominal, "cases:law", anchor="offences")
    return form_page(request, nominal, form, _("Add an offence"), cancel=_law(nominal))


@form_view
def change_offence(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Disposal, part)
    form = ChangeOffenceForm(sent(request), initial=_stored(row))
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: offences.change_offence(
            actor=actor_of(request), offence=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Offence corrected. Check eligibility again if it may change the category."),
    )
    if was_saved:
        return onward(request, nominal, "cases:law", anchor="offences")
    return form_page(
        request, nominal, form, _("Correct an offence"), changed=changed, template="cases/versioned_form.html",
        cancel=_law(nominal),
    )  # fmt: skip


def _stored(row: Disposal) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in offences.FIELDS}
    empty_terms: dict[str, int | str] = {name: values[name] or "" for name in ("years", "months", "days")}
    own = {"victim_under_18": answer_of(row.victim_under_18), "version": version_of(row)}
    return values | empty_terms | own


@form_view
def remove_offence(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Disposal, part)
    form = NothingToAsk(sent(request))
    if saved(
        request, form, lambda: offences.remove_offence(actor=actor_of(request), offence=row), _("Offence removed.")
    ):
        return onward(request, nominal, "cases:law", anchor="offences")
    words = {"offence": row.offence_title, "day": long_date(row.dealt_with_on)}
    intro = [
        _("Remove “%(offence)s” of %(day)s? Only if it was recorded by mistake. The change history keeps it.") % words
    ]
    return form_page(
        request, nominal, form, _("Remove an offence"), intro=intro, submit=_("Remove"), danger=True,
        cancel=_law(nominal),
    )  # fmt: skip
