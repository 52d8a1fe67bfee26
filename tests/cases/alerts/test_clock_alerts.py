"""By night people are told what is due, overdue, and stays overdue: the right ones, once, and nobody else."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.models import User
from agencies.teams import standard_team
from cases.choices import AlertKind, LimitReason
from cases.clocks import ClockKind, Owner, kinds, refresh, register, registry
from cases.models import Alert, Clock, Exclusion, Nominal, Order, PracticeSetting, Restriction
from cases.rules.calendar import working_days_after
from cases.services.clock_alerts import Told, tell_of_clocks
from cases.tasks import tell_of_clocks as nightly
from tests.personas import AREA, LONG_AGO, People, allocate, make_membership, make_nominal, make_team, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATE_LONG = TODAY - 30 * DAY


@pytest.fixture(autouse=True)
def _only_these_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds whose days a test can choose: the lead team's and the unit's, read from orders of their court."""
    monkeypatch.setattr(registry, "_kinds", {})
    for code, owner in (("of_team", Owner.LEAD_TEAM), ("of_unit", Owner.MAPPA_UNIT)):
        statement = f"""SELECT nominal_id, id AS source_id, ends_on AS due_on, ends_on - 10 AS warn_on
                          FROM cases_order WHERE court = '{code}' AND ended_on IS NULL AND %(on)s = %(on)s"""
        register(ClockKind(code, code, statement, "cases:law", "An Act", owner))
    assert set(kinds()) == {"of_team", "of_unit"}


def due(nominal: Nominal, on: datetime.date, kind: str = "of_team") -> Order:
    order = Order.objects.create(nominal=nominal, order_type="shpo", made_on=LONG_AGO, ends_on=on, court=kind)
    refresh()
    return order


def told(kind: str | None = None) -> set[tuple[str, str]]:
    """Who was told what: (name, kind)."""
    alerts = Alert.objects.filter(kind=kind) if kind else Alert.objects.all()
    return {(alert.user.full_name, alert.kind) for alert in alerts.select_related("user")}


