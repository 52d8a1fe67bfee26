"""Whereabouts, bases, responsibility, orders and events: recorded from a day; clashes in sentences."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, AuditAction
from agencies.errors import DomainError
from agencies.models import AuditEvent
from agencies.roles import Capability
from agencies.teams import standard_team
from cases.access import can, grant_differences
from cases.choices import Basis, TransferState
from cases.models import (
    CaseEvent,
    CategoryBasis,
    LevelPeriod,
    Nominal,
    Order,
    Responsibility,
    Transfer,
    WhereaboutsPeriod,
)
from cases.services.histories import end_basis
from pagekit.dates import long_date
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.personas import AREA, LONG_AGO, OTHER_AREA, People, involve, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 4)
BEFORE = LONG_AGO - datetime.timedelta(days=40)


def send(user: Any, nominal: Nominal, name: str, *parts: Any, query: Any = "", **typed: Any) -> Any:
    values: dict[str, Any] = {}
    for key, value in typed.items():
        values |= boxes(key, value) if isinstance(value, datetime.date) else {key: value}
    return client_of(user).post(reverse(f"cases:{name}", args=[nominal.pk, *parts]) + query, values)


def periods(history: Any, nominal: Nominal, value: str) -> list[tuple[Any, Any, Any]]:
    rows = history.objects.filter(nominal=nominal).order_by("started_on")
    return [(getattr(row, value), row.started_on, row.ended_on) for row in rows]


def test_moving_somewhere_else_ends_where_the_person_was_when_the_user_says_so(people: People) -> None:
    answer = {"status": "prison", "started_on": DAY, "ends_previous": "on"}
    response = send(people.offender_manager, people.nominal, "add_whereabouts", **answer)
    assert response.headers["Location"] == f"{people.nominal.get_absolute_url()}#whereabouts"
    assert periods(WhereaboutsPeriod, people.nominal, "status") == [("community", LONG_AGO, DAY), ("prison", DAY, None)]
    event = AuditEvent.objects.get(action=AuditAction.CHANGE)
    assert event.detail == {"part": "whereabouts", "code": "prison", "started_on": "2025-03-04"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"started_on": DAY},
            "In the community is recorded from 6 January 2020 (until: no end). End it, or choose other days.",
        ),
        (
            {"started_on": LONG_AGO, "ends_previous": "on"},
            "In the community already starts on 6 January 2020. Choose another day.",
        ),
        (
            {"started_on": BEFORE, "ends_previous": "on"},
            "In the community is recorded from 6 January 2020. Choose a later day, or an end on or before that one.",
        ),
        (
            {"started_on": DAY, "ended_on": DAY + datetime.timedelta(days=9), "ends_previous": "on"},
            "In the community is recorded from 6 January 2020 (until: no end), also after this. Leave the end empty.",
        ),
        ({"started_on": DAY, "ended_on": DAY}, "The end must be after the start."),
        ({}, "Enter the day from which it holds"),
    ],
)
def test_days_that_clash_are_told_in_a_sentence_and_nothing_is_stored(
    people: People, typed: dict[str, Any], sentence: str
) -> None:
    response = send(people.offender_manager, people.nominal, "add_whereabouts", status="prison", **typed)
    assert errors_of(response) == [sentence]
    assert periods(WhereaboutsPeriod, people.nominal, "status") == [("community", LONG_AGO, None)]


def test_a_time_before_the_first_can_be_added(people: People) -> None:
    answer = {"status": "prison", "started_on": BEFORE, "ended_on": LONG_AGO}
    assert send(people.offender_manager, people.nominal, "add_whereabouts", **answer).status_code == 302
    assert len(periods(WhereaboutsPeriod, people.nominal, "status")) == 2


def test_category_3_is_not_left_beside_level_1(people: People) -> None:
    CategoryBasis.objects.create(nominal=people.nominal, category=3, basis=Basis.OTHER_DANGEROUS, started_on=LONG_AGO)
    one = CategoryBasis.objects.get(nominal=people.nominal, category=1)
    with pytest.raises(DomainError, match="On 4 March 2025 it would be Level 1"):
        end_basis(
            actor=people.offender_manager, nominal=people.nominal, basis_id=one.pk, ended_on=DAY, end_reason="Revoked"
        )
    one.refresh_from_db()
    assert one.ended_on is None


def test_category_3_is_not_recorded_beside_level_1(people: People) -> None:
    CategoryBasis.objects.filter(nominal=people.nominal).delete()
    answer = {"basis": Basis.OTHER_DANGEROUS, "started_on": DAY}
    response = send(people.offender_manager, people.nominal, "add_basis", **answer)
    assert "Level 2 or Level 3" in errors_of(response)[0]


def test_several_bases_may_hold_and_the_same_one_only_once(people: People) -> None:
    two = {"basis": Basis.SENTENCE_12_MONTHS, "started_on": DAY}
    assert send(people.offender_manager, people.nominal, "add_basis", **two).status_code == 302
    assert CategoryBasis.objects.get(basis=Basis.SENTENCE_12_MONTHS).category == 2
    again = send(people.offender_manager, people.nominal, "add_basis", **two)
    assert errors_of(again) == ["This basis is already recorded from 4 March 2025."]


def test_another_team_that_leads_sees_the_person_at_once_and_the_old_one_no_more(people: People) -> None:
    police = standard_team(AREA, AgencyKind.POLICE)
    today = timezone.localdate()
    answer = {"lead_team": str(police.pk), "started_on": today}
    response = send(people.offender_manager, people.nominal, "add_responsibility", **answer)
    assert response.headers["Location"] == reverse("cases:nominals")
    assert periods(Responsibility, people.nominal, "lead_team") == [
        (people.team, LONG_AGO, today),
        (police, today, None),
    ]
    assert can(people.stranger, people.nominal, Capability.CHANGE_NOMINAL)
    assert not can(people.colleague, people.nominal, Capability.VIEW_NOMINAL)
    assert grant_differences() == ([], [])


def test_a_team_of_another_area_may_lead_while_the_area_stays_responsible(people: People) -> None:
    """Another area takes over by a transfer, which it accepts; that it accepts nothing here is the point."""
    team = standard_team(OTHER_AREA, AgencyKind.PROBATION)
    answer = {"lead_team": str(team.pk), "started_on": timezone.localdate()}
    query = f"?area={OTHER_AREA}"
    assert send(people.coordinator, people.nominal, "add_responsibility", query=query, **answer).status_code == 302
    unit = make_user("mappa_coordinator", standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT))
    assert [area for area, *_days in periods(Responsibility, people.nominal, "area_id")] == [AREA, AREA]
    assert can(people.outsider, people.nominal, Capability.CHANGE_NOMINAL)
    assert can(people.coordinator, people.nominal, Capability.MANAGE_ACCESS)
    assert not can(unit, people.nominal, Capability.VIEW_NOMINAL)


def test_somebody_whom_no_area_manages_is_taken_on_by_the_area_chosen(people: People) -> None:
    today = timezone.localdate()
    involve(people.nominal, people.team, "area_unit")
    Responsibility.objects.filter(nominal=people.nominal).update(ended_on=today)
    team = standard_team(OTHER_AREA, AgencyKind.PROBATION)
    answer = {"lead_team": str(team.pk), "started_on": today}
    response = send(
        people.offender_manager, people.nominal, "add_responsibility", query=f"?area={OTHER_AREA}", **answer
    )
    assert response.status_code == 302
    assert Responsibility.objects.get(nominal=people.nominal, started_on=today).area_id == OTHER_AREA


def test_the_same_team_again_or_a_team_of_an_area_not_shown_is_refused(people: People) -> None:
    same = {"lead_team": str(people.team.pk), "started_on": DAY}
    response = send(people.coordinator, people.nominal, "add_responsibility", **same)
    assert errors_of(response) == ["Probation Service, West Mercia already leads here on that day."]
    elsewhere = {"lead_team": str(standard_team(OTHER_AREA, AgencyKind.POLICE).pk), "started_on": DAY}
    response = send(people.coordinator, people.nominal, "add_responsibility", **elsewhere)
    assert errors_of(response) == ["Select one of the answers in the list"]


def test_a_unit_or_a_liaison_team_cannot_lead(people: People) -> None:
    page = client_of(people.coordinator).get(reverse("cases:add_responsibility", args=[people.nominal.pk]))
    offered = text_of(page)
    assert "West Mercia Police" in offered
    assert "Victim liaison" not in offered
    for team in page.context["form"].fields["lead_team"].teams.values():
        assert team.agency.kind != AgencyKind.MAPPA_UNIT


def test_management_ends_and_the_record_goes_out_of_sight(people: People) -> None:
    today = timezone.localdate()
    response = send(people.coordinator, people.nominal, "end_responsibility", ended_on=today)
    assert response.headers["Location"] == reverse("cases:nominals")
    assert not can(people.offender_manager, people.nominal, Capability.VIEW_NOMINAL)
    assert grant_differences() == ([], [])


@pytest.mark.parametrize("level", [2, 3])
def test_management_does_not_end_while_only_a_meeting_leads_out(people: People, level: int) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=level)
    today = timezone.localdate()
    response = send(people.coordinator, people.nominal, "end_responsibility", ended_on=today)
    assert errors_of(response) == [
        f"Level {level} holds: a meeting, or its chair, decides the way out. Record it under “Reviews and level”."
    ]
    assert periods(Responsibility, people.nominal, "area_id") == [(AREA, LONG_AGO, None)]
    LevelPeriod.objects.filter(nominal=people.nominal).update(ended_on=today)
    assert send(people.coordinator, people.nominal, "end_responsibility", ended_on=today).status_code == 302


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (TransferState.OFFERED, "An offer to Gloucestershire is open. Withdraw it first."),
        (TransferState.ACCEPTED, "Gloucestershire is responsible from {day}. Call the move off first."),
        (TransferState.DECLINED, None),
        (TransferState.CALLED_OFF, None),
    ],
)
def test_management_does_not_end_on_the_way_to_another_area(people: People, state: str, sentence: str | None) -> None:
    today = timezone.localdate()
    moves_on = today + datetime.timedelta(days=5)
    Transfer.objects.create(
        nominal=people.nominal, from_area_id=AREA, to_area_id=OTHER_AREA, moves_on=moves_on, answer_by=moves_on,
        state=state, offered_by=people.coordinator,
    )  # fmt: skip
    response = send(people.coordinator, people.nominal, "end_responsibility", ended_on=today)
    if sentence is None:
        assert response.status_code == 302
    else:
        assert errors_of(response) == [sentence.format(day=long_date(moves_on))]
        assert periods(Responsibility, people.nominal, "area_id") == [(AREA, LONG_AGO, None)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"made_on": DAY, "ends_on": DAY}, "An order ends after it is made."),
        ({"made_on": datetime.date(2101, 1, 1)}, "Made on must be today or in the past"),
        ({}, "Enter the day the order was made"),
    ],
)
def test_an_order_that_cannot_be_is_refused(people: People, typed: dict[str, Any], sentence: str) -> None:
    response = send(people.offender_manager, people.nominal, "add_order", order_type="shpo", **typed)
    assert errors_of(response) == [sentence]
    assert not Order.objects.exists()


def test_an_event_is_recorded_once_a_day(people: People) -> None:
    event = {"event_type": "sfo_charged", "occurred_on": DAY}
    assert send(people.offender_manager, people.nominal, "add_event", **event).status_code == 302
    assert CaseEvent.objects.get().occurred_on == DAY
    again = send(people.offender_manager, people.nominal, "add_event", **event)
    assert errors_of(again) == ["That event is already recorded on that day."]
