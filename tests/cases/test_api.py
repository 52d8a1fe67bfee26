"""The interface for other systems: the same people, the same refusals, the same evidence as the pages."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import AuditEvent
from cases.models import Alias
from tests.asking import client_of
from tests.personas import SECRET_FAMILY_NAME, SECRET_PNC, People, make_nominal

pytestmark = pytest.mark.django_db
LIST, SEARCH = reverse("cases:api_nominals"), reverse("cases:api_search")
HISTORIES = ["categories", "levels", "whereabouts", "responsibilities", "orders", "events", "names", "addresses"]


def search(user: Any, **terms: Any) -> Any:
    return client_of(user).post(SEARCH, json.dumps(terms), content_type="application/json")


def test_the_list_is_that_of_the_page(people: People) -> None:
    body = client_of(people.offender_manager).get(LIST).json()
    assert body["count"] == 1
    (row,) = body["results"]
    assert row["reference"] == people.nominal.reference
    assert (row["category"], row["level"], row["whereabouts"], row["area"]) == (1, 1, "community", "E23000016")
    assert set(row) == {
        "id", "reference", "family_name", "given_names", "date_of_birth", "category", "level", "whereabouts", "area",
        "lead_agency", "lead_team", "flags", "is_restricted",
    }  # fmt: skip
    event = AuditEvent.objects.get()
    assert (event.shown, event.detail) == ([people.nominal.reference], {"terms": {}, "count": 1})


def test_the_list_takes_the_filters_and_orders_of_the_page(people: People) -> None:
    make_nominal(people.team, family_name="Alpha", level=2)
    client = client_of(people.offender_manager)
    assert [row["family_name"] for row in client.get(LIST, {"level": "2"}).json()["results"]] == ["Alpha"]
    assert client.get(LIST, {"sort": "-name"}).json()["results"][0]["family_name"] == "Thistlewick"
    refused = client.get(LIST, {"level": "9"})
    assert (refused.status_code, list(refused.json())) == (400, ["level"])


def test_a_page_holds_25_and_asks_as_many_questions_of_30_as_of_3(people: People) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as questions:
            client_of(people.offender_manager).get(LIST)
        return len(questions)

    for _number in range(2):
        make_nominal(people.team)
    count()
    few = count()
    for _number in range(27):
        make_nominal(people.team)
    assert count() == few
    body = client_of(people.offender_manager).get(LIST).json()
    assert (body["count"], len(body["results"])) == (30, 25)


def test_a_record_says_why_its_category_counts(people: People) -> None:
    body = client_of(people.panel_member).get(reverse("cases:api_nominal", args=[people.nominal.pk])).json()
    assert body["category_why"]["provision"] == "CJA 2003 s.327(2)"
    assert body["category_why"]["facts"] == ["Category 1: Subject to notification requirements, from 6 January 2020"]
    assert body["pnc_id"] == "2001/0012345A"


@pytest.mark.parametrize("name", HISTORIES)
def test_each_history_is_given_in_whole(people: People, name: str) -> None:
    Alias.objects.create(nominal=people.nominal, family_name="Bramblewick")
    response = client_of(people.panel_member).get(reverse(f"cases:api_{name}", args=[people.nominal.pk]))
    assert response.status_code == 200
    assert len(response.json()) == (0 if name in ("orders", "events", "addresses") else 1)
    assert AuditEvent.objects.get().subject_id == people.nominal.pk


@pytest.mark.parametrize("name", ["nominal", *HISTORIES])
def test_what_is_out_of_sight_does_not_exist(people: People, name: str) -> None:
    address = reverse(f"cases:api_{name}", args=[people.strangers_nominal.pk])
    response = client_of(people.offender_manager).get(address)
    assert response.status_code == 404
    assert SECRET_FAMILY_NAME not in response.content.decode()
    assert AuditEvent.objects.get().outcome == "refused"


def test_the_search_is_that_of_the_page(people: People) -> None:
    (found,) = search(people.offender_manager, text="Thisselwick").json()
    assert found["nominal"]["reference"] == people.nominal.reference
    assert found["matched_name"] == "Thistlewick, Barnaby"
    assert AuditEvent.objects.get().shown == [people.nominal.reference]
    for text in (SECRET_FAMILY_NAME, SECRET_PNC):
        assert search(people.offender_manager, text=text).json() == []


def test_a_search_that_cannot_be_read_is_refused(people: People) -> None:
    assert search(people.offender_manager, date_of_birth="31 February").status_code == 400


@pytest.mark.parametrize("persona", ["data_protection_officer", "smb_member", "superuser", "leaver"])
def test_whoever_may_see_no_record_is_refused(people: People, persona: str) -> None:
    assert client_of(people[persona]).get(LIST).status_code == 403
    assert search(people[persona], text="Thistlewick").status_code == 403


def test_nobody_gets_anything_without_signing_in(people: People) -> None:
    client = client_of(None)
    for address in (LIST, reverse("cases:api_nominal", args=[people.nominal.pk]), reverse("cases:api_schema")):
        assert client.get(address).status_code in (401, 403)


def test_nothing_can_be_written_through_it(people: People) -> None:
    client = client_of(people.offender_manager)
    address = reverse("cases:api_nominal", args=[people.nominal.pk])
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405


def test_its_description_names_every_route_and_no_case(people: People) -> None:
    response = client_of(people.offender_manager).get(reverse("cases:api_schema"))
    assert response.status_code == 200
    text = response.content.decode()
    for name in HISTORIES:
        assert f"/api/nominals/{{id}}/{name}/" in text
    assert "Thistlewick" not in text
