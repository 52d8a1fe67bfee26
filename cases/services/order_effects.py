"""What follows by itself from orders and their breaches: notification requirements, and with them Category 1."""

import datetime
from importlib import import_module
from importlib.util import find_spec

from agencies.models import User
from cases.choices import Basis, EventType
from cases.models import Nominal
from cases.rules.orders import NOTIFYING
from cases.services.histories import add_basis

_NOTIFICATION = "cases.services.notification"


def follow_orders(*, actor: User, nominal: Nominal, on: datetime.date) -> None:
    """Bring notification requirements in line with the orders and the breaches of sexual risk orders on record."""
    if find_spec(_NOTIFICATION) is not None:
        import_module(_NOTIFICATION).follow_notification(actor=actor, nominal=nominal, on=on)
        return
    _bring_category_one(nominal, actor=actor)


def _bring_category_one(nominal: Nominal, *, actor: User) -> None:
    """A basis of Category 1 from each day on which an order or a breach brought it and none held."""
    made = nominal.orders.filter(order_type__in=NOTIFYING).values_list("made_on", flat=True)
    breached = nominal.events.filter(event_type=EventType.SRO_BREACH).values_list("occurred_on", flat=True)
    for day in sorted({*made, *breached}):
        bases = nominal.category_bases.filter(basis=Basis.NOTIFICATION_REQUIREMENT)
        if bases.in_force(day).exists():
            continue
        later = bases.filter(started_on__gt=day).order_by("started_on").first()
        add_basis(
            actor=actor,
            nominal=nominal,
            basis=Basis.NOTIFICATION_REQUIREMENT,
            started_on=day,
            ended_on=later.started_on if later else None,
        )
