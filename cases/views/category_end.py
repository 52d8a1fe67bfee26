"""The end of a category: whether Category 3 follows, and the end itself with its reason."""

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.choices import Category, PracticeName
from cases.forms.eligibility import ConsiderForm, EndCategoryForm, last_day
from cases.history_tables import category_table
from cases.models import CategoryBasis, Nominal
from cases.practice import limit
from cases.services.category_end import Consideration, end_category
from cases.services.eligibility import consider_category_three
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent
from cases.why import facts_in_words, why_this_category
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _category(asked: sections.Asked) -> dict[str, Any]:
    bases = list(asked.nominal.category_bases.all())
    why = why_this_category(bases, asked.on)
    box = {"outcome": why.sentence, "facts": facts_in_words(why.facts), "provision": why.provision}
    held = [one for one in bases if _holds(one, asked.on)]
    return {
        "why": {**box, "unknown": not why.is_known},
        "table": category_table(bases, asked.on),
        "ends": [_end_words(one) for one in held if _end_of(one)],
        "can_end": bool(held),
        "can_consider": any(one.category != Category.THREE for one in held),
        "prompt": limit(PracticeName.CATEGORY_END_PROMPT, asked.on, area=asked.area),
    }


sections.register(
    sections.Section("law", "category", _lazily("Category"), "cases/law/_category.html", _category, place=5)
)


@form_view
def consider(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Whether Category 3 is to follow a category that comes to its end."""
    nominal: Any = fetch(request, pk, CHANGE)
    on = timezone.localdate()
    asked_of = _to_consider(nominal, on)
    if not asked_of:
        messages.info(request, _("No Category 1, 2 or 4 holds or waits for an answer: there is nothing to consider."))
        return redirect("cases:law", pk)
    form = ConsiderForm(sent(request), choices=[(str(one.pk), basis_words(one)) for one in asked_of])
    if saved(
        request,
        form,
        lambda: consider_category_three(
            actor=actor_of(request),
            nominal=nominal,
            basis_id=int(form.cleaned_data["basis"]),
            applies=form.cleaned_data["applies"] == "yes",
            reason=form.cleaned_data["reason"],
            on=on,
        ),
        _("Recorded whether Category 3 is to follow."),
    ):
        return onward(request, nominal, "cases:law", anchor="category")
    intro = [
        _("When a category ends, the person leaves MAPPA unless another holds. This is asked some time before the end.")
    ]
    set_where = limit(PracticeName.CATEGORY_END_PROMPT, on, area=nominal.area_now)
    return form_page(
        request, nominal, form, _("Consider Category 3"), intro=intro, set_where=set_where, cancel=_law(nominal)
    )  # fmt: skip


@form_view
def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The day a category ends, why, and what follows."""
    nominal = fetch(request, pk, CHANGE)
    on = timezone.localdate()
    held = _held(nominal, on)
    if not held:
        messages.info(request, _("No category holds today: there is none to end."))
        return redirect("cases:law", pk)
    first = held[0].expected_end_on if len(held) == 1 else None
    form = EndCategoryForm(
        sent(request),
        choices=[(str(one.pk), basis_words(one)) for one in held],
        initial={"ended_on": last_day(on, first)},
    )
    if saved(request, form, lambda: _end(request, nominal, form.cleaned_data, on), _("The category ends.")):
        return onward(request, nominal, "cases:law", anchor="category")
    intro = [
        _("When no other category holds from that day, the person leaves MAPPA and the level ends too."),
        _("The end of Category 3 always is the way out: nobody steps down to Level 1."),
    ]
    return form_page(
        request, nominal, form, _("End a category"), intro=intro, submit=_("End the category"), danger=True,
        cancel=_law(nominal),
    )  # fmt: skip


def _end(request: HttpRequest, nominal: Nominal, values: dict[str, Any], on: datetime.date) -> CategoryBasis:
    applies = values["applies"]
    return end_category(
        actor=actor_of(request),
        nominal=nominal,
        basis_id=int(values["basis"]),
        ended_on=values["ended_on"],
        end_reason=values["end_reason"],
        consideration=Consideration(applies == "yes", values["applies_reason"]) if applies else None,
        on=on,
    )


def basis_words(one: CategoryBasis) -> str:
    """A basis as a choice: which category, why, since when."""
    words = {
        "category": one.get_category_display(),
        "basis": one.get_basis_display(),
        "day": long_date(one.started_on),
    }
    return _("%(category)s: %(basis)s, from %(day)s") % words


def _held(nominal: Nominal, on: datetime.date) -> list[CategoryBasis]:
    return list(nominal.category_bases.in_force(on).first_to_count())


def _to_consider(nominal: Nominal, on: datetime.date) -> list[CategoryBasis]:
    """The bases of Category 1, 2 and 4 that hold, and those that ended before anybody answered."""
    begun = nominal.category_bases.filter(started_on__lte=on).exclude(category=Category.THREE)
    answered = set(nominal.screenings.filter(answer__asked="category_end").values_list("basis", flat=True))
    return [one for one in begun.first_to_count() if _holds(one, on) or one.pk not in answered]


def _holds(one: CategoryBasis, on: datetime.date) -> bool:
    return one.started_on <= on and (one.ended_on is None or on < one.ended_on)


def _end_of(one: CategoryBasis) -> datetime.date | None:
    return one.ended_on or one.expected_end_on


def _end_words(one: CategoryBasis) -> str:
    words = {"category": one.get_category_display(), "day": long_date(_end_of(one))}
    if one.ended_on:
        return _("%(category)s ends on %(day)s.") % words
    return _("%(category)s is expected to end on %(day)s.") % words


def _law(nominal: Nominal) -> str:
    return reverse("cases:law", args=[nominal.pk])
