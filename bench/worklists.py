"""Measures worklists, caseloads and one's own cases through the door against the same without permissions.

The data set has no allocations, assessments of risk and few clocks: they are made here, for everybody live, and undone.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.database_statistics import refresh_statistics
from agencies.models import Team, User
from agencies.roles import Capability, roles_with
from agencies.teams import standard_team
from bench.lists import WAYS, _in_place_of_the_door
from bench.measuring import Act, Line, interleaved, line
from bench.standpoints import MIDDLING_AREA, Standpoints
from cases.caseload import caseloads, cases_of, trends, with_work
from cases.clocks import refresh
from cases.models import Alert, Allocation, Clock, RoshAssessment
from cases.services.clock_alerts import tell_of_clocks
from cases.worklist import Whose, clocks_of, lines, numbers, page_with_owners

PAGE = 25
#: One in ten is managed by nobody; the manager is drawn from the lead team by the person's key.
_ALLOCATE = """
    WITH manager AS (
        SELECT user_id, team_id, row_number() OVER (PARTITION BY team_id ORDER BY user_id) AS place,
               count(*) OVER (PARTITION BY team_id) AS number
          FROM agencies_membership WHERE role = ANY (%(roles)s))
    INSERT INTO cases_allocation (id, nominal_id, offender_manager_id, team_id, started_on, end_reason)
    SELECT gen_random_uuid(), duty.nominal_id, manager.user_id, duty.lead_team_id, duty.started_on, ''
      FROM cases_responsibility duty
      JOIN manager ON manager.team_id = duty.lead_team_id
       AND manager.place = 1 + abs(hashtext(duty.nominal_id::text)) %% manager.number
     WHERE duty.ended_on IS NULL AND abs(hashtext(duty.nominal_id::text)) %% 10 > 0
"""
_ASSESS = """
    INSERT INTO cases_roshassessment
           (id, nominal_id, setting, assessed_on, children, public, known_adult, staff, prisoners, nature,
            recorded_by_id)
    SELECT gen_random_uuid(), held.nominal_id, 'community', held.started_on,
           (ARRAY['low', 'medium', 'high', 'very_high'])[1 + abs(hashtext(held.id::text)) %% 4],
           'low', 'medium', 'low', 'low', '', held.offender_manager_id
      FROM cases_allocation held
"""
#: Four duties for everybody live, between a fortnight ago and nine weeks ahead, shown four weeks before.
_RUN_CLOCKS = """
    INSERT INTO cases_clock (nominal_id, kind, source_id, due_on, warn_on, owner_id, team_id)
    SELECT duty.nominal_id, 'order_end', gen_random_uuid(), day.due_on, day.due_on - 28, held.offender_manager_id,
           duty.lead_team_id
      FROM cases_responsibility duty
     CROSS JOIN generate_series(1, 4) number
     CROSS JOIN LATERAL (SELECT %(on)s::date - 14 + abs(hashtext(concat(duty.id, ' ', number))) %% 77 AS due_on) day
      LEFT JOIN cases_allocation held ON held.nominal_id = duty.nominal_id
     WHERE duty.ended_on IS NULL
"""


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """What the nights take, then the pages: one's own of the busiest, the others from each standpoint."""
    with transaction.atomic():
        yield from _nights(_prepare)
        team = standard_team(MIDDLING_AREA, AgencyKind.POLICE)
        manager = _busiest(team)
        yield from _compared("worklist, one's own", _worklist(manager, Whose.MINE))
        yield from _compared("my cases", _my_cases(manager))
        for name, (user, _team) in standpoints.items():
            # The other teams lead nobody in this data set, so that their own list is empty.
            for whose in [Whose.TEAM, Whose.ALL] if name == "lead team" else [Whose.ALL]:
                yield from _compared(f"worklist ({whose.value}), {name}", _worklist(user, whose))
        for name in ("lead team", "area's unit"):
            yield from _compared(f"caseloads of a team, {name}", _caseloads(standpoints[name][0], team))
        transaction.set_rollback(True)


def _prepare() -> None:
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(_ALLOCATE, {"roles": roles_with(Capability.CHANGE_NOMINAL)})
        cursor.execute(_ASSESS, {"on": today})
        cursor.execute(_RUN_CLOCKS, {"on": today})
    refresh_statistics(Allocation, RoshAssessment, Clock)


def _nights(prepare: Callable[[], None]) -> Iterator[Line]:
    timings = interleaved({"clocks": refresh}, rounds=1)
    yield line("a night: the data set's own clocks, nothing moved", timings["clocks"])
    prepare()
    timings = interleaved({"alerts": tell_of_clocks}, rounds=1)
    told = f"{Clock.objects.count():,} clocks, {Alert.objects.count():,} alerts"
    yield line("a night: alerts of clocks, all told before", timings["alerts"], note=told)


def _busiest(team: Team) -> User:
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

    def put(way: str) -> Act:
        def placed() -> None:
            with _in_place_of_the_door(WAYS[way]):
                act()

        return placed

    timings = interleaved({way: put(way) for way in ("no permission", "the door")})
    floor, door = timings["no permission"], timings["the door"]
    yield line(f"{title}: no permission", floor)
    met = door.sql_ms <= 2 * floor.sql_ms
    yield line(f"{title}: the door", door, floor, "no permission", wanted="2", met=met)
