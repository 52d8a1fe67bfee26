"""Orders of courts, and events that the annual tables count."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import CaseEvent, Nominal, Order
from cases.services.acts import changed, hold


@transaction.atomic
def record_order(*, actor: User, nominal: Nominal, **values: Any) -> Order:
    """An order made about a person; `values` are those of `Order`. Raises DomainError for days that cannot be."""
    nominal = hold(nominal.pk)
    order = Order(nominal=nominal, **values)
    if order.ends_on is not None and order.ends_on <= order.made_on:
        raise DomainError(_("An order ends after it is made."), field="ends_on")
    order.save(force_insert=True)
    changed(actor=actor, nominal=nominal, part="order", code=order.order_type, made_on=order.made_on.isoformat())
    return order


@transaction.atomic
def end_order(*, actor: User, order: Order, ended_on: datetime.date, end_reason: str) -> Order:
    """An order ended otherwise than at its end. Raises DomainError when it had ended before."""
    nominal = hold(order.nominal_id)
    order = Order.objects.get(pk=order.pk)
    if order.ended_on is not None or (order.ends_on is not None and order.ends_on <= ended_on):
        raise DomainError(_("This order has already ended by that day."), field="ended_on")
    if ended_on < order.made_on:
        raise DomainError(_("An order cannot end before it is made."), field="ended_on")
    order.ended_on, order.end_reason = ended_on, end_reason
    order.save(update_fields=["ended_on", "end_reason"])
    changed(actor=actor, nominal=nominal, part="order", code=order.order_type, ended_on=ended_on.isoformat())
    return order


@transaction.atomic
def record_event(*, actor: User, nominal: Nominal, event_type: str, occurred_on: datetime.date) -> CaseEvent:
    """Something that happened on a day. Raises DomainError when it is already recorded."""
    nominal = hold(nominal.pk)
    same = CaseEvent.objects.filter(nominal=nominal, event_type=event_type, occurred_on=occurred_on)
    if same.exists():
        raise DomainError(_("That event is already recorded on that day."), field="occurred_on")
    event = CaseEvent.objects.create(nominal=nominal, event_type=event_type, occurred_on=occurred_on)
    changed(actor=actor, nominal=nominal, part="event", code=event_type, occurred_on=occurred_on.isoformat())
    return event
