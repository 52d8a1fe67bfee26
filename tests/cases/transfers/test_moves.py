"""Whatever is offered, answered and called off, and however the days go: one area is responsible, access agrees."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
from cases.models import LevelPeriod, Nominal, Responsibility, Transfer
from cases.services import stays, transfer_answers, transfers
from cases.services.grant_check import differences
from cases.services.involvement import follow_responsibilities
from tests.personas import AREA, LONG_AGO, OTHER_AREA, make_nominal, make_user

pytestmark = pytest.mark.django_db
AREAS = (AREA, OTHER_AREA, "E23000038")
DAY = datetime.timedelta(days=1)
Step = tuple[str, str, int]

STEPS = st.one_of(
    st.tuples(st.just("offer"), st.sampled_from(AREAS), st.integers(-1, 12)),
    st.tuples(st.just("accept"), st.sampled_from(AREAS), st.just(0)),
    st.tuples(st.just("decline"), st.just(""), st.just(0)),
    st.tuples(st.just("withdraw"), st.just(""), st.just(0)),
    st.tuples(st.just("stay"), st.sampled_from(AREAS), st.integers(-2, 9)),
    st.tuples(st.just("night"), st.just(""), st.integers(1, 60)),
)


@contextmanager
def on_day(day: datetime.date) -> Iterator[None]:
    """As if it were noon of that day."""
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    with mock.patch("django.utils.timezone.now", return_value=noon):
        yield


def take(step: Step, nominal: Nominal, users: dict[str, User], on: datetime.date) -> None:
    """One thing that somebody does; what the services refuse does not happen."""
    kind, area, number = step
    row = Transfer.objects.filter(nominal=nominal).order_by("-offered_at", "-pk").first()
    there = Area.objects.filter(pk=area).first()
    actor = users[AREA]
    said: dict[str, Any]
    with suppress(DomainError), transaction.atomic():
        if kind == "offer":
            said = {"to_area": there, "moves_on": on + number * DAY, "reason": "Moves", "on": on}
            transfers.offer_transfer(actor=actor, nominal=nominal, **said)
        elif kind == "accept" and row:
            said = {"lead_team": standard_team(area, AgencyKind.POLICE), "on": on}
            transfer_answers.accept_transfer(actor=users[row.to_area_id], transfer=row, **said)
        elif kind == "decline" and row:
            transfer_answers.decline_transfer(actor=users[row.to_area_id], transfer=row, reason="No")
        elif kind == "withdraw" and row:
            transfers.withdraw_transfer(actor=actor, transfer=row, reason="Off", on=on)
        elif kind == "stay" and there:
            said = {"started_on": on + number * DAY, "ended_on": on + (number + 5) * DAY, "note": "", "on": on}
            stays.add_stay(actor=actor, nominal=nominal, area=there, **said)


def responsible_on(nominal: Nominal, day: datetime.date) -> list[str]:
    return list(Responsibility.objects.in_force(day).filter(nominal=nominal).values_list("area", flat=True))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=2, max_size=10))
def test_on_every_day_one_area_is_responsible_and_access_is_what_the_reasons_give(steps: list[Step], db: None) -> None:
    with transaction.atomic():
        _live_through(steps)
        transaction.set_rollback(True)


def _live_through(steps: list[Step]) -> None:
    nominal = make_nominal(standard_team(AREA, AgencyKind.PROBATION))
    units = {area: standard_team(area, AgencyKind.MAPPA_UNIT) for area in AREAS}
    users = {area: make_user(Role.MAPPA_COORDINATOR, unit) for area, unit in units.items()}
    levels = list(LevelPeriod.objects.filter(nominal=nominal).values())
    began = on = datetime.date(2026, 3, 2)
    for step in steps:
        on += (step[2] if step[0] == "night" else 0) * DAY
        with on_day(on):
            if step[0] == "night":
                follow_responsibilities()
                refresh()
            take(step, nominal, users, on)
            assert not differences(), step
            assert clock_differences() == ([], []), step
            _unit_of_the_day_keeps_the_record(nominal, users, on)
    days = [LONG_AGO, *(began + number * DAY for number in range(-1, (on - began).days + 20))]
    assert {len(responsible_on(nominal, day)) for day in days} == {1}
    assert list(LevelPeriod.objects.filter(nominal=nominal).values()) == levels


def _unit_of_the_day_keeps_the_record(nominal: Nominal, users: dict[str, User], on: datetime.date) -> None:
    """The responsible unit changes the record; every other changes nothing, whatever it may see."""
    [here] = responsible_on(nominal, on)
    for area, user in users.items():
        fresh = User.objects.get(pk=user.pk)  # what a user may do is kept on the object for one request
        assert can(fresh, nominal, Capability.CHANGE_NOMINAL) == (area == here), (area, here)
