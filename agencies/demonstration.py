"""The invented people of the demonstration: one for each role, two colleagues of the offender manager, and a further
one of another agency.

Owns their accounts and memberships. Must never make them anywhere but in a demonstration: their password is public.
"""

import datetime
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import Membership, User
from agencies.teams import standard_teams

PASSWORD = "demonstration-only"  # noqa: S105  (published on purpose)
GLOUCESTERSHIRE, WEST_MERCIA = "E23000037", "E23000016"
BEGAN_ON = datetime.date(2022, 4, 1)

_HERE, _BOTH = (GLOUCESTERSHIRE,), (GLOUCESTERSHIRE, WEST_MERCIA)


@dataclass(frozen=True)
class Person:
    """An account of the demonstration: the same role in the standard team of one kind of agency in each area."""

    name: str
    full_name: str
    role: Role
    kind: AgencyKind
    areas: tuple[str, ...] = _HERE
    grade: str = ""

    @property
    def email(self) -> str:
        return f"{self.name}@mappa.example"

    @property
    def agency(self) -> str:
        return str(AgencyKind(self.kind).label)


PEOPLE = (
    Person("offender-manager", "Olwen Managerly", Role.OFFENDER_MANAGER, AgencyKind.POLICE, _BOTH, "Police Constable"),
    Person(
        "second-offender-manager", "Orla Caseworthy", Role.OFFENDER_MANAGER, AgencyKind.POLICE, grade="Police Constable"
    ),
    Person("third-offender-manager", "Osric Homevisit", Role.OFFENDER_MANAGER, AgencyKind.POLICE, grade="Police Staff"),
    Person("probation-offender-manager", "Percival Probationer", Role.OFFENDER_MANAGER, AgencyKind.PROBATION),
    Person("team-supervisor", "Sybil Supervisor", Role.TEAM_SUPERVISOR, AgencyKind.POLICE, grade="Detective Sergeant"),
    Person("mappa-administrator", "Ada Unitson", Role.MAPPA_ADMINISTRATOR, AgencyKind.MAPPA_UNIT, _BOTH),
    Person("mappa-coordinator", "Corin Coordinate", Role.MAPPA_COORDINATOR, AgencyKind.MAPPA_UNIT, _BOTH),
    Person(
        "panel-chair", "Charis Chairwell", Role.PANEL_CHAIR, AgencyKind.MAPPA_UNIT, grade="Senior Probation Officer"
    ),
    Person("panel-member", "Paloma Memberly", Role.PANEL_MEMBER, AgencyKind.HOUSING),
    Person("victim-liaison-officer", "Viola Listener", Role.VICTIM_LIAISON_OFFICER, AgencyKind.VICTIM_LIAISON),
    Person("smb-member", "Sebastian Boardman", Role.SMB_MEMBER, AgencyKind.PRISON, _BOTH, "Governor"),
    Person("lay-adviser", "Lavinia Layton", Role.LAY_ADVISER, AgencyKind.MAPPA_UNIT, _BOTH),
    Person("data-protection-officer", "Dorian Auditwell", Role.DATA_PROTECTION_OFFICER, AgencyKind.MAPPA_UNIT, _BOTH),
    Person("system-administrator", "Sidony Adminson", Role.SYSTEM_ADMINISTRATOR, AgencyKind.MAPPA_UNIT),
)


def load_demonstration_users() -> int:
    """Store the people who are missing, with their memberships. Returns how many were new.

    Raises DomainError outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise DomainError(_("Demonstration users have a public password: they exist in demonstration mode only."))
    with transaction.atomic():
        new = _store_users()
        _store_email_addresses()
        _store_memberships()
    return new


def demonstration_users() -> dict[str, User]:
    """The stored accounts by their name, `offender-manager` and so on."""
    found = User.objects.in_bulk([person.email for person in PEOPLE], field_name="email")
    return {person.name: found[person.email] for person in PEOPLE if person.email in found}


def _store_users() -> int:
    known = set(demonstration_users())
    missing = [person for person in PEOPLE if person.name not in known]
    # One digest for all: making one is slow on purpose, and this password protects nothing.
    digest = make_password(PASSWORD) if missing else ""
    User.objects.bulk_create(
        User(
            email=person.email,
            full_name=person.full_name,
            grade=person.grade,
            password=digest,
            is_staff=person.role == Role.SYSTEM_ADMINISTRATOR,
        )
        for person in missing
    )
    return len(missing)


def _store_email_addresses() -> None:
    addresses = [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in _accounts()]
    EmailAddress.objects.bulk_create(addresses, ignore_conflicts=True)


def _store_memberships() -> None:
    """Somebody who lost a membership in the demonstration keeps it lost: only new people get theirs."""
    users = demonstration_users()
    served = set(Membership.objects.filter(user__in=users.values()).values_list("user", flat=True))
    teams = {(team.area_id, team.agency.kind): team for team in standard_teams().filter(area__in=_BOTH)}
    Membership.objects.bulk_create(
        Membership(user=users[person.name], team=teams[area, person.kind], role=person.role, started_on=BEGAN_ON)
        for person in PEOPLE
        if users[person.name].pk not in served
        for area in person.areas
    )


def _accounts() -> list[User]:
    return list(demonstration_users().values())
