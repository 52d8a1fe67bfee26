"""What administrators do to accounts, memberships and teams, and what nobody may."""

import datetime
import uuid
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from agencies.choices import AgencyKind, AuditAction, Role
from agencies.errors import Conflict, DomainError
from agencies.models import Area, AuditEvent, Membership, Team, User
from agencies.services import accounts, memberships, teams
from agencies.teams import standard_team
from tests.agencies.signing_in import give_password, is_signed_in, set_up_second_factor
from tests.personas import AREA, LONG_AGO, make_membership, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def police(db: None) -> Team:
    return standard_team(AREA, AgencyKind.POLICE)


@pytest.fixture
def administrator(police: Team) -> User:
    return make_user(Role.SYSTEM_ADMINISTRATOR, police)


@pytest.fixture
def member(police: Team) -> User:
    return make_user(Role.OFFENDER_MANAGER, police, full_name="Oswald First", grade="Constable")


def _last_rule() -> str:
    return AuditEvent.objects.filter(action=AuditAction.ADMINISTER).latest("pk").rule


def test_an_account_is_switched_off_with_its_reason_and_on_again(administrator: User, member: User) -> None:
    accounts.switch_off_user(actor=administrator, user_id=member.pk, reason="On long leave")
    member.refresh_from_db()
    assert (member.is_active, member.switched_off_because) == (False, "On long leave")
    assert AuditEvent.objects.get(rule="switched off").detail == {"reason": "On long leave"}
    accounts.switch_on_user(actor=administrator, user_id=member.pk)
    member.refresh_from_db()
    assert (member.is_active, member.switched_off_because) == (True, "")
    assert member.switched_on_at is not None


def test_an_account_is_not_switched_off_or_on_twice(administrator: User, member: User) -> None:
    with pytest.raises(DomainError, match="already switched on"):
        accounts.switch_on_user(actor=administrator, user_id=member.pk)
    accounts.switch_off_user(actor=administrator, user_id=member.pk, reason="left")
    with pytest.raises(DomainError, match="already switched off"):
        accounts.switch_off_user(actor=administrator, user_id=member.pk, reason="left")


def test_nobody_administers_their_own_account(administrator: User, police: Team) -> None:
    mine: dict[str, Any] = {"actor": administrator, "user_id": administrator.pk}
    with pytest.raises(DomainError, match="your own account"):
        accounts.switch_off_user(**mine, reason="tired")
    with pytest.raises(DomainError, match="your own account"):
        accounts.remove_second_factor(**mine, reason="lost")
    with pytest.raises(DomainError, match="your own account"):
        memberships.add_membership(
            actor=administrator,
            user=administrator,
            team=police,
            role=Role.OFFENDER_MANAGER,
            started_on=timezone.localdate(),
        )
    with pytest.raises(DomainError, match="your own account"):
        memberships.end_membership(actor=administrator, membership_id=administrator.memberships.get().pk)


def test_the_last_person_who_can_manage_accounts_stays(administrator: User, police: Team, member: User) -> None:
    with pytest.raises(DomainError, match="last person"):
        accounts.switch_off_user(actor=member, user_id=administrator.pk, reason="left")
    with pytest.raises(DomainError, match="last person"):
        memberships.end_membership(actor=member, membership_id=administrator.memberships.get().pk)
    second = make_user(Role.SYSTEM_ADMINISTRATOR, police)
    accounts.switch_off_user(actor=second, user_id=administrator.pk, reason="left")


def test_a_lost_second_factor_is_removed_and_every_session_ended(
    client: Client, administrator: User, member: User
) -> None:
    give_password(client, member.email)
    set_up_second_factor(member)
    accounts.remove_second_factor(actor=administrator, user_id=member.pk, reason="Lost phone, called back")
    assert not Authenticator.objects.filter(user=member).exists()
    assert not is_signed_in(client)
    assert _last_rule() == "second factor removed"
    with pytest.raises(DomainError, match="no second step"):
        accounts.remove_second_factor(actor=administrator, user_id=member.pk, reason="again")


def test_the_second_to_rename_somebody_is_told_what_changed(administrator: User, member: User) -> None:
    seen = ("Oswald First", "Constable")
    accounts.rename_user(actor=administrator, user_id=member.pk, full_name="Oswald Second", grade="Sergeant", was=seen)
    with pytest.raises(Conflict) as refusal:
        accounts.rename_user(actor=administrator, user_id=member.pk, full_name="Oswald Third", grade="", was=seen)
    assert refusal.value.changed == {"Full name": "Oswald Second", "Rank or grade": "Sergeant"}


