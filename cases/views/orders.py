"""Pages that record orders and events."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from agencies.roles import Capability
from cases.access import get_or_404
from cases.forms.orders import EndOrderForm, EventForm, OrderForm
from cases.models import Order
from cases.services import orders
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent

CHANGE = Capability.CHANGE_NOMINAL


@form_view
def add_order(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = OrderForm(sent(request))
    if saved(
        request,
        form,
        lambda: orders.record_order(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Order recorded."),
    ):
        return onward(request, nominal, anchor="orders")
    return form_page(request, nominal, form, _("Record an order"))


@form_view
def end_order(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    order = get_or_404(request.user, Order.objects.select_related("nominal"), CHANGE, pk=part, nominal=nominal)
    form = EndOrderForm(sent(request))
    if saved(
        request,
        form,
        lambda: orders.end_order(actor=actor_of(request), order=order, **form.cleaned_data),
        _("The order is ended."),
    ):
        return onward(request, nominal, anchor="orders")
    heading = _("End: %(order)s") % {"order": order.get_order_type_display()}
    return form_page(request, nominal, form, heading)


@form_view
def add_event(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = EventForm(sent(request))
    if saved(
        request,
        form,
        lambda: orders.record_event(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Event recorded."),
    ):
        return onward(request, nominal, anchor="events")
    return form_page(request, nominal, form, _("Record an event"))
