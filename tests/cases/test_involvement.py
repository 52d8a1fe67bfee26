"""Access that follows from responsibilities, and access that somebody begins and ends."""

import datetime
from typing import Any

import pytest

from agencies.audit import AuditAction
from agencies.choices import AgencyKind
from agencies.errors import DomainError
from agencies.models import AuditEvent, Team
from agencies.teams import standard_team
from cases.access import can
from cases.choices import InvolvementReason
from cases.models import Involvement, Nominal, NominalGroupPermission, Responsibility
from cases.services.grant_check import differences
from cases.services.involvement import begin_involvement, end_involvement, follow_responsibilities
from tests.personas import OTHER_AREA, People

pytestmark = pytest.mark.django_db

TODAY = datetime.date.today()
DAY = datetime.timedelta(days=1)


def duties(nominal: Nominal, *periods: tuple[int, int | None]) -> None:
    """Make the responsibilities of a nominal cover these days, counted from today; None is open. Teams stay."""
    held = list(Responsibility.objects.filter(nominal=nominal).order_by("started_on"))
    first = held[0]
    for number, row in reversed([*enumerate(held)]):  # out of the way, the last first, so that none overlap meanwhile
        day = TODAY + (4000 + number) * DAY
        Responsibility.objects.filter(pk=row.pk).update(started_on=day, ended_on=day + DAY)
    for place, (start, end) in enumerate(periods):
        days: dict[str, Any] = {
            "started_on": TODAY + start * DAY,
            "ended_on": None if end is None else TODAY + end * DAY,
        }
        if place < len(held):
            Responsibility.objects.filter(pk=held[place].pk).update(**days)
        else:
            fields = {"area": first.area, "lead_agency": first.lead_agency, "lead_team": first.lead_team}
            Responsibility.objects.create(nominal=nominal, **fields, **days)


def leads(nominal: Nominal) -> list[tuple[int, int | None]]:
    """The days for which somebody leads, as `duties` counts them."""
    rows = Involvement.objects.filter(nominal=nominal, reason=InvolvementReason.LEADS).order_by("started_on")
    return [((row.started_on - TODAY).days, (row.ended_on - TODAY).days if row.ended_on else None) for row in rows]


def holders(nominal: Nominal) -> set[int]:
    return set(NominalGroupPermission.objects.filter(content_object=nominal).values_list("group", flat=True))


def test_periods_that_change_places_follow_without_ever_overlapping(people: People) -> None:
    nominal = people.nominal
    duties(nominal, (-100, -50), (-50, None))
    follow_responsibilities([nominal.pk])
    moves: list[list[tuple[int, int | None]]] = [
        [(-100, -80), (-80, None)],  # the first shortened, the second lengthened backwards
        [(-100, -10), (-10, None)],  # and the other way round
        [(-300, -200), (-100, -10)],  # moved away altogether, ended
        [(-5, 5), (5, 10)],
    ]
    for periods in moves:
        duties(nominal, *periods)
        follow_responsibilities([nominal.pk])
        assert leads(nominal) == periods
        assert not differences()


def test_following_again_changes_nothing(people: People) -> None:
    follow_responsibilities()
    again = follow_responsibilities()
    assert (again.added, again.changed, again.removed, again.grants_added, again.grants_removed) == (0, 0, 0, 0, 0)


def test_an_end_keeps_the_reason_and_takes_the_grant(people: People) -> None:
    duty = Responsibility.objects.get(nominal=people.nominal)
    key = Involvement.objects.get(nominal=people.nominal, reason=InvolvementReason.LEADS).pk
    Responsibility.objects.filter(pk=duty.pk).update(ended_on=TODAY)
    follow_responsibilities([people.nominal.pk])
    assert Involvement.objects.get(pk=key).ended_on == TODAY
    assert people.team.group_id not in holders(people.nominal)
    assert not can(people.offender_manager, people.nominal, "view_nominal")


def test_another_area_gives_access_to_its_own_unit(people: People) -> None:
    team = standard_team(OTHER_AREA, AgencyKind.POLICE)
    Responsibility.objects.filter(nominal=people.nominal).update(
        area=OTHER_AREA, lead_team=team, lead_agency=team.agency
    )
    follow_responsibilities([people.nominal.pk])
    unit = standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT)
    assert {team.group_id, unit.group_id} <= holders(people.nominal)
    assert people.team.group_id not in holders(people.nominal)


def test_involvements_of_other_people_are_left_alone(people: People) -> None:
    Responsibility.objects.filter(nominal=people.strangers_nominal).update(ended_on=TODAY)
    follow_responsibilities([people.nominal.pk])
    assert differences()
    follow_responsibilities()
    assert not differences()


@pytest.fixture
def housing(people: People) -> Team:
    return standard_team(OTHER_AREA, AgencyKind.HOUSING)


def test_an_involved_team_may_look_and_not_change(people: People, housing: Team) -> None:
    begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=TODAY)
    held = NominalGroupPermission.objects.filter(content_object=people.nominal, group=housing.group)
    assert [one.permission.codename for one in held] == ["view_nominal"]
    assert AuditEvent.objects.filter(action=AuditAction.GRANT, subject_id=people.nominal.pk).exists()
    assert not differences()


def test_an_involvement_that_begins_later_gives_nothing_yet(people: People, housing: Team) -> None:
    begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=TODAY + DAY)
    assert housing.group_id not in holders(people.nominal)


def test_a_team_is_not_involved_twice_at_once(people: People, housing: Team) -> None:
    begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=TODAY)
    with pytest.raises(DomainError, match="already involved"):
        begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=TODAY)


def test_an_involvement_ends_and_may_begin_again_afterwards(people: People, housing: Team) -> None:
    began = TODAY - 10 * DAY
    made = begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=began)
    end_involvement(actor=people.coordinator, involvement=made, ended_on=TODAY)
    assert housing.group_id not in holders(people.nominal)
    assert AuditEvent.objects.filter(action=AuditAction.REVOKE, subject_id=people.nominal.pk).exists()
    with pytest.raises(DomainError, match="later day"):
        begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=began + DAY)
    begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=TODAY)
    assert housing.group_id in holders(people.nominal)


def test_what_follows_from_a_responsibility_is_not_ended_by_hand(people: People) -> None:
    lead = Involvement.objects.get(nominal=people.nominal, reason=InvolvementReason.LEADS)
    with pytest.raises(DomainError, match="follows from who is responsible"):
        end_involvement(actor=people.coordinator, involvement=lead, ended_on=TODAY)


@pytest.mark.parametrize(("end", "sentence"), [(0, "after the start"), (-3, "after the start")])
def test_an_involvement_does_not_end_before_it_began(people: People, housing: Team, end: int, sentence: str) -> None:
    made = begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=TODAY)
    with pytest.raises(DomainError, match=sentence):
        end_involvement(actor=people.coordinator, involvement=made, ended_on=TODAY + end * DAY)


def test_an_involvement_that_is_over_is_not_ended_again(people: People, housing: Team) -> None:
    began = TODAY - 10 * DAY
    made = begin_involvement(actor=people.coordinator, nominal=people.nominal, team=housing, started_on=began)
    end_involvement(actor=people.coordinator, involvement=made, ended_on=TODAY - DAY)
    with pytest.raises(DomainError, match="already ended"):
        end_involvement(actor=people.coordinator, involvement=made, ended_on=TODAY)
