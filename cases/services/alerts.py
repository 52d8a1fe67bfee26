"""Telling people in the application that something happened or waits. The words are made when an alert is shown.

Whom to tell is asked of the door, so that nobody learns of a person whose record they may not see.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from agencies.choices import Role
from agencies.models import Membership, Team, User
from agencies.roles import Capability
from cases.access import people_with
from cases.choices import AlertKind, InvolvementReason
from cases.models import Alert, Allocation, Involvement, Nominal
from cases.models.alerts import MOST_SOURCE


def tell(
    people: Iterable[User], kind: AlertKind, nominal: Nominal | None = None, *, source: str = "", **facts: Any
) -> int:
    """Leave an alert for each of these people; returns how many are new.

    `facts` holds codes, days and keys, never a name. With a `source` the same is told to a user once.
    """
    rows = [
        Alert(user_id=key, nominal=nominal, kind=kind, source=source[:MOST_SOURCE], facts=facts)
        for key in dict.fromkeys(person.pk for person in people)
    ]
    if source:
        told = Alert.objects.filter(kind=kind, nominal=nominal, source=source).values_list("user", flat=True)
        rows = [row for row in rows if row.user_id not in set(told)]
    return len(Alert.objects.bulk_create(rows, ignore_conflicts=bool(source)))


def offender_manager_of(nominal: Nominal, on: datetime.date | None = None) -> User | None:
    """Who manages the person that day; None when nobody is allocated."""
    held = Allocation.objects.in_force(on or timezone.localdate()).filter(nominal=nominal)
    row = held.select_related("offender_manager").first()
    return row.offender_manager if row else None


def those_who_manage(nominal: Nominal) -> list[User]:
    """The offender manager; of somebody whom nobody manages, the supervisors of the team that leads."""
    manager = offender_manager_of(nominal)
    if manager is not None and people_with(nominal).filter(pk=manager.pk).exists():
        return [manager]
    return _in_teams(nominal, [InvolvementReason.LEADS], Role.TEAM_SUPERVISOR)


def supervisors_of(nominal: Nominal) -> list[User]:
    """The supervisors of the team that leads."""
    return _in_teams(nominal, [InvolvementReason.LEADS], Role.TEAM_SUPERVISOR)


def unit_of(nominal: Nominal) -> list[User]:
    """The co-ordinators and administrators of the responsible area's MAPPA unit."""
    return _in_teams(nominal, [InvolvementReason.AREA_UNIT], Role.MAPPA_COORDINATOR, Role.MAPPA_ADMINISTRATOR)


def victim_liaison_of(nominal: Nominal) -> list[User]:
    """The victim liaison officers whose unit may see the person."""
    return _in_teams(nominal, InvolvementReason.values, Role.VICTIM_LIAISON_OFFICER)


def members_of(team: Team, *roles: Role) -> list[User]:
    """The people of a team, of these roles or of all, who may sign in."""
    places = Membership.objects.in_force(timezone.localdate()).filter(team=team, team__is_active=True)
    of_roles = Q(role__in=roles) if roles else Q()
    return list(User.objects.filter(pk__in=places.filter(of_roles).values("user"), is_active=True))


def members_able_to(team: Team, capability: Capability) -> list[User]:
    """The people of a team whom it gives a capability, who may sign in."""
    places = Membership.objects.in_force(timezone.localdate()).giving(capability)
    return list(
        User.objects.filter(pk__in=places.filter(team=team, team__is_active=True).values("user"), is_active=True)
    )


def _in_teams(nominal: Nominal, reasons: Iterable[str], *roles: Role) -> list[User]:
    today = timezone.localdate()
    teams = Involvement.objects.in_force(today).filter(nominal=nominal, reason__in=reasons).values("team")
    places = Membership.objects.in_force(today).filter(team__in=teams, team__is_active=True, role__in=roles)
    return list(people_with(nominal).filter(pk__in=places.values("user")))
