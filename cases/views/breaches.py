"""Breaches and returns to custody on the law tab; a breach is recorded, decided, corrected, removed."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.choices import BreachOf, PracticeName, Whereabouts
from cases.forms.breaches import BreachForm, ChangeBreachForm
from cases.forms.parts import NothingToAsk
from cases.models import Breach, Nominal
from cases.practice import limit
from cases.services import breaches
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from cases.wording import time_left
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    nominal: Any = asked.nominal
    rows = [
        {"breach": row, "late": bool(row.outcome_due_on and row.outcome_due_on < asked.on)}
        for row in nominal.breaches.select_related("order")
    ]
    recalls = list(nominal.recalls.all())
    still_open = next((one for one in recalls if one.rereleased_on is None), None)
    at_large = still_open if still_open is not None and still_open.returned_on is None else None
    return {
        "breaches": rows,
        "recalls": recalls,
        "at_large": at_large,
        "at_large_for": time_left(at_large.recalled_on, asked.on) if at_large else "",
        "can_recall": still_open is None,
        "can_release": at_large is None and nominal.whereabouts_now == Whereabouts.PRISON,
    }


sections.register(
    sections.Section(
        "law",
        "breaches",
        _lazily("Breaches and returns to custody"),
        "cases/custody/_breaches.html",
        _listed,
        place=40,
    )
)


def _law(nominal: Nominal) -> str:
    return reverse("cases:law", args=[nominal.pk])


def _orders(nominal: Nominal) -> list[tuple[str, Any]]:
    return [
        (str(row.pk), _("%(order)s, %(day)s") % {"order": row.get_order_type_display(), "day": long_date(row.made_on)})
        for row in nominal.orders.all()
    ]


@form_view
def add_breach(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """`?of=` says at once what was breached, `?order=` which order."""
    nominal = fetch(request, pk, CHANGE)
    asked = request.GET.get("of", "")
    initial = {"breach_of": asked if asked in BreachOf.values else "", "order_id": request.GET.get("order", "")}
    form = BreachForm(sent(request), orders=_orders(nominal), initial=initial)
    if saved(
        request,
        form,
        lambda: breaches.record_breach(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Breach recorded. The supervisors and the MAPPA unit are told."),
    ):
        return onward(request, nominal, "cases:law", anchor="breaches")
    heading = _("Record a breach")
    return form_page(request, nominal, form, heading, cancel=_law(nominal), intro=_set_where(nominal))


@form_view
def change_breach(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Breach, part)
    initial = {name: getattr(row, name) for name in breaches.FIELDS} | {"version": version_of(row)}
    form = ChangeBreachForm(sent(request), orders=_orders(nominal), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: breaches.change_breach(
            actor=actor_of(request), breach=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Breach saved. What is counted of it follows."),
    )
    if was_saved:
        return onward(request, nominal, "cases:law", anchor="breaches")
    return form_page(
        request, nominal, form, _("Record the outcome, or correct a breach"), changed=changed,
        template="cases/versioned_form.html", cancel=_law(nominal), intro=_set_where(nominal),
    )  # fmt: skip


def _set_where(nominal: Any) -> list[str]:
    """By when the outcome is wanted, and who set that."""
    found = limit(PracticeName.BREACH_OUTCOME, timezone.localdate(), area=nominal.area_now)
    if found is None:
        return []
    words = {"value": found.value, "unit": found.unit_words, "authority": found.authority}
    return [_("The outcome is wanted within %(value)d %(unit)s of the breach. %(authority)s.") % words]


@form_view
def remove_breach(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Breach, part)
    form = NothingToAsk(sent(request))
    if saved(request, form, lambda: breaches.remove_breach(actor=actor_of(request), breach=row), _("Breach removed.")):
        return onward(request, nominal, "cases:law", anchor="breaches")
    words = {"of": row.get_breach_of_display(), "day": long_date(row.occurred_on)}
    intro = [
        _("Remove the breach of %(day)s (%(of)s)? Only if it was recorded by mistake.") % words,
        _("It is then no longer counted. A breach that led to nothing is kept, with its outcome."),
    ]
    return form_page(
        request, nominal, form, _("Remove a breach"), intro=intro, submit=_("Remove"), danger=True,
        cancel=_law(nominal),
    )  # fmt: skip
