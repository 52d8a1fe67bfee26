"""Levels: who may move them, how they end, what a chair decides and a meeting ratifies, and who is told."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.teams import standard_team
from cases.choices import AlertKind, Basis, LevelRoute
from cases.clocks import differences, refresh
from cases.models import Alert, CategoryBasis, Clock, CustodyDate, LevelPeriod, Nominal
from cases.rules.calendar import months_after
from cases.services.histories import set_level
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.personas import AREA, LONG_AGO, People, involve, make_nominal, make_user

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 4)
WEEK = datetime.timedelta(weeks=1)
MEETING = {"route": "meeting", "decision_maker": "DI Invented, West Mercia Police"}
CHAIR = MEETING | {"route": "chair"}
WHY = {"rationale": "Invented reasons.", "ends_previous": "on"}


def send(user: Any, nominal: Nominal, name: str, **typed: Any) -> Any:
    values: dict[str, Any] = {}
    for key, value in typed.items():
        values |= boxes(key, value) if isinstance(value, datetime.date) else {key: value}
    return client_of(user).post(reverse(f"cases:{name}", args=[nominal.pk]), values)


def page(user: Any, nominal: Nominal, name: str) -> str:
    return text_of(client_of(user).get(reverse(f"cases:{name}", args=[nominal.pk])))


def levels(nominal: Nominal) -> list[tuple[Any, Any, Any]]:
    rows = LevelPeriod.objects.filter(nominal=nominal).order_by("started_on")
    return [(row.level, row.started_on, row.ended_on) for row in rows]


def clocks(nominal: Nominal, kind: str) -> list[datetime.date]:
    return list(Clock.objects.filter(nominal=nominal, kind=kind).order_by("due_on").values_list("due_on", flat=True))


@pytest.fixture
def dangerous(people: People) -> Nominal:
    """In Category 3 alone, at Level 2."""
    return make_nominal(people.team, basis=Basis.OTHER_DANGEROUS, level=2, family_name="Underhill")


def test_the_unit_records_what_a_meeting_decided_with_who_decided_and_why(people: People) -> None:
    response = send(people.administrator, people.nominal, "add_level", level="2", started_on=DAY, **MEETING, **WHY)
    assert response.headers["Location"] == f"{reverse('cases:reviews', args=[people.nominal.pk])}#level"
    assert levels(people.nominal) == [(1, LONG_AGO, DAY), (2, DAY, None)]
    row = LevelPeriod.objects.get(level=2)
    assert (row.decided_by, row.route, row.rationale) == (people.administrator, "meeting", "Invented reasons.")
    text = page(people.panel_member, people.nominal, "reviews")
    assert "Invented reasons." in text
    assert "DI Invented, West Mercia Police, recorded by Administratorson" in text


def test_a_chair_records_their_own_decision(people: People) -> None:
    text = client_of(people.panel_chair).get(reverse("cases:add_level", args=[people.nominal.pk])).content.decode()
    assert 'value="Panel Chairson"' in text
    response = send(people.panel_chair, people.nominal, "add_level", level="3", started_on=DAY, **CHAIR, **WHY)
    assert response.status_code == 302


def test_an_offender_manager_sets_level_1_and_no_other(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).delete()
    refused = send(people.offender_manager, people.nominal, "add_level", level="2", started_on=DAY, **MEETING, **WHY)
    assert errors_of(refused) == ["Select one of the answers in the list"]
    assert not levels(people.nominal)
    send(people.offender_manager, people.nominal, "add_level", level="1", started_on=DAY, **WHY)
    assert LevelPeriod.objects.get(nominal=people.nominal).route == "lead_agency"


def test_an_offender_manager_is_told_who_moves_a_level_and_gets_no_form(people: People) -> None:
    text = page(people.offender_manager, people.nominal, "add_level")
    assert "Level 1 holds since 6 January 2020." in text
    assert "Only a meeting, or its chair between meetings" in text
    assert "Rationale" not in text
    assert "Change the level" not in page(people.offender_manager, people.nominal, "reviews")


def test_the_lead_agency_takes_nobody_down_from_level_2(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2)
    response = send(people.offender_manager, people.nominal, "add_level", level="1", started_on=DAY, **WHY)
    assert errors_of(response) == [
        "Only a meeting, or its chair between meetings, moves somebody to, between or from Levels 2 and 3."
    ]


def test_the_screening_of_the_lead_agency_raises_nobody(people: People) -> None:
    answer = {"level": "2", "route": "lead_agency", "started_on": DAY}
    response = send(people.administrator, people.nominal, "add_level", **answer, **WHY)
    assert "Only a meeting, or its chair" in errors_of(response)[0]


def test_the_decision_on_a_referral_raises_somebody(people: People) -> None:
    row = set_level(
        actor=people.administrator, nominal=people.nominal, level=2, route=LevelRoute.REFERRAL, started_on=DAY,
        rationale="Accepted.", ends_previous=True,
    )  # fmt: skip
    assert row.route == "referral"
    with pytest.raises(DomainError, match="Only a meeting"):
        set_level(
            actor=people.administrator, nominal=people.nominal, level=1, route=LevelRoute.REFERRAL,
            started_on=DAY + WEEK, rationale="Invented.", ends_previous=True,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"level": "2", **MEETING}, "Enter why this level was decided"),
        ({"level": "2", "route": "chair", **WHY}, "Enter who decided: the chair's name and grade"),
        ({"level": "2", **WHY}, "Select how it was decided"),
        ({**MEETING, **WHY}, "Select level"),
    ],
)
def test_a_level_without_its_reasons_is_refused(people: People, typed: dict[str, str], sentence: str) -> None:
    assert errors_of(send(people.administrator, people.nominal, "add_level", started_on=DAY, **typed)) == [sentence]


def test_nobody_in_category_3_is_put_at_level_1(people: People, dangerous: Nominal) -> None:
    response = send(people.administrator, dangerous, "add_level", level="1", started_on=DAY, **MEETING, **WHY)
    assert errors_of(response) == [
        "A person in Category 3 is managed at Level 2 or Level 3. On 4 March 2025 it would be Level 1."
    ]
    raised = send(people.administrator, dangerous, "add_level", level="3", started_on=DAY, **MEETING, **WHY)
    assert raised.status_code == 302


def test_somebody_at_risk_of_terrorism_alone_does_not_step_down_either(people: People) -> None:
    nominal = make_nominal(people.team, basis=Basis.TERRORISM_RISK, level=2)
    response = send(people.administrator, nominal, "add_level", level="1", started_on=DAY, **MEETING, **WHY)
    assert "Record the exit instead." in errors_of(response)[0]
    text = page(people.administrator, nominal, "add_level")
    assert "Record the exit from MAPPA" in text


# --- the end -------------------------------------------------------------------------------------------------------


def test_level_1_ends_with_its_rationale_and_only_once(people: People) -> None:
    end = {"ended_on": DAY, "end_rationale": "No longer managed."}
    assert send(people.offender_manager, people.nominal, "end_level", **end).status_code == 302
    row = LevelPeriod.objects.get(nominal=people.nominal)
    assert (row.ended_on, row.ended_by, row.end_rationale) == (DAY, people.offender_manager, "No longer managed.")
    assert errors_of(send(people.offender_manager, people.nominal, "end_level", **end)) == [
        "This already ended on 4 March 2025."
    ]


def test_the_exit_ends_level_and_category_3_together(people: People, dangerous: Nominal) -> None:
    text = page(people.coordinator, dangerous, "end_level")
    assert "Exit from MAPPA" in text
    assert "Category 3: Other dangerous offender" in text
    today = timezone.localdate()
    end = {"ended_on": today, "end_rationale": "A year without concern.", **MEETING}
    assert send(people.coordinator, dangerous, "end_level", **end).status_code == 302
    level, basis = LevelPeriod.objects.get(nominal=dangerous), CategoryBasis.objects.get(nominal=dangerous)
    assert (level.ended_on, basis.ended_on) == (today, today)
    assert (level.end_rationale, level.end_route, level.ended_by) == (
        "A year without concern.", "meeting", people.coordinator,
    )  # fmt: skip
    assert level.end_decision_maker == "DI Invented, West Mercia Police"


def test_an_exit_from_terrorism_risk_says_that_category_3_does_not_follow(people: People) -> None:
    nominal = make_nominal(people.team, basis=Basis.TERRORISM_RISK, level=2)
    end = {"ended_on": timezone.localdate(), "end_rationale": "A year without concern.", **MEETING}
    assert send(people.coordinator, nominal, "end_level", **end).status_code == 302
    assert nominal.screenings.get().reason == "A year without concern."


def test_an_offender_manager_does_not_exit_anybody(people: People, dangerous: Nominal) -> None:
    assert "The MAPPA unit records it." in page(people.offender_manager, dangerous, "end_level")
    end = {"ended_on": DAY, "end_rationale": "Enough."}
    assert "Only a meeting" in errors_of(send(people.offender_manager, dangerous, "end_level", **end))[0]
    assert levels(dangerous) == [(2, LONG_AGO, None)]


def test_whoever_stays_in_mappa_is_lowered_and_not_ended(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2)
    assert "Set Level 1 instead" in page(people.coordinator, people.nominal, "end_level")
    end = {"ended_on": DAY, "end_rationale": "Enough.", **MEETING}
    assert errors_of(send(people.coordinator, people.nominal, "end_level", **end)) == [
        "The person stays in MAPPA: below Level 2 they are managed at Level 1. Set Level 1 instead."
    ]


def test_an_exit_on_a_day_on_which_something_else_holds_is_refused(people: People, dangerous: Nominal) -> None:
    today = timezone.localdate()
    CategoryBasis.objects.create(
        nominal=dangerous, category=1, basis=Basis.NOTIFICATION_REQUIREMENT, started_on=LONG_AGO, ended_on=today
    )
    end = {"ended_on": today - WEEK, "end_rationale": "Enough.", **MEETING}
    assert "stays in MAPPA" in errors_of(send(people.coordinator, dangerous, "end_level", **end))[0]
    assert levels(dangerous) == [(2, LONG_AGO, None)]


# --- the chair between meetings --------------------------------------------------------------------------------------


def test_what_a_chair_decided_waits_for_a_meeting_in_the_units_list(people: People) -> None:
    today = timezone.localdate()
    send(people.panel_chair, people.nominal, "add_level", level="2", started_on=today, **CHAIR, **WHY)
    unit = standard_team(AREA, AgencyKind.MAPPA_UNIT)
    clock = Clock.objects.get(nominal=people.nominal, kind="chair_to_ratify")
    assert (clock.team, clock.owner, clock.due_on) == (unit, None, today + 12 * WEEK)
    text = page(people.administrator, people.nominal, "reviews")
    assert "To be ratified" in text
    assert "Record that a meeting ratified" in text
    assert "Record that a meeting ratified" not in page(people.offender_manager, people.nominal, "reviews")


def test_a_meeting_ratifies_and_the_clock_goes(people: People) -> None:
    today = timezone.localdate()
    send(people.panel_chair, people.nominal, "add_level", level="3", started_on=today - WEEK, **CHAIR, **WHY)
    row = LevelPeriod.objects.get(nominal=people.nominal, level=3)
    assert clocks(people.nominal, "chair_to_ratify") == [today + 5 * WEEK]
    early = {"decisions": [f"start-{row.pk}"], "ratified_on": today - 2 * WEEK}
    assert "the meeting comes after" in errors_of(send(people.coordinator, people.nominal, "ratify_level", **early))[0]
    done = early | {"ratified_on": today}
    assert send(people.coordinator, people.nominal, "ratify_level", **done).status_code == 302
    row.refresh_from_db()
    assert row.ratified_on == today
    assert not clocks(people.nominal, "chair_to_ratify")
    assert "Ratified by the meeting of" in page(people.coordinator, people.nominal, "reviews")
    again = client_of(people.coordinator).get(reverse("cases:ratify_level", args=[people.nominal.pk]), follow=True)
    assert "No decision of a chair waits" in text_of(again)


def test_an_exit_by_the_chair_waits_too(people: People, dangerous: Nominal) -> None:
    today = timezone.localdate()
    end = {"ended_on": today, "end_rationale": "Enough.", **CHAIR}
    send(people.panel_chair, dangerous, "end_level", **end)
    assert clocks(dangerous, "chair_to_ratify") == [today + 12 * WEEK]
    assert "End to be ratified" in page(people.coordinator, dangerous, "reviews")
    row = LevelPeriod.objects.get(nominal=dangerous)
    send(people.coordinator, dangerous, "ratify_level", decisions=[f"end-{row.pk}"], ratified_on=today)
    row.refresh_from_db()
    assert row.end_ratified_on == today


def test_a_meeting_that_decides_otherwise_settles_it(people: People) -> None:
    today = timezone.localdate()
    send(people.panel_chair, people.nominal, "add_level", level="2", started_on=today - WEEK, **CHAIR, **WHY)
    send(people.coordinator, people.nominal, "add_level", level="1", started_on=today, **MEETING, **WHY)
    assert levels(people.nominal)[-1] == (1, today, None)
    assert not clocks(people.nominal, "chair_to_ratify")
    assert "To be ratified" not in page(people.coordinator, people.nominal, "reviews")


def test_two_who_record_the_same_meeting_are_told(people: People) -> None:
    today = timezone.localdate()
    send(people.panel_chair, people.nominal, "add_level", level="2", started_on=today - WEEK, **CHAIR, **WHY)
    row = LevelPeriod.objects.get(nominal=people.nominal, level=2)
    answer = {"decisions": [f"start-{row.pk}"], "ratified_on": today}
    assert send(people.coordinator, people.nominal, "ratify_level", **answer).status_code == 302
    assert errors_of(send(people.administrator, people.nominal, "ratify_level", **answer)) == [
        "Select from the answers in the list"
    ]


# --- who is told -----------------------------------------------------------------------------------------------------


def told(kind: str = AlertKind.LEVEL_CHANGED) -> set[str]:
    return set(Alert.objects.filter(kind=kind).values_list("user__full_name", flat=True))


def test_a_move_is_told_to_who_manages_the_unit_and_victim_liaison_and_to_nobody_else(people: People) -> None:
    liaison = standard_team(AREA, AgencyKind.VICTIM_LIAISON)
    involve(people.nominal, liaison)
    send(people.administrator, people.nominal, "add_level", level="2", started_on=DAY, **MEETING, **WHY)
    # Nobody is allocated, so that the supervisor of the lead team manages; whoever recorded it knows.
    assert told() == {"Supervisorson", "Coordinatorson", "Victim Liaison Officerson"}
    assert Alert.objects.first().facts == {"before": 1, "after": 2, "on": "2025-03-04"}  # type: ignore[union-attr]


def test_a_first_level_1_and_what_is_entered_of_the_past_are_no_news(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).delete()
    send(people.administrator, people.nominal, "add_level", level="1", started_on=DAY, route="lead_agency", **WHY)
    earlier = {"started_on": DAY - 9 * WEEK, "ended_on": DAY}
    send(people.administrator, people.nominal, "add_level", level="2", **earlier, **MEETING, rationale="Entered later.")
    assert len(levels(people.nominal)) == 2
    assert not told()


def test_an_exit_is_told(people: People, dangerous: Nominal) -> None:
    end = {"ended_on": timezone.localdate(), "end_rationale": "Enough.", **MEETING}
    send(people.coordinator, dangerous, "end_level", **end)
    assert told() == {"Supervisorson", "Administratorson"}
    assert Alert.objects.filter(facts__after=None).count() == 2


# --- before release --------------------------------------------------------------------------------------------------


def test_a_level_is_to_be_looked_at_six_months_before_release(people: People) -> None:
    today = timezone.localdate()
    nominal = make_nominal(people.team, whereabouts="prison")
    date = CustodyDate.objects.create(nominal=nominal, kind="earliest_release", on=months_after(today, 7))
    refresh([nominal.pk])
    assert clocks(nominal, "level_before_release") == [months_after(date.on, -6)]
    LevelPeriod.objects.filter(nominal=nominal).update(started_on=today)
    refresh([nominal.pk])
    assert not clocks(nominal, "level_before_release")


def test_the_clocks_agree_with_the_record(people: People, dangerous: Nominal) -> None:
    refresh()
    send(people.panel_chair, dangerous, "end_level", ended_on=timezone.localdate(), end_rationale="Enough.", **CHAIR)
    assert differences() == ([], [])


def test_a_chair_of_another_area_sees_nothing(people: People) -> None:
    elsewhere = make_user(Role.PANEL_CHAIR, standard_team("E23000037", AgencyKind.MAPPA_UNIT))
    for name in ("reviews", "add_level", "end_level", "ratify_level"):
        assert client_of(elsewhere).get(reverse(f"cases:{name}", args=[people.nominal.pk])).status_code == 404
