"""What the pages of one kind of row on the risk tab share: add, correct, remove, and back to the section."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from agencies.roles import Capability
from cases.forms.parts import NothingToAsk
from cases.models import Nominal
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import fetch, fetch_part, form_page, onward, saved, sent

CHANGE = Capability.CHANGE_NOMINAL


@dataclass(frozen=True)
class Kind:
    """A kind of row: its model, the fields that its form and service share, the section that lists it."""

    model: type[models.Model]
    fields: tuple[str, ...]
    anchor: str


def risk_tab(nominal: Nominal) -> str:
    return reverse("cases:risk", args=[nominal.pk])


def fetch_risk(nominal: Nominal) -> None:
    """Read what several sections of the tab rest on, once for all of them."""
    prefetch_related_objects([nominal], "assessments", "rosh_assessments__recorded_by")


def row_of(request: HttpRequest, kind: Kind, pk: uuid.UUID, part: uuid.UUID) -> tuple[Nominal, Any]:
    """The nominal and one row of it, to be changed."""
    nominal = fetch(request, pk, CHANGE)
    return nominal, fetch_part(request, nominal, kind.model, part)


def stored(kind: Kind, row: Any) -> dict[str, Any]:
    """What a form about a stored row begins with."""
    return {name: getattr(row, name) for name in kind.fields} | {"version": version_of(row)}


def add_page(
    request: HttpRequest, kind: Kind, nominal: Nominal, form: Any, act: Callable[[], object], words: tuple[str, str]
) -> HttpResponse:
    """`words` are the heading, and what is told when it is done."""
    if saved(request, form, act, words[1]):
        return onward(request, nominal, "cases:risk", anchor=kind.anchor)
    return form_page(request, nominal, form, words[0], cancel=risk_tab(nominal))


def correct_page(
    request: HttpRequest, kind: Kind, nominal: Nominal, form: Any, act: Callable[[], object], words: tuple[str, str]
) -> HttpResponse:
    was_saved, changed = saved_or_overtaken(request, form, act, words[1])
    if was_saved:
        return onward(request, nominal, "cases:risk", anchor=kind.anchor)
    template = "cases/versioned_form.html"
    return form_page(request, nominal, form, words[0], changed=changed, template=template, cancel=risk_tab(nominal))


def remove_page(
    request: HttpRequest,
    kind: Kind,
    nominal: Nominal,
    act: Callable[[], object],
    words: tuple[str, str, str],
    submit: str,
) -> HttpResponse:
    """`words` are the heading, what is told when it is done, and the question."""
    form = NothingToAsk(sent(request))
    if saved(request, form, act, words[1]):
        return onward(request, nominal, "cases:risk", anchor=kind.anchor)
    return form_page(
        request, nominal, form, words[0], intro=[words[2]], submit=submit, danger=True, cancel=risk_tab(nominal)
    )
