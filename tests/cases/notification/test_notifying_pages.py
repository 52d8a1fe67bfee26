"""Recording what was notified: from the worklist to the log, corrected by two, late for good, journeys and changes."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.choices import NotificationKind, RescreenTrigger
from cases.clocks import refresh
from cases.models import (
    Address,
    ChangeToNotify,
    Clock,
    ForeignTravel,
    Nominal,
    Notification,
    NotificationRequirement,
    RescreenPrompt,
)
from cases.services.person import change_person
from tests.cases.filling import boxes, text_of
from tests.personas import People

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
K = NotificationKind


def ago(days: int) -> datetime.date:
    return timezone.localdate() - days * DAY


@pytest.fixture
def nominal(people: People) -> Nominal:
    """Subject to notification for 300 days."""
    NotificationRequirement.objects.create(
        nominal=people.nominal, source="disposal", relevant_date=ago(300), started_on=ago(300)
    )
    refresh([people.nominal.pk])
    return people.nominal


@pytest.fixture
def browser(people: People) -> Client:
    client = Client()
    client.force_login(people.offender_manager)
    return client


def page_of(nominal: Nominal, name: str, *parts: Any) -> str:
    return reverse(f"cases:{name}", args=[nominal.pk, *parts])


def notice(day: datetime.date, **more: Any) -> dict[str, str]:
    where = {"officer": "PC Stationhouse", "station": "Bearland"}
    return {**where, "details": "As before", **boxes("notified_on", day), **more}


def test_a_missed_one_stands_on_the_tab_and_the_worklist_whose_link_opens_the_form_with_its_kind(
    nominal: Nominal, browser: Client
) -> None:
    tab = browser.get(page_of(nominal, "notification"))
    assert "Missed" in text_of(tab)
    assert "298 days late" in text_of(tab)
    address = page_of(nominal, "add_first_notification")
    assert address in tab.text
    assert address in browser.get(reverse("cases:worklist")).text
    form = browser.get(address)
    assert "Record: First notification" in text_of(form)
    assert 'name="kind"' not in form.text
    assert browser.post(address, notice(ago(0))).status_code == 302
    given = Notification.objects.get()
    assert (given.kind, given.due_on, given.days_late) == (K.INITIAL, ago(298), 298)
    assert "298 days late" in text_of(browser.get(page_of(nominal, "notification")))
    assert not Clock.objects.filter(nominal=nominal, kind="notify_first").exists()


def test_the_yearly_form_asks_for_the_weekly_one_where_there_is_no_home(nominal: Nominal, browser: Client) -> None:
    Address.objects.create(nominal=nominal, kind="no_fixed_abode", lines="Bridge", started_on=ago(10))
    assert "Weekly notification" in text_of(browser.get(page_of(nominal, "add_periodic_notification")))
    Address.objects.create(nominal=nominal, kind="approved_premises", lines="House", started_on=ago(1))
    assert "Yearly notification" in text_of(browser.get(page_of(nominal, "add_periodic_notification")))


def test_a_change_needs_its_day_and_nothing_typed_is_lost(nominal: Nominal, browser: Client) -> None:
    answer = browser.post(page_of(nominal, "add_notification"), notice(ago(1), kind="bank", details="A new card"))
    assert "Enter the day of what was notified." in text_of(answer)
    assert "A new card" in text_of(answer)
    assert not Notification.objects.exists()


def test_a_new_home_notified_late_is_late_for_good_and_asks_for_the_level_again(
    nominal: Nominal, browser: Client
) -> None:
    home = Address.objects.create(nominal=nominal, kind="home", lines="5 New Row", started_on=ago(10))
    form = browser.get(page_of(nominal, "add_address_notification", home.pk))
    assert "5 New Row" in text_of(form)
    sent = notice(ago(2), **boxes("event_on", ago(10)))
    assert browser.post(page_of(nominal, "add_address_notification", home.pk), sent).status_code == 302
    assert Notification.objects.get().days_late == 6
    assert RescreenPrompt.objects.get().trigger == RescreenTrigger.ADDRESS_CHANGE


def test_two_people_correcting_one_notification_are_told_of_each_other(
    nominal: Nominal, browser: Client, people: People
) -> None:
    browser.post(page_of(nominal, "add_first_notification"), notice(ago(5)))
    row = Notification.objects.get()
    address = page_of(nominal, "change_notification", row.pk)
    second = Client()
    second.force_login(people.colleague)
    drawn = second.get(address).context["form"]["version"].value()
    sent = notice(ago(5), kind="initial", version=str(drawn))
    assert browser.post(address, {**sent, "officer": "DC Frontdesk"}).status_code == 302
    answer = second.post(address, {**sent, "details": "Everything, and a passport"})
    assert "while you had it open" in text_of(answer)
    assert "Everything, and a passport" in answer.text
    row.refresh_from_db()
    assert (row.officer, row.details) == ("DC Frontdesk", "As before")


def test_a_removed_notification_is_owed_again(nominal: Nominal, browser: Client) -> None:
    browser.post(page_of(nominal, "add_first_notification"), notice(ago(5)))
    row = Notification.objects.get()
    assert browser.post(page_of(nominal, "remove_notification", row.pk)).status_code == 302
    assert Clock.objects.filter(nominal=nominal, kind="notify_first").exists()


def test_a_new_name_in_the_record_is_owed_and_can_be_a_correction_only(
    nominal: Nominal, browser: Client, people: People
) -> None:
    nominal.refresh_from_db()
    change_person(
        actor=people.offender_manager, nominal=nominal, version=nominal.version, values={"family_name": "Thistlewicke"}
    )
    change = ChangeToNotify.objects.get()
    assert Clock.objects.get(nominal=nominal, kind="notify_change").due_on == ago(-2)
    address = page_of(nominal, "withdraw_change_to_notify", change.pk)
    assert address in browser.get(page_of(nominal, "notification")).text
    assert browser.post(address, {"because": "Spelt right"}).status_code == 302
    assert not Clock.objects.filter(nominal=nominal, kind="notify_change").exists()


def test_somebody_not_subject_owes_no_new_name(people: People) -> None:
    people.nominal.refresh_from_db()
    change_person(
        actor=people.offender_manager, nominal=people.nominal, version=people.nominal.version,
        values={"family_name": "Other"},
    )  # fmt: skip
    assert not ChangeToNotify.objects.exists()


def test_a_change_heard_of_is_put_on_record_and_answered_from_the_tab(nominal: Nominal, browser: Client) -> None:
    sent = {"kind": "passport", "note": "Seen at a visit", **boxes("happened_on", ago(1))}
    assert browser.post(page_of(nominal, "add_change_to_notify"), sent).status_code == 302
    change = ChangeToNotify.objects.get()
    address = page_of(nominal, "add_change_notification", change.pk)
    assert address in browser.get(page_of(nominal, "notification")).text
    assert browser.post(address, notice(ago(0), **boxes("event_on", ago(1)))).status_code == 302
    assert not Clock.objects.filter(nominal=nominal, kind="notify_change").exists()
    assert Notification.objects.get().days_late == -1


def test_a_journey_notified_too_late_is_flagged_and_the_return_goes_into_the_log(
    nominal: Nominal, browser: Client
) -> None:
    sent = {
        "destination": "Spain", **boxes("departs_on", ago(8)), **boxes("returns_on", ago(2)),
        **boxes("notified_on", ago(10)), "officer": "PC Stationhouse", "station": "Bearland",
    }  # fmt: skip
    assert browser.post(page_of(nominal, "add_journey"), sent).status_code == 302
    journey = ForeignTravel.objects.get()
    assert "Less than 7 days before" in text_of(browser.get(page_of(nominal, "notification")))
    back = page_of(nominal, "notify_return", journey.pk)
    incomplete = browser.post(back, {**boxes("returned_on", ago(2)), **boxes("notified_on", ago(1))})
    assert "Enter the officer who took the notification" in text_of(incomplete)
    filled = {**boxes("returned_on", ago(2)), **boxes("notified_on", ago(1)), "officer": "PC", "station": "B"}
    assert browser.post(back, filled).status_code == 302
    kinds = list(Notification.objects.order_by("notified_on").values_list("kind", "journey"))
    assert kinds == [(K.TRAVEL_OUT, journey.pk), (K.TRAVEL_RETURN, journey.pk)]
    assert not Clock.objects.filter(nominal=nominal, kind="notify_return").exists()


def test_nobody_comes_back_before_leaving(nominal: Nominal, browser: Client) -> None:
    sent = {"destination": "Spain", **boxes("departs_on", ago(8)), **boxes("returns_on", ago(9))}
    assert "Somebody comes back after leaving." in text_of(browser.post(page_of(nominal, "add_journey"), sent))
    assert not ForeignTravel.objects.exists()


def test_the_log_has_a_page_of_its_own_and_the_history_shows_what_was_notified(
    nominal: Nominal, browser: Client
) -> None:
    browser.post(page_of(nominal, "add_first_notification"), notice(ago(5)))
    assert "PC Stationhouse" in text_of(browser.get(page_of(nominal, "notifications")))
    assert "Notified: First notification" in text_of(browser.get(page_of(nominal, "timeline")))
    assert "PC Stationhouse" in text_of(browser.get(page_of(nominal, "changes")))


def test_the_tab_says_what_the_law_will_bring_and_counts_none_of_it(nominal: Nominal, browser: Client) -> None:
    said = text_of(browser.get(page_of(nominal, "notification")))
    assert "Changes of the law that are not in force" in said
    assert "A change of name is to be notified 7 days before it" in said
