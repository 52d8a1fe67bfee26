"""The terms of an order and what happened to it: added, corrected, taken back, each from the page of the order."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from cases.access import get_or_404
from cases.choices import OrderTermKind
from cases.forms.orders import ChangeTermForm, OrderChangeForm, TermForm
from cases.forms.parts import NothingToAsk
from cases.models import Nominal, Order, OrderChange, OrderTerm
from cases.services import order_changes
from cases.services.versions import version_of
from cases.views.as_made import asking_as_made
from cases.views.orders import fetch_order, order_page
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, form_page, form_view, saved, sent
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _fetch_term(request: HttpRequest, nominal: Nominal, part: uuid.UUID, capability: str = CHANGE) -> OrderTerm:
    queryset = OrderTerm.objects.select_related("order__nominal")
    return get_or_404(request.user, queryset, capability, pk=part, order__nominal=nominal)


def _to(order: Order, anchor: str) -> HttpResponse:
    return redirect(f"{order_page(order)}#{anchor}")


@require_safe
def order_of_term(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """From a term, which a clock names, to the page of its order."""
    nominal = fetch(request, pk)
    return _to(_fetch_term(request, nominal, part, Capability.VIEW_NOMINAL).order, "terms")


@form_view
def add_order_term(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    order = fetch_order(request, nominal, part)
    form = TermForm(sent(request), initial={"starts_on": order.made_on, "ends_on": order.ends_on})

    def act() -> OrderTerm:
        return order_changes.add_term(
            actor=actor_of(request), order=order, values=form.values(), as_made=form.is_as_made
        )

    if saved(request, form, asking_as_made(form, act), _("Added.")):
        return _to(order, "terms")
    heading = _("Add a prohibition or requirement")
    return form_page(request, nominal, form, heading, cancel=order_page(order), intro=[_whose(order)])


@form_view
def change_order_term(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = _fetch_term(request, nominal, part)
    initial = {name: getattr(row, name) for name in order_changes.TERM_FIELDS} | {"version": version_of(row)}
    form = ChangeTermForm(sent(request), initial=initial)

    def act() -> OrderTerm:
        version = form.cleaned_data["version"]
        return order_changes.change_term(
            actor=actor_of(request), term=row, version=version, values=form.values(), as_made=form.is_as_made
        )

    was_saved, changed = saved_or_overtaken(request, form, asking_as_made(form, act), _("Corrected."))
    if was_saved:
        return _to(row.order, "terms")
    return form_page(
        request, nominal, form, _("Correct a prohibition or requirement"), changed=changed,
        template="cases/versioned_form.html", cancel=order_page(row.order), intro=[_whose(row.order)],
    )  # fmt: skip


@form_view
def remove_order_term(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = _fetch_term(request, nominal, part)
    form = NothingToAsk(sent(request))
    if saved(request, form, lambda: order_changes.remove_term(actor=actor_of(request), term=row), _("Removed.")):
        return _to(row.order, "terms")
    intro = [
        _("Remove this %(kind)s? Only if it was recorded by mistake.") % {"kind": row.get_kind_display().lower()},
        row.text,
        _("One that a court took away is kept: correct it and enter its end."),
    ]
    return form_page(
        request, nominal, form, _("Remove a prohibition or requirement"), intro=[one for one in intro if one],
        submit=_("Remove"), danger=True, cancel=order_page(row.order),
    )  # fmt: skip


@form_view
def add_order_change(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    order = fetch_order(request, nominal, part)
    has_travel = order.terms.filter(kind=OrderTermKind.FOREIGN_TRAVEL).exists()
    form = OrderChangeForm(sent(request), has_travel=has_travel, initial={"court": order.court})

    def act() -> OrderChange:
        return order_changes.record_change(
            actor=actor_of(request),
            order=order,
            values=form.values(),
            travel_ends_on=form.cleaned_data.get("travel_ends_on"),
            as_made=form.is_as_made,
        )

    if saved(request, form, asking_as_made(form, act), _("Recorded. Notification and clocks follow.")):
        return _to(order, "changes")
    intro = [
        _whose(order),
        _("Prohibitions and requirements that the court added or took away are added or ended on the order's page."),
    ]
    heading = _("Record what happened to the order")
    return form_page(request, nominal, form, heading, cancel=order_page(order), intro=intro)


@form_view
def remove_order_change(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    queryset = OrderChange.objects.select_related("order__nominal")
    row = get_or_404(request.user, queryset, CHANGE, pk=part, order__nominal=nominal)
    form = NothingToAsk(sent(request))
    if saved(request, form, lambda: order_changes.remove_change(actor=actor_of(request), change=row), _("Removed.")):
        return _to(row.order, "changes")
    words = {"what": row.get_kind_display(), "day": long_date(row.changed_on)}
    intro = [
        _("Take back “%(what)s” of %(day)s? Only if it was recorded by mistake.") % words,
        _("The end that the order had before comes back."),
    ]
    return form_page(
        request, nominal, form, _("Take back what happened to the order"), intro=intro, submit=_("Take back"),
        danger=True, cancel=order_page(row.order),
    )  # fmt: skip


def _whose(order: Order) -> str:
    words = {"order": order.get_order_type_display(), "day": long_date(order.made_on)}
    return _("%(order)s, made on %(day)s") % words
