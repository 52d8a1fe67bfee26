"""Caseloads: which teams somebody may look into, who manages whom there, how many, and how that grew. Only asks.

Counts of today are those of the lists they lead to, through the door. Those of the past count whom a team managed then,
whoever may see them now; nobody from whom the reader is shut out is in either.
"""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from agencies.choices import AgencyKind
from agencies.models import Membership, Team, User
from agencies.querysets import in_force
from agencies.roles import Capability
from agencies.standing import Standing
from cases.access import not_shut_out, visible
from cases.choices import PracticeName, VisitOutcome
from cases.models import Allocation, Clock, HomeVisit, Nominal, Notification, Responsibility
from cases.practice import Limit, limit

#: A trend looks back over so many first days of a month.
MONTHS = 12


def managers_of(team: uuid.UUID, on: datetime.date) -> QuerySet[User]:
    """Who may be given people in a team: those whose role there lets them change a record."""
    places = Membership.objects.in_force(on).of_active_people().giving(Capability.CHANGE_NOMINAL).filter(team=team)
    return User.objects.filter(pk__in=places.values("user")).order_by("full_name", "pk")


def teams_open_to(standing: Standing, on: datetime.date) -> QuerySet[Team]:
    """The teams whose caseloads somebody may see: their own, and for a MAPPA unit those that lead in its area."""
    places = [place for place in standing.places if Capability.VIEW_CASELOADS in place.capabilities]
    own = [place.team_id for place in places if place.agency_kind != AgencyKind.MAPPA_UNIT]
    areas = [place.area_code for place in places if place.agency_kind == AgencyKind.MAPPA_UNIT]
    leads = Responsibility.objects.in_force(on).filter(area__in=areas, lead_team=OuterRef("pk"))
    mine = Q(pk__in=own) | Q(Exists(leads)) if areas else Q(pk__in=own)
    return Team.objects.filter(mine).order_by("name", "pk")


def may_allocate_in(standing: Standing, team: uuid.UUID) -> bool:
    """Whether somebody says who manages whom in a team."""
    return any(
        place.team_id == team and Capability.ALLOCATE_NOMINALS in place.capabilities for place in standing.places
    )


def people_of(team: uuid.UUID, on: datetime.date) -> Any:
    """The people whom a team leads that day, the dead apart."""
    return Nominal.objects.managed(on, lead_team=team).alive(on)


def sizes(user: User, team: uuid.UUID, on: datetime.date) -> dict[uuid.UUID, int]:
    """How many people each manages for a team, of those in the user's sight, for choosing whom to give one more."""
    mine = visible(Allocation.objects.in_force(on).filter(team=team), user)
    held = mine.order_by().values_list("offender_manager")
    return dict(held.annotate(number=Count("pk")))


def numbers_by_team(user: User, on: datetime.date) -> dict[uuid.UUID, tuple[int, int]]:
    """How many people each team leads, and how many of them nobody manages, as far as the user may see. One query."""
    led = Responsibility.objects.in_force(on).filter(nominal=OuterRef("pk")).values("lead_team")[:1]
    held = Allocation.objects.in_force(on).filter(nominal=OuterRef("pk"))
    people: Any = visible(Nominal.objects.managed(on).alive(on), user)
    asked = people.annotate(team=Subquery(led), is_managed=Exists(held)).order_by()
    found = asked.values_list("team").annotate(whole=Count("pk"), alone=Count("pk", filter=Q(is_managed=False)))
    return {team: (whole, alone) for team, whole, alone in found}


@dataclass
class Caseload:
    """How many people somebody manages in a team, or nobody does (`manager` None); by level and highest risk.

    The keys are those of `Level` and of `rosh_now`, None where none is recorded. `is_gone`: the manager left the team.
    """

    manager: User | None
    is_gone: bool = False
    by_level: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    by_rosh: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        return sum(self.by_level.values())

    def above(self, allowed: Limit | None) -> int:
        """By how many people it is above the limit; 0 when it is not, or no limit is set."""
        return max(self.total - allowed.value, 0) if allowed and self.manager else 0


def caseloads(user: User, team: Team, on: datetime.date) -> list[Caseload]:
    """The people without a manager first, then each who manages or could, by name. Three queries."""
    people: Any = visible(people_of(team.pk, on), user)
    asked = _with_manager(people.with_standing(on).with_rosh(on), on).order_by()
    counts = asked.values_list("manager", "level_now", "rosh_now").annotate(number=Count("pk"))
    found: dict[Any, Caseload] = {None: Caseload(None)}
    found |= {one.pk: Caseload(one) for one in managers_of(team.pk, on)}
    rows = list(counts)
    gone = User.objects.in_bulk([row[0] for row in rows if row[0] not in found])
    found |= {key: Caseload(one, is_gone=True) for key, one in gone.items()}
    for manager, level, rosh, number in rows:
        found[manager].by_level[level] += number
        found[manager].by_rosh[rosh] += number
    return sorted(found.values(), key=lambda one: (one.manager is not None, not one.is_gone, str(one.manager)))


