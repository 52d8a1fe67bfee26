"""Notification requirements of everybody whose orders an import brought or changed: in batches, by the same rule.

Orders are all that an import brings from which a requirement follows. Categories stay as the sending area gave them.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from cases.choices import NotificationSource
from cases.models import Disposal, NotificationRequirement, Order
from cases.notification import Compared, compare, order_held
from cases.rules.eligibility import EligibilityFacts
from cases.rules.notification_grounds import NOTIFICATION_ORDERS, PREVENTION, grounds
from cases.services.notification import take_over

#: So many people at a time; four statements each.
BATCH = 2000
_SOURCES = (NotificationSource.SHPO, NotificationSource.NOTIFICATION_ORDER)
_MOVED = ("order_id", "started_on", "relevant_date", "ended_on", "is_indefinite", "answer")


def follow_orders(people: Sequence[uuid.UUID], on: datetime.date) -> int:
    """Make the requirements of these people follow from their orders. Safe to repeat; takes nothing away.

    Returns how many were made or moved. A notification order without an end of somebody with a conviction abroad waits
    for `follow_notification`: its end follows from that sentence.
    """
    return sum(_follow(people[first : first + BATCH], on) for first in range(0, len(people), BATCH))


def _follow(people: Sequence[uuid.UUID], on: datetime.date) -> int:
    orders = _orders_of(people)
    rows = _by_person(NotificationRequirement.objects.filter(nominal__in=list(orders), source__in=_SOURCES))
    new, moved = [], []
    for nominal, held in orders.items():
        found = _compared(held, rows[nominal], on)
        for ground in found.unrecorded:
            new.append(take_over(NotificationRequirement(nominal_id=nominal, source=ground.source), ground))
        moved += [take_over(row, ground) for row, ground in found.moved]
    NotificationRequirement.objects.bulk_create(new)
    NotificationRequirement.objects.bulk_update(moved, _MOVED)
    return len(new) + len(moved)


def _orders_of(people: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Order]]:
    """The orders that bring notification, without those whose end only a sentence abroad tells."""
    kinds = PREVENTION | NOTIFICATION_ORDERS
    found = _by_person(Order.objects.filter(nominal__in=people, order_type__in=kinds).order_by("made_on", "pk"))
    abroad = set(Disposal.objects.filter(nominal__in=list(found), is_overseas=True).values_list("nominal", flat=True))
    for nominal in abroad:
        found[nominal] = [one for one in found[nominal] if one.order_type in PREVENTION or one.ended_on or one.ends_on]
    return found


def _by_person(rows: Any) -> dict[uuid.UUID, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.nominal_id].append(row)
    return found


def _compared(orders: list[Order], rows: list[NotificationRequirement], on: datetime.date) -> Compared:
    return compare(grounds(EligibilityFacts(on), [order_held(one) for one in orders]), rows)
