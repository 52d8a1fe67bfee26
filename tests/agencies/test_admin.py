"""The admin holds reference data and nothing else, for staff alone."""

import pytest
from django.contrib import admin
from django.test import Client

from agencies.models import Agency, Area, ReportingUnit, User
from tests.personas import AREA, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_user(is_staff=True))
    return client


def test_it_holds_areas_reporting_units_and_agencies_and_no_person_team_or_case() -> None:
    assert set(admin.site._registry) == {Area, ReportingUnit, Agency}


def test_staff_change_reference_data_without_being_superusers(staff: Client) -> None:
    agency = Agency.objects.get(name="West Mercia Police")
    answer = staff.post(
        f"/admin/agencies/agency/{agency.pk}/change/", {"name": "The police of West Mercia", "kind": "police"}
    )
    assert answer.status_code == 302
    agency.refresh_from_db()
    assert agency.name == "The police of West Mercia"


@pytest.mark.parametrize("page", ["", "agencies/area/", "agencies/reportingunit/", "agencies/agency/"])
def test_staff_open_every_page_of_it(staff: Client, page: str) -> None:
    assert staff.get(f"/admin/{page}").status_code == 200


def test_nothing_in_it_can_be_removed_and_no_area_added(staff: Client) -> None:
    assert staff.post(f"/admin/agencies/area/{AREA}/delete/", {"post": "yes"}).status_code == 403
    assert staff.get("/admin/agencies/area/add/").status_code == 403


def test_no_user_is_in_it_not_even_for_a_superuser(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root@mappa.example", "a-very-long-password", full_name="Root"))
    for page in ("agencies/user/", "auth/group/", "account/emailaddress/", "mfa/authenticator/", "cases/nominal/"):
        assert client.get(f"/admin/{page}").status_code == 404


def test_others_do_not_open_it(client: Client) -> None:
    client.force_login(make_user())
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/agencies/agency/").status_code == 302
