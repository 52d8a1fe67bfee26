"""Limits of practice: read by everybody who works with records, set by the area's co-ordinators, never in the past."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AuditAction
from agencies.models import AuditEvent
from cases.choices import PracticeName
from cases.limits_of_practice import chain_of, in_force
from cases.models import PracticeSetting
from cases.practice import limit, value_in_words
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of, value_of
from tests.personas import AREA, OTHER_AREA, People

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PAGE = reverse("cases:practice")


def national(name: str = PracticeName.COUNTERSIGN, **more: Any) -> PracticeSetting:
    return PracticeSetting.objects.get(name=name, area=None, **more)


def where(row: PracticeSetting) -> str:
    return reverse("cases:limit", args=[row.pk])


def set_to(user: Any, row: PracticeSetting, value: int | str, on: datetime.date, *, seen: Any = None) -> Any:
    client = client_of(user)
    stamp = value_of(seen or client.get(where(row)), "seen")
    typed = {"seen": stamp, "value": str(value), "authority": "Board, minutes of today"}
    return client.post(where(row), typed | boxes("effective_from", on))


def value(name: str = PracticeName.COUNTERSIGN, on: datetime.date | None = None, area: str = AREA) -> int:
    found = limit(PracticeName(name), on or timezone.localdate(), area=area)
    assert found is not None
    return found.value


def test_every_limit_is_listed_with_its_value_and_where_it_is_set(people: People) -> None:
    text = text_of(client_of(people.panel_member).get(PAGE))
    for words in (
        "Limits of practice: West Mercia",
        "Interval between reviews: Level 1 3 months 1 January 2022 National Default of the case register",
        "Interval between home visits: Very high 1 month",
        "Law Sexual Offences Act 2003 ss.91A to 91F",
    ):
        assert words in text
    assert "Open one to set" not in text


def test_an_area_sets_its_own_value_from_a_day_and_the_past_stays(people: People) -> None:
    today = timezone.localdate()
    row = national()
    assert set_to(people.coordinator, row, 5, today + 7 * DAY).status_code == 302
    assert value() == 10
    assert value(on=today + 7 * DAY) == 5
    assert value(on=today + 7 * DAY, area=OTHER_AREA) == 10
    made = PracticeSetting.objects.get(area=AREA)
    assert (made.unit, made.set_by, made.authority) == ("working_days", people.coordinator, "Board, minutes of today")
    assert f"5 working days from {(today + 7 * DAY).day} " in text_of(client_of(people.coordinator).get(PAGE))
    history = text_of(client_of(people.offender_manager).get(where(row)))
    assert "5 working days Ahead" in history
    assert "10 working days Today" in history
    event = AuditEvent.objects.get(action=AuditAction.ADMINISTER, rule="manage_practice")
    assert event.detail["value"] == 5


def test_a_value_of_the_same_day_is_replaced_and_an_earlier_one_is_not(people: People) -> None:
    today = timezone.localdate()
    row = national()
    PracticeSetting.objects.create(
        name=row.name, area_id=AREA, value=8, unit=row.unit, effective_from=today - 30 * DAY, authority="Before"
    )
    set_to(people.coordinator, row, 55, today)
    set_to(people.coordinator, row, 5, today)
    assert value() == 5
    assert value(on=today - DAY) == 8
    assert PracticeSetting.objects.filter(area=AREA).count() == 2


@pytest.mark.parametrize(
    ("typed", "days", "sentence"),
    [
        (5, -1, "Choose today or a later day: what held in the past is not edited."),
        (0, 0, "Enter a number from 1 to 260 working days."),
        (261, 0, "Enter a number from 1 to 260 working days."),
        ("soon", 0, "Enter a whole number"),
    ],
)
def test_what_cannot_be_is_refused(people: People, typed: Any, days: int, sentence: str) -> None:
    response = set_to(people.coordinator, national(), typed, timezone.localdate() + days * DAY)
    assert errors_of(response) == [sentence]
    assert "Board, minutes of today" in response.content.decode()
    assert not PracticeSetting.objects.exclude(area=None).exists()


def test_a_limit_of_law_is_set_by_nobody(people: People) -> None:
    row = national(PracticeName.REVOCATION_DECISION)
    page = client_of(people.coordinator).get(where(row))
    assert "This limit is set by law" in text_of(page)
    assert "Set this limit" not in text_of(page)
    response = client_of(people.coordinator).post(
        where(row), {"value": "9", "authority": "Board"} | boxes("effective_from", timezone.localdate())
    )
    assert value(PracticeName.REVOCATION_DECISION) == 6
    assert response.status_code == 200


def test_two_co_ordinators_at_once_are_told(people: People) -> None:
    row, today = national(), timezone.localdate()
    opened = client_of(people.coordinator).get(where(row))
    set_to(people.coordinator, row, 5, today)
    late = set_to(people.coordinator, row, 7, today, seen=opened)
    assert "Somebody set this limit while you had it open." in errors_of(late)[0]
    assert "5 working days" in errors_of(late)[0]
    assert value() == 5
    assert set_to(people.coordinator, row, 7, today, seen=late).status_code == 302
    assert value() == 7


def test_nobody_sets_the_limits_of_another_area(people: People) -> None:
    row = national()
    assert "Gloucestershire" in text_of(client_of(people.coordinator).get(f"{where(row)}?area={OTHER_AREA}"))
    response = client_of(people.coordinator).post(f"{where(row)}?area={OTHER_AREA}", {"value": "1"})
    assert response.status_code == 403
    assert AuditEvent.objects.filter(outcome="refused", detail__area=OTHER_AREA).exists()
    own = PracticeSetting.objects.create(
        name=row.name,
        area_id=OTHER_AREA,
        value=3,
        unit=row.unit,
        effective_from=timezone.localdate(),
        authority="Theirs",
    )
    assert client_of(people.coordinator).get(where(own)).status_code == 404
    assert client_of(people.coordinator).get(f"{PAGE}?area=nowhere").status_code == 404


def test_the_latest_that_has_begun_counts_the_areas_own_first(people: People) -> None:
    today, row = timezone.localdate(), national()
    held = {"name": row.name, "unit": row.unit}
    for area, days, number in ((None, -5, 9), (AREA, -50, 8), (AREA, -20, 7), (AREA, 20, 6), (AREA, 10, 5)):
        PracticeSetting.objects.create(
            **held, area_id=area, value=number, effective_from=today + days * DAY, authority="Board"
        )
    found = next(one for one in in_force(AREA, today) if one.chain == chain_of(row))
    assert (found.row.value, found.next and found.next.value) == (7, 5)
    assert value() == 7


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (1, "working_days", "1 working day"),
        (3, "months", "3 months"),
        (5, "per_cent", "5 per cent"),
        (1, "people", "1 person"),
    ],
)
def test_a_value_is_told_with_its_unit(number: int, unit: str, words: str) -> None:
    assert value_in_words(number, unit) == words
