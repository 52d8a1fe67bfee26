"""The search pages: nothing that was typed stands in an address, and the answers leave evidence."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from agencies.choices import AuditAction
from agencies.models import AuditEvent
from cases.models import Alias
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of, value_of
from tests.personas import SECRET_FAMILY_NAME, SECRET_PNC, People

pytestmark = pytest.mark.django_db
SEARCH = reverse("cases:search")


def look(user: Any, text: str = "", born: datetime.date | None = None) -> Any:
    return client_of(user).post(SEARCH, {"text": text, **boxes("date_of_birth", born)}, follow=True)


@pytest.mark.parametrize(
    "text", ["Thistlewick", "barnaby thistlewick", "Thisselwick Barnabie", "2001/0012345A", "{reference}"]
)
def test_a_person_is_found_by_name_and_number(people: People, text: str) -> None:
    response = look(people.offender_manager, text.format(reference=people.nominal.reference))
    assert "Thistlewick, Barnaby" in text_of(response)
    assert "1 person, the best match first." in text_of(response)


def test_a_person_is_found_by_another_name_which_is_told(people: People) -> None:
    Alias.objects.create(nominal=people.nominal, family_name="Bramblewick", given_names="Bo")
    assert "Found by 'Bramblewick, Bo'" in text_of(look(people.offender_manager, "Bramblewick"))


def test_a_person_is_found_by_birth_alone(people: People) -> None:
    assert "Thistlewick, Barnaby" in text_of(look(people.offender_manager, born=datetime.date(1980, 5, 17)))


@pytest.mark.parametrize("text", [SECRET_FAMILY_NAME, SECRET_PNC])
def test_nobody_out_of_sight_is_found_or_hinted_at(people: People, text: str) -> None:
    response = look(people.offender_manager, text)
    assert "Nobody you may see was found." in text_of(response)
    assert "Ottoline" not in response.content.decode()


def test_what_is_typed_stands_in_no_address(people: People) -> None:
    response = look(people.offender_manager, "Thistlewick")
    assert [status for _address, status in response.redirect_chain] == [302]
    assert "histlewick" not in response.redirect_chain[0][0]
    assert value_of(response, "text") == "Thistlewick"


def test_the_terms_and_the_references_shown_are_recorded(people: People) -> None:
    look(people.offender_manager, "Thistlewick", datetime.date(1980, 5, 17))
    event = AuditEvent.objects.get(action=AuditAction.SEARCH)
    assert event.shown == [people.nominal.reference]
    assert event.detail["terms"] == {"text": "Thistlewick", "date_of_birth": "1980-05-17"}


def test_the_answers_belong_to_one_session(people: People) -> None:
    address = look(people.offender_manager, "Thistlewick").redirect_chain[0][0]
    response = client_of(people.coordinator).get(address)
    assert (response.status_code, response.headers["Location"]) == (302, SEARCH)


def test_back_leads_to_the_answers(people: People) -> None:
    client = client_of(people.offender_manager)
    address = client.post(SEARCH, {"text": "Thistlewick"}).headers["Location"]
    client.get(address)
    record = client.get(people.nominal.get_absolute_url())
    assert f'href="{address}#{people.nominal.reference}"' in record.content.decode()


def test_an_empty_search_says_what_to_enter(people: People) -> None:
    response = look(people.offender_manager)
    assert errors_of(response) == ["Enter a name, a reference or an identifier, or a date of birth"]


def test_a_date_that_is_none_is_told_and_the_name_is_kept(people: People) -> None:
    typed = {"text": "Thistlewick", "date_of_birth_day": "31", "date_of_birth_month": "2", "date_of_birth_year": "1980"}
    response = client_of(people.offender_manager).post(SEARCH, typed)
    assert errors_of(response) == ["Date of birth must be a real date"]
    assert value_of(response, "text") == "Thistlewick"
    assert value_of(response, "date_of_birth_day") == "31"


def test_whoever_may_see_no_record_may_not_search(people: People) -> None:
    assert client_of(people.data_protection_officer).get(SEARCH).status_code == 403
