"""Whatever is offered, answered and called off, and however the days go: one area is responsible, access agrees."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import Area, User
from agencies.roles import Capability
from agencies.teams import standard_team
from cases.access import can
from cases.clocks import differences as clock_differences
from cases.clocks import refresh
from cases.models import LevelPeriod, Responsibility, Transfer
from cases.services import stays, transfer_answers, transfers
from cases.services.grant_check import differences
from cases.services.involvement import follow_responsibilities
from tests.personas import AREA, LONG_AGO, OTHER_AREA, make_nominal, make_user

pytestmark = pytest.mark.django_db
AREAS = (AREA, OTHER_AREA, "E23000038")
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Round:
    """An offer to one of the two other areas for a day, its answer some nights later, and what somebody does then."""

    to: int
    in_days: int
    nights: int
    answer: str
    lead: str
    stay: int
    later: int
    calls_off: bool


ROUNDS = st.builds(
    Round,
    to=st.sampled_from([1, 2]),
    in_days=st.integers(-1, 12),
    nights=st.integers(0, 8),
    answer=st.sampled_from(["accept", "accept", "accept", "decline", "withdraw", "nothing"]),
    lead=st.sampled_from(AREAS),
    stay=st.integers(-3, 9),
    later=st.integers(0, 60),
    calls_off=st.booleans(),
)


@contextmanager
def on_day(day: datetime.date) -> Iterator[None]:
    """As if it were noon of that day."""
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    with mock.patch("django.utils.timezone.now", return_value=noon):
        yield


class Life:
    """Somebody, the co-ordinators of three areas, and the day it is."""

    def __init__(self) -> None:
        self.nominal = make_nominal(standard_team(AREA, AgencyKind.PROBATION))
        refresh([self.nominal.pk])
        units = {area: standard_team(area, AgencyKind.MAPPA_UNIT) for area in AREAS}
        self.users = {area: make_user(Role.MAPPA_COORDINATOR, unit) for area, unit in units.items()}
        self.levels = list(LevelPeriod.objects.filter(nominal=self.nominal).values())
        self.began = self.on = datetime.date(2026, 3, 2)
        self.moves = 0

    def live(self, one: Round) -> None:
        here = AREAS.index(self.responsible_on(self.on)[0])
        there = Area.objects.get(pk=AREAS[(here + one.to) % 3])
        said = {"to_area": there, "moves_on": self.on + one.in_days * DAY, "reason": "Moves"}
        self.act(transfers.offer_transfer, AREAS[here], nominal=self.nominal, on=self.on, **said)
        days = {"started_on": self.on + one.stay * DAY, "ended_on": self.on + (one.stay + 5) * DAY}
        self.act(stays.add_stay, AREAS[here], nominal=self.nominal, area=there, note="", on=self.on, **days)
        self.sleep(one.nights)
        row = Transfer.objects.filter(nominal=self.nominal).order_by("pk").filter(state="offered").first()
        if row is not None:
            self.answer(row, one)
            if one.calls_off:
                self.sleep(one.nights)
                self.act(transfers.withdraw_transfer, row.from_area_id, transfer=row, reason="Off", on=self.on)
        self.sleep(one.later)

    def answer(self, row: Transfer, one: Round) -> None:
        if one.answer == "accept":
            team = standard_team(one.lead, AgencyKind.POLICE)
            said = {"lead_team": team, "on": self.on}
            self.moves += self.act(transfer_answers.accept_transfer, row.to_area_id, transfer=row, **said)
        elif one.answer == "decline":
            self.act(transfer_answers.decline_transfer, row.to_area_id, transfer=row, reason="No")
        elif one.answer == "withdraw":
            self.act(transfers.withdraw_transfer, row.from_area_id, transfer=row, reason="Off", on=self.on)

    def act(self, service: Any, whose: str, **said: Any) -> bool:
        """What the service refuses does not happen; whatever happens, everything agrees afterwards."""
        done = False
        with on_day(self.on):
            with suppress(DomainError), transaction.atomic():
                service(actor=self.users[whose], **said)
                done = True
            self.agree()
        return done

    def sleep(self, nights: int) -> None:
        for _night in range(min(nights, 2)):  # the first night, and the last of them
            self.on += (1 if _night == 0 else nights - 1) * DAY
            with on_day(self.on):
                follow_responsibilities()
                refresh()
                self.agree()

    def agree(self) -> None:
        """The unit responsible that day changes the record; every other changes nothing, whatever it may see."""
        assert not differences()
        assert clock_differences() == ([], [])
        [here] = self.responsible_on(self.on)
        for area, user in self.users.items():
            fresh = User.objects.get(pk=user.pk)  # what a user may do is kept on the object for one request
            assert can(fresh, self.nominal, Capability.CHANGE_NOMINAL) == (area == here), (area, here)

    def responsible_on(self, day: datetime.date) -> list[str]:
        held = Responsibility.objects.in_force(day).filter(nominal=self.nominal)
        return list(held.values_list("area", flat=True))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(ROUNDS, min_size=1, max_size=3))
def test_on_every_day_one_area_is_responsible_and_access_is_what_the_reasons_give(
    rounds: list[Round], db: None
) -> None:
    with transaction.atomic():
        life = Life()
        for one in rounds:
            life.live(one)
        days = [LONG_AGO, *(life.began + number * DAY for number in range(-1, (life.on - life.began).days + 20))]
        assert {len(life.responsible_on(day)) for day in days} == {1}
        assert list(LevelPeriod.objects.filter(nominal=life.nominal).values()) == life.levels
        transaction.set_rollback(True)


def test_there_and_back_and_on_again_is_lived_through(db: None) -> None:
    """Or the test above would pass although nobody ever moved."""
    life = Life()
    for number in (1, 1, 2):
        life.live(Round(number, 3, 1, "accept", AREA, 0, 9, False))
    assert life.moves == 3
    assert life.responsible_on(life.on) == [AREAS[(1 + 1 + 2) % 3]]
