"""The door: against an oracle on random worlds, and rule by rule."""

import datetime
import random
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from agencies.choices import AgencyKind, AuditOutcome, Role
from agencies.models import AuditEvent, Team, User
from agencies.roles import Capability
from agencies.teams import standard_team
from cases.access import (
    abilities,
    can,
    get_or_404,
    grant_differences,
    people_with,
    require,
    sync_grants,
    visible,
)
from cases.choices import InvolvementReason, LimitReason
from cases.models import Alias, Exclusion, Involvement, Nominal, Restriction, RestrictionMember
from tests.cases.access_oracle import ON_A_NOMINAL, Oracle
from tests.personas import AREA, OTHER_AREA, People, involve, make_membership, make_nominal, make_user

pytestmark = pytest.mark.django_db
KINDS = [AgencyKind.PROBATION, AgencyKind.THIRD_SECTOR, AgencyKind.HOUSING, AgencyKind.MAPPA_UNIT]


def days(draw: random.Random) -> dict[str, Any]:
    """A period around today: over, in force, ahead; ended today and begun today among them."""
    today = timezone.localdate()
    start = today + datetime.timedelta(days=draw.choice([-400, -30, -1, 0, 1, 30]))
    length = draw.choice([None, None, 1, 29, 30, 399, 400])
    return {"started_on": start, "ended_on": length and start + datetime.timedelta(days=length)}


def random_world(seed: int) -> tuple[list[User], list[Nominal]]:
    """Teams, people with roles in them, nominals with reasons, exclusions and restrictions, all drawn from the seed."""
    draw = random.Random(seed)
    teams = [standard_team(area, kind) for area in (AREA, OTHER_AREA) for kind in KINDS]
    Team.objects.filter(pk=teams[-1].pk).update(is_active=False)
    users = [make_user(is_active=draw.random() < 0.9) for _number in range(12)]
    for user in users:
        for team in draw.sample(teams, draw.choice([1, 1, 2, 3])):
            make_membership(user, team, draw.choice(list(Role)), **days(draw))
    nominals = [Nominal.objects.create(family_name=f"Drawn{number}") for number in range(25)]
    for nominal in nominals:
        _reasons_and_limits(draw, nominal, teams, users)
    sync_grants()
    return users, nominals


def _reasons_and_limits(draw: random.Random, nominal: Nominal, teams: list[Team], users: list[User]) -> None:
    for team in draw.sample(teams, draw.choice([0, 1, 2, 4])):
        reason = draw.choice(InvolvementReason.values)
        Involvement.objects.create(nominal=nominal, team=team, reason=reason, **days(draw))
    if draw.random() < 0.4:
        who = {"user": draw.choice(users)} if draw.random() < 0.5 else {"team": draw.choice(teams)}
        Exclusion.objects.create(nominal=nominal, reason=LimitReason.KNOWS_PERSON, **who, **days(draw))
    if draw.random() < 0.3:
        made = Restriction.objects.create(nominal=nominal, reason=LimitReason.HIGH_PROFILE, **days(draw))
        for user in draw.sample(users, 4):
            RestrictionMember.objects.create(restriction=made, user=user)


@pytest.mark.parametrize("seed", range(6))
def test_the_door_agrees_with_the_oracle_on_any_world(seed: int) -> None:
    users, nominals = random_world(seed)
    oracle = Oracle(timezone.localdate())
    answers = 0
    for user in users:
        for capability in ON_A_NOMINAL:
            expected = oracle.seen_by(user, nominals, capability)
            found = visible(Nominal.objects.all(), user, capability)
            assert set(found.values_list("pk", flat=True)) == expected
            assert found.count() == len(expected)
            answers += len(expected)
    assert answers


@pytest.mark.parametrize("seed", range(6, 9))
def test_one_nominal_is_answered_as_the_list_is(seed: int) -> None:
    users, nominals = random_world(seed)
    oracle = Oracle(timezone.localdate())
    for nominal in nominals:
        for user in users:
            expected = {one for one in ON_A_NOMINAL if oracle.may(user, nominal, one)}
            assert abilities(user, nominal) == expected
        for capability in ON_A_NOMINAL:
            may = {user.pk for user in users if oracle.may(user, nominal, capability)}
            assert set(people_with(nominal, capability).values_list("pk", flat=True)) == may
            assert all(can(user, nominal, capability) is (user.pk in may) for user in users[:3])


def test_the_parts_of_a_record_are_seen_with_it(people: People) -> None:
    mine = Alias.objects.create(nominal=people.nominal, family_name="Bramblewick")
    other = Alias.objects.create(nominal=people.strangers_nominal, family_name="Inkwell")
    assert set(visible(Alias.objects.all(), people.offender_manager)) == {mine}
    assert set(visible(Alias.objects.all(), people.stranger)) == {other}


@pytest.mark.parametrize(
    "persona",
    ["stranger", "outsider", "superuser", "leaver", "inactive", "smb_member", "lay_adviser", "system_administrator",
     "victim_liaison_officer", "data_protection_officer"],
)  # fmt: skip
def test_whoever_has_no_reason_sees_nobody(people: People, persona: str) -> None:
    user = people[persona]
    assert user is not None
    assert not visible(Nominal.objects.filter(pk=people.nominal.pk), user).exists()
    with pytest.raises(Http404):
        get_or_404(user, Nominal.objects.all(), pk=people.nominal.pk)
    event = AuditEvent.objects.get(subject_id=people.nominal.pk)
    assert (event.outcome, event.rule) == (AuditOutcome.REFUSED, "no grant")


