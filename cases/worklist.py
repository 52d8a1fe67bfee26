"""What is due, and for whom: the clocks that one's own teams answer for, through the door, first things first."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from agencies.models import User
from agencies.standing import standing_of
from cases.access import visible
from cases.clocks import kinds
from cases.models import Clock


@dataclass(frozen=True)
class Line:
    """One duty in words. `days` is how many days are left; below nought it is late."""

    nominal_id: uuid.UUID
    reference: str
    name: str
    what: str | Promise
    due_on: datetime.date
    days: int
    href: str
    provision: str

    @property
    def is_late(self) -> bool:
        return self.days < 0


def clocks_of(user: User, on: datetime.date) -> QuerySet[Clock, Any]:
    """The clocks shown to a user that day: those of their teams; the earliest first."""
    mine = Clock.objects.filter(team__in=standing_of(user).team_ids, warn_on__lte=on)
    return visible(mine, user).order_by("due_on", "kind", "pk")


def late(clocks: QuerySet[Clock, Any], on: datetime.date) -> QuerySet[Clock, Any]:
    return clocks.filter(due_on__lt=on)


def lines(clocks: Iterable[Clock], on: datetime.date) -> list[Line]:
    """Clocks as a page shows them. They come with their nominal."""
    known = kinds()
    return [
        Line(
            nominal_id=clock.nominal_id,
            reference=clock.nominal.reference,
            name=clock.nominal.display_name,
            what=known[clock.kind].label,
            due_on=clock.due_on,
            days=(clock.due_on - on).days,
            href=reverse(known[clock.kind].route, args=[clock.nominal_id]),
            provision=known[clock.kind].provision,
        )
        for clock in clocks
        if clock.kind in known
    ]
