"""The people of the tests, named by what they are to one nominal: who leads, who stands beside, who must not see.

Plain functions that store rows. A test whose subject is a relation takes `people`; one that needs a special case makes
it with `make_user`, `make_membership`, `make_nominal`. Every name is plainly invented.
"""

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.models import Membership, Team, User
from agencies.teams import standard_team
from cases.access import sync_grants
from cases.choices import BASIS_CATEGORY, Basis, InvolvementReason, Whereabouts
from cases.models import Allocation, CategoryBasis, Involvement, LevelPeriod, Nominal, Responsibility, WhereaboutsPeriod

AREA, OTHER_AREA = "E23000016", "E23000037"  # West Mercia, Gloucestershire
PASSWORD = "correct-horse-of-the-tests"
LONG_AGO = datetime.date(2020, 1, 6)

#: The stranger's own nominal is found by any of these; none may ever reach somebody else.
SECRET_FAMILY_NAME, SECRET_GIVEN_NAMES, SECRET_PNC = "Quillfeather", "Ottoline", "1999/7654321Q"

_numbers = itertools.count(1)


def make_user(
    role: str | None = None, team: Team | None = None, *, email: str = "", full_name: str = "", **fields: Any
) -> User:
    """Somebody who can sign in with `PASSWORD`; with a membership in force when a role and a team are given."""
    number = next(_numbers)
    user = User.objects.create_user(
        email or f"person-{number}@mappa.example", PASSWORD, full_name=full_name or f"Person {number}", **fields
    )
    if role and team:
        make_membership(user, team, role)
    return user


def make_membership(
    user: User,
    team: Team,
    role: str,
    *,
    started_on: datetime.date = LONG_AGO,
    ended_on: datetime.date | None = None,
) -> Membership:
    """What a user is in a team, and for how long."""
    return Membership.objects.create(user=user, team=team, role=role, started_on=started_on, ended_on=ended_on)


def make_team(name: str, *, kind: str = AgencyKind.PROBATION, area_code: str = AREA) -> Team:
    """A further team beside the standard one of the same agency and area."""
    beside = standard_team(area_code, kind)
    return Team.objects.create(name=name, agency=beside.agency, area=beside.area)


def make_nominal(
    team: Team,
    *,
    involved: Iterable[tuple[Team, str]] = (),
    basis: str = Basis.NOTIFICATION_REQUIREMENT,
    level: int = 1,
    whereabouts: str = Whereabouts.COMMUNITY,
    started_on: datetime.date = LONG_AGO,
    **fields: Any,
) -> Nominal:
    """A nominal led by a team in that team's area since a day, with the histories and grants that follow.

    The MAPPA unit of the area may change the record. `involved` names further teams with the reason each has.
    """
    values: dict[str, Any] = {"family_name": f"Nominal{next(_numbers)}", "given_names": "Invented"}
    nominal = Nominal.objects.create(**values | {"date_of_birth": datetime.date(1980, 5, 17)} | fields)
    held = {"nominal": nominal, "started_on": started_on}
    CategoryBasis.objects.create(**held, category=BASIS_CATEGORY[Basis(basis)][0], basis=basis)
    LevelPeriod.objects.create(**held, level=level)
    WhereaboutsPeriod.objects.create(**held, status=whereabouts)
    make_responsibility(nominal, team, started_on=started_on)
    for other, reason in involved:
        involve(nominal, other, reason, started_on=started_on)
    return nominal


def make_responsibility(
    nominal: Nominal, team: Team, *, started_on: datetime.date = LONG_AGO, ended_on: datetime.date | None = None
) -> Responsibility:
    """The team leads, its area is responsible: with the two reasons for access that follow."""
    days = {"started_on": started_on, "ended_on": ended_on}
    responsibility = Responsibility.objects.create(
        nominal=nominal, area=team.area, lead_agency=team.agency, lead_team=team, **days
    )
    unit = standard_team(team.area_id, AgencyKind.MAPPA_UNIT)
    for holder, reason in ((team, InvolvementReason.LEADS), (unit, InvolvementReason.AREA_UNIT)):
        Involvement.objects.create(nominal=nominal, team=holder, reason=reason, responsibility=responsibility, **days)
    sync_grants([nominal.pk])
    return responsibility


def involve(
    nominal: Nominal,
    team: Team,
    reason: str = InvolvementReason.INVOLVED,
    *,
    started_on: datetime.date = LONG_AGO,
    ended_on: datetime.date | None = None,
) -> Involvement:
    """One more team that may look."""
    made = Involvement.objects.create(
        nominal=nominal, team=team, reason=reason, started_on=started_on, ended_on=ended_on
    )
    sync_grants([nominal.pk])
    return made


