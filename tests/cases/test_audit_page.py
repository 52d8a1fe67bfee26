"""Who looked: shown to supervisors, the co-ordinator and the data protection officer, and itself recorded."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import AuditEvent
from cases.models import Exclusion
from tests.asking import client_of
from tests.cases.filling import text_of
from tests.personas import People

pytestmark = pytest.mark.django_db


def who_looked(user: Any, people: People, **asked: Any) -> Any:
    return client_of(user).get(reverse("cases:audit", args=[people.nominal.pk]), asked)


def shown(response: Any) -> list[tuple[str, str, str]]:
    events = [row["event"] for row in response.context["rows"]]
    return [(str(event.actor), event.action, event.outcome) for event in events]


@pytest.fixture
def looked(people: People) -> People:
    """Somebody opened the record, somebody listed it, somebody was refused it."""
    client_of(people.offender_manager).get(people.nominal.get_absolute_url())
    client_of(people.panel_member).get(reverse("cases:nominals"), {"filtered": "1"})
    client_of(people.stranger).get(people.nominal.get_absolute_url())
    return people


def test_views_lists_and_refusals_are_shown_newest_first(looked: People) -> None:
    assert shown(who_looked(looked.supervisor, looked)) == [
        ("Strangerson", "view", "refused"),
        ("Panel Memberson", "list", "allowed"),
        ("Offender Managerson", "view", "allowed"),
    ]


def test_the_page_says_why_in_words(looked: People) -> None:
    text = text_of(who_looked(looked.coordinator, looked))
    assert "No team of theirs has access" in text
    assert "The team leads" in text


def test_reading_it_is_recorded(looked: People) -> None:
    who_looked(looked.supervisor, looked)
    event = AuditEvent.objects.filter(actor=looked.supervisor).get()
    assert (event.action, event.subject_id, event.route) == ("view", looked.nominal.pk, "cases:audit")


def test_the_data_protection_officer_reads_it_without_a_name(looked: People) -> None:
    response = who_looked(looked.data_protection_officer, looked)
    assert response.status_code == 200
    text = response.content.decode()
    assert looked.nominal.reference in text
    assert "Strangerson" in text
    for word in ("Thistlewick", "Barnaby", "1980", "2001/0012345A"):
        assert word not in text
    assert client_of(looked.data_protection_officer).get(looked.nominal.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("persona", "status"),
    [("offender_manager", 403), ("panel_member", 403), ("administrator", 403), ("stranger", 404), ("outsider", 404),
     ("system_administrator", 404), ("superuser", 404), ("smb_member", 404)],
)  # fmt: skip
def test_nobody_else_reads_it(people: People, persona: str, status: int) -> None:
    assert who_looked(people[persona], people).status_code == status


def test_an_excluded_supervisor_does_not_read_it(people: People) -> None:
    Exclusion.objects.create(
        nominal=people.nominal, user=people.supervisor, reason="knows_person", started_on=timezone.localdate()
    )
    assert who_looked(people.supervisor, people).status_code == 404


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"outcome": "refused"}, ["Strangerson"]),
        ({"person": "panel member"}, ["Panel Memberson"]),
        ({"person": "offender-manager@"}, ["Offender Managerson"]),
        ({"first": "2101-01-01"}, []),
        ({"last": "2001-01-01"}, []),
    ],
)
def test_it_can_be_narrowed(looked: People, asked: dict[str, str], names: list[str]) -> None:
    assert [row[0] for row in shown(who_looked(looked.supervisor, looked, **asked))] == names


def test_days_the_wrong_way_round_are_told(looked: People) -> None:
    response = who_looked(looked.supervisor, looked, first="2026-02-02", last="2026-01-01")
    assert "The last day must be the same as or after the first" in text_of(response)
    assert shown(response) == []


def test_what_others_typed_into_a_search_is_not_shown(people: People) -> None:
    client_of(people.offender_manager).post(
        reverse("cases:search"), {"text": "Thistlewick Barnaby rumour"}, follow=True
    )
    response = who_looked(people.data_protection_officer, people)
    assert "search" in [row[1] for row in shown(response)]
    assert "rumour" not in response.content.decode()


def test_a_long_trail_is_paged_and_asks_as_many_questions_as_a_short_one(people: People) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as questions:
            who_looked(people.coordinator, people)
        return len(questions)

    who_looked(people.coordinator, people)
    few = count()
    for _number in range(40):
        record(AuditAction.VIEW, rule="leads", actor=people.offender_manager, subject=people.nominal)
    assert count() == few
    response = who_looked(people.coordinator, people)
    assert len(shown(response)) == 25
    assert response.context["page"].paginator.count == 43
    assert datetime.datetime.now(datetime.UTC) > AuditEvent.objects.latest("at").at
