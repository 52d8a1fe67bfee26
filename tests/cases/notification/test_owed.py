"""What is owed: clocks that begin, move and stop, what was missed, and two people correcting the same notification."""

import datetime
from typing import Any

import pytest

from cases.choices import Whereabouts
from cases.models import Address, Clock, Nominal
from cases.rules.calendar import months_after
from cases.services.journeys import Notice, change_journey, notify_journey, record_journey, record_return
from cases.services.notifying import (
    FIELDS,
    change_notification,
    record_change,
    remove_notification,
    withdraw_change,
)
from cases.services.versions import Overtaken, version_of
from tests.asking import client_of
from tests.cases.filling import boxes, text_of
from tests.cases.notification.giving import DAY, THEN, TODAY, due, make_newcomer, notified_before, notify, subject
from tests.cases.orders.test_orders import address, send
from tests.personas import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(people: People) -> Nominal:
    """Subject without end for thirty days, in the community."""
    nominal = make_newcomer(people)
    subject(nominal, is_indefinite=True)
    return nominal


def away(nominal: Nominal, status: str, since: datetime.date, until: datetime.date | None) -> None:
    nominal.whereabouts.all().delete()
    nominal.whereabouts.create(status=status, started_on=since, ended_on=until)
    if until:
        nominal.whereabouts.create(status=Whereabouts.COMMUNITY, started_on=until)


def test_the_first_is_owed_within_three_days_beginning_with_the_first(people: People, person: Nominal) -> None:
    assert due(person, "notify_first") == THEN + 2 * DAY


def test_days_in_custody_do_not_count(people: People, person: Nominal) -> None:
    away(person, Whereabouts.PRISON, THEN + DAY, TODAY - 5 * DAY)
    assert due(person, "notify_first") == TODAY - 4 * DAY
    away(person, Whereabouts.PRISON, THEN, None)
    assert due(person, "notify_first") is None


def test_the_first_notification_stops_its_clock_and_starts_the_year(people: People, person: Nominal) -> None:
    row = notify(people, person, on=THEN + 4 * DAY)
    assert due(person, "notify_first") is None
    assert (row.due_on, row.days_late) == (THEN + 2 * DAY, 2)
    assert due(person, "notify_periodic") == months_after(THEN + 4 * DAY, 12)


def test_a_gap_in_what_was_brought_in_calls_nobody_late(people: People) -> None:
    nominal = make_newcomer(people)
    first = TODAY - 4000 * DAY
    subject(nominal, since=first, is_indefinite=True)
    assert notify(people, nominal, on=first + 4 * DAY).days_late == 2
    last = notify(people, nominal, "periodic", on=TODAY - 400 * DAY)
    assert last.due_on is None
    assert due(nominal, "notify_periodic") == months_after(TODAY - 400 * DAY, 12)
    assert notify(people, nominal, "periodic").days_late > 0


def test_a_removed_notification_is_owed_again(people: People, person: Nominal) -> None:
    row = notify(people, person, on=THEN + DAY)
    remove_notification(actor=people.offender_manager, notification=row)
    assert due(person, "notify_first") == THEN + 2 * DAY


def test_weekly_without_a_fixed_abode_yearly_again_with_a_home(people: People, person: Nominal) -> None:
    notified_before(people, person, TODAY - 2 * DAY)
    street = Address.objects.create(
        nominal=person, kind="no_fixed_abode", lines="Round the station", started_on=THEN - DAY
    )
    assert due(person, "notify_periodic") == TODAY + 5 * DAY
    Address.objects.filter(pk=street.pk).update(ended_on=TODAY)
    assert due(person, "notify_periodic") == months_after(TODAY - 2 * DAY, 12)


def test_a_new_home_is_owed_within_three_days_until_it_is_notified(people: People, person: Nominal) -> None:
    notified_before(people, person, THEN + DAY)
    home = Address.objects.create(nominal=person, kind="home", lines="5 New Row", started_on=TODAY - 2 * DAY)
    assert due(person, "notify_address") == TODAY
    assert Clock.objects.get(kind="notify_address").source_id == home.pk
    notify(people, person, "change_address", event_on=home.started_on)
    assert due(person, "notify_address") is None
    assert due(person, "notify_periodic") == months_after(TODAY, 12)


def test_a_change_on_record_is_owed_until_it_is_notified_or_withdrawn(people: People, person: Nominal) -> None:
    notified_before(people, person, THEN + DAY)
    by: dict[str, Any] = {"actor": people.offender_manager}
    change = record_change(**by, nominal=person, kind="bank", happened_on=TODAY - DAY)
    assert due(person, "notify_change") == TODAY + DAY
    withdraw_change(**by, change=change, because="No change at all")
    assert due(person, "notify_change") is None
    record_change(**by, nominal=person, kind="bank", happened_on=TODAY - DAY)
    notify(people, person, "bank", event_on=TODAY - DAY)
    assert due(person, "notify_change") is None