def allocate(
    nominal: Nominal,
    manager: User,
    *,
    team: Team | None = None,
    started_on: datetime.date = LONG_AGO,
    ended_on: datetime.date | None = None,
) -> Allocation:
    """Somebody manages a nominal, for the team that leads when no other is named."""
    leads = nominal.responsibilities.order_by("-started_on")[0].lead_team
    days = {"started_on": started_on, "ended_on": ended_on}
    return Allocation.objects.create(nominal=nominal, offender_manager=manager, team=team or leads, **days)


@dataclass(frozen=True)
class People:
    """Everybody, by relation to `nominal`; `strangers_nominal` is what only the stranger's side may see."""

    nominal: Nominal
    strangers_nominal: Nominal
    team: Team
    strangers_team: Team
    schools_team: Team  # in the same area, with nobody in it
    offender_manager: User  # of the team that leads
    colleague: User  # another in the same team
    supervisor: User  # of the same team
    stranger: User  # offender manager of another agency in the same area
    outsider: User  # offender manager in another area
    administrator: User  # of the area's MAPPA unit, as are the next four
    coordinator: User
    panel_chair: User
    smb_member: User
    lay_adviser: User
    data_protection_officer: User
    panel_member: User  # of a housing authority that was invited
    victim_liaison_officer: User  # whose team is not involved
    system_administrator: User
    superuser: User  # no membership at all
    leaver: User  # offender manager of the team that leads, until yesterday
    inactive: User  # switched off
    anonymous: None = None  # not signed in

    def __getitem__(self, name: str) -> User | None:
        return getattr(self, name)


def make_people() -> People:
    """Store them all. Their email addresses are `<name>@mappa.example`."""
    team = standard_team(AREA, AgencyKind.PROBATION)
    police = standard_team(AREA, AgencyKind.POLICE)
    housing = standard_team(AREA, AgencyKind.HOUSING)
    unit = standard_team(AREA, AgencyKind.MAPPA_UNIT)
    elsewhere = standard_team(OTHER_AREA, AgencyKind.PROBATION)
    victims = standard_team(AREA, AgencyKind.VICTIM_LIAISON)
    places: dict[str, tuple[Role, Team]] = {
        "offender_manager": (Role.OFFENDER_MANAGER, team),
        "colleague": (Role.OFFENDER_MANAGER, team),
        "supervisor": (Role.TEAM_SUPERVISOR, team),
        "stranger": (Role.OFFENDER_MANAGER, police),
        "outsider": (Role.OFFENDER_MANAGER, elsewhere),
        "administrator": (Role.MAPPA_ADMINISTRATOR, unit),
        "coordinator": (Role.MAPPA_COORDINATOR, unit),
        "panel_chair": (Role.PANEL_CHAIR, unit),
        "smb_member": (Role.SMB_MEMBER, unit),
        "lay_adviser": (Role.LAY_ADVISER, unit),
        "data_protection_officer": (Role.DATA_PROTECTION_OFFICER, unit),
        "panel_member": (Role.PANEL_MEMBER, housing),
        "victim_liaison_officer": (Role.VICTIM_LIAISON_OFFICER, victims),
        "system_administrator": (Role.SYSTEM_ADMINISTRATOR, unit),
    }
    users: dict[str, Any] = {name: _named(name, role, place) for name, (role, place) in places.items()}
    users["superuser"] = _named("superuser", is_staff=True, is_superuser=True)
    users["leaver"] = _named("leaver")
    make_membership(users["leaver"], team, Role.OFFENDER_MANAGER, ended_on=timezone.localdate())
    users["inactive"] = _named("inactive", Role.OFFENDER_MANAGER, team, is_active=False)
    return People(
        nominal=make_nominal(
            team,
            family_name="Thistlewick",
            given_names="Barnaby",
            pnc_id="2001/0012345A",
            involved=[(housing, InvolvementReason.INVITED)],
        ),
        strangers_nominal=make_nominal(
            police, family_name=SECRET_FAMILY_NAME, given_names=SECRET_GIVEN_NAMES, pnc_id=SECRET_PNC
        ),
        team=team,
        strangers_team=police,
        schools_team=standard_team(AREA, AgencyKind.EDUCATION),
        **users,
    )


def _named(name: str, role: str | None = None, team: Team | None = None, **fields: Any) -> User:
    email = f"{name.replace('_', '-')}@mappa.example"
    return make_user(role, team, email=email, full_name=f"{name.replace('_', ' ').title()}son", **fields)
