"""Who manages whom: given, taken over, refused with a reason, and ended by itself when it no longer fits."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import AuditEvent, User
from agencies.teams import standard_team
from cases.choices import AlertKind, AllocationEnd, LimitReason
from cases.clocks import differences, refresh
from cases.models import Alert, Allocation, Exclusion, Nominal, Order, Restriction
from cases.services.allocation import allocate_nominal, allocate_people
from cases.services.allocation_fit import end_allocations_of_leavers, end_unfit_allocations
from cases.services.person import change_person
from cases.services.responsibility import change_responsibility, end_responsibility
from cases.tasks import end_allocations
from tests.personas import AREA, LONG_AGO, People, allocate, make_nominal, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


def manager_of(nominal: Nominal, on: datetime.date = TODAY) -> User | None:
    row = Allocation.objects.in_force(on).filter(nominal=nominal).first()
    return row.offender_manager if row else None


def give(people: People, nominals: list[Nominal], to: User) -> Any:
    return allocate_people(actor=people.supervisor, people=nominals, team=people.team, manager=to)


def test_a_person_is_given_to_a_colleague_and_the_clocks_follow(people: People) -> None:
    Order.objects.create(nominal=people.nominal, order_type="shpo", made_on=LONG_AGO, ends_on=TODAY + 30 * DAY)
    allocate_nominal(actor=people.supervisor, nominal=people.nominal, team=people.team, manager=people.offender_manager)
    assert manager_of(people.nominal) == people.offender_manager
    assert people.nominal.clocks.get(kind="order_end").owner == people.offender_manager
    assert differences() == ([], [])
    event = AuditEvent.objects.get(subject_id=people.nominal.pk, action="change")
    assert event.detail["part"] == "allocation"


def test_the_one_before_ends_where_the_next_begins_and_says_why(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    give(people, [people.nominal], people.colleague)
    before = Allocation.objects.get(offender_manager=people.offender_manager)
    assert (before.ended_on, before.end_reason) == (TODAY, AllocationEnd.REALLOCATED)
    assert manager_of(people.nominal, TODAY - DAY) == people.offender_manager
    assert manager_of(people.nominal) == people.colleague


def test_what_was_given_and_taken_back_the_same_day_held_for_no_whole_day(people: People) -> None:
    give(people, [people.nominal], people.colleague)
    give(people, [people.nominal], people.offender_manager)
    assert [row.offender_manager for row in Allocation.objects.all()] == [people.offender_manager]


def test_many_people_change_hands_with_one_message_to_each_side(people: People) -> None:
    nominals = [make_nominal(people.team) for _number in range(5)]
    for nominal in nominals[:3]:
        allocate(nominal, people.offender_manager)
    give(people, nominals, people.colleague)
    told = {alert.user: alert for alert in Alert.objects.all()}
    assert set(told) == {people.colleague, people.offender_manager}
    assert (told[people.colleague].kind, told[people.colleague].facts["count"]) == (AlertKind.ALLOCATED, 5)
    assert (told[people.offender_manager].kind, told[people.offender_manager].facts["count"]) == ("reallocated", 3)
    assert all(alert.nominal is None for alert in told.values())
    (event,) = AuditEvent.objects.filter(action="change")
    assert set(event.shown) == {one.reference for one in nominals}


def test_nobody_is_told_what_they_did_themselves(people: People) -> None:
    allocate(people.nominal, people.supervisor)
    give(people, [people.nominal], people.colleague)
    assert [alert.user for alert in Alert.objects.all()] == [people.colleague]


def test_whoever_cannot_go_is_named_by_reference_and_the_others_go(people: People) -> None:
    shut_out, restricted, elsewhere, goes = (
        make_nominal(people.team),
        make_nominal(people.team),
        people.strangers_nominal,
        make_nominal(people.team),
    )
    days = {"reason": LimitReason.KNOWS_PERSON, "started_on": LONG_AGO}
    Exclusion.objects.create(nominal=shut_out, user=people.colleague, **days)
    Restriction.objects.create(nominal=restricted, **days).members.create(user=people.supervisor)
    plan = give(people, [shut_out, restricted, elsewhere, goes], people.colleague)
    assert plan.going == [goes]
    assert plan.refused == {
        shut_out.reference: "Colleagueson may not see this record.",
        restricted.reference: "Colleagueson may not see this record.",
        elsewhere.reference: "Probation Service, West Mercia does not lead here.",
    }
    assert manager_of(goes) == people.colleague
    assert not any(manager_of(one) for one in (shut_out, restricted, elsewhere))


def test_somebody_who_is_theirs_already_stays_and_nobody_is_told(people: People) -> None:
    allocate(people.nominal, people.colleague)
    plan = give(people, [people.nominal], people.colleague)
    assert plan.theirs == [people.nominal]
    assert not Alert.objects.exists()
    with pytest.raises(DomainError, match="already manages"):
        allocate_nominal(actor=people.supervisor, nominal=people.nominal, team=people.team, manager=people.colleague)


@pytest.mark.parametrize("name", ["stranger", "coordinator", "leaver", "inactive", "outsider"])
def test_whoever_is_not_in_the_team_manages_nobody_there(people: People, name: str) -> None:
    manager: Any = people[name]
    with pytest.raises(DomainError, match="is not in Probation Service, West Mercia"):
        give(people, [people.nominal], manager)


def test_too_many_at_once_are_refused(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.services.allocation.MOST_AT_ONCE", 1)
    with pytest.raises(DomainError, match="at most 1 people"):
        give(people, [people.nominal, make_nominal(people.team)], people.colleague)


# --- ended by itself --------------------------------------------------------------------------------------------------


def lead_by_police(people: People, on: datetime.date) -> None:
    police = standard_team(AREA, AgencyKind.POLICE)
    change_responsibility(
        actor=people.coordinator, nominal=people.nominal, area=police.area, lead_team=police, started_on=on
    )


@pytest.mark.parametrize("days", [0, 10, -30])
def test_the_allocation_ends_with_the_lead_in_the_same_act(people: People, days: int) -> None:
    allocate(people.nominal, people.offender_manager)
    lead_by_police(people, TODAY + days * DAY)
    row = Allocation.objects.get()
    assert (row.ended_on, row.end_reason) == (TODAY + days * DAY, AllocationEnd.LEAD_CHANGED)
    assert differences() == ([], [])


def test_an_allocation_after_a_lead_that_changed_before_ends_today(people: People) -> None:
    allocate(people.nominal, people.offender_manager, started_on=TODAY - 5 * DAY)
    lead_by_police(people, TODAY - 20 * DAY)
    assert Allocation.objects.get().ended_on == TODAY


def test_one_given_today_goes_when_the_lead_changes_today(people: People) -> None:
    allocate(people.nominal, people.offender_manager, started_on=TODAY)
    lead_by_police(people, TODAY)
    assert not Allocation.objects.exists()


def test_the_allocation_stays_when_the_same_team_leads_for_another_area(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    gloucestershire = standard_team("E23000037", AgencyKind.PROBATION).area
    change_responsibility(
        actor=people.coordinator,
        nominal=people.nominal,
        area=gloucestershire,
        lead_team=people.team,
        started_on=TODAY,
    )
    assert manager_of(people.nominal) == people.offender_manager


def test_the_end_of_management_and_death_end_the_allocation(people: People) -> None:
    other = make_nominal(people.team)
    allocate(people.nominal, people.offender_manager)
    allocate(other, people.offender_manager)
    end_responsibility(actor=people.coordinator, nominal=people.nominal, ended_on=TODAY)
    change_person(actor=people.coordinator, nominal=other, version=1, values={"died_on": TODAY - DAY})
    assert manager_of(people.nominal) is None
    assert end_allocations() == {"unfit": 1, "left": 0}
    assert {row.ended_on for row in Allocation.objects.all()} == {TODAY, TODAY - DAY}


def test_what_fits_is_left_alone_by_night(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    allocate(make_nominal(people.team), people.colleague, ended_on=TODAY - DAY)
    assert (end_unfit_allocations(), end_allocations_of_leavers()) == (0, 0)


def test_the_allocations_of_somebody_who_left_end_by_night(people: People) -> None:
    allocate(people.nominal, people.leaver)
    allocate(make_nominal(people.team), people.colleague)
    assert list(Nominal.objects.left_behind(TODAY)) == [people.nominal]
    assert end_allocations_of_leavers() == 1
    row = Allocation.objects.get(offender_manager=people.leaver)
    assert (row.ended_on, row.end_reason) == (TODAY, AllocationEnd.LEFT)
    assert not Nominal.objects.left_behind(TODAY).exists()


def test_somebody_switched_off_keeps_theirs_and_shows_as_gone(people: People) -> None:
    allocate(people.nominal, people.inactive)
    assert end_allocations_of_leavers() == 0
    assert list(Nominal.objects.left_behind(TODAY)) == [people.nominal]


def test_a_role_that_changes_no_record_manages_nobody(people: People) -> None:
    reader = make_user(Role.PANEL_MEMBER, people.team)
    allocate(people.nominal, reader)
    assert end_allocations_of_leavers() == 1
