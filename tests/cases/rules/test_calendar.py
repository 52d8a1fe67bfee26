"""Calendar days for the law, working days of England and Wales for administration."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from cases.rules import calendar

D = datetime.date
days = st.dates(D(2020, 1, 1), D(2030, 12, 31))


def test_bank_holidays_and_weekends_are_no_working_days() -> None:
    assert calendar.working_days_after(D(2026, 12, 24), 1) == D(2026, 12, 29)
    assert not calendar.is_working_day(D(2026, 8, 31))


def test_a_month_from_the_last_of_january_is_the_last_of_february() -> None:
    assert calendar.months_after(D(2026, 1, 31), 1) == D(2026, 2, 28)
    assert calendar.months_after(D(2024, 2, 29), 12) == D(2025, 2, 28)
    assert calendar.months_after(D(2026, 3, 31), -1) == D(2026, 2, 28)


def test_a_period_beginning_with_a_day_counts_that_day() -> None:
    assert calendar.period_of_days(D(2026, 3, 10), 3) == D(2026, 3, 12)


@given(days, st.integers(0, 60))
def test_counting_working_days_back_gives_the_number_that_went_in(day: datetime.date, count: int) -> None:
    assert calendar.working_days_between(day, calendar.working_days_after(day, count)) == count


@given(days, st.integers(1, 60))
def test_a_limit_of_working_days_ends_on_one(day: datetime.date, count: int) -> None:
    assert calendar.is_working_day(calendar.working_days_after(day, count))
