"""What leads to a person, who is around them and the children in the household: recorded, linked, found."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.choices import AssociationKind, ParticularKind
from cases.clocks import refresh
from cases.models import Address, Association, Clock, HouseholdChild, Nominal, Particular
from cases.search import find
from cases.services.versions import version_of
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.personas import LONG_AGO, People, make_nominal

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 4)


def send(user: Any, nominal: Nominal, route: str, *parts: Any, **typed: Any) -> Any:
    values: dict[str, Any] = {}
    for key, value in typed.items():
        values |= boxes(key, value) if isinstance(value, datetime.date) else {key: value}
    return client_of(user).post(reverse(f"cases:{route}", args=[nominal.pk, *parts]), values)


def tab(user: Any, nominal: Nominal) -> str:
    return text_of(client_of(user).get(reverse("cases:people_and_places", args=[nominal.pk])))


def references(user: Any, text: str) -> list[str]:
    return [match.nominal.reference for match in find(user, text)]


def phone(nominal: Nominal, value: str = "07700 900123", **fields: Any) -> Particular:
    values: dict[str, Any] = {"kind": ParticularKind.PHONE, "started_on": LONG_AGO}
    return Particular.objects.create(nominal=nominal, value=value, **values | fields)


def test_a_telephone_is_added_and_shown(people: People) -> None:
    answer = {"kind": "phone", "value": "07700 900123", "started_on": DAY}
    response = send(people.offender_manager, people.nominal, "add_particular", **answer)
    assert response.status_code == 302
    assert "07700 900123" in tab(people.panel_member, people.nominal)


def test_the_same_number_twice_is_told_beside_the_field(people: People) -> None:
    phone(people.nominal)
    answer = {"kind": "phone", "value": "07700 900123", "started_on": DAY}
    response = send(people.offender_manager, people.nominal, "add_particular", **answer)
    assert errors_of(response) == ["This is already recorded and holds today."]
    assert Particular.objects.count() == 1


def test_two_people_correcting_one_number_lose_nothing(people: People) -> None:
    row = phone(people.nominal)
    first = {"kind": "phone", "value": row.value, "started_on": LONG_AGO, "version": version_of(row)}
    send(people.offender_manager, people.nominal, "change_particular", row.pk, **first | {"issuer": "Chatterphone"})
    response = send(people.colleague, people.nominal, "change_particular", row.pk, **first | {"note": "Answers late"})
    assert "changed this while you had it open" in text_of(response)
    assert 'value="Chatterphone"' in response.content.decode()
    assert "Answers late" in response.content.decode()


@pytest.mark.parametrize("typed", ["07700900123", "07700 900 123", "+44 7700 900123", "0044 7700 900123"])
def test_a_telephone_is_found_however_it_is_written(people: People, typed: str) -> None:
    phone(people.nominal)
    assert references(people.offender_manager, typed) == [people.nominal.reference]


@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        (ParticularKind.VEHICLE, "ZZ51 ZZA", "zz51zza"),
        (ParticularKind.EMAIL, "Barnaby.T@mappa.example", "barnaby.t@mappa.example"),
        (ParticularKind.ONLINE, "night_heron99", "Night Heron 99"),
        (ParticularKind.PASSPORT, "925-665-416", "925665416"),
        (ParticularKind.BANK_ACCOUNT, "20-00-00 55779911", "200000 55779911"),
        (ParticularKind.EMPLOYMENT, "Kitchen porter", "kitchen porter"),
    ],
)
def test_anything_that_leads_to_a_person_finds_them(people: People, kind: str, value: str, typed: str) -> None:
    phone(people.nominal, value, kind=kind)
    assert references(people.offender_manager, typed) == [people.nominal.reference]
    assert references(people.stranger, typed) == []


def test_a_number_no_longer_in_use_still_finds_the_person(people: People) -> None:
    row = phone(people.nominal)
    send(people.offender_manager, people.nominal, "end_particular", row.pk, ended_on=DAY)
    assert "No longer in use" in tab(people.offender_manager, people.nominal)
    assert references(people.offender_manager, "07700900123") == [people.nominal.reference]


@pytest.mark.parametrize("typed", ["ZZ1 1ZZ", "zz11zz", "invented lane", "12 Invented Lane"])
def test_an_address_finds_who_lives_there(people: People, typed: str) -> None:
    values = {"lines": "12 Invented Lane\nSampleton", "postcode": "ZZ1 1ZZ", "started_on": LONG_AGO}
    Address.objects.create(nominal=people.nominal, **values)
    Address.objects.create(nominal=people.strangers_nominal, **values)
    assert references(people.offender_manager, typed) == [people.nominal.reference]


def test_an_employer_an_associate_and_a_child_find_the_person_and_say_so(people: People) -> None:
    phone(people.nominal, "Gardener", kind=ParticularKind.EMPLOYMENT, issuer="Sampleton Stores")
    held: dict[str, Any] = {"nominal": people.nominal, "started_on": LONG_AGO}
    Association.objects.create(**held, name="Ambrose Friendly", kind=AssociationKind.FRIEND)
    HouseholdChild.objects.create(**held, name="Posy Littleton")
    for typed, why in [
        ("sampleton stores", "employment or education"),
        ("ambrose friendly", "associate"),
        ("Posy Littleton", "child in the household"),
    ]:
        matches = find(people.offender_manager, typed)
        assert [(match.nominal, match.why[0]) for match in matches] == [(people.nominal, why)], typed


@pytest.mark.parametrize("typed", ["%%%%%", "_____1", "a%b_1c", "\x001234", "''; --1234"])
def test_signs_that_mean_something_to_a_database_find_nobody(people: People, typed: str) -> None:
    phone(people.nominal)
    assert references(people.offender_manager, typed) == []


def test_a_number_is_found_by_an_index(people: People) -> None:
    for number in range(3000):
        phone(people.nominal, f"0{number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_particular")
        cursor.execute("EXPLAIN SELECT nominal_id FROM cases_trace WHERE key = cases_trace_key('07700 900123')")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "cases_particular_by_value" in plan


def test_a_link_is_shown_on_both_records(people: People) -> None:
    other = make_nominal(people.team, family_name="Otherway", given_names="Tom")
    answer = {"reference": other.reference.lower(), "kind": "co_defendant", "started_on": DAY}
    assert send(people.offender_manager, people.nominal, "add_association", **answer).status_code == 302
    assert "Otherway, Tom" in tab(people.offender_manager, people.nominal)
    assert "Thistlewick, Barnaby" in tab(people.offender_manager, other)


def test_nobody_links_a_record_they_may_not_see(people: People) -> None:
    answer = {"reference": people.strangers_nominal.reference, "kind": "associate", "started_on": DAY}
    response = send(people.offender_manager, people.nominal, "add_association", **answer)
    assert errors_of(response) == ["You see no record with this reference. Enter a name instead."]
    unknown = send(people.offender_manager, people.nominal, "add_association", **answer | {"reference": "M-0000-0000"})
    assert errors_of(unknown) == errors_of(response)


def test_the_other_end_of_a_link_is_not_told_to_who_may_not_see_it(people: People) -> None:
    Association.objects.create(
        nominal=people.nominal,
        other=people.strangers_nominal,
        kind=AssociationKind.PARTNER,
        note="Met in Sampleton",
        started_on=LONG_AGO,
    )
    text = tab(people.offender_manager, people.nominal)
    assert "Somebody whose record you may not see" in text
    for word in ("Quillfeather", people.strangers_nominal.reference, "Met in Sampleton"):
        assert word not in text
    changes = text_of(client_of(people.offender_manager).get(reverse("cases:changes", args=[people.nominal.pk])))
    assert people.strangers_nominal.reference not in changes
    assert "Quillfeather" in tab(people.coordinator, people.nominal)


def test_two_people_are_linked_once_and_nobody_with_themselves(people: People) -> None:
    other = make_nominal(people.team)
    Association.objects.create(nominal=other, other=people.nominal, kind="friend", started_on=LONG_AGO)
    answer = {"reference": other.reference, "kind": "associate", "started_on": DAY}
    response = send(people.offender_manager, people.nominal, "add_association", **answer)
    assert errors_of(response) == ["These two people are already linked."]
    answer["reference"] = people.nominal.reference
    response = send(people.offender_manager, people.nominal, "add_association", **answer)
    assert errors_of(response) == ["This is the same person."]


def test_a_link_ends_on_both_records(people: People) -> None:
    other = make_nominal(people.team, family_name="Otherway")
    row = Association.objects.create(nominal=people.nominal, other=other, kind="friend", started_on=LONG_AGO)
    send(people.offender_manager, people.nominal, "end_association", row.pk, ended_on=DAY)
    assert "Past" in tab(people.offender_manager, other)


def test_a_child_not_referred_is_on_the_worklist_until_it_is(people: People) -> None:
    answer = {"name": "Posy Littleton", "started_on": timezone.localdate()}
    send(people.offender_manager, people.nominal, "add_child", **answer)
    child = HouseholdChild.objects.get()
    clock = Clock.objects.get(nominal=people.nominal, kind="household_child")
    assert clock.due_on == timezone.localdate() + datetime.timedelta(days=1)
    answer |= {"version": version_of(child), "referred_on": timezone.localdate()}
    send(people.offender_manager, people.nominal, "change_child", child.pk, **answer)
    assert not Clock.objects.filter(nominal=people.nominal, kind="household_child").exists()


def test_a_reason_for_not_referring_stops_the_clock_too_but_not_beside_a_referral(people: People) -> None:
    child = HouseholdChild.objects.create(nominal=people.nominal, name="Posy Littleton", started_on=LONG_AGO)
    refresh([people.nominal.pk])
    answer = {
        "name": "Posy Littleton",
        "started_on": LONG_AGO,
        "version": version_of(child),
        "not_referred_because": "Already open to social care",
        "referred_on": DAY,
    }
    response = send(people.offender_manager, people.nominal, "change_child", child.pk, **answer)
    assert errors_of(response) == ["The child was referred: leave the reason for not referring empty."]
    del answer["referred_on"]
    send(people.offender_manager, people.nominal, "change_child", child.pk, **answer)
    assert not Clock.objects.filter(kind="household_child").exists()


def test_two_people_completing_one_child_lose_nothing(people: People) -> None:
    home = Address.objects.create(nominal=people.nominal, lines="1 Invented Lane", started_on=LONG_AGO)
    child = HouseholdChild.objects.create(nominal=people.nominal, name="Posy Littleton", started_on=LONG_AGO)
    drawn = {"name": child.name, "started_on": LONG_AGO, "version": version_of(child)}
    send(people.colleague, people.nominal, "change_child", child.pk, **drawn | {"address": str(home.pk)})
    late = drawn | {"social_worker": "Sol Careful, North team"}
    response = send(people.offender_manager, people.nominal, "change_child", child.pk, **late)
    assert "changed this while you had it open" in text_of(response)
    assert f'<option value="{home.pk}" selected>' in response.content.decode()


def test_an_address_of_somebody_else_is_not_offered(people: People) -> None:
    theirs = Address.objects.create(nominal=people.strangers_nominal, lines="Secret Lane", started_on=LONG_AGO)
    answer = {"name": "Posy", "started_on": DAY, "address": str(theirs.pk)}
    response = send(people.offender_manager, people.nominal, "add_child", **answer)
    assert errors_of(response) == ["Select one of the answers in the list"]
    assert "Secret Lane" not in response.content.decode()


def test_all_of_it_stands_in_the_history(people: People) -> None:
    send(people.offender_manager, people.nominal, "add_particular", kind="vehicle", value="ZZ51 ZZA", started_on=DAY)
    send(people.offender_manager, people.nominal, "add_child", name="Posy Littleton", started_on=DAY, referred_on=DAY)
    client = client_of(people.panel_member)
    for page in ("timeline", "changes"):
        text = text_of(client.get(reverse(f"cases:{page}", args=[people.nominal.pk])))
        assert "ZZ51 ZZA" in text, page
        assert "Posy Littleton" in text, page
