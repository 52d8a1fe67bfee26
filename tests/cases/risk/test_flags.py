"""Flags: on the banner of every page, three of them in lists, their notes nowhere but where they are kept."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Flag
from cases.rules.age import age_on, comes_of_age_on
from cases.services.flags import end_flag, set_flag
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.cases.risk.asking_pages import DAY, opened, page_of, sent_back, tab_of
from tests.personas import LONG_AGO, People, make_nominal

pytestmark = pytest.mark.django_db
NOTE = "Keeps a machete behind the door."


def flag(people: People, kind: str = "staff_safety", since: datetime.date | None = None) -> Flag:
    return set_flag(
        actor=people.offender_manager, nominal=people.nominal, kind=kind, started_on=since or LONG_AGO, note=NOTE
    )


def test_a_flag_is_set_in_two_clicks_and_stands_on_the_banner_of_every_page(people: People) -> None:
    client = client_of(people.offender_manager)
    address = page_of(people.nominal, "set_flag", kind="staff_safety")
    assert address in client.get(page_of(people.nominal, "risk")).content.decode()
    assert client.post(address, sent_back(opened(client, address))).status_code == 302
    for name in ("nominal", "law", "timeline", "record_visit", "edit"):
        assert "Risk to staff" in text_of(client.get(page_of(people.nominal, name)))


def test_a_flag_is_ended_in_two_clicks_and_goes_from_the_banner(people: People) -> None:
    row = flag(people)
    client = client_of(people.colleague)
    address = page_of(people.nominal, "end_flag", part=row.pk)
    assert address in client.get(page_of(people.nominal, "risk")).content.decode()
    client.post(address, sent_back(opened(client, address)), follow=True)
    assert "Risk to staff" not in text_of(client.get(page_of(people.nominal, "nominal")))
    assert "Flags that ended" in tab_of(client, people.nominal)


def test_how_long_somebody_is_wanted_or_missing_is_said(people: People) -> None:
    flag(people, "missing", datetime.date(2026, 5, 3))
    text = text_of(client_of(people.panel_member).get(page_of(people.nominal, "nominal")))
    assert "Missing since 3 May 2026" in text


def test_lists_show_what_one_must_know_before_knocking_and_no_note(people: People) -> None:
    flag(people, "wanted", datetime.date(2026, 5, 3))
    flag(people)
    flag(people, "cppc")
    client = client_of(people.offender_manager)
    listed = text_of(client.get(reverse("cases:nominals") + "?filtered=1"))
    assert "Risk to staff Wanted since 3 May 2026" in listed
    assert "Critical Public Protection Case" not in listed.split("Thistlewick", 1)[1]
    found = text_of(client.post(reverse("cases:search"), {"text": "Thistlewick"}, follow=True))
    assert "Risk to staff" in found
    overview = text_of(client.get(page_of(people.nominal, "nominal")))
    assert "Critical Public Protection Case" in overview
    for text in (listed, found, overview):
        assert NOTE not in text
    assert NOTE in tab_of(client, people.nominal)


def test_a_list_asks_as_often_for_thirty_flags_as_for_three(people: People) -> None:
    client, counts = client_of(people.offender_manager), []
    client.get(reverse("cases:nominals") + "?filtered=1")
    for more in (3, 17):
        for _row in range(more):
            nominal = make_nominal(people.team)
            Flag.objects.create(nominal=nominal, kind="wanted", started_on=LONG_AGO)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("cases:nominals") + "?filtered=1")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_flag_set_already_is_not_set_twice(people: People) -> None:
    flag(people, "wanted")
    client = client_of(people.colleague)
    address = page_of(people.nominal, "set_flag", kind="wanted")
    answer = client.post(address, sent_back(opened(client, address), note="What I typed."))
    assert "“Wanted” is set already" in errors_of(answer)[0]
    assert "What I typed." in answer.content.decode()


def test_a_flag_set_and_ended_on_one_day_leaves_only_its_history(people: People) -> None:
    row = flag(people, "missing", timezone.localdate())
    end_flag(actor=people.colleague, flag=row, ended_on=timezone.localdate())
    assert not Flag.objects.exists()
    text = text_of(client_of(people.colleague).get(page_of(people.nominal, "changes")))
    assert "Flag Removed" in text


def test_a_flag_does_not_begin_before_it_ended_last(people: People) -> None:
    row = flag(people, "missing")
    end_flag(actor=people.colleague, flag=row, ended_on=datetime.date(2026, 5, 3))
    client = client_of(people.colleague)
    address = page_of(people.nominal, "set_flag", kind="missing")
    answer = client.post(address, boxes("started_on", datetime.date(2026, 5, 2)))
    assert "was set until 3 May 2026" in errors_of(answer)[0]
    assert client.post(address, boxes("started_on", datetime.date(2026, 5, 3))).status_code == 302


def test_somebody_under_18_carries_the_day_they_become_18(people: People) -> None:
    born = timezone.localdate() - 365 * 16 * DAY
    people.nominal.date_of_birth = born
    people.nominal.save()
    client = client_of(people.panel_member)
    day = comes_of_age_on(born)
    text = text_of(client.get(page_of(people.nominal, "nominal")))
    assert f"Under 18 until {day.day} " in text
    assert "Becomes 18 on" in tab_of(client, people.nominal)
    people.nominal.date_of_birth = timezone.localdate() - 365 * 19 * DAY
    people.nominal.save()
    assert "Under 18" not in text_of(client.get(page_of(people.nominal, "nominal")))


@pytest.mark.parametrize("born", [datetime.date(2008, 2, 29), datetime.date(2008, 3, 1), datetime.date(2010, 12, 31)])
def test_the_day_of_coming_of_age_agrees_with_the_age(born: datetime.date) -> None:
    day = comes_of_age_on(born)
    assert (age_on(born, day), age_on(born, day - DAY)) == (18, 17)


def test_there_is_no_flag_of_another_name(people: People) -> None:
    client = client_of(people.offender_manager)
    assert client.get(page_of(people.nominal, "set_flag", kind="dangerous")).status_code == 404


def test_a_flag_of_somebody_out_of_reach_does_not_exist(people: People) -> None:
    row = Flag.objects.create(nominal=people.strangers_nominal, kind="wanted", started_on=LONG_AGO)
    client = client_of(people.offender_manager)
    assert client.get(page_of(people.nominal, "end_flag", part=row.pk)).status_code == 404
    assert client.get(page_of(people.strangers_nominal, "set_flag", kind="wanted")).status_code == 404
