"""A stay in another area gives its MAPPA unit a view for that time, and no more."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.models import AuditEvent, User
from agencies.roles import Capability
from agencies.teams import standard_team
from cases.access import can, grant_differences, sync_grants
from cases.models import Involvement
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.personas import AREA, OTHER_AREA, People, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
VIEW = Capability.VIEW_NOMINAL


def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def there(db: None) -> User:
    """A co-ordinator of the area of the stay."""
    return make_user(Role.MAPPA_COORDINATOR, standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT))


def stay(people: People, first: int, last: int, area: str = OTHER_AREA) -> Any:
    days = boxes("started_on", today() + first * DAY) | boxes("ended_on", today() + last * DAY)
    address = reverse("cases:add_stay", args=[people.nominal.pk])
    return client_of(people.offender_manager).post(address, {"area": area, "note": "With a cousin", **days})


def test_an_offender_manager_records_a_stay_and_that_areas_unit_may_look(people: People, there: User) -> None:
    assert stay(people, 0, 5).status_code == 302
    assert can(there, people.nominal, VIEW)
    assert not can(there, people.nominal, Capability.CHANGE_NOMINAL)
    assert not can(people.outsider, people.nominal, VIEW)
    text = text_of(client_of(there).get(reverse("cases:people_and_places", args=[people.nominal.pk])))
    assert "Gloucestershire With a cousin" in text
    assert "Record a stay" not in text
    client_of(there).get(people.nominal.get_absolute_url())
    assert AuditEvent.objects.filter(actor=there, rule="staying").exists()
    assert grant_differences() == ([], [])


def test_a_stay_ends_by_itself(people: People, there: User) -> None:
    stay(people, 0, 5)
    sync_grants(on=today() + 4 * DAY)
    assert can(there, people.nominal, VIEW)
    sync_grants(on=today() + 5 * DAY)
    assert not can(there, people.nominal, VIEW)


def test_a_stay_ahead_gives_nothing_yet(people: People, there: User) -> None:
    stay(people, 3, 5)
    assert not can(there, people.nominal, VIEW)


def test_a_stay_ended_early_takes_the_view_at_once(people: People, there: User) -> None:
    stay(people, -2, 5)
    row = Involvement.objects.get(reason="staying")
    address = reverse("cases:end_stay", args=[people.nominal.pk, row.pk])
    assert client_of(people.colleague).post(address).status_code == 302
    row.refresh_from_db()
    assert row.ended_on == today()
    assert not can(there, people.nominal, VIEW)
    assert errors_of(client_of(people.colleague).post(address)) == ["This stay has already ended."]


def test_a_stay_that_never_began_goes_and_stays_in_the_history(people: People) -> None:
    stay(people, 3, 5)
    row: Any = Involvement.objects.get(reason="staying")
    client_of(people.colleague).post(reverse("cases:end_stay", args=[people.nominal.pk, row.pk]))
    assert not Involvement.objects.filter(reason="staying").exists()
    assert row.history_rows.model.objects.filter(id=row.pk, pgh_label="delete").exists()


@pytest.mark.parametrize(
    ("first", "last", "area", "sentence"),
    [
        (5, 5, OTHER_AREA, "The end must be after the start."),
        (-5, -1, OTHER_AREA, "This stay is over: nobody needs to look any more."),
        (0, 5, AREA, "West Mercia is responsible then and sees the record."),
    ],
)
def test_a_stay_that_cannot_be_is_refused(first: int, last: int, area: str, sentence: str, people: People) -> None:
    assert errors_of(stay(people, first, last, area)) == [sentence]


def test_two_stays_in_one_area_do_not_overlap(people: People) -> None:
    stay(people, 0, 5)
    assert errors_of(stay(people, 4, 9)) == ["A stay there is recorded for some of these days. End that one first."]
    assert stay(people, 5, 9).status_code == 302