def test_the_offender_manager_hears_what_is_due_and_nobody_else(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    day = TODAY + 5 * DAY
    order = due(people.nominal, day)
    assert tell_of_clocks() == Told(1, 0, 0, 0)
    alert = Alert.objects.get()
    assert (alert.user, alert.kind, alert.nominal) == (people.offender_manager, "clock_due", people.nominal)
    assert alert.facts == {"clock": "of_team", "due_on": day.isoformat(), "source": str(order.pk)}
    assert alert.source == f"of_team:{order.pk}:{day}"


def test_what_is_not_shown_yet_is_told_to_nobody(people: People) -> None:
    due(people.nominal, TODAY + 11 * DAY)
    assert tell_of_clocks() == Told(0, 0, 0, 0)


def test_the_same_is_told_once_and_a_moved_day_again(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    order = due(people.nominal, TODAY + 5 * DAY)
    tell_of_clocks()
    assert tell_of_clocks() == Told(0, 0, 0, 0)
    Order.objects.filter(pk=order.pk).update(ends_on=TODAY + 7 * DAY)
    refresh()
    assert nightly() == {"due": 1, "missed": 0, "escalated": 0, "settled": 1}
    assert Alert.objects.filter(read_at__isnull=True).count() == 1


def test_overdue_is_told_and_takes_the_place_of_due(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    due(people.nominal, TODAY)
    tell_of_clocks()
    told_next_day = tell_of_clocks(TODAY + DAY)
    assert told_next_day == Told(0, 1, 0, 1)
    (unread,) = Alert.objects.filter(read_at__isnull=True)
    assert unread.kind == AlertKind.CLOCK_MISSED


def test_what_is_done_is_read(people: People) -> None:
    order = due(people.nominal, TODAY)
    tell_of_clocks()
    Order.objects.filter(pk=order.pk).update(ended_on=TODAY)
    refresh()
    assert tell_of_clocks().settled == 1
    assert not Alert.objects.filter(read_at__isnull=True).exists()


def test_of_somebody_whom_nobody_manages_the_supervisors_hear(people: People) -> None:
    due(people.nominal, TODAY)
    tell_of_clocks()
    assert told() == {("Supervisorson", "clock_due")}


@pytest.mark.parametrize("manager", ["leaver", "inactive"])
def test_of_somebody_whose_manager_is_gone_the_supervisors_hear(people: People, manager: str) -> None:
    user: Any = people[manager]
    allocate(people.nominal, user)
    due(people.nominal, TODAY)
    tell_of_clocks()
    assert told() == {("Supervisorson", "clock_due")}


def _exclude_person(people: People) -> None:
    Exclusion.objects.create(
        nominal=people.nominal, user=people.offender_manager, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )


def _exclude_through_another_team(people: People) -> None:
    other = make_team("Where the family works")
    make_membership(people.offender_manager, other, Role.PANEL_MEMBER)
    Exclusion.objects.create(nominal=people.nominal, team=other, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO)


def _restrict(people: People) -> None:
    made = Restriction.objects.create(nominal=people.nominal, reason=LimitReason.HIGH_PROFILE, started_on=LONG_AGO)
    made.members.create(user=people.supervisor)


@pytest.mark.parametrize("shut_out", [_exclude_person, _exclude_through_another_team, _restrict])
def test_a_manager_who_may_not_see_the_person_hears_nothing_and_the_supervisor_does(
    people: People, shut_out: Any
) -> None:
    allocate(people.nominal, people.offender_manager)
    shut_out(people)
    due(people.nominal, TODAY)
    tell_of_clocks()
    assert told() == {("Supervisorson", "clock_due")}


def test_without_a_supervisor_the_unit_hears(people: People) -> None:
    due(people.strangers_nominal, TODAY)
    tell_of_clocks()
    assert told() == {("Coordinatorson", "clock_due"), ("Administratorson", "clock_due")}


def test_the_units_clock_is_told_to_the_unit_though_somebody_manages_the_person(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    due(people.nominal, TODAY, "of_unit")
    tell_of_clocks()
    assert told() == {("Coordinatorson", "clock_due"), ("Administratorson", "clock_due")}


def test_nobody_of_another_area_hears(people: People) -> None:
    make_user(Role.MAPPA_COORDINATOR, standard_team("E23000037", AgencyKind.MAPPA_UNIT), full_name="Faraway")
    due(people.nominal, TODAY - DAY)
    due(people.strangers_nominal, TODAY - DAY)
    tell_of_clocks()
    assert "Faraway" not in {name for name, _kind in told()}


# --- escalation -------------------------------------------------------------------------------------------------------


def test_what_stays_overdue_longer_than_the_limit_goes_to_the_supervisors(people: People) -> None:
    allocate(people.nominal, people.offender_manager)
    day = datetime.date(2026, 12, 18)  # a Friday: Christmas lies between
    due(people.nominal, day)
    last = working_days_after(day, 5)
    assert tell_of_clocks(last) == Told(0, 1, 0, 0)
    assert tell_of_clocks(last + DAY) == Told(0, 0, 1, 0)
    assert told("clock_escalated") == {("Supervisorson", "clock_escalated")}


def test_a_supervisor_who_manages_a_person_is_not_told_by_themselves(people: People) -> None:
    second: User = make_user(Role.TEAM_SUPERVISOR, people.team, full_name="Second")
    allocate(people.nominal, people.supervisor)
    due(people.nominal, LATE_LONG)
    tell_of_clocks()
    assert told() == {("Supervisorson", "clock_missed"), (second.full_name, "clock_escalated")}


def test_what_the_supervisors_were_told_from_the_start_is_not_passed_on(people: People) -> None:
    due(people.nominal, LATE_LONG)
    assert tell_of_clocks().escalated == 0


def test_an_area_waits_as_long_as_it_says(people: People) -> None:
    PracticeSetting.objects.create(
        name="escalation", area_id=AREA, value=3, unit="months", effective_from=LONG_AGO, authority="Board"
    )
    allocate(people.nominal, people.offender_manager)
    due(people.nominal, LATE_LONG)
    assert tell_of_clocks().escalated == 0
    PracticeSetting.objects.filter(area=AREA).update(value=2, unit="days")
    assert tell_of_clocks().escalated == 1


def test_without_a_limit_nothing_is_passed_on(people: People) -> None:
    PracticeSetting.objects.filter(name="escalation").delete()
    allocate(people.nominal, people.offender_manager)
    due(people.nominal, LATE_LONG)
    assert tell_of_clocks() == Told(0, 1, 0, 0)


def test_a_night_takes_the_same_statements_for_few_and_for_many(people: People, django_assert_num_queries: Any) -> None:
    for count in (2, 20):
        for _number in range(count):
            due(make_nominal(people.team), LATE_LONG)
        with django_assert_num_queries(10):
            tell_of_clocks()
    assert Clock.objects.count() == 22
