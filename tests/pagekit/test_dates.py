"""Dates as people type them: what is understood, and what is said when it is not."""

import datetime
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagekit.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateProblem,
    TypedDate,
    long_date,
    long_instant,
    month_number,
    read_date,
)

LABEL = "Date of birth"


@given(
    st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)),
    st.sampled_from(["%-d %-m %Y", "%d/%m/%Y", "%-d %B %Y", "%Y-%m-%d"]),
)
def test_a_date_written_out_and_typed_again_is_the_same_date(day: datetime.date, pattern: str) -> None:
    assert read_date(TypedDate(day.strftime(pattern)), LABEL) == day
    assert read_date(TypedDate(str(day.day), str(day.month), str(day.year)), LABEL) == day


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "MAR", "Mar."])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    assert read_date(TypedDate("27", month, "2026"), LABEL) == datetime.date(2026, 3, 27)


def test_sept_is_september() -> None:
    assert month_number("Sept") == 9


@pytest.mark.parametrize("typed", ["Ma", "x", "13th", ""])
def test_what_names_no_month_is_no_month(typed: str) -> None:
    assert month_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "sentence", "part"),
    [
        (TypedDate("31", "2", "2026"), "Date of birth must be a real date", 0),
        (TypedDate("0", "2", "2026"), "Date of birth must be a real date", 0),
        (TypedDate("27", "13", "2026"), "Date of birth must be a real date", 1),
        (TypedDate("27", "Smarch", "2026"), "Date of birth must be a real date", 1),
        (TypedDate("27", "3", "last"), "Date of birth must be a real date", 2),
        (TypedDate("27", "3", ""), "Date of birth must include a year", 2),
        (TypedDate("", "3", ""), "Date of birth must include a day and a year", 0),
        (TypedDate("27", "3", "26"), "Date of birth must have a year of 4 numbers, such as 2026", 2),
        (TypedDate("27", "3", "1899"), "Date of birth must have a year from 1900 to 2199", 2),
        (TypedDate("27", "3", "9999"), "Date of birth must have a year from 1900 to 2199", 2),
        (TypedDate("27", "3", "0000"), "Date of birth must be a real date", 0),
        (TypedDate("²", "3", "2026"), "Date of birth must be a real date", 0),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(typed: TypedDate, sentence: str, part: int) -> None:
    with pytest.raises(DateProblem) as problem:
        read_date(typed, LABEL)
    assert (problem.value.sentence, problem.value.part) == (sentence, part)


@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_nothing_that_can_be_typed_is_an_error_of_the_program(day: str, month: str, year: str) -> None:
    with suppress(DateProblem):
        assert isinstance(read_date(TypedDate(day, month, year), LABEL), datetime.date)


def test_a_date_is_read_in_long_form() -> None:
    assert long_date(datetime.date(2023, 3, 27)) == "27 March 2023"


def test_an_instant_is_read_on_the_local_clock() -> None:
    summer = datetime.datetime(2023, 7, 1, 23, 30, tzinfo=datetime.UTC)
    assert long_instant(summer) == "2 July 2023 at 00:30"
    assert long_date(summer) == "2 July 2023"


def test_no_date_is_an_empty_text() -> None:
    assert long_date(None) == long_instant(None) == ""
