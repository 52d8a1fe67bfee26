"""Measures worklists, caseloads and one's own cases through the door against the same without permissions."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.models import Team, User
from agencies.teams import standard_team
from bench.doors import in_place_of_the_door, no_permission
from bench.measuring import Act, Line, interleaved, line
from bench.standpoints import MIDDLING_AREA, Standpoints
from cases.caseload import caseloads, cases_of, trends, with_work
from cases.clocks import refresh
from cases.models import Alert, Allocation, Clock
from cases.services.clock_alerts import tell_of_clocks
from cases.worklist import Whose, clocks_of, lines, numbers, page_with_owners

PAGE = 25


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """What the nights take, then the pages: one's own of the busiest, the others from each standpoint."""
    with transaction.atomic():
        yield from _nights()
        transaction.set_rollback(True)
    team = standard_team(MIDDLING_AREA, AgencyKind.POLICE)
    manager = busiest(team)
    yield from _compared("worklist, one's own", _worklist(manager, Whose.MINE))
    yield from _compared("my cases", _my_cases(manager))
    for name, (user, _team) in standpoints.items():
        # The other teams lead nobody in this data set, so that their own list is empty.
        for whose in [Whose.TEAM, Whose.ALL] if name == "lead team" else [Whose.ALL]:
            yield from _compared(f"worklist ({whose.value}), {name}", _worklist(user, whose))
    for name in ("lead team", "area's unit"):
        yield from _compared(f"caseloads of a team, {name}", _caseloads(standpoints[name][0], team))


def _nights() -> Iterator[Line]:
    clocks = f"{Clock.objects.count():,} clocks"
    yield line("a night: every clock, nothing moved", interleaved({"": refresh}, rounds=1)[""], note=clocks)
    alerts = f"{Alert.objects.count():,} alerts"
    yield line(
        "a night: alerts of clocks, all told before", interleaved({"": tell_of_clocks}, rounds=1)[""], note=alerts
    )


def busiest(team: Team) -> User:
    """The offender manager of most people in a team."""
    keys = list(Allocation.objects.filter(team=team).values_list("offender_manager", flat=True))
    return User.objects.get(pk=max(set(keys), key=lambda key: (keys.count(key), str(key))))


def _worklist(user: User, whose: Whose) -> Act:
    """The page: what is counted by kind, and the first twenty-five."""
    today = timezone.localdate()

    def act() -> None:
        clocks = clocks_of(user, today, whose)
        numbers(clocks, today, user)
        lines(page_with_owners(clocks[:PAGE]), today, name_owners=True)

    return act


def _my_cases(user: User) -> Act:
    today = timezone.localdate()
    return lambda: with_work(cases_of(user, today)[:PAGE], today)


def _caseloads(user: User, team: Team) -> Act:
    today = timezone.localdate()

    def act() -> Any:
        return caseloads(user, team, today), trends(user, team, today)

    return act


def _compared(title: str, act: Act) -> Iterator[Line]:
    """The act through the door, and with nothing in the door's place."""

    def unchecked() -> None:
        with in_place_of_the_door(visible=no_permission):
            act()

    timings = interleaved({"no permission": unchecked, "the door": act})
    floor, door = timings["no permission"], timings["the door"]
    yield line(f"{title}: no permission", floor)
    met = door.sql_ms <= 2 * floor.sql_ms
    yield line(f"{title}: the door", door, floor, "no permission", wanted="2", met=met)
