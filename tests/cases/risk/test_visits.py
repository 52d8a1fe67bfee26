"""Home visits: by which risk, when the next is due, in somebody's list before it is too late."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.choices import AgencyKind
from agencies.teams import standard_team
from cases.choices import RISK_ORDER, VISIT_TOOLS
from cases.clocks import differences
from cases.models import Clock, HomeVisit, Nominal
from cases.rules.calendar import months_after
from cases.services.visits import record_visit
from cases.visit_schedule import schedule_of
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of
from tests.cases.risk.asking_pages import DAY, make_assessment, make_rosh, page_of, tab_of
from tests.personas import AREA, LONG_AGO, People, make_nominal

pytestmark = pytest.mark.django_db
NOON_LONG_AGO = datetime.datetime(2020, 1, 6, 12, tzinfo=datetime.UTC)


@pytest.fixture
def nominal(people: People) -> Nominal:
    """In Category 1, in the community, led by the police, on record for years."""
    made = make_nominal(standard_team(AREA, AgencyKind.POLICE), family_name="Homebody")
    Nominal.objects.filter(pk=made.pk).update(created_at=NOON_LONG_AGO)
    made.refresh_from_db()
    return made


def visit(nominal: Nominal, people: People, **fields: Any) -> HomeVisit:
    values = {"visited_on": timezone.localdate(), "outcome": "seen", "officers": "PC Onn", "note": "Seen."}
    return HomeVisit.objects.create(nominal=nominal, recorded_by=people.stranger, **values | fields)


def due(nominal: Nominal, on: datetime.date | None = None) -> datetime.date | None:
    """What the clock says as at a day."""
    rows = differences(on or timezone.localdate())[1]
    return next((row[3] for row in rows if row[:2] == (nominal.pk, "visit_due")), None)


@pytest.mark.parametrize(("band", "months"), [("very_high", 1), ("high", 3), ("medium", 6), ("low", 12)])
def test_the_interval_goes_by_the_band(nominal: Nominal, people: People, band: str, months: int) -> None:
    make_assessment(nominal, people.stranger, band=band, assessed_on=LONG_AGO)
    last = timezone.localdate() - 30 * DAY
    visit(nominal, people, visited_on=last)
    assert due(nominal, months_after(last, months)) == months_after(last, months)
    assert due(nominal, months_after(last, months) - 15 * DAY) is None


def test_a_visit_at_which_nobody_was_seen_leaves_the_next_where_it_was(nominal: Nominal, people: People) -> None:
    make_assessment(nominal, people.stranger, band="very_high", assessed_on=LONG_AGO)
    visit(nominal, people, visited_on=timezone.localdate() - 40 * DAY)
    visit(nominal, people, outcome="tried")
    assert due(nominal) == months_after(timezone.localdate() - 40 * DAY, 1)


def test_a_day_that_was_decided_goes_before_the_schedule(nominal: Nominal, people: People) -> None:
    make_assessment(nominal, people.stranger, band="low", assessed_on=LONG_AGO)
    soon = timezone.localdate() + 5 * DAY
    visit(nominal, people, outcome="tried", next_due_on=soon)
    assert due(nominal) == soon


def test_somebody_just_released_is_visited_within_the_interval_from_the_release(
    nominal: Nominal, people: People
) -> None:
    make_assessment(nominal, people.stranger, band="high", assessed_on=LONG_AGO)
    visit(nominal, people, visited_on=LONG_AGO)
    released = timezone.localdate() - 80 * DAY
    nominal.whereabouts.update(started_on=released)
    assert due(nominal) == months_after(released, 3)


def test_without_any_assessment_the_shortest_interval_holds(nominal: Nominal, people: People) -> None:
    visit(nominal, people, visited_on=timezone.localdate() - 25 * DAY)
    assert due(nominal) == months_after(timezone.localdate() - 25 * DAY, 1)
    text = tab_of(client_of(people.stranger), nominal)
    assert "No risk is assessed by which visits could be scheduled." in text
    assert "until a band is assessed" in text


def test_nobody_in_custody_and_nobody_led_by_probation_is_visited_by_themselves(
    nominal: Nominal, people: People
) -> None:
    Nominal.objects.filter(pk=people.nominal.pk).update(created_at=NOON_LONG_AGO)
    assert due(people.nominal) is None
    assert due(nominal) is not None
    nominal.whereabouts.update(status="prison")
    assert due(nominal) is None
    assert "the person is not in the community" in tab_of(client_of(people.stranger), nominal)


def test_others_are_visited_once_a_visit_named_the_next_day(people: People) -> None:
    client = client_of(people.offender_manager)
    soon = timezone.localdate() + 9 * DAY
    data = {"outcome": "not_seen", "officers": "Jo Officer", "note": "Mother at home.", "was_announced": "on"}
    days = boxes("visited_on", timezone.localdate()) | boxes("next_due_on", soon)
    assert client.post(page_of(people.nominal, "record_visit"), data | days).status_code == 302
    clock = Clock.objects.get(nominal=people.nominal, kind="visit_due")
    assert clock.due_on == soon
    text = tab_of(client, people.nominal)
    assert "Let in, but the person was not seen Announced Mother at home." in text
    assert "The day was decided with the last visit" in text


def test_a_recorded_visit_moves_the_clock(nominal: Nominal, people: People) -> None:
    make_assessment(nominal, people.stranger, band="very_high", assessed_on=LONG_AGO)
    visit(nominal, people, visited_on=timezone.localdate() - 50 * DAY)
    assert due(nominal) is not None
    values = {"visited_on": timezone.localdate(), "outcome": "seen", "officers": "PC Onn", "note": "Seen."}
    record_visit(actor=people.stranger, nominal=nominal, values=values | {"was_announced": False, "next_due_on": None})
    assert due(nominal) is None


def test_the_page_says_from_which_assessment_and_where_the_interval_is_set(nominal: Nominal, people: People) -> None:
    make_assessment(nominal, people.stranger, band="high", assessed_on=datetime.date(2026, 3, 1))
    visit(nominal, people)
    text = tab_of(client_of(people.stranger), nominal)
    assert "Visits go by high risk, from: ARMS." in text
    assert "ARMS: High, from 1 March 2026" in text
    assert "Common police practice for home visits by risk" in text


def test_the_next_visit_is_due_after_this_one_and_the_note_is_kept(people: People) -> None:
    client = client_of(people.offender_manager)
    data = {"outcome": "seen", "officers": "Jo Officer", "note": "What I typed."}
    days = boxes("visited_on", timezone.localdate()) | boxes("next_due_on", LONG_AGO)
    answer = client.post(page_of(people.nominal, "record_visit"), data | days)
    assert errors_of(answer) == ["The next visit is due after this one."]
    assert "What I typed." in text_of(answer)


def test_a_visit_stands_in_history_and_changes(people: People) -> None:
    visit(people.nominal, people, note="Dog in the garden.")
    client = client_of(people.offender_manager)
    assert "Home visit: The person was seen" in text_of(client.get(page_of(people.nominal, "timeline")))
    assert "Dog in the garden." in text_of(client.get(page_of(people.nominal, "changes")))


#: Days ago, so that the whole stays before today.
_AGO = st.integers(0, 400)
_TOOL = st.tuples(st.sampled_from([*VISIT_TOOLS, "SARA"]), st.sampled_from([*RISK_ORDER, "n_a"]), _AGO)
_ROSH = st.tuples(st.sampled_from(RISK_ORDER), st.sampled_from(["community", "custody"]), _AGO)
_VISIT = st.tuples(st.sampled_from(["seen", "not_seen", "tried"]), _AGO, st.none() | st.integers(-200, 200))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tools=st.lists(_TOOL, max_size=4),
    harm=st.lists(_ROSH, max_size=3),
    visits=st.lists(_VISIT, max_size=3),
    began=_AGO,
    ahead=st.integers(0, 400),
)
def test_the_clock_says_what_the_page_says(
    nominal: Nominal, people: People, tools: Any, harm: Any, visits: Any, began: int, ahead: int
) -> None:
    """The rule in SQL, for everybody at once, and in Python, for one person with its reasons."""
    today = timezone.localdate()
    for rows in (nominal.assessments, nominal.rosh_assessments, nominal.home_visits):
        rows.all().delete()
    nominal.whereabouts.update(started_on=today - began * DAY)
    for tool, band, ago in tools:
        make_assessment(nominal, people.stranger, tool=tool, band=band, assessed_on=today - ago * DAY)
    for level, setting, ago in harm:
        make_rosh(nominal, people.stranger, "low", staff=level, setting=setting, assessed_on=today - ago * DAY)
    for outcome, ago, following in visits:
        day = today - ago * DAY
        named = None if following is None else day + following * DAY
        visit(nominal, people, outcome=outcome, visited_on=day, next_due_on=named)
    on = today + ahead * DAY
    said = schedule_of(nominal, list(nominal.home_visits.all()), on).due_on
    assert due(nominal, on) == (said if said is not None and said - 14 * DAY <= on else None)
