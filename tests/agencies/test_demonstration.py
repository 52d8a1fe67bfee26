"""The invented people of the demonstration."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from agencies.choices import AgencyKind, Role
from agencies.demonstration import (
    GLOUCESTERSHIRE,
    PASSWORD,
    PEOPLE,
    WEST_MERCIA,
    Person,
    demonstration_users,
    load_demonstration_users,
)
from agencies.models import Membership, User
from agencies.standing import standing_of
from tests.agencies.signing_in import give_password, is_signed_in

pytestmark = pytest.mark.django_db


def test_every_role_has_somebody_and_offender_managers_of_two_agencies_stand_apart() -> None:
    assert {person.role for person in PEOPLE} == set(Role)
    managers = {person.kind for person in PEOPLE if person.role == Role.OFFENDER_MANAGER}
    assert managers == {AgencyKind.POLICE, AgencyKind.PROBATION}


def test_they_are_made_once_and_what_was_changed_since_stays_changed() -> None:
    assert load_demonstration_users() == len(PEOPLE)
    memberships = Membership.objects.count()
    user = User.objects.get(email="panel-member@mappa.example")
    user.memberships.update(ended_on=timezone.localdate())
    User.objects.filter(email="panel-chair@mappa.example").update(full_name="Renamed")
    assert load_demonstration_users() == 0
    assert Membership.objects.count() == memberships
    assert not standing_of(User.objects.get(pk=user.pk)).places
    assert User.objects.get(email="panel-chair@mappa.example").full_name == "Renamed"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_each_signs_in_with_the_printed_password_and_is_what_is_printed(client: Client, person: Person) -> None:
    load_demonstration_users()
    give_password(client, person.email, PASSWORD)
    assert is_signed_in(client)
    places = standing_of(demonstration_users()[person.name]).places
    assert {place.role for place in places} == {person.role}
    assert {place.area_code for place in places} == set(person.areas)
    assert {place.agency_kind for place in places} == {person.kind}


def test_those_who_work_for_the_area_are_in_both_areas() -> None:
    both = {person.role for person in PEOPLE if set(person.areas) == {GLOUCESTERSHIRE, WEST_MERCIA}}
    assert both == {
        Role.MAPPA_ADMINISTRATOR,
        Role.MAPPA_COORDINATOR,
        Role.SMB_MEMBER,
        Role.LAY_ADVISER,
        Role.DATA_PROTECTION_OFFICER,
        Role.OFFENDER_MANAGER,
    }


def test_the_command_prints_how_to_sign_in_and_what_each_does() -> None:
    out = StringIO()
    call_command("demonstration_users", stdout=out)
    words = out.getvalue()
    assert PASSWORD in words
    assert all(person.email in words for person in PEOPLE)
    assert "MAPPA unit, Gloucestershire and West Mercia" in words
    assert "Searches the audit trail" in words


def test_in_production_they_are_never_made(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="public password"):
        call_command("demonstration_users")
    assert not User.objects.exists()


def test_whoever_tries_it_out_finds_them_on_a_page(client: Client) -> None:
    page = client.get(reverse("agencies:demonstration_users")).content.decode()
    assert all(person.email in page for person in PEOPLE)


def test_in_production_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    assert client.get(reverse("agencies:demonstration_users")).status_code == 404
