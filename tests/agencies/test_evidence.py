"""The request's transaction and its evidence: written with the work, kept when the work is undone, never missing."""

import logging

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from agencies.audit import Collector, collecting, record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import AuditEvent, ReportingUnit
from agencies.querysets import AuditEventQuerySet
from tests.agencies.routes import WORK
from tests.personas import make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.agencies.routes")]


@pytest.fixture
def signed_in() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_user())
    return client


def _was_worked() -> bool:
    return ReportingUnit.objects.filter(name=WORK).exists()


def test_an_event_names_who_where_how_and_in_which_request(signed_in: Client) -> None:
    signed_in.get("/test/evident/", REMOTE_ADDR="10.1.2.3")
    event = AuditEvent.objects.get()
    assert event.actor is not None
    assert (event.route, event.method, event.address) == ("test_evident", "GET", "10.1.2.3")
    assert event.request_id is not None
    assert _was_worked()


def test_behind_the_proxy_an_event_has_the_visitors_address_as_the_proxy_saw_it(
    signed_in: Client, settings: Settings
) -> None:
    settings.BEHIND_TLS_PROXY = True
    forwarded = {"x-forwarded-for": "10.9.9.9, 192.0.2.7"}
    signed_in.get("/test/evident/", headers=forwarded, REMOTE_ADDR="172.16.0.1")
    assert AuditEvent.objects.get().address == "192.0.2.7"


def test_without_a_proxy_nobody_chooses_their_address(signed_in: Client, settings: Settings) -> None:
    settings.BEHIND_TLS_PROXY = False
    signed_in.get("/test/evident/", headers={"x-forwarded-for": "192.0.2.7"}, REMOTE_ADDR="172.16.0.1")
    assert AuditEvent.objects.get().address == "172.16.0.1"


def test_what_is_no_address_is_none(signed_in: Client) -> None:
    signed_in.get("/test/evident/", REMOTE_ADDR="unix:")
    assert AuditEvent.objects.get().address is None


def test_a_page_that_leaves_no_evidence_is_not_shown(signed_in: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = signed_in.get("/test/silent/")
    assert answer.status_code == 500
    assert b"somebody" not in answer.content
    assert "no evidence for test_silent" in caplog.text


def test_an_interface_that_leaves_no_evidence_is_not_answered_whatever_status_it_chose(signed_in: Client) -> None:
    answer = signed_in.get("/test/api/silent/")
    assert answer.status_code == 500
    assert b"somebody" not in answer.content


def test_a_page_marked_as_holding_no_case_data_needs_no_evidence(signed_in: Client) -> None:
    assert signed_in.get("/test/marked/").status_code == 200
    assert not AuditEvent.objects.exists()


def test_somebody_not_signed_in_needs_no_evidence(client: Client) -> None:
    assert client.get("/test/public/").status_code == 200


def test_a_page_that_fails_undoes_its_work_and_keeps_what_was_attempted(signed_in: Client) -> None:
    assert signed_in.get("/test/failing/").status_code == 500
    assert not _was_worked()
    assert AuditEvent.objects.get().route == "test_failing"


@pytest.mark.parametrize(("page", "status"), [("refusing", 403), ("missing", 404)])
def test_a_page_that_refuses_undoes_its_work_and_keeps_the_refusal(signed_in: Client, page: str, status: int) -> None:
    assert signed_in.get(f"/test/{page}/").status_code == status
    assert not _was_worked()
    assert AuditEvent.objects.get().outcome == AuditOutcome.REFUSED


def test_an_interface_that_refuses_undoes_its_work_and_keeps_what_was_attempted(signed_in: Client) -> None:
    assert signed_in.post("/test/api/").status_code == 400
    assert not _was_worked()
    assert AuditEvent.objects.get().action == AuditAction.CREATE


def test_a_page_whose_evidence_cannot_be_stored_is_not_shown(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk is full: the one thing that a real database will not do on demand."""

    def full(*args: object, **kwargs: object) -> None:
        raise DatabaseError("could not extend file")

    monkeypatch.setattr(AuditEventQuerySet, "bulk_create", full)
    answer = signed_in.get("/test/evident/")
    assert answer.status_code == 500
    assert b"somebody" not in answer.content
    assert not _was_worked()


def test_evidence_of_a_transaction_that_failed_at_its_end_is_stored_once_again() -> None:
    collector = Collector(actor=None)
    with collecting(collector):
        record(AuditAction.VIEW, rule="test")
    collector.store()
    collector.unstore()
    collector.store()
    assert AuditEvent.objects.count() == 1


def test_outside_a_request_an_event_is_stored_at_once() -> None:
    record(AuditAction.VIEW, rule="test", subject_reference="M-1111-1111")
    assert AuditEvent.objects.get().subject_reference == "M-1111-1111"


def test_at_most_200_references_of_a_page_are_kept() -> None:
    record(AuditAction.LIST, rule="test", shown=[f"M-{number}" for number in range(300)])
    assert len(AuditEvent.objects.get().shown) == 200
