"""Recall, return, release and the dates inside: whereabouts, events, clocks and the telling follow from one record."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.errors import DomainError
from agencies.teams import standard_team
from cases.choices import AlertKind, EventType, RescreenTrigger, Whereabouts
from cases.clocks import differences, refresh
from cases.models import (
    Alert,
    CaseEvent,
    Clock,
    CustodyDate,
    LevelPeriod,
    Nominal,
    Recall,
    RescreenPrompt,
    WhereaboutsPeriod,
)
from cases.rules.calendar import months_after
from cases.services.custody import change_recall, record_recall, record_release, remove_recall
from cases.services.versions import version_of
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of, value_of
from tests.cases.orders.test_orders import address, send
from tests.personas import AREA, LONG_AGO, People, involve, make_nominal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def recalled(people: People, nominal: Nominal | None = None, *, back: int | None = 5, **values: Any) -> Recall:
    """Recalled seven days ago, and back in custody so many days ago."""
    given: dict[str, Any] = {"because": "licence", "recalled_on": TODAY - 7 * DAY}
    returned_on = None if back is None else TODAY - back * DAY
    return record_recall(
        actor=people.offender_manager,
        nominal=nominal or people.nominal,
        **given | {"returned_on": returned_on} | values,
    )


def changed(people: People, row: Recall, **values: Any) -> Recall:
    names = ("because", "recalled_on", "returned_on", "rereleased_on", "breach_id")
    current = {name: getattr(row, name) for name in names} | values
    return change_recall(actor=people.offender_manager, recall=row, version=version_of(row), values=current)


def places(nominal: Nominal) -> list[tuple[str, datetime.date, datetime.date | None]]:
    rows = WhereaboutsPeriod.objects.filter(nominal=nominal).order_by("started_on")
    return [(row.status, row.started_on, row.ended_on) for row in rows]


def at_level(nominal: Nominal, level: int) -> None:
    LevelPeriod.objects.filter(nominal=nominal).update(level=level)


def test_a_return_to_custody_is_recorded_once_and_everything_follows(people: People) -> None:
    at_level(people.nominal, 2)
    page = text_of(client_of(people.offender_manager).get(address("add_recall", people.nominal)))
    assert "Level 2 does not end by it: hold a review." in page
    answers = {"because": "licence", "recalled_on": TODAY - 7 * DAY, "returned_on": TODAY - 5 * DAY}
    assert send(people.offender_manager, people.nominal, "add_recall", **answers).status_code == 302
    row = Recall.objects.get()
    assert (row.level_then, row.category_then) == (2, 1)
    assert places(people.nominal) == [
        (Whereabouts.COMMUNITY, LONG_AGO, TODAY - 5 * DAY),
        (Whereabouts.PRISON, TODAY - 5 * DAY, None),
    ]
    event = CaseEvent.objects.get()
    assert (event.event_type, event.occurred_on, row.event) == (EventType.RETURNED_LICENCE, TODAY - 5 * DAY, event)
    assert RescreenPrompt.objects.get().trigger == RescreenTrigger.RECALL
    assert LevelPeriod.objects.get(nominal=people.nominal).ended_on is None
    text = text_of(client_of(people.panel_member).get(address("law", people.nominal)))
    assert "Level 2, Category 1" in text


def test_the_unit_victim_liaison_and_the_manager_are_told_of_a_recall_and_nobody_else(people: People) -> None:
    involve(people.nominal, standard_team(AREA, AgencyKind.VICTIM_LIAISON))
    recalled(people)
    told = {alert.user for alert in Alert.objects.filter(kind=AlertKind.RECALLED)}
    assert told == {people.coordinator, people.administrator, people.victim_liaison_officer, people.supervisor}


def test_victim_liaison_that_may_not_see_the_person_is_told_nothing(people: People) -> None:
    recalled(people)
    assert not Alert.objects.filter(user=people.victim_liaison_officer).exists()


def test_somebody_recalled_and_not_back_is_shown_as_unlawfully_at_large(people: People) -> None:
    row = recalled(people, back=None)
    assert places(people.nominal)[-1][0] == Whereabouts.COMMUNITY
    assert not CaseEvent.objects.exists()
    client = client_of(people.panel_member)
    assert "Unlawfully at large" in text_of(client.get(address("nominal", people.nominal)))
    assert "no return to custody is recorded" in text_of(client.get(address("law", people.nominal)))
    clock = Clock.objects.get(kind="recall_not_returned")
    assert (clock.due_on, clock.source_id) == (TODAY - 7 * DAY, row.pk)
    changed(people, row, returned_on=TODAY)
    assert not Clock.objects.filter(kind="recall_not_returned").exists()
    assert "Unlawfully at large" not in text_of(client.get(address("nominal", people.nominal)))
    assert places(people.nominal)[-1] == (Whereabouts.PRISON, TODAY, None)
    assert CaseEvent.objects.get().occurred_on == TODAY


def test_the_return_is_told_again_and_a_correction_is_not(people: People) -> None:
    row = recalled(people, back=None)
    first = Alert.objects.filter(kind=AlertKind.RECALLED).count()
    row = changed(people, row, returned_on=TODAY)
    assert Alert.objects.filter(kind=AlertKind.RECALLED).count() == 2 * first
    changed(people, row, returned_on=TODAY - DAY)
    assert Alert.objects.filter(kind=AlertKind.RECALLED).count() == 2 * first


def test_level_and_category_of_the_day_are_frozen_and_stay_when_the_level_changes(people: People) -> None:
    at_level(people.nominal, 3)
    row = recalled(people)
    at_level(people.nominal, 1)
    row = changed(people, row, because="new_offence")
    assert row.level_then == 3
    assert not CaseEvent.objects.exists()


def test_a_corrected_day_moves_whereabouts_and_event(people: People) -> None:
    row = recalled(people)
    changed(people, row, returned_on=TODAY - 2 * DAY)
    assert places(people.nominal) == [
        (Whereabouts.COMMUNITY, LONG_AGO, TODAY - 2 * DAY),
        (Whereabouts.PRISON, TODAY - 2 * DAY, None),
    ]
    assert CaseEvent.objects.get().occurred_on == TODAY - 2 * DAY


def test_a_recall_recorded_by_mistake_leaves_nothing(people: People) -> None:
    remove_recall(actor=people.offender_manager, recall=recalled(people))
    assert places(people.nominal) == [(Whereabouts.COMMUNITY, LONG_AGO, None)]
    assert not CaseEvent.objects.exists()
    assert not Recall.objects.exists()


def test_a_recall_told_late_fits_between_what_is_known_since(people: People) -> None:
    WhereaboutsPeriod.objects.filter(nominal=people.nominal).update(ended_on=TODAY - DAY)
    WhereaboutsPeriod.objects.create(nominal=people.nominal, status="mha_hospital", started_on=TODAY - DAY)
    recalled(people)
    assert places(people.nominal)[1] == (Whereabouts.PRISON, TODAY - 5 * DAY, TODAY - DAY)


def test_somebody_already_recorded_in_prison_stays_recorded_so(people: People) -> None:
    WhereaboutsPeriod.objects.filter(nominal=people.nominal).update(status="prison")
    recalled(people)
    assert places(people.nominal) == [(Whereabouts.PRISON, LONG_AGO, None)]
    assert CaseEvent.objects.count() == 1


def test_a_second_recall_waits_for_the_release(people: People) -> None:
    recalled(people)
    with pytest.raises(DomainError, match="record the release first"):
        recalled(people)


def test_a_release_is_recorded_once_and_everything_follows(people: People) -> None:
    row = recalled(people)
    CustodyDate.objects.create(nominal=people.nominal, kind="planned_release", on=TODAY)
    ends = CustodyDate.objects.create(nominal=people.nominal, kind="licence_ends", on=TODAY + 900 * DAY)
    involve(people.nominal, standard_team(AREA, AgencyKind.VICTIM_LIAISON))
    assert send(people.offender_manager, people.nominal, "release", released_on=TODAY).status_code == 302
    row.refresh_from_db()
    assert row.rereleased_on == TODAY
    assert places(people.nominal)[-1] == (Whereabouts.COMMUNITY, TODAY, None)
    told = {alert.user for alert in Alert.objects.filter(kind=AlertKind.RELEASED)}
    assert told == {people.coordinator, people.administrator, people.victim_liaison_officer, people.supervisor}
    assert RescreenPrompt.objects.filter(trigger=RescreenTrigger.RELEASE, happened_on=TODAY).exists()
    assert list(CustodyDate.objects.filter(is_past=False)) == [ends]
    again = recalled(people, recalled_on=TODAY, returned_on=None)
    assert again.rereleased_on is None


def test_a_corrected_release_moves_whereabouts(people: People) -> None:
    row = recalled(people)
    record_release(actor=people.offender_manager, nominal=people.nominal, released_on=TODAY - DAY)
    row.refresh_from_db()
    row = changed(people, row, rereleased_on=TODAY - 2 * DAY)
    assert places(people.nominal)[1:] == [
        (Whereabouts.PRISON, TODAY - 5 * DAY, TODAY - 2 * DAY),
        (Whereabouts.COMMUNITY, TODAY - 2 * DAY, None),
    ]
    changed(people, row, rereleased_on=None)
    assert places(people.nominal)[-1] == (Whereabouts.PRISON, TODAY - 5 * DAY, None)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"released_on": TODAY - 5 * DAY}, "enter a later day"),
        ({"released_on": TODAY + DAY}, "Released on must be today or in the past"),
        ({}, "Enter the day of the release"),
    ],
)
def test_a_release_that_cannot_be_is_refused(people: People, answers: dict[str, Any], sentence: str) -> None:
    recalled(people)
    assert sentence in errors_of(send(people.offender_manager, people.nominal, "release", **answers))[0]


def test_nobody_in_the_community_is_released(people: People) -> None:
    response = send(people.offender_manager, people.nominal, "release", released_on=TODAY)
    assert errors_of(response) == ["Not in prison that day: In the community from 6 January 2020."]


def test_somebody_at_large_is_not_released(people: People) -> None:
    recalled(people, back=None)
    response = send(people.offender_manager, people.nominal, "release", released_on=TODAY)
    assert "not back yet: record the return to custody first" in errors_of(response)[0]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"recalled_on": TODAY, "returned_on": TODAY - DAY},
            "The return follows the recall: enter the same day or a later one.",
        ),
        ({"recalled_on": None}, "Enter the day"),
    ],
)
def test_a_recall_that_cannot_be_is_told_beside_the_field(people: People, answers: dict, sentence: str) -> None:
    given = {"because": "licence"} | {name: day for name, day in answers.items() if day}
    assert errors_of(send(people.offender_manager, people.nominal, "add_recall", **given)) == [sentence]
    assert not Recall.objects.exists()


def test_two_people_correcting_one_recall_are_told_of_each_other(people: People) -> None:
    row = recalled(people)
    where = address("change_recall", people.nominal, row.pk)
    version = value_of(client_of(people.colleague).get(where), "version")
    changed(people, row, because="new_offence")
    answers = {"because": "licence", "recalled_on": TODAY - 6 * DAY, "returned_on": TODAY - 5 * DAY}
    answer = send(people.colleague, people.nominal, "change_recall", row.pk, **answers, version=version)
    assert "while you had it open" in text_of(answer)


def test_the_page_of_whereabouts_points_at_recall_and_release(people: People) -> None:
    content = client_of(people.offender_manager).get(address("add_whereabouts", people.nominal)).content.decode()
    assert address("add_recall", people.nominal) in content
    assert address("release", people.nominal) in content


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "clock", "before"),
    [
        ("parole_hearing", "parole_hearing", 8 * 7),
        ("earliest_release", "release_ahead", "6 months"),
        ("planned_release", "release_ahead", "6 months"),
        ("licence_ends", "licence_end", "3 months"),
    ],
)
def test_a_custody_date_is_in_a_list_in_time_until_it_is_dealt_with(
    people: People, kind: str, clock: str, before: int | str
) -> None:
    on = TODAY + 300 * DAY
    send(people.offender_manager, people.nominal, "add_custody_date", kind=kind, on=on)
    row = CustodyDate.objects.get()
    found = Clock.objects.get(kind=clock)
    warn_on = on - before * DAY if isinstance(before, int) else months_after(on, -int(before[0]))
    assert (found.due_on, found.warn_on, found.source_id) == (on, warn_on, row.pk)
    assert differences() == ([], [])
    send(people.offender_manager, people.nominal, "settle_custody_date", row.pk, note="Put off")
    assert not Clock.objects.filter(kind=clock).exists()
    text = text_of(client_of(people.panel_member).get(address("law", people.nominal)))
    assert "Dealt with" in text
    assert "Put off" in text


def test_the_section_says_how_long_is_left_and_who_set_the_limit(people: People) -> None:
    CustodyDate.objects.create(nominal=people.nominal, kind="licence_ends", on=TODAY + 40 * DAY)
    response = client_of(people.offender_manager).get(address("law", people.nominal))
    text = text_of(response)
    assert "in 40 days" in text
    assert "Common practice: consider Category 3 three months before a licence ends" in text
    assert address("consider_category", people.nominal) in response.content.decode()


def test_a_second_date_of_a_kind_is_a_correction_of_the_first(people: People) -> None:
    CustodyDate.objects.create(nominal=people.nominal, kind="parole_hearing", on=TODAY + 40 * DAY)
    again = {"kind": "parole_hearing", "on": TODAY + 60 * DAY}
    response = send(people.offender_manager, people.nominal, "add_custody_date", **again)
    assert "Correct that one instead." in errors_of(response)[0]


def test_a_date_is_corrected(people: People) -> None:
    row = CustodyDate.objects.create(nominal=people.nominal, kind="parole_hearing", on=TODAY + 40 * DAY)
    where = address("change_custody_date", people.nominal, row.pk)
    version = value_of(client_of(people.offender_manager).get(where), "version")
    moved = {"kind": "parole_hearing", "on": TODAY + 60 * DAY, "version": version}
    assert send(people.offender_manager, people.nominal, "change_custody_date", row.pk, **moved).status_code == 302
    assert Clock.objects.get(kind="parole_hearing").due_on == TODAY + 60 * DAY


def test_recall_and_dates_are_on_the_timeline_and_among_the_changes(people: People) -> None:
    recalled(people)
    CustodyDate.objects.create(nominal=people.nominal, kind="parole_hearing", on=TODAY + 40 * DAY, note="By video")
    client = client_of(people.panel_member)
    line = text_of(client.get(address("timeline", people.nominal)))
    for words in ("Recalled", "Back in custody", "Parole hearing", "By video"):
        assert words in line
    assert "Recall or return to custody Added" in text_of(client.get(address("changes", people.nominal)))


def test_a_stranger_sees_none_of_it(people: People) -> None:
    nominal = make_nominal(people.strangers_team, family_name="Sedgeworth")
    for name in ("add_breach", "add_recall", "release", "add_custody_date"):
        assert client_of(people.offender_manager).get(address(name, nominal)).status_code == 404
        assert client_of(people.panel_member).get(address(name, people.nominal)).status_code == 403
