"""The SQL and the slow plain-Python answer agree on random people, cell by cell and name by name."""

import datetime
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting import figures
from reporting.choices import CountingRules, TravelRule, YearlyRule
from reporting.figures import Cell
from reporting.tables import all_cells
from reporting.years import ReportingYear
from tests.reporting.oracle import Counted, Question, Somebody, answer
from tests.reporting.populations import HERE, THERE, YEAR, populations, somebody, store

UNITS = {"here": (HERE,), "region": (HERE, THERE)}
TODAY = datetime.date(2026, 11, 23)
thorough = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _rules(each_level: bool, without_travel: bool) -> CountingRules:
    return CountingRules(
        YearlyRule.EACH_LEVEL if each_level else YearlyRule.HIGHEST_LEVEL,
        TravelRule.WITHOUT_TRAVEL if without_travel else TravelRule.WITH_TRAVEL,
    )


def _expected(people: list[Somebody], areas: tuple[str, ...], rules: CountingRules) -> Counted:
    question = Question(
        frozenset(areas), YEAR, rules.yearly == YearlyRule.EACH_LEVEL, rules.shpo == TravelRule.WITHOUT_TRAVEL
    )
    return answer(people, question)


def _printed(counted: dict[Cell, int]) -> dict[Cell, int]:
    """The figures that a table shows: a table of one column has no total beside it."""
    return {cell: counted[cell] for cell in all_cells() if cell in counted}


@pytest.mark.django_db
@thorough
@given(people=populations(40), each_level=st.booleans(), without_travel=st.booleans())
def test_every_figure_of_every_unit_agrees_with_the_slow_answer(
    people: list[Somebody], each_level: bool, without_travel: bool
) -> None:
    rules = _rules(each_level, without_travel)
    with transaction.atomic():
        store(people)
        counted = figures.count(UNITS, ReportingYear(YEAR, TODAY), rules)
        transaction.set_rollback(True)
    for unit, areas in UNITS.items():
        expected = {Cell(*cell): len(names) for cell, names in _expected(people, areas, rules).items()}
        assert _printed(counted[unit]) == _printed(expected), unit


@pytest.mark.django_db
@settings(thorough, max_examples=10)
@given(people=populations(40), each_level=st.booleans(), without_travel=st.booleans())
def test_the_list_behind_every_cell_names_those_it_counts(
    people: list[Somebody], each_level: bool, without_travel: bool
) -> None:
    rules = _rules(each_level, without_travel)
    with transaction.atomic():
        store(people)
        rows = {cell: _names(rules, cell) for cell in all_cells() if cell.code != "T9"}
        transaction.set_rollback(True)
    expected = _expected(people, (HERE,), rules)
    assert rows == {cell: expected.get(cell, []) for cell in rows}


def _names(rules: CountingRules, cell: Cell) -> list[str]:
    return sorted(str(row.nominal_id) for row in figures.listed([HERE], ReportingYear(YEAR, TODAY), rules, cell))


def test_the_random_people_reach_every_cell() -> None:
    """An oracle that is never asked proves nothing."""
    people = [somebody(Random(number)) for number in range(800)]
    reached = set(answer(people, Question(frozenset({HERE, THERE}), YEAR)))
    assert {cell for cell in all_cells() if cell.code != "T9"} <= {Cell(*cell) for cell in reached}