def test_release_is_owed_within_three_days(people: People, person: Nominal) -> None:
    notified_before(people, person, THEN)
    away(person, Whereabouts.PRISON, THEN + 5 * DAY, TODAY - DAY)
    assert due(person, "notify_release") == TODAY + DAY
    notify(people, person, "release", event_on=TODAY - DAY)
    assert due(person, "notify_release") is None


# --- journeys ---------------------------------------------------------------------------------------------------------


def journey(people: People, nominal: Nominal, departs_on: datetime.date, **more: Any) -> Any:
    values = {"destination": "Spain", "departs_on": departs_on, "returns_on": None, "note": ""} | more
    return record_journey(actor=people.offender_manager, nominal=nominal, values=values, notice=None)


def test_a_journey_is_owed_seven_days_before_and_the_return_three_days_after(people: People, person: Nominal) -> None:
    by: dict[str, Any] = {"actor": people.offender_manager}
    notice = Notice(TODAY, "PC Frontdesk", "Here")
    row = journey(people, person, TODAY + 10 * DAY)
    assert due(person, "notify_journey") == TODAY + 3 * DAY
    notify_journey(**by, journey=row, notice=notice)
    assert due(person, "notify_journey") is None
    assert due(person, "notify_return") is None
    back = journey(people, person, TODAY - 9 * DAY, returns_on=TODAY - 2 * DAY)
    assert due(person, "notify_return") == TODAY + DAY
    record_return(**by, journey=back, returned_on=TODAY - DAY, notice=None)
    assert due(person, "notify_return") == TODAY + 2 * DAY
    record_return(**by, journey=back, returned_on=TODAY - DAY, notice=notice)
    assert due(person, "notify_return") is None


def test_a_journey_corrected_or_its_notice_removed_keeps_log_and_clock_in_step(people: People, person: Nominal) -> None:
    by: dict[str, Any] = {"actor": people.offender_manager}
    row = notify_journey(
        **by, journey=journey(people, person, TODAY + 10 * DAY), notice=Notice(TODAY - DAY, "PC Frontdesk", "Here")
    )
    values = {"destination": "Spain", "departs_on": TODAY + 4 * DAY, "returns_on": None, "note": ""}
    change_journey(**by, journey=row, version=version_of(row), values=values)
    given = row.notifications.get()
    assert (given.event_on, given.due_on, given.days_late) == (TODAY + 4 * DAY, TODAY - 3 * DAY, 2)
    remove_notification(**by, notification=given)
    assert due(person, "notify_journey") == TODAY - 3 * DAY


# --- missed, and two at once ------------------------------------------------------------------------------------------


def test_a_missed_one_is_shown_as_missed_the_day_after_with_a_way_to_record_a_breach(people: People) -> None:
    nominal = make_newcomer(people)
    subject(nominal, TODAY - 2 * DAY, is_indefinite=True)
    client = client_of(people.offender_manager)
    page = client.get(address("notification", nominal))
    assert "Missed" not in text_of(page)
    nominal.notification_requirements.update(started_on=TODAY - 3 * DAY, relevant_date=TODAY - 3 * DAY)
    assert due(nominal, "notify_first") == TODAY - DAY
    page = client.get(address("notification", nominal))
    assert "Missed" in text_of(page)
    assert "1 day late" in text_of(page)
    assert f"{address('add_breach', nominal)}?of=notification" in page.content.decode()


def test_two_people_correcting_one_notification_lose_nothing(people: People, person: Nominal) -> None:
    row = notified_before(people, person, THEN)
    seen = version_of(row)
    values = {name: getattr(row, name) for name in FIELDS}
    given: dict[str, Any] = {"notification": row, "version": seen}
    change_notification(actor=people.colleague, **given, values=values | {"station": "There"})
    with pytest.raises(Overtaken):
        change_notification(actor=people.offender_manager, **given, values=values | {"station": "Elsewhere"})
    typed = {name: str(value or "") for name, value in values.items() if not name.endswith("_on")}
    data = typed | boxes("notified_on", THEN) | {"station": "Elsewhere", "version": str(seen)}
    client = client_of(people.offender_manager)
    page = client.post(address("change_notification", person, row.pk), data)
    assert page.status_code == 200
    assert "Elsewhere" in page.content.decode()
    assert "There" in text_of(page)
    row.refresh_from_db()
    assert row.station == "There"


def test_a_notification_is_recorded_from_its_page_and_the_duty_is_gone(people: People, person: Nominal) -> None:
    answer = send(
        people.offender_manager, person, "add_first_notification", notified_on=TODAY, officer="PC Frontdesk",
        station="Here", details="Everything as told.",
    )  # fmt: skip
    assert answer.status_code == 302
    assert not Clock.objects.filter(nominal=person, kind="notify_first").exists()
    text = text_of(client_of(people.panel_member).get(address("notification", people.nominal)))
    assert "Everything as told." not in text


@pytest.mark.parametrize("name", ["notification", "notifications", "add_notification", "add_journey"])
def test_another_agency_sees_none_of_it(people: People, person: Nominal, name: str) -> None:
    notified_before(people, person, THEN)
    for user in (people.stranger, people.outsider):
        assert client_of(user).get(address(name, person)).status_code == 404
