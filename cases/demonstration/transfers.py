"""Transfers and stays around the living area: offered to it and by it, moved lately, somebody staying there."""

from __future__ import annotations

import datetime

from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.demonstration import WEST_MERCIA
from agencies.models import Area, User
from agencies.teams import standard_team
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, NEIGHBOURS
from cases.models import Nominal, Transfer
from cases.services.stays import add_stay
from cases.services.transfer_answers import accept_transfer
from cases.services.transfers import offer_transfer

DAY = datetime.timedelta(days=1)
_REASONS = (
    "Approved premises place in your area from the day of release; family there.",
    "Has taken a tenancy in your area and started work there.",
    "Moves in with a parent who lives in your area; visited by police on Tuesday.",
)


def add_transfers(people: dict[str, User], today: datetime.date) -> None:
    """Add them, once."""
    if Transfer.objects.exists():
        return
    coordinator = people["mappa-coordinator"]
    here, there = Area.objects.get(pk=AREA), Area.objects.get(pk=WEST_MERCIA)
    beside = Area.objects.get(pk=NEIGHBOURS[0])
    ours, theirs = _managed_by(AREA, today, 90), _managed_by(WEST_MERCIA, today, 40)
    for nominal, days, reason in zip(theirs, (0, 12, 45), _REASONS, strict=False):
        _offer(nominal, here, today + days * DAY, reason, today, actor=coordinator)
    _offer(ours[0], beside, today + 30 * DAY, _REASONS[1], today, actor=coordinator)
    moved = _offer(ours[1], beside, today - 14 * DAY, _REASONS[2], today - 20 * DAY, actor=coordinator)
    team = standard_team(beside.pk, AgencyKind.POLICE)
    accept_transfer(actor=coordinator, transfer=moved, lead_team=team, on=today - 14 * DAY)
    offered_at, answered_at = timezone.now() - 20 * DAY, timezone.now() - 14 * DAY
    Transfer.objects.filter(pk=moved.pk).update(offered_at=offered_at, answered_at=answered_at)
    for nominal, area, note in ((ours[2], there, "With a sister"), (theirs[5], here, "In hospital, then with friends")):
        stay = {"started_on": today - 3 * DAY, "ended_on": today + 11 * DAY}
        add_stay(actor=coordinator, nominal=nominal, area=area, note=note, on=today, **stay)
    refresh([one.pk for one in (*ours, *theirs)], today)


def _managed_by(area: str, today: datetime.date, first: int) -> list[Nominal]:
    """A few people of an area, far down its list."""
    found = Nominal.objects.managed(today, area=area).alive(today).order_by("source_reference")
    return list(found[first : first + 8])


def _offer(
    nominal: Nominal, area: Area, moves_on: datetime.date, reason: str, on: datetime.date, *, actor: User
) -> Transfer:
    return offer_transfer(actor=actor, nominal=nominal, to_area=area, moves_on=moves_on, reason=reason, on=on)