def test_being_a_superuser_adds_nothing_and_takes_nothing(people: People) -> None:
    people.offender_manager.is_superuser = True
    people.offender_manager.save()
    assert set(visible(Nominal.objects.all(), people.offender_manager)) == {people.nominal}


def test_what_is_seen_and_not_allowed_is_refused_as_forbidden(people: People) -> None:
    with pytest.raises(PermissionDenied):
        require(people.panel_member, people.nominal, Capability.CHANGE_NOMINAL)
    event = AuditEvent.objects.get(subject_id=people.nominal.pk)
    assert (event.outcome, event.rule) == (AuditOutcome.REFUSED, "no capability: change_nominal")


def test_what_does_not_exist_is_refused_as_what_is_not_seen(people: People) -> None:
    missing = Nominal(family_name="Nobody").pk
    with pytest.raises(Http404):
        get_or_404(people.offender_manager, Nominal.objects.all(), pk=missing)
    event = AuditEvent.objects.get(subject_id=missing)
    assert (event.outcome, event.rule) == (AuditOutcome.REFUSED, "does not exist")


def test_the_evidence_names_the_reason_that_decided(people: People) -> None:
    """A team that may only look is no reason for a change, whatever else the user belongs to."""
    housing = standard_team(AREA, AgencyKind.HOUSING)
    make_membership(people.offender_manager, housing, Role.PANEL_MEMBER)
    get_or_404(people.offender_manager, Nominal.objects.all(), Capability.CHANGE_NOMINAL, pk=people.nominal.pk)
    assert AuditEvent.objects.get(subject_id=people.nominal.pk).rule == InvolvementReason.LEADS
    get_or_404(people.panel_member, Nominal.objects.all(), pk=people.nominal.pk)
    assert AuditEvent.objects.filter(actor=people.panel_member).get().rule == InvolvementReason.INVITED


def test_an_exclusion_beats_every_grant(people: People) -> None:
    user = people.offender_manager
    Exclusion.objects.create(
        nominal=people.nominal, user=user, reason=LimitReason.KNOWS_PERSON, started_on=timezone.localdate()
    )
    assert not can(user, people.nominal, Capability.VIEW_NOMINAL)
    assert can(people.colleague, people.nominal, Capability.VIEW_NOMINAL)
    with pytest.raises(Http404):
        get_or_404(user, Nominal.objects.all(), pk=people.nominal.pk)
    assert AuditEvent.objects.get(subject_id=people.nominal.pk).rule == "excluded"


def test_a_restriction_lets_in_only_whom_it_lists_and_grants_them_nothing(people: People) -> None:
    made = Restriction.objects.create(
        nominal=people.nominal, reason=LimitReason.HIGH_PROFILE, started_on=timezone.localdate()
    )
    for listed in (people.coordinator, people.stranger):
        RestrictionMember.objects.create(restriction=made, user=listed)
    assert can(people.coordinator, people.nominal, Capability.CHANGE_NOMINAL)
    assert not can(people.stranger, people.nominal, Capability.VIEW_NOMINAL)
    assert not can(people.offender_manager, people.nominal, Capability.VIEW_NOMINAL)
    with pytest.raises(Http404):
        get_or_404(people.offender_manager, Nominal.objects.all(), pk=people.nominal.pk)
    assert AuditEvent.objects.get(subject_id=people.nominal.pk).rule == "restricted"


def test_a_reason_that_begins_or_ends_takes_its_grants_with_it(people: People) -> None:
    today = timezone.localdate()
    team = standard_team(AREA, AgencyKind.CHILDRENS_SOCIAL_CARE)
    user = make_user(Role.PANEL_MEMBER, team)
    row = involve(people.nominal, team, started_on=today - datetime.timedelta(days=9))
    assert can(user, people.nominal, Capability.VIEW_NOMINAL)
    row.ended_on = today
    row.save()
    assert sync_grants([people.nominal.pk]) == (0, 1)
    assert not can(user, people.nominal, Capability.VIEW_NOMINAL)


def test_rows_and_reasons_that_disagree_are_told(people: People) -> None:
    assert grant_differences() == ([], [])
    involvement = Involvement.objects.filter(reason=InvolvementReason.INVITED).get()
    group = involvement.team.group_id
    involvement.delete()
    without_reason, without_row = grant_differences()
    assert [(row[0], row[2]) for row in without_reason] == [(group, people.nominal.pk)]
    assert without_row == []
    sync_grants()
    assert grant_differences() == ([], [])


def test_the_door_asks_one_question_however_many_there_are(people: People, django_assert_num_queries: Any) -> None:
    for _number in range(5):
        make_nominal(people.team)
    user = User.objects.get(pk=people.offender_manager.pk)
    visible(Nominal.objects.all(), user)  # the user's standing is asked for once
    with django_assert_num_queries(1):
        assert len(visible(Nominal.objects.all(), user)) == 6
    with django_assert_num_queries(1):
        abilities(user, people.nominal)
