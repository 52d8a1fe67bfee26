"""What a data protection officer finds in the audit trail, and what stays out of their sight."""

import csv
import datetime
import io
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.audit import record
from agencies.choices import AgencyKind, AuditAction, AuditOutcome, Role
from agencies.evidence import events_about, in_words, refused_often
from agencies.models import AuditEvent, User
from agencies.teams import standard_team
from agencies.views import audit
from tests.agencies.signing_in import known
from tests.personas import AREA, OTHER_AREA, People, make_membership, make_team, make_user

pytestmark = pytest.mark.django_db

REFERENCE = "M-7QK4-9XTD"


@pytest.fixture
def officer(client: Client, people: People) -> Client:
    client.force_login(people.data_protection_officer)
    return client


def _did(actor: User | None, rule: str = "test", *, days_ago: int = 0, **event: Any) -> AuditEvent:
    """Store that somebody viewed something, some days ago."""
    at = timezone.now() - datetime.timedelta(days=days_ago)
    values = {"action": AuditAction.VIEW, "outcome": AuditOutcome.ALLOWED, "rule": rule, "actor": actor, "at": at}
    return AuditEvent.objects.create(**values | event)


def _rules(client: Client, **query: Any) -> list[str]:
    return [line.event.rule for line in client.get(reverse("agencies:audit"), query).context["lines"]]


def test_the_newest_is_shown_first_with_who_what_and_outcome(officer: Client, people: People) -> None:
    _did(people.offender_manager, "older", days_ago=1)
    _did(people.stranger, "newer", outcome=AuditOutcome.REFUSED)
    assert _rules(officer) == ["newer", "older"]
    page = officer.get(reverse("agencies:audit")).content.decode()
    assert people.stranger.full_name in page
    assert "Refused" in page


def test_what_people_of_other_areas_did_is_not_shown(officer: Client, people: People) -> None:
    _did(people.offender_manager, "here")
    _did(people.outsider, "elsewhere")
    _did(None, "nobody known")
    assert _rules(officer) == ["here"]
    assert _rules(officer, person=people.outsider.email) == []


def test_an_event_stays_with_the_area_in_which_its_actor_worked_that_day(people: People) -> None:
    today, here = timezone.localdate(), standard_team(AREA, AgencyKind.POLICE)
    mover = make_user()
    moved = today - datetime.timedelta(days=5)
    make_membership(mover, here, Role.OFFENDER_MANAGER, ended_on=moved)
    make_membership(mover, standard_team(OTHER_AREA, AgencyKind.POLICE), Role.OFFENDER_MANAGER, started_on=moved)
    for days_ago in (6, 5, 0):
        _did(mover, f"{days_ago} days ago", days_ago=days_ago)

    def of(area: str) -> set[str]:
        return set(AuditEvent.objects.of_areas([area]).filter(actor=mover).values_list("rule", flat=True))

    assert of(AREA) == {"6 days ago"}
    assert of(OTHER_AREA) == {"5 days ago", "0 days ago"}


def test_somebody_with_two_memberships_in_an_area_did_a_thing_once(officer: Client, people: People) -> None:
    make_membership(people.offender_manager, make_team("Second team"), Role.OFFENDER_MANAGER)
    _did(people.offender_manager, "once")
    assert _rules(officer) == ["once"]


def test_it_is_searched_by_person_reference_action_outcome_and_days(officer: Client, people: People) -> None:
    _did(people.offender_manager, "a view", subject_reference=REFERENCE, subject_type="nominal")
    _did(people.offender_manager, "on a list", action=AuditAction.LIST, shown=["M-1111-1111", REFERENCE])
    _did(people.stranger, "refused", outcome=AuditOutcome.REFUSED, subject_reference=REFERENCE)
    _did(people.stranger, "long ago", days_ago=100)
    assert _rules(officer, person="Strangerson") == ["refused"]
    assert _rules(officer, reference=REFERENCE.lower()) == ["refused", "on a list", "a view"]
    assert _rules(officer, action="list") == ["on a list"]
    assert _rules(officer, outcome="refused") == ["refused"]
    then = timezone.localdate(timezone.now() - datetime.timedelta(days=100))
    days = {"first": then.isoformat(), "last": then.isoformat()}
    assert _rules(officer, **days) == ["long ago"]


def test_without_a_first_day_a_month_is_searched(officer: Client, people: People) -> None:
    _did(people.offender_manager, "within", days_ago=29)
    _did(people.offender_manager, "before", days_ago=32)
    assert _rules(officer) == ["within"]


def test_a_question_that_makes_no_sense_is_said_so_and_answers_nothing(officer: Client, people: People) -> None:
    _did(people.offender_manager)
    context = officer.get(reverse("agencies:audit"), {"first": "2026-10-02", "last": "2026-10-01"}).context
    assert context["filters"].errors["last"] == ["The last day must be the same as or after the first"]
    assert context["lines"] == []


def test_a_long_trail_is_paged_by_25(officer: Client, people: People) -> None:
    for _number in range(30):
        _did(people.offender_manager)
    page = officer.get(reverse("agencies:audit"), {"page": 2}).context["page"]
    assert (len(page), page.paginator.count) == (5, 30)


def test_reading_the_trail_is_in_the_trail_with_its_terms(officer: Client, people: People) -> None:
    officer.get(reverse("agencies:audit"), {"reference": REFERENCE, "outcome": "refused"})
    event = AuditEvent.objects.get(subject_type="audit")
    assert (event.actor, event.action) == (people.data_protection_officer, AuditAction.SEARCH)
    assert event.detail == {"terms": {"reference": REFERENCE, "outcome": "refused"}, "count": 0}


