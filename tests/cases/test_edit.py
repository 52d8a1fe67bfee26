"""Correcting who a person is, other names and addresses; and two people who do it at once."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from agencies.choices import AuditAction
from agencies.models import AuditEvent
from cases.models import Address, Alias, Nominal
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of, value_of
from tests.personas import LONG_AGO, People

pytestmark = pytest.mark.django_db
BORN = datetime.date(1980, 5, 17)


def address_of(name: str, *keys: Any) -> str:
    return reverse(f"cases:{name}", args=keys)


def person(nominal: Nominal, **changes: Any) -> dict[str, Any]:
    """The edit form as it would be sent back, with some answers changed."""
    nominal.refresh_from_db()
    values = {name: getattr(nominal, name) for name in ("family_name", "given_names", "sex", "ethnicity", "pnc_id")}
    born = changes.pop("date_of_birth", nominal.date_of_birth)
    died = changes.pop("died_on", None)
    return {**values, **boxes("date_of_birth", born), **boxes("died_on", died), "version": nominal.version} | changes


def edit(user: Any, nominal: Nominal, **changes: Any) -> Any:
    return client_of(user).post(address_of("edit", nominal.pk), person(nominal, **changes))


def test_who_a_person_is_can_be_corrected(people: People) -> None:
    response = edit(people.offender_manager, people.nominal, given_names="Barnaby Bo", crn=" x123456 ", sex="male")
    assert response.status_code == 302
    people.nominal.refresh_from_db()
    assert (people.nominal.given_names, people.nominal.crn, people.nominal.version) == ("Barnaby Bo", "X123456", 2)
    event = AuditEvent.objects.get(action=AuditAction.CHANGE)
    assert event.detail == {"part": "person", "fields": ["given_names", "sex", "crn"]}


def test_saving_without_a_change_changes_nothing(people: People) -> None:
    edit(people.offender_manager, people.nominal)
    people.nominal.refresh_from_db()
    assert people.nominal.version == 1
    assert not AuditEvent.objects.filter(action=AuditAction.CHANGE).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"family_name": ""}, "Enter family name"),
        ({"pnc_id": "12/3"}, "A PNC ID is written like 2001/0012345A."),
        ({"noms_number": "12345"}, "A NOMS number is written like A1234BC."),
        ({"sex": "other"}, "Select one of the answers in the list"),
        ({"date_of_birth": datetime.date(2101, 1, 1)}, "Date of birth must be today or in the past"),
        (
            {"died_on": datetime.date(1979, 1, 1)},
            "The date of death must be the same as or after the date of birth.",
        ),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_nothing_is_lost(
    people: People, changes: dict[str, Any], sentence: str
) -> None:
    response = edit(people.offender_manager, people.nominal, given_names="Typed Here", **changes)
    assert errors_of(response) == [sentence]
    assert value_of(response, "given_names") == "Typed Here"
    people.nominal.refresh_from_db()
    assert people.nominal.version == 1


def test_the_second_to_save_is_told_what_the_first_changed_and_keeps_their_own(people: People) -> None:
    drawn = person(people.nominal)
    edit(people.colleague, people.nominal, given_names="Barnabas", sex="male")
    second = client_of(people.offender_manager)
    address = address_of("edit", people.nominal.pk)
    response = second.post(address, drawn | {"given_names": "Barney", "crn": "X123456"})
    text = text_of(response)
    assert "Colleagueson changed this while you had it open." in text
    assert "Given names Barnaby Barnabas Barney yours Colleagueson" in text
    assert "Sex Not known Male Male Colleagueson" in text
    assert value_of(response, "given_names") == "Barney"
    assert value_of(response, "crn") == "X123456"
    assert value_of(response, "version") == "2"
    people.nominal.refresh_from_db()
    assert (people.nominal.given_names, people.nominal.crn) == ("Barnabas", "")


def test_the_second_may_save_all_the_same(people: People) -> None:
    drawn = person(people.nominal)
    edit(people.colleague, people.nominal, given_names="Barnabas", sex="male")
    second = client_of(people.offender_manager)
    address = address_of("edit", people.nominal.pk)
    response = second.post(address, drawn | {"given_names": "Barney"})
    again = person(people.nominal) | {"given_names": value_of(response, "given_names"), "sex": "male"}
    assert second.post(address, again | {"version": value_of(response, "version")}).status_code == 302
    people.nominal.refresh_from_db()
    assert (people.nominal.given_names, people.nominal.sex, people.nominal.version) == ("Barney", "male", 3)


def test_two_who_change_different_fields_lose_neither(people: People) -> None:
    """What the second did not touch is what the first saved."""
    drawn = person(people.nominal)
    edit(people.colleague, people.nominal, sex="male")
    second = client_of(people.offender_manager)
    response = second.post(address_of("edit", people.nominal.pk), drawn | {"crn": "X123456"})
    form = response.context["form"]
    assert (form["sex"].value(), form["crn"].value()) == ("male", "X123456")


def test_a_version_that_never_was_is_treated_as_the_oldest(people: People) -> None:
    response = edit(people.offender_manager, people.nominal, version=999, given_names="Barney")
    assert response.status_code == 200
    assert "while you had it open" in text_of(response)


@pytest.mark.parametrize(
    "name", ["edit", "add_name", "add_address", "add_level", "add_whereabouts", "add_basis", "add_order", "add_event",
             "add_responsibility", "end_level", "end_category", "end_responsibility"],
)  # fmt: skip
@pytest.mark.parametrize(("persona", "status"), [("panel_member", 403), ("stranger", 404), ("outsider", 404)])
def test_only_the_lead_and_the_unit_change_a_record(people: People, name: str, persona: str, status: int) -> None:
    for method in ("get", "post"):
        response = getattr(client_of(people[persona]), method)(address_of(name, people.nominal.pk))
        assert response.status_code == status


def test_a_name_is_added_corrected_and_removed(people: People) -> None:
    client = client_of(people.offender_manager)
    nickname = {"kind": "nickname", "family_name": "", "given_names": "Bo"}
    client.post(address_of("add_name", people.nominal.pk), nickname)
    row = Alias.objects.get()
    page = client.get(address_of("change_name", people.nominal.pk, row.pk))
    client.post(
        address_of("change_name", people.nominal.pk, row.pk),
        {"kind": "alias", "family_name": "Bramble", "given_names": "Bo", "version": value_of(page, "version")},
    )
    row.refresh_from_db()
    assert (row.kind, str(row)) == ("alias", "Bo Bramble")
    client.post(address_of("remove_name", people.nominal.pk, row.pk))
    assert not Alias.objects.exists()


def test_the_same_name_twice_or_no_name_is_refused(people: People) -> None:
    client = client_of(people.offender_manager)
    Alias.objects.create(nominal=people.nominal, family_name="Bramble")
    same = client.post(address_of("add_name", people.nominal.pk), {"kind": "alias", "family_name": "Bramble"})
    assert errors_of(same) == ["The record already has this name."]
    none = client.post(address_of("add_name", people.nominal.pk), {"kind": "alias"})
    assert errors_of(none) == ["Enter a family name or given names"]


def test_two_who_correct_one_name_learn_of_each_other(people: People) -> None:
    row = Alias.objects.create(nominal=people.nominal, family_name="Bramble")
    address = address_of("change_name", people.nominal.pk, row.pk)
    drawn = value_of(client_of(people.colleague).get(address), "version")
    first = {"kind": "alias", "family_name": "Brambles", "given_names": "", "version": drawn}
    assert client_of(people.colleague).post(address, first).status_code == 302
    second = client_of(people.offender_manager).post(address, first | {"family_name": "Brambling"})
    assert "Family name Bramble Brambles Brambling yours Colleagueson" in text_of(second)
    assert value_of(second, "family_name") == "Brambling"


def _address(**changes: Any) -> dict[str, Any]:
    days = {**boxes("started_on", LONG_AGO), **boxes("ended_on", changes.pop("ended_on", None))}
    return {"kind": "home", "lines": "1 Nowhere Lane", "postcode": "zz11zz", **days} | changes


def test_an_address_is_added_corrected_and_ended(people: People) -> None:
    client = client_of(people.offender_manager)
    client.post(address_of("add_address", people.nominal.pk), _address())
    row = Address.objects.get()
    assert (row.postcode, row.started_on, row.ended_on) == ("ZZ1 1ZZ", LONG_AGO, None)
    address = address_of("change_address", people.nominal.pk, row.pk)
    version = value_of(client.get(address), "version")
    client.post(address, _address(lines="2 Nowhere Lane", version=version))
    client.post(address_of("end_address", people.nominal.pk, row.pk), boxes("ended_on", datetime.date(2021, 1, 1)))
    row.refresh_from_db()
    assert (row.lines, row.ended_on) == ("2 Nowhere Lane", datetime.date(2021, 1, 1))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ended_on": LONG_AGO}, "The end must be after the start."),
        ({"postcode": "nowhere"}, "Enter a full UK postcode, such as WR1 2EY"),
        ({"lines": ""}, "Enter the address, or the area of closest links"),
    ],
)
def test_an_address_that_cannot_be_is_refused(people: People, changes: dict[str, Any], sentence: str) -> None:
    client = client_of(people.offender_manager)
    response = client.post(address_of("add_address", people.nominal.pk), _address(**changes))
    assert errors_of(response) == [sentence]
    assert not Address.objects.exists()


def test_a_part_of_another_record_is_not_reached_through_this_one(people: People) -> None:
    other = Alias.objects.create(nominal=people.strangers_nominal, family_name="Secret")
    address = address_of("change_name", people.nominal.pk, other.pk)
    assert client_of(people.offender_manager).get(address).status_code == 404
    assert client_of(people.coordinator).get(address).status_code == 404


def test_hard_text_is_kept_letter_by_letter(people: People) -> None:
    name = 'O\'Neill-Ŵyn; DROP TABLE "x" --<b>&amp;'
    edit(people.offender_manager, people.nominal, family_name=name)
    people.nominal.refresh_from_db()
    assert people.nominal.family_name == name
    page = client_of(people.offender_manager).get(people.nominal.get_absolute_url())
    assert "<b>&amp;" not in page.content.decode()
    assert name in text_of(page)
