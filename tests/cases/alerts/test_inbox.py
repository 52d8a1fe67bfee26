"""Somebody's own alerts: in words, through the door, read when opened; and the daily email without any content."""

import datetime
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from agencies.choices import Role
from agencies.models import AuditEvent, User
from cases import alert_words
from cases.alert_words import spoken
from cases.choices import AlertKind, LimitReason
from cases.clocks import refresh
from cases.inbox import alerts_of, to_email, unread
from cases.models import Alert, DigestChoice, Exclusion, Order
from cases.services.alerts import tell
from cases.services.clock_alerts import tell_of_clocks
from cases.tasks import send_batch_of_emails, send_daily_emails
from tests.asking import client_of
from tests.cases.filling import text_of
from tests.personas import LONG_AGO, People, allocate, make_nominal, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LIST = reverse("cases:alerts")


def alert(people: People, kind: str = AlertKind.RECALLED, user: User | None = None, **facts: Any) -> Alert:
    tell([user or people.offender_manager], AlertKind(kind), people.nominal, **facts)
    return Alert.objects.order_by("-made_at")[0]


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", AlertKind.values)
def test_every_kind_has_words_and_a_place(people: People, kind: str) -> None:
    with_person = spoken(alert(people, kind))
    assert with_person.text
    assert with_person.name == "Thistlewick, Barnaby"
    tell([people.offender_manager], AlertKind(kind))
    about_nobody = spoken(Alert.objects.get(nominal=None))
    told = people.coordinator if "transfer" in kind else people.offender_manager  # offers are answered by units
    for one in (with_person, about_nobody):
        response = client_of(told).get(one.href, follow=True)
        assert response.status_code == 200, one.href


def test_a_clock_is_named_with_its_day(people: People) -> None:
    facts: dict[str, Any] = {"clock": "order_end", "due_on": "2026-03-27", "source": str(people.nominal.pk)}
    words = [spoken(alert(people, kind, **facts)).text for kind in ("clock_due", "clock_missed", "clock_escalated")]
    assert words == [
        "An order ends: consider renewing it. Due on 27 March 2026",
        "An order ends: consider renewing it. Overdue: it was due on 27 March 2026",
        "An order ends: consider renewing it. Overdue since 27 March 2026 and passed to you",
    ]


def test_people_allocated_are_counted(people: People) -> None:
    assert spoken(alert(people, "allocated", count=1)).text == "1 person was allocated to you"
    assert spoken(alert(people, "allocated", count=12)).text == "12 people were allocated to you"
    assert spoken(alert(people, "reallocated", count=1)).text == "A person you managed was allocated to a colleague"
    assert spoken(alert(people, "reallocated", count=3)).text == "3 people you managed were allocated to a colleague"


def test_whoever_tells_may_name_the_day_and_the_place(people: People) -> None:
    found = spoken(alert(people, "recalled", on="2026-03-27", route="cases:notification"))
    assert found.text == "A person was recalled to custody, 27 March 2026"
    assert found.href == reverse("cases:notification", args=[people.nominal.pk])
    part = str(people.nominal.pk)
    assert spoken(alert(people, route="cases:change_offence", part=part)).href.endswith(f"/law/offences/{part}/")


def test_a_row_that_the_facts_name_has_its_page(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alert_words, "_ROWS", {"gone": "cases:gone", "offence": "cases:change_offence"})
    key = str(people.nominal.pk)
    found = spoken(alert(people, "released", gone=key, offence=key, started_on="2026-03-27"))
    assert found.href.endswith(f"/law/offences/{key}/")
    assert found.text == "A person was released, 27 March 2026"


def test_a_place_that_is_no_more_leads_to_the_record(people: People) -> None:
    assert spoken(alert(people, "file_ready", route="cases:gone")).href == people.nominal.get_absolute_url()
    assert spoken(alert(people, "clock_due", clock="gone")).href == people.nominal.get_absolute_url()