@pytest.mark.parametrize("name", ["supervisor", "coordinator", "system_administrator", "superuser", "smb_member"])
def test_nobody_else_reads_the_trail_and_trying_is_in_it(client: Client, people: People, name: str) -> None:
    client.force_login(known(people, name))
    for page in ("audit", "audit_download", "refusals"):
        assert client.get(reverse(f"agencies:{page}")).status_code == 403
    refused = AuditEvent.objects.filter(actor=known(people, name), outcome=AuditOutcome.REFUSED)
    assert refused.count() == 3


def _download(client: Client, **query: Any) -> list[dict[str, str]]:
    answer = client.get(reverse("agencies:audit_download"), query)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_download_holds_what_the_page_shows(officer: Client, people: People) -> None:
    _did(people.offender_manager, "a view", subject_reference=REFERENCE, subject_type="nominal", address="10.0.0.1")
    _did(people.outsider, "elsewhere")
    (row,) = _download(officer)
    assert row["Who"] == people.offender_manager.full_name
    assert (row["About"], row["Rule"], row["Outcome"], row["Address"]) == (REFERENCE, "a view", "Allowed", "10.0.0.1")
    event = AuditEvent.objects.get(action=AuditAction.EXPORT)
    assert event.detail == {"terms": {}, "count": 1}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", " =1+1", "\t=1", "=cmd|' /C calc'!A0"])
def test_nothing_in_the_download_becomes_a_formula(officer: Client, people: People, text: str) -> None:
    dangerous = make_user(Role.OFFENDER_MANAGER, people.team, full_name=text)
    _did(dangerous, text)
    (row,) = _download(officer)
    assert row["Who"] == row["Rule"] == f"'{text}"


def test_a_download_that_is_too_large_is_refused_with_what_to_do(
    officer: Client, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "DOWNLOAD_LIMIT", 1)
    _did(people.offender_manager)
    _did(people.offender_manager)
    answer = officer.get(reverse("agencies:audit_download"), {"person": "offender"}, follow=True)
    assert "These are 2 events. Narrow the search to 1 or fewer." in answer.content.decode()
    assert answer.context["filters"].data["person"] == "offender"
    assert not AuditEvent.objects.filter(action=AuditAction.EXPORT, outcome=AuditOutcome.ALLOWED).exists()


def test_who_looked_at_a_nominal_counts_views_lists_and_searches(people: People) -> None:
    nominal = people.nominal
    viewed = _did(people.offender_manager, subject_id=nominal.pk, subject_reference=nominal.reference)
    listed = _did(people.colleague, action=AuditAction.LIST, shown=[nominal.reference, "M-1111-1111"])
    refused = _did(people.stranger, outcome=AuditOutcome.REFUSED, subject_id=nominal.pk)
    _did(people.stranger, subject_id=uuid.uuid4(), shown=["M-1111-1111"])
    found = events_about(nominal.pk, nominal.reference)
    assert list(found) == [refused, listed, viewed]


def test_who_was_refused_most_in_the_last_week_comes_first(officer: Client, people: People) -> None:
    for person, times, days_ago in ((people.stranger, 3, 1), (people.colleague, 1, 0), (people.supervisor, 9, 8)):
        for _time in range(times):
            _did(person, outcome=AuditOutcome.REFUSED, days_ago=days_ago)
    _did(people.outsider, outcome=AuditOutcome.REFUSED)
    context = officer.get(reverse("agencies:refusals")).context
    assert [(row["actor"], row["refusals"]) for row in context["page"]] == [
        (people.stranger.pk, 3),
        (people.colleague.pk, 1),
    ]


def test_a_row_of_refusals_leads_to_the_events_it_counts(officer: Client, people: People) -> None:
    for _time in range(3):
        _did(people.stranger, outcome=AuditOutcome.REFUSED, days_ago=6)
    _did(people.stranger)
    page = officer.get(reverse("agencies:refusals")).content.decode()
    since = timezone.localdate(timezone.now() - datetime.timedelta(days=audit.REFUSAL_DAYS)).isoformat()
    query = {"person": people.stranger.email, "outcome": "refused", "first": since}
    assert f"person={people.stranger.email}&amp;outcome=refused&amp;first={since}".replace("@", "%40") in page
    assert officer.get(reverse("agencies:audit"), query).context["page"].paginator.count == 3


def test_an_event_about_an_account_names_its_owner(people: People) -> None:
    record(AuditAction.ADMINISTER, rule="switched off", subject=people.colleague, subject_type="account")
    (line,) = in_words(AuditEvent.objects.all())
    assert line.about == people.colleague.full_name
    assert line.who == "Nobody known"


def test_a_long_list_is_named_by_its_first_five(people: People) -> None:
    _did(people.colleague, shown=[f"M-{number}" for number in range(8)])
    (line,) = in_words(AuditEvent.objects.all())
    assert line.about == "M-0, M-1, M-2, M-3, M-4, 3 more"


def test_the_terms_of_a_search_are_put_in_words(people: People) -> None:
    _did(people.colleague, detail={"terms": {"name": "thistle", "area": ""}, "count": 0})
    (line,) = in_words(AuditEvent.objects.all())
    assert line.terms == "name: thistle; count: 0"


def test_refusals_are_counted_for_the_areas_asked_for_only(people: People) -> None:
    _did(people.outsider, outcome=AuditOutcome.REFUSED)
    week_ago = timezone.now() - datetime.timedelta(days=7)
    assert not refused_often([AREA], week_ago)
    assert len(refused_often([OTHER_AREA], week_ago)) == 1