def cases_of(user: User, on: datetime.date) -> list[uuid.UUID]:
    """The keys of whom somebody manages and may see, whoever is due next first."""
    people: Any = visible(people_managed_by(user, on), user)
    due_next = Clock.objects.filter(nominal=OuterRef("pk")).order_by("due_on").values("due_on")[:1]
    ordered = people.annotate(due_next=Subquery(due_next)).order_by("due_next", "family_name", "given_names", "pk")
    return list(ordered.values_list("pk", flat=True))


def people_managed_by(user: User, on: datetime.date) -> Any:
    return Nominal.objects.managed(on).alive(on).allocated_to(user.pk, on)


def with_work(keys: Iterable[uuid.UUID], on: datetime.date) -> list[Any]:
    """These people in their order, with their standing and highest risk. Their keys came through the door.

    Adds `due_next` and `due_kind`, and `last_contact`: the last day on which the person was seen at home or notified.
    """
    keys = list(keys)
    mine = {"nominal": OuterRef("pk")}
    next_one = Clock.objects.filter(**mine).order_by("due_on", "kind", "pk")
    visited = HomeVisit.objects.filter(**mine, outcome=VisitOutcome.SEEN).order_by("-visited_on").values("visited_on")
    notified = Notification.objects.filter(**mine).order_by("-notified_on").values("notified_on")
    people: Any = Nominal.objects.with_standing(on).with_rosh(on)
    found = people.annotate(
        due_next=Subquery(next_one.values("due_on")[:1]),
        due_kind=Subquery(next_one.values("kind")[:1]),
        # PostgreSQL leaves what is not recorded out of the comparison.
        last_contact=Greatest(Subquery(visited[:1]), Subquery(notified[:1])),
    ).in_bulk(keys)
    return [found[key] for key in keys if key in found]


def main_team_of(user: User, on: datetime.date) -> Team | None:
    """The team for which somebody manages the most people; None when they manage nobody."""
    held = Allocation.objects.in_force(on).filter(offender_manager=user.pk).order_by().values("team")
    most = held.annotate(number=Count("pk")).order_by("-number", "team").values_list("team", flat=True)[:1]
    return Team.objects.filter(pk__in=list(most)).first()


def above_the_limit(user: User, team: Team, on: datetime.date) -> int:
    """How many caseloads of a team are above the limit of its area."""
    allowed = limit_of(team, on)
    if allowed is None:
        return 0
    counts = _with_manager(visible(people_of(team.pk, on), user), on).order_by().values("manager")
    return counts.annotate(number=Count("pk")).filter(manager__isnull=False, number__gt=allowed.value).count()


def _with_manager(people: Any, on: datetime.date) -> Any:
    """Adds `manager`, the key of the offender manager."""
    held = Allocation.objects.in_force(on).filter(nominal=OuterRef("pk"))
    return people.annotate(manager=Subquery(held.values("offender_manager")[:1]))


def limit_of(team: Team, on: datetime.date) -> Limit | None:
    """How many people one offender manager manages at most, where the team works."""
    return limit(PracticeName.CASELOAD_LIMIT, on, area=team.area_id)


def first_days(on: datetime.date) -> list[datetime.date]:
    """The first day of each of the last twelve months, the current one last."""
    last = on.year * 12 + on.month - 1
    return [datetime.date(number // 12, number % 12 + 1, 1) for number in range(last - MONTHS + 1, last + 1)]


def trends(user: User, team: Team, on: datetime.date) -> dict[uuid.UUID, list[int]]:
    """How many people each managed in a team on the first days of the last twelve months. One query."""
    held = not_shut_out(Allocation.objects.filter(team=team.pk), user).order_by()
    counts = {f"month_{place}": Count("pk", filter=_managed_on(day)) for place, day in enumerate(first_days(on))}
    rows: Any = held.values("offender_manager").annotate(**counts)
    return {row["offender_manager"]: [row[name] for name in counts] for row in rows}


def _managed_on(day: datetime.date) -> Q:
    alive = Q(nominal__died_on__isnull=True) | Q(nominal__died_on__gt=day)
    return in_force(day) & alive