def test_a_subject_gives_its_kind_words_of_its_own(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    for table in ("_SENTENCES", "_PLACES"):
        monkeypatch.setattr(alert_words, table, dict(getattr(alert_words, table)))
    alert_words.register(AlertKind.RELEASED, lambda one: f"Free since {one.facts['on']}", "cases:notification")
    found = spoken(alert(people, "released", on="today"))
    assert found.text == "Free since today"
    assert found.href == reverse("cases:notification", args=[people.nominal.pk])


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_unread_stand_first_and_are_counted_in_the_menu(people: People) -> None:
    first, second = alert(people, "released"), alert(people, "recalled")
    Alert.objects.filter(pk=second.pk).update(read_at=timezone.now())
    response = client_of(people.offender_manager).get(LIST)
    assert [one.alert.pk for one in response.context["alerts"]] == [first.pk, second.pk]
    assert {item["text"]: item["count"] for item in response.context["navigation"]}["Alerts"] == 1
    assert AuditEvent.objects.get(route="cases:alerts").shown == [people.nominal.reference] * 2


def test_nobody_reads_the_alerts_of_another(people: People) -> None:
    mine = alert(people)
    assert "Thistlewick" not in text_of(client_of(people.colleague).get(LIST))
    for name in ("open_alert", "mark_alert_read"):
        address = reverse(f"cases:{name}", args=[mine.pk])
        client = client_of(people.colleague)
        assert (client.get if name == "open_alert" else client.post)(address).status_code == 404
    assert not Alert.objects.get().read_at
    assert AuditEvent.objects.filter(outcome="refused", subject_type="alert").count() == 2


def test_an_alert_about_somebody_one_may_no_longer_see_is_neither_shown_nor_counted(people: People) -> None:
    mine = alert(people)
    tell([people.offender_manager], AlertKind.ALLOCATED, count=2)
    Exclusion.objects.create(
        nominal=people.nominal, user=people.offender_manager, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    response = client_of(people.offender_manager).get(LIST)
    assert "Thistlewick" not in response.content.decode()
    assert response.context["unread"] == 1
    address = reverse("cases:open_alert", args=[mine.pk])
    assert client_of(people.offender_manager).get(address).status_code == 404
    assert list(to_email(User.objects.get(pk=people.offender_manager.pk)).values()) == [1]


def test_somebody_who_left_the_team_reads_nothing(people: People) -> None:
    alert(people, user=people.leaver)
    tell([people.leaver], AlertKind.FILE_READY)
    assert not alerts_of(people.leaver)


def test_opening_an_alert_leads_to_its_place_and_reads_it(people: People) -> None:
    mine = alert(people, "order_changed")
    response = client_of(people.offender_manager).get(reverse("cases:open_alert", args=[mine.pk]))
    assert response.headers["Location"] == reverse("cases:law", args=[people.nominal.pk])
    assert not unread(people.offender_manager).exists()


def test_alerts_are_marked_as_read_one_by_one_or_all(people: People) -> None:
    alerts = [alert(people) for _number in range(3)]
    client = client_of(people.offender_manager)
    client.post(reverse("cases:mark_alert_read", args=[alerts[0].pk]))
    assert unread(people.offender_manager).count() == 2
    response = client.post(reverse("cases:mark_all_alerts_read"), follow=True)
    assert "2 alerts marked as read." in text_of(response)
    assert "You have read everything." in text_of(response)


@pytest.mark.parametrize(
    ("asked", "number"), [({"kind": "recalled"}, 1), ({"read": "unread"}, 2), ({"read": "read"}, 0)]
)
def test_a_filter_narrows_the_alerts(people: People, asked: dict[str, str], number: int) -> None:
    alert(people, "recalled")
    alert(people, "released")
    assert client_of(people.offender_manager).get(LIST, asked).context["page"].paginator.count == number


# --- email ------------------------------------------------------------------------------------------------------------


def test_one_email_tells_how_many_of_each_kind_and_nothing_of_anybody(people: People) -> None:
    alert(people, "recalled")
    alert(people, "recalled")
    alert(people, "allocated", count=4)
    send_daily_emails()
    (letter,) = mail.outbox
    assert letter.to == [people.offender_manager.email]
    assert "A person was recalled to custody: 2" in letter.body
    assert f"http://127.0.0.1:8000{LIST}" in letter.body
    telltales = ("Thistlewick", "Barnaby", people.nominal.reference, str(people.nominal.pk), "Level")
    assert not [word for word in telltales if word in f"{letter.body} {letter.subject}"]


def test_it_comes_once_a_day_and_only_with_something_new(people: People) -> None:
    alert(people)
    send_daily_emails()
    alert(people, "released")
    send_daily_emails()
    assert len(mail.outbox) == 1
    Alert.objects.filter(emailed_at__isnull=False).update(emailed_at=timezone.now() - DAY)
    send_daily_emails()
    assert len(mail.outbox) == 2
    assert "A person was released: 1" in mail.outbox[1].body
    assert "recalled" not in mail.outbox[1].body
    Alert.objects.update(emailed_at=timezone.now() - DAY)
    send_daily_emails()
    assert len(mail.outbox) == 2


def test_read_alerts_and_declined_kinds_send_nothing(people: People) -> None:
    alert(people, "recalled")
    mine = alert(people, "released")
    DigestChoice.objects.create(user=people.offender_manager, kind="recalled")
    Alert.objects.filter(pk=mine.pk).update(read_at=timezone.now())
    send_daily_emails()
    assert not mail.outbox


def test_somebody_switched_off_gets_no_email(people: People) -> None:
    alert(people, user=people.inactive)
    send_daily_emails()
    send_batch_of_emails([str(people.inactive.pk)])
    assert not mail.outbox


def test_an_email_that_fails_stops_no_other_and_is_tried_again(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    for user in (people.offender_manager, people.colleague):
        alert(people, user=user)

    def fail_for_one(self: Any, messages: Any) -> int:
        if messages[0].to == [people.offender_manager.email]:
            raise smtplib.SMTPException
        return original(self, messages)

    original = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", fail_for_one)
    send_daily_emails()
    assert [letter.to for letter in mail.outbox] == [[people.colleague.email]]
    monkeypatch.undo()
    send_daily_emails()
    assert [letter.to[0] for letter in mail.outbox] == [people.colleague.email, people.offender_manager.email]


def test_many_people_are_handed_out_in_batches(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.services.digests.BATCH", 2)
    users = [make_user(Role.OFFENDER_MANAGER, people.team) for _number in range(5)]
    tell(users, AlertKind.ALLOCATED, count=1)
    assert send_daily_emails() == 3
    assert len(mail.outbox) == 5


def test_choices_are_kept_and_shown_again(people: People) -> None:
    client, address = client_of(people.offender_manager), reverse("cases:email_choices")
    assert client.get(address).content.decode().count(" checked") == len(AlertKind)
    client.post(address, {"kinds": ["recalled", "clock_missed"]})
    assert DigestChoice.objects.count() == len(AlertKind) - 2
    assert client.get(address).content.decode().count(" checked") == 2
    client.post(address, {})
    assert DigestChoice.objects.count() == len(AlertKind)
    client.post(address, {"kinds": AlertKind.values})
    assert not DigestChoice.objects.exists()


def test_from_a_clock_to_the_page_that_deals_with_it(people: People) -> None:
    """The whole way: an order nears its end, the night tells the manager, who opens the alert."""
    other = make_nominal(people.team)
    for nominal in (people.nominal, other):
        allocate(nominal, people.offender_manager)
    order = Order.objects.create(nominal=other, order_type="shpo", made_on=LONG_AGO, ends_on=TODAY + 9 * DAY)
    refresh()
    tell_of_clocks()
    client = client_of(people.offender_manager)
    (one,) = client.get(LIST).context["alerts"]
    assert one.reference == other.reference
    response = client.get(reverse("cases:open_alert", args=[one.alert.pk]), follow=True)
    assert response.redirect_chain[0][0] == reverse("cases:order", args=[other.pk, order.pk])