def test_a_membership_holds_from_its_day_to_the_day_it_is_ended(administrator: User, police: Team) -> None:
    user, today = make_user(), timezone.localdate()
    given: dict[str, Any] = {"actor": administrator, "user": user, "team": police, "role": Role.OFFENDER_MANAGER}
    membership = memberships.add_membership(**given, started_on=today - datetime.timedelta(days=3))
    assert Membership.objects.in_force(today).filter(pk=membership.pk).exists()
    memberships.end_membership(actor=administrator, membership_id=membership.pk)
    assert not Membership.objects.in_force(today).filter(pk=membership.pk).exists()
    assert Membership.objects.in_force(today - datetime.timedelta(days=1)).filter(pk=membership.pk).exists()
    assert (
        AuditEvent.objects.filter(rule__in=["membership added", "membership ended"], actor=administrator).count() == 2
    )


def test_a_membership_ended_on_its_first_day_never_held(administrator: User, police: Team) -> None:
    user, today = make_user(), timezone.localdate()
    membership = make_membership(user, police, Role.OFFENDER_MANAGER, started_on=today)
    memberships.end_membership(actor=administrator, membership_id=membership.pk)
    assert not Membership.objects.filter(user=user).exists()


def test_a_membership_is_not_ended_twice(administrator: User, member: User) -> None:
    membership = member.memberships.get()
    memberships.end_membership(actor=administrator, membership_id=membership.pk)
    with pytest.raises(DomainError, match="already ended"):
        memberships.end_membership(actor=administrator, membership_id=membership.pk)


def test_nobody_has_the_same_role_in_a_team_twice_at_a_time(administrator: User, member: User, police: Team) -> None:
    with pytest.raises(DomainError, match="already has this role") as refusal:
        memberships.add_membership(
            actor=administrator, user=member, team=police, role=Role.OFFENDER_MANAGER, started_on=timezone.localdate()
        )
    assert refusal.value.field == "role"
    memberships.add_membership(
        actor=administrator, user=member, team=police, role=Role.TEAM_SUPERVISOR, started_on=timezone.localdate()
    )
    assert member.memberships.count() == 2


def test_nobody_joins_a_closed_team(administrator: User, member: User) -> None:
    team = make_team("Dissolved team")
    teams.close_team(actor=administrator, team_id=team.pk)
    team.refresh_from_db()
    with pytest.raises(DomainError, match="closed"):
        memberships.add_membership(
            actor=administrator, user=member, team=team, role=Role.OFFENDER_MANAGER, started_on=LONG_AGO
        )


def test_a_team_is_added_renamed_closed_and_opened_again(administrator: User, police: Team) -> None:
    area = Area.objects.get(pk=AREA)
    team = teams.add_team(actor=administrator, agency=police.agency, area=area, name="Worcester team")
    assert team.group.name == f"team {team.pk}"
    assert not team.is_standard
    teams.rename_team(actor=administrator, team_id=team.pk, name="Evesham team")
    teams.close_team(actor=administrator, team_id=team.pk)
    with pytest.raises(DomainError, match="already closed"):
        teams.close_team(actor=administrator, team_id=team.pk)
    teams.reopen_team(actor=administrator, team_id=team.pk)
    with pytest.raises(DomainError, match="is open"):
        teams.reopen_team(actor=administrator, team_id=team.pk)
    team.refresh_from_db()
    assert (team.name, team.is_active) == ("Evesham team", True)
    rules = AuditEvent.objects.filter(subject_id=team.pk).order_by("pk").values_list("rule", flat=True)
    assert list(rules) == ["team added", "team renamed", "team closed", "team reopened"]


def test_two_teams_of_an_agency_in_an_area_have_two_names(administrator: User, police: Team) -> None:
    area = Area.objects.get(pk=AREA)
    first = teams.add_team(actor=administrator, agency=police.agency, area=area, name="Worcester team")
    with pytest.raises(DomainError) as refusal:
        teams.add_team(actor=administrator, agency=police.agency, area=area, name="Worcester team")
    assert refusal.value.field == "name"
    with pytest.raises(DomainError):
        teams.rename_team(actor=administrator, team_id=first.pk, name=police.name)


def test_the_standard_team_of_an_agency_is_not_closed(administrator: User, police: Team) -> None:
    with pytest.raises(DomainError, match="standard team"):
        teams.close_team(actor=administrator, team_id=police.pk)


def test_what_does_not_exist_is_not_changed(administrator: User) -> None:
    with pytest.raises(User.DoesNotExist):
        accounts.switch_on_user(actor=administrator, user_id=uuid.uuid4())
