"""Orders that reached their end by date alone: the level is looked at again, and who manages the person is told."""

import datetime

from django.db import transaction
from django.db.models import Q

from cases.choices import AlertKind, RescreenTrigger
from cases.models import Nominal, Order
from cases.services.acts import hold
from cases.services.alerts import tell, those_who_manage
from cases.services.rescreening import prompt_to_rescreen

#: A night that was missed is made up for.
LOOKED_BACK = datetime.timedelta(days=7)


def follow_ended_orders(on: datetime.date) -> int:
    """Prompt to screen again for every order whose end came by `on`, once; returns how many orders. Safe to repeat."""
    reached = Q(ends_on__lte=on, ends_on__gt=on - LOOKED_BACK)
    ended_otherwise = Q(ended_on__isnull=False)
    orders = Order.objects.filter(reached).exclude(ended_otherwise).order_by("nominal_id")
    for order in orders.select_related("nominal").iterator(chunk_size=500):
        _follow(order)
    return orders.count()


@transaction.atomic
def _follow(order: Order) -> None:
    nominal: Nominal = hold(order.nominal_id)
    if order.ends_on is None or (nominal.died_on is not None and nominal.died_on <= order.ends_on):
        return
    prompt_to_rescreen(nominal, RescreenTrigger.ORDER_ENDED, order.ends_on)
    source, day = f"order end {order.pk}", order.ends_on.isoformat()
    facts = {"order": str(order.pk), "code": order.order_type, "what": "reached its end", "on": day}
    tell(those_who_manage(nominal), AlertKind.ORDER_CHANGED, nominal, source=source, **facts)
