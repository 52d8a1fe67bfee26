"""What is due, and for whom: one's own clocks, one's teams', or all, through the door, first things first."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.choices import Role
from agencies.models import User
from agencies.standing import Standing, standing_of
from cases.access import visible
from cases.clocks import ClockKind, kinds
from cases.models import Clock


class Whose(models.TextChoices):
    """Whose duties: those of the people one manages, those that one's teams answer for, or of everybody one may see."""

    MINE = "mine", _("Yours")
    TEAM = "team", _("Your teams'")
    ALL = "all", _("Everybody's")


class When(models.TextChoices):
    LATE = "late", _("Overdue")
    WEEK = "week", _("Due within 7 days")
    MONTH = "month", _("Due within 28 days")


#: The last day of each, counted from the day asked about; without the overdue, which are told apart.
_WITHIN = {When.LATE: -1, When.WEEK: 7, When.MONTH: 28}


@dataclass(frozen=True)
class Line:
    """One duty in words. `days` is how many days are left; below nought it is late.

    `owner` is who answers for it, or else the team; `is_first`: no line before is about the same person.
    """

    nominal_id: uuid.UUID
    reference: str
    name: str
    what: str | Promise
    due_on: datetime.date
    days: int
    href: str
    provision: str
    owner: str = ""
    is_first: bool = True

    @property
    def is_late(self) -> bool:
        return self.days < 0


@dataclass(frozen=True)
class Number:
    """How many duties of a kind are overdue, due within a week, within four weeks, in all, and one's own."""

    kind: str
    what: str | Promise
    late: int
    week: int
    month: int
    whole: int
    mine: int


def starts_with(standing: Standing) -> Whose:
    """Whose duties somebody sees first: who manages people, their own; anybody else, their teams'."""
    return Whose.MINE if standing.has_role(Role.OFFENDER_MANAGER) else Whose.TEAM


def clocks_of(user: User, on: datetime.date, whose: str = Whose.TEAM) -> QuerySet[Clock, Any]:
    """The clocks shown to a user that day, the earliest first. Their teams' include their own."""
    answering = {
        Whose.MINE: Q(owner=user.pk),
        Whose.TEAM: Q(owner=user.pk) | Q(team__in=standing_of(user).team_ids),
        Whose.ALL: Q(),
    }
    shown = Clock.objects.filter(answering[Whose(whose)], warn_on__lte=on)
    return visible(shown, user).order_by("due_on", "kind", "pk")


def late(clocks: QuerySet[Clock, Any], on: datetime.date) -> QuerySet[Clock, Any]:
    return due_within(clocks, When.LATE, on)


def page_with_owners(clocks: Any) -> list[Clock]:
    """A slice of clocks with nominal, owner and team, in its order. Two queries: to plan the door for as many tables at
    once takes longer than to fetch twice.
    """
    keys = list(clocks.values_list("pk", flat=True))
    found = Clock.objects.select_related("nominal", "owner", "team").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def due_within(clocks: QuerySet[Clock, Any], when: str, on: datetime.date) -> QuerySet[Clock, Any]:
    """The overdue, or what comes within so many days and is not overdue yet."""
    condition = _due(When(when), on)
    return clocks.filter(condition)


def _due(when: When, on: datetime.date) -> Q:
    until = Q(due_on__lte=on + datetime.timedelta(days=_WITHIN[when]))
    return until if when is When.LATE else until & Q(due_on__gte=on)


def numbers(clocks: QuerySet[Clock, Any], on: datetime.date, user: User) -> list[Number]:
    """How many there are of each kind, in the order of their words. One query."""
    counts = {str(when): Count("pk", filter=_due(when, on)) for when in When}
    counts |= {"whole": Count("pk"), "mine": Count("pk", filter=Q(owner=user.pk))}
    known = kinds()
    rows: Any = clocks.order_by().values("kind").annotate(**counts)
    found = [
        Number(row["kind"], known[row["kind"]].label, *(row[name] for name in counts))
        for row in rows
        if row["kind"] in known
    ]
    return sorted(found, key=lambda one: str(one.what))


def lines(clocks: Iterable[Clock], on: datetime.date, *, name_owners: bool = False) -> list[Line]:
    """Clocks as a page shows them. They come with their nominal; with owner and team, if owners are to be named."""
    known = kinds()
    met: set[uuid.UUID] = set()
    found = []
    for clock in clocks:
        if (kind := known.get(clock.kind)) is None:
            continue
        line = Line(
            nominal_id=clock.nominal_id,
            reference=clock.nominal.reference,
            name=clock.nominal.display_name,
            what=kind.label,
            due_on=clock.due_on,
            days=(clock.due_on - on).days,
            href=_address(kind, clock),
            provision=kind.provision,
            owner=str(clock.owner or clock.team or "") if name_owners else "",
            is_first=clock.nominal_id not in met,
        )
        met.add(clock.nominal_id)
        found.append(line)
    return found


def _address(kind: ClockKind, clock: Clock) -> str:
    """Where the duty is dealt with."""
    parts = [clock.nominal_id, clock.source_id] if kind.takes_source else [clock.nominal_id]
    return reverse(kind.route, args=parts)
