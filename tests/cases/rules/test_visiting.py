"""By which band somebody is visited, and whether risk of serious harm changed: the rules alone."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import RISK_ORDER, VISIT_TOOLS
from cases.rules.rosh import Movement, highest
from cases.rules.visiting import Assessed, Visited, runs_from, visiting_band

DAY = datetime.date(2026, 5, 3)
LATER = datetime.date(2026, 6, 3)


def test_the_latest_tool_decides() -> None:
    answer = visiting_band([Assessed("ARMS", "high", DAY), Assessed("RM2000", "low", LATER)], None)
    assert answer.outcome == "low"
    assert "RM2000" in answer.sentence


def test_of_two_tools_on_one_day_the_higher_band_decides() -> None:
    assert visiting_band([Assessed("OSP-DC", "low", DAY), Assessed("OSP-IIC", "high", DAY)], None).outcome == "high"


def test_harm_found_higher_since_goes_before_the_tool() -> None:
    harm = Assessed("", "very_high", LATER)
    answer = visiting_band([Assessed("ARMS", "medium", DAY)], harm)
    assert answer.outcome == "very_high"
    assert "Risk of serious harm" in answer.sentence
    assert len(answer.facts) == 2


def test_harm_found_higher_before_the_tool_was_used_does_not() -> None:
    harm = Assessed("", "very_high", DAY)
    assert visiting_band([Assessed("ARMS", "medium", LATER)], harm).outcome == "medium"


def test_a_lower_harm_found_since_does_not_lengthen_the_interval() -> None:
    assert visiting_band([Assessed("ARMS", "high", DAY)], Assessed("", "low", LATER)).outcome == "high"


def test_a_tool_that_is_not_about_visits_or_not_applicable_says_nothing() -> None:
    tools = [Assessed("SARA", "high", LATER), Assessed("OSP-DC", "n_a", LATER)]
    assert visiting_band(tools, None).outcome is None
    assert visiting_band(tools, Assessed("", "medium", DAY)).outcome == "medium"


def test_nothing_known_is_an_outcome_of_its_own() -> None:
    assert not visiting_band([], None).is_known


def test_the_interval_runs_from_the_later_of_visit_and_duty() -> None:
    assert runs_from(Visited(LATER), [DAY], DAY) == LATER
    assert runs_from(Visited(DAY), [LATER], DAY) == LATER


def test_when_the_record_came_in_counts_only_while_no_visit_is_on_it() -> None:
    assert runs_from(None, [DAY], LATER) == LATER
    assert runs_from(None, [LATER], DAY) == LATER
    assert runs_from(Visited(DAY), [DAY], LATER) == DAY


@given(st.lists(st.tuples(st.sampled_from(VISIT_TOOLS), st.sampled_from(RISK_ORDER), st.dates()), min_size=1))
def test_the_order_in_which_assessments_come_does_not_matter(rows: list[tuple[str, str, datetime.date]]) -> None:
    tools = [Assessed(*row) for row in rows]
    assert visiting_band(tools, None).outcome == visiting_band(tools[::-1], None).outcome


@pytest.mark.parametrize(
    ("before", "after", "is_change", "is_alarming"),
    [
        ("", "", False, False),
        ("", "low", False, False),
        ("", "medium", False, False),
        ("", "high", True, True),
        ("", "very_high", True, True),
        ("low", "low", False, False),
        ("low", "medium", True, False),
        ("medium", "high", True, True),
        ("high", "very_high", True, True),
        ("very_high", "high", True, False),
        ("high", "low", True, False),
        ("high", "", False, False),
    ],
)
def test_what_counts_as_a_change_and_what_is_told(before: str, after: str, is_change: bool, is_alarming: bool) -> None:
    movement = Movement(before, after)
    assert (movement.is_change, movement.is_alarming) == (is_change, is_alarming)


@given(st.lists(st.sampled_from(["", *RISK_ORDER])))
def test_the_highest_is_one_of_the_levels_and_none_is_above(levels: list[str]) -> None:
    found = highest(levels)
    assert found in {"", *levels}
    assert all(not level or RISK_ORDER.index(level) <= RISK_ORDER.index(found) for level in levels)
