"""Who manages whom in the living area, and what everybody was told. The last of the subjects: it tells what is due."""

import datetime
import random
from collections.abc import Iterator

from agencies.choices import AgencyKind, Role
from agencies.demonstration import BEGAN_ON
from agencies.models import Membership, Team, User
from agencies.teams import standard_team
from cases.choices import AlertKind, AllocationEnd
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.models import Allocation, Nominal
from cases.services.alerts import tell, unit_of, victim_liaison_of
from cases.services.clock_alerts import tell_of_clocks

#: Of a hundred people of the police team, how many each manages; the rest are to be allocated.
SHARES = (("offender-manager", 30), ("second-offender-manager", 29), ("third-offender-manager", 24))
LEAVERS_SHARE, LEAVER = 5, "moved-on@mappa.example"


def add_caseload(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).alive(today).order_by("source_reference"))
    if Allocation.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 3)  # noqa: S311
    police, probation = standard_team(AREA, AgencyKind.POLICE), standard_team(AREA, AgencyKind.PROBATION)
    leaver = _somebody_who_left(police, today)
    for team in (police, probation):
        led = Nominal.objects.filter(source_area=AREA).managed(today, lead_team=team.pk)
        chosen = [
            (one, _manager(rng, people, leaver) if team == police else people["probation-offender-manager"])
            for one in led.order_by("source_reference")
        ]
        Allocation.objects.bulk_create(
            row for one, manager in chosen if manager for row in _periods(rng, one, manager, team, people, today)
        )
    refresh([one.pk for one in nominals], today)
    _tell(people, nominals, today)


def _somebody_who_left(team: Team, today: datetime.date) -> User:
    """A colleague who left the team today; cannot sign in, and still stands beside a few people until tonight."""
    user, _made = User.objects.get_or_create(email=LEAVER, defaults={"full_name": "Odile Movedon", "password": "!"})
    place = {"user": user, "team": team, "role": Role.OFFENDER_MANAGER}
    Membership.objects.get_or_create(**place, defaults={"started_on": BEGAN_ON, "ended_on": today})
    return user


def _manager(rng: random.Random, people: dict[str, User], leaver: User) -> User | None:
    drawn = rng.randrange(100)
    for name, share in SHARES:
        if drawn < share:
            return people[name]
        drawn -= share
    return leaver if drawn < LEAVERS_SHARE else None


def _periods(
    rng: random.Random, nominal: Nominal, manager: User, team: Team, people: dict[str, User], today: datetime.date
) -> Iterator[Allocation]:
    """Since when somebody manages a person, and in some cases who did before."""
    began = nominal.responsibilities.in_force(today)[0].started_on
    given = {"nominal": nominal, "team": team, "allocated_by": people["team-supervisor"]}
    changed = today - datetime.timedelta(days=rng.randint(10, 420))
    if changed <= began or rng.random() < 0.4:
        yield Allocation(**given, offender_manager=manager, started_on=max(began, BEGAN_ON))
        return
    if team.agency.kind == AgencyKind.POLICE and rng.random() < 0.6:
        before = people[rng.choice(SHARES)[0]]
        ended = {"ended_on": changed, "end_reason": AllocationEnd.REALLOCATED}
        yield Allocation(**given, offender_manager=before, started_on=max(began, BEGAN_ON), **ended)
    yield Allocation(**given, offender_manager=manager, started_on=changed)


def _tell(people: dict[str, User], nominals: list[Nominal], today: datetime.date) -> None:
    """What a night tells of the clocks, and a few messages of the other kinds for each role."""
    tell_of_clocks(today)
    day = (today - datetime.timedelta(days=1)).isoformat()
    tell([people["offender-manager"]], AlertKind.ALLOCATED, count=7)
    tell([people["second-offender-manager"]], AlertKind.REALLOCATED, count=3)
    for nominal in nominals[20:60:8]:
        tell(unit_of(nominal), AlertKind.RECALLED, nominal, on=day)
        tell(victim_liaison_of(nominal), AlertKind.RECALLED, nominal, on=day)
    for nominal in nominals[10:40:6]:
        tell([people["panel-member"]], AlertKind.ACCESS_GIVEN, nominal)
