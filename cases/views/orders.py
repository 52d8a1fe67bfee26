"""Orders of a nominal: the section of the law tab, the page of one order, what is recorded and corrected of it."""

import datetime
import uuid
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from cases import sections
from cases.access import get_or_404
from cases.choices import OrderTermKind, PracticeName
from cases.forms.orders import ChangeOrderForm, EventForm, OrderForm
from cases.forms.parts import NothingToAsk
from cases.models import Breach, Nominal, Order, OrderChange, OrderTerm
from cases.practice import limit
from cases.querysets import order_in_force
from cases.rules.orders import TermFacts, check_order, check_term, effect_of
from cases.services import events, orders
from cases.services.versions import version_of
from cases.views.as_made import asking_as_made
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, frame, onward, saved, sent
from cases.wording import time_left
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    found = asked.nominal.orders.annotate(holds=order_in_force(asked.on)).order_by("-holds", "-made_on")
    rows = [_row(order, asked.on) for order in found.prefetch_related("terms")]
    return {"rows": rows, "prompt": limit(PracticeName.ORDER_END_PROMPT, asked.on, area=asked.area)}


sections.register(sections.Section("law", "orders", _lazily("Orders"), "cases/orders/_orders.html", _listed, place=30))


def _row(order: Any, on: datetime.date) -> dict[str, Any]:
    """An order of the table: how long is left, and until when it restricts travel."""
    travel = [term for term in order.terms.all() if term.kind == OrderTermKind.FOREIGN_TRAVEL]
    return {
        "order": order,
        "left": time_left(order.ends_on, on) if order.holds and order.ends_on else "",
        "restricts_travel": bool(travel) or order.foreign_travel_restriction,
        "travel_until": max((term.ends_on for term in travel if term.ends_on), default=None),
        "terms": len(order.terms.all()),
    }


def _law(nominal: Nominal) -> str:
    return reverse("cases:law", args=[nominal.pk])


def fetch_order(request: HttpRequest, nominal: Nominal, part: uuid.UUID, capability: str = CHANGE) -> Order:
    """One order of a nominal, through the door."""
    return fetch_part(request, nominal, Order, part, capability)


def order_page(order: Order) -> str:
    return reverse("cases:order", args=[order.nominal_id, order.pk])


@require_safe
def order(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """One order: how long it runs, what it forbids and requires, what happened to it, its breaches."""
    nominal = fetch(request, pk)
    queryset = Order.objects.select_related("nominal").prefetch_related(
        Prefetch("terms", OrderTerm.objects.order_by("kind", "starts_on")),
        Prefetch("changes", OrderChange.objects.order_by("-changed_on", "-recorded_at")),
        Prefetch("breaches", Breach.objects.order_by("-occurred_on")),
    )
    found = get_or_404(request.user, queryset, pk=part, nominal=nominal)
    context = frame(request, nominal, "law")
    on = context["on"]
    shown = {
        "order": found,
        "holds": _holds(found, on),
        "left": time_left(found.ends_on, on) if found.ends_on else "",
        "effect": effect_of(found.order_type),
        **_questioned(found),
        "terms": [{"term": term, "state": _term_state(found, term, on)} for term in found.terms.all()],
        "last_change": next(iter(found.changes.all()), None),
        "travel_unknown": found.foreign_travel_restriction and not _has_travel(found),
    }
    return render(request, "cases/orders/order.html", {**context, **shown})


def _holds(order: Order, on: datetime.date) -> bool:
    runs = order.ends_on is None or order.ends_on > on
    return order.made_on <= on and runs and (order.ended_on is None or order.ended_on > on)


def _has_travel(order: Order) -> bool:
    return any(term.kind == OrderTermKind.FOREIGN_TRAVEL for term in order.terms.all())


def _term_state(order: Order, term: OrderTerm, on: datetime.date) -> dict[str, str]:
    if term.starts_on > on:
        return {"text": _("Ahead"), "colour": "blue"}
    if not _holds(order, on) or (term.ends_on is not None and term.ends_on <= on):
        return {"text": _("Past"), "colour": "grey"}
    return {"text": _("In force"), "colour": "green"}


def _questioned(order: Order) -> dict[str, Any]:
    """What of the order lies outside the law's limits, in sentences, and whether somebody confirmed all of it."""
    facts = orders.facts_of(order)
    found = [(one, order.confirmed_as_made) for one in check_order(facts)]
    for term in order.terms.all():
        findings = check_term(facts, TermFacts(term.kind, term.starts_on, term.ends_on))
        found += [(one, term.confirmed_as_made) for one in findings]
    sentences = dict.fromkeys(orders.in_words(one) for one, _confirmed in found)
    return {"questioned": list(sentences), "is_confirmed": all(confirmed for _one, confirmed in found)}


@form_view
def add_order(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = OrderForm(sent(request))

    def act() -> Order:
        return orders.record_order(
            actor=actor_of(request),
            nominal=nominal,
            values=form.values(),
            travel_ends_on=form.cleaned_data["travel_ends_on"],
            as_made=form.is_as_made,
        )

    done = _("Order recorded. Add what it forbids and requires, and check the category.")
    if saved(request, form, asking_as_made(form, act), done):
        return onward(request, nominal, "cases:law", anchor="orders")
    return form_page(request, nominal, form, _("Record an order"), cancel=_law(nominal))


@form_view
def change_order(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_order(request, nominal, part)
    initial = {name: getattr(row, name) for name in orders.FIELDS} | {"version": version_of(row)}
    form = ChangeOrderForm(sent(request), initial=initial)

    def act() -> Order:
        version = form.cleaned_data["version"]
        return orders.change_order(
            actor=actor_of(request), order=row, version=version, values=form.values(), as_made=form.is_as_made
        )

    was_saved, changed = saved_or_overtaken(request, form, asking_as_made(form, act), _("Order corrected."))
    if was_saved:
        return onward(request, nominal, "cases:law", anchor="orders")
    intro = [
        _("Correct what was recorded wrongly."),
        _("What a court changed later is recorded as what happened to the order."),
    ]
    return form_page(
        request, nominal, form, _("Correct an order"), changed=changed, template="cases/versioned_form.html",
        cancel=order_page(row), intro=intro,
    )  # fmt: skip


@form_view
def remove_order(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_order(request, nominal, part)
    form = NothingToAsk(sent(request))
    if saved(request, form, lambda: orders.remove_order(actor=actor_of(request), order=row), _("Order removed.")):
        return onward(request, nominal, "cases:law", anchor="orders")
    words = {"order": row.get_order_type_display(), "day": long_date(row.made_on)}
    intro = [
        _("Remove “%(order)s” of %(day)s, with its terms? Only if it was recorded by mistake.") % words,
        _("An order that ended is kept: record what happened to it. The change history keeps what you remove."),
    ]
    return form_page(
        request, nominal, form, _("Remove an order"), intro=intro, submit=_("Remove"), danger=True,
        cancel=order_page(row),
    )  # fmt: skip


@form_view
def add_event(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What no other page records; breaches, returns to custody and revocations bring their events about themselves."""
    nominal = fetch(request, pk, CHANGE)
    form = EventForm(sent(request))
    if saved(
        request,
        form,
        lambda: events.record_event(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Recorded."),
    ):
        return onward(request, nominal, anchor="events")
    intro = [_("Breaches, returns to custody and the end of notification are recorded on pages of their own.")]
    return form_page(request, nominal, form, _("Record a serious further offence"), intro=intro)
