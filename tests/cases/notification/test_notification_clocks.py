"""The clocks of notification appear, move and go: in custody, abroad, without a home, after a change, for a journey."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cases.choices import AddressKind, NotificationKind, Whereabouts
from cases.clocks import differences, refresh
from cases.models import (
    Address,
    ChangeToNotify,
    Clock,
    ForeignTravel,
    Nominal,
    Notification,
    NotificationRequirement,
    WhereaboutsPeriod,
)
from cases.rules import notification_duties as duties
from cases.rules.calendar import months_after
from cases.worklist import clocks_of
from tests.personas import People

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


DAY = datetime.timedelta(days=1)
K = NotificationKind


def ago(days: int) -> datetime.date:
    return timezone.localdate() - days * DAY


@pytest.fixture
def nominal(people: People) -> Nominal:
    """In the community for years, nothing else known."""
    return people.nominal


def subject(nominal: Nominal, since: datetime.date, until: datetime.date | None = None) -> NotificationRequirement:
    return NotificationRequirement.objects.create(
        nominal=nominal, source="disposal", relevant_date=since, started_on=since, ended_on=until
    )


def notified(people: People, day: datetime.date, kind: str = K.INITIAL, **more: Any) -> Notification:
    return Notification.objects.create(
        nominal=people.nominal, kind=kind, notified_on=day, officer="PC", station="Here", details="All",
        recorded_by=people.offender_manager, **more,
    )  # fmt: skip


def due(nominal: Nominal, kind: str) -> datetime.date | None:
    refresh([nominal.pk])
    assert differences() == ([], [])
    return Clock.objects.filter(nominal=nominal, kind=kind).values_list("due_on", flat=True).first()


def whereabouts(nominal: Nominal, *spans: tuple[str, datetime.date, datetime.date | None]) -> None:
    nominal.whereabouts.all().delete()
    for status, start, end in spans:
        WhereaboutsPeriod.objects.create(nominal=nominal, status=status, started_on=start, ended_on=end)


PRISON, OUT, GONE = Whereabouts.PRISON, Whereabouts.COMMUNITY, Whereabouts.ABROAD


def test_the_first_notification_is_owed_on_the_third_day_and_is_overdue_the_next(people: People) -> None:
    subject(people.nominal, ago(3))
    assert due(people.nominal, "notify_first") == ago(1)
    line = clocks_of(people.offender_manager, timezone.localdate()).get(kind="notify_first")
    assert line.due_on < timezone.localdate()
    notified(people, ago(0))
    assert due(people.nominal, "notify_first") is None


@pytest.mark.parametrize(
    "spans",
    [
        [(PRISON, 400, 100), (OUT, 100, None)],
        [(OUT, 402, 399), (PRISON, 399, 50), (OUT, 50, None)],
        [(OUT, 402, 400), (PRISON, 400, 398), (OUT, 398, 397), (GONE, 397, 20), (OUT, 20, None)],
        [(PRISON, 500, 300), (Whereabouts.MHA_HOSPITAL, 300, 30), (OUT, 30, None)],
        [(OUT, 500, None)],
    ],
)
def test_days_away_do_not_count_towards_the_first_as_the_rule_says(
    nominal: Nominal, spans: list[tuple[str, int, int | None]]
) -> None:
    relevant = ago(400)
    subject(nominal, relevant)
    dated = [(where, ago(start), ago(end) if end is not None else None) for where, start, end in spans]
    whereabouts(nominal, *dated)
    away = tuple((start, end) for where, start, end in dated if where != OUT)
    assert due(nominal, "notify_first") == duties.first_notification_due(relevant, away)


def test_nothing_is_owed_while_somebody_is_in_custody(nominal: Nominal) -> None:
    subject(nominal, ago(30))
    whereabouts(nominal, (PRISON, ago(30), None))
    assert due(nominal, "notify_first") is None
    assert not Clock.objects.filter(nominal=nominal, kind__startswith="notify").exists()


def test_a_year_after_the_last_notification_the_next_is_owed(people: People) -> None:
    subject(people.nominal, ago(800))
    notified(people, ago(798))
    notified(people, ago(340), K.PERIODIC)
    assert due(people.nominal, "notify_periodic") == months_after(ago(340), 12)
    notified(people, ago(3), K.BANK, event_on=ago(4))
    assert due(people.nominal, "notify_periodic") == months_after(ago(3), 12)
    notified(people, ago(1), K.TRAVEL_OUT)
    assert due(people.nominal, "notify_periodic") == months_after(ago(3), 12)


def test_without_a_home_it_is_owed_every_seven_days(people: People) -> None:
    nominal = people.nominal
    subject(nominal, ago(100))
    notified(people, ago(98))
    Address.objects.create(nominal=nominal, kind=AddressKind.NO_FIXED_ABODE, lines="Bridge", started_on=ago(10))
    assert due(nominal, "notify_periodic") == ago(3)
    notified(people, ago(2), K.WEEKLY)
    assert due(nominal, "notify_periodic") == ago(-5)
    Address.objects.create(nominal=nominal, kind=AddressKind.HOME, lines="1 New Row", started_on=ago(1))
    assert due(nominal, "notify_periodic") == months_after(ago(2), 12)


@pytest.mark.parametrize("where", [PRISON, GONE, Whereabouts.MHA_HOSPITAL])
def test_a_yearly_one_that_falls_into_a_time_away_is_owed_three_days_from_the_return(
    people: People, where: str
) -> None:
    nominal = people.nominal
    subject(nominal, ago(900))
    notified(people, ago(400), K.INITIAL)
    whereabouts(nominal, (OUT, ago(900), ago(100)), (where, ago(100), None))
    assert due(nominal, "notify_periodic") is None
    nominal.whereabouts.filter(ended_on__isnull=True).update(ended_on=ago(1))
    WhereaboutsPeriod.objects.create(nominal=nominal, status=OUT, started_on=ago(1))
    away = ((ago(100), ago(1)),)
    assert due(nominal, "notify_periodic") == duties.after_being_away(months_after(ago(400), 12), away) == ago(-1)


def test_release_is_to_be_notified_within_three_days_of_it(people: People) -> None:
    nominal = people.nominal
    subject(nominal, ago(300))
    notified(people, ago(298))
    whereabouts(nominal, (OUT, ago(300), ago(200)), (PRISON, ago(200), ago(10)), (OUT, ago(10), None))
    assert due(nominal, "notify_release") == ago(8)
    notified(people, ago(7), K.RELEASE, event_on=ago(10))
    assert due(nominal, "notify_release") is None


def test_a_new_home_is_owed_until_it_is_notified(people: People) -> None:
    nominal = people.nominal
    subject(nominal, ago(300))
    notified(people, ago(298))
    Address.objects.create(nominal=nominal, kind=AddressKind.HOME, lines="Old", started_on=ago(900))
    assert due(nominal, "notify_address") is None
    Address.objects.create(nominal=nominal, kind=AddressKind.HOME, lines="New", started_on=ago(5))
    assert due(nominal, "notify_address") == duties.change_due(ago(5)) == ago(3)
    notified(people, ago(4), K.BANK, event_on=ago(4))
    assert due(nominal, "notify_address") == ago(3)
    notified(people, ago(1), K.CHANGE_ADDRESS, event_on=ago(5))
    assert due(nominal, "notify_address") is None


@pytest.mark.parametrize(("early", "holds"), [(2, True), (3, False), (-3, True), (-4, False)])
def test_a_move_notified_in_advance_counts_when_it_came_about_then(people: People, early: int, holds: bool) -> None:
    nominal = people.nominal
    subject(nominal, ago(300))
    notified(people, ago(298))
    Address.objects.create(nominal=nominal, kind=AddressKind.HOME, lines="New", started_on=ago(5))
    expected = ago(5) + early * DAY
    notified(people, ago(20), K.CHANGE_ADDRESS, event_on=expected)
    assert (due(nominal, "notify_address") is None) == holds == duties.advance_notice_holds(expected, ago(5))


def test_a_move_notified_in_advance_that_did_not_come_is_asked_about(people: People) -> None:
    subject(people.nominal, ago(300))
    notified(people, ago(298))
    notified(people, ago(20), K.CHANGE_ADDRESS, event_on=ago(4))
    assert due(people.nominal, "notify_not_moved") == duties.advance_must_be_withdrawn_by(ago(4))


def test_a_change_on_record_is_owed_until_notified_or_withdrawn(people: People) -> None:
    nominal = people.nominal
    subject(nominal, ago(300))
    change = ChangeToNotify.objects.create(
        nominal=nominal, kind=K.CHANGE_NAME, happened_on=ago(6), recorded_by=people.offender_manager
    )
    assert due(nominal, "notify_change") == ago(4)
    notified(people, ago(5), K.BANK, event_on=ago(5))
    assert due(nominal, "notify_change") == ago(4)
    ChangeToNotify.objects.filter(pk=change.pk).update(withdrawn_because="Spelling")
    assert due(nominal, "notify_change") is None


def test_a_journey_is_owed_seven_days_before_and_the_return_three_days_after(people: People) -> None:
    nominal = people.nominal
    subject(nominal, ago(300))
    notified(people, ago(298))
    journey = ForeignTravel.objects.create(nominal=nominal, destination="Spain", departs_on=ago(-10))
    assert due(nominal, "notify_journey") == ago(-3)
    ForeignTravel.objects.filter(pk=journey.pk).update(departs_on=ago(9), returns_on=ago(5), notified_on=ago(20))
    assert due(nominal, "notify_journey") is None
    assert due(nominal, "notify_return") == duties.return_due(ago(5)) == ago(2)
    ForeignTravel.objects.filter(pk=journey.pk).update(returned_on=ago(5), return_notified_on=ago(3))
    assert due(nominal, "notify_return") is None


def test_nothing_is_owed_by_somebody_who_is_no_longer_subject(people: People) -> None:
    nominal = people.nominal
    subject(nominal, ago(900), ago(0))
    notified(people, ago(800))
    Address.objects.create(nominal=nominal, kind=AddressKind.HOME, lines="New", started_on=ago(5))
    refresh([nominal.pk])
    assert not Clock.objects.filter(nominal=nominal, kind__startswith="notify").exists()


def test_a_duty_that_would_fall_due_after_the_end_is_none(people: People) -> None:
    subject(people.nominal, ago(900), ago(-20))
    notified(people, ago(340), K.INITIAL)
    assert due(people.nominal, "notify_periodic") is None


def test_a_new_order_upon_an_old_requirement_asks_for_no_second_first_notification(people: People) -> None:
    nominal = people.nominal
    subject(nominal, ago(2000), ago(100))
    notified(people, ago(1998))
    notified(people, ago(150), K.PERIODIC)
    NotificationRequirement.objects.create(nominal=nominal, source="shpo", relevant_date=ago(500), started_on=ago(500))
    assert due(nominal, "notify_first") is None
    assert due(nominal, "notify_periodic") == months_after(ago(150), 12)
