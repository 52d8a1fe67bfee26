"""How long somebody is subject to notification requirements: the vectors of section 82, and what always holds."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.calendar import months_after
from cases.rules.notification import Count, NotificationFacts, NotificationPeriod, Outcome, Term, notification_period

DAY = datetime.date(2020, 3, 10)
ADULT = datetime.date(1970, 1, 1)
AGED_17 = datetime.date(2002, 9, 1)
AGED_15 = datetime.date(2004, 9, 1)


def period(
    outcome: Outcome, term: Term | None = None, born: datetime.date | None = ADULT, **order: Any
) -> NotificationPeriod:
    return notification_period(NotificationFacts(DAY, (Count(outcome, term),), born, **order))


def years_on(years: float) -> datetime.date:
    return months_after(DAY, int(years * 12))


@pytest.mark.parametrize(
    ("outcome", "term", "years"),
    [
        (Outcome.IMPRISONMENT, Term(months=29), 10),
        (Outcome.IMPRISONMENT, Term(months=6, days=1), 10),
        (Outcome.IMPRISONMENT, Term(months=6), 7),
        (Outcome.SUSPENDED_SENTENCE, Term(months=12), 10),
        (Outcome.HOSPITAL, None, 7),
        (Outcome.CAUTION, None, 2),
        (Outcome.OTHER, None, 5),
    ],
)
def test_an_adult_is_subject_for_the_years_of_the_table(outcome: Outcome, term: Term | None, years: int) -> None:
    assert period(outcome, term).ends_on == years_on(years)


@pytest.mark.parametrize(
    ("outcome", "term"),
    [
        (Outcome.IMPRISONMENT, Term(months=30)),
        (Outcome.EXTENDED_SENTENCE, Term(years=2, months=6)),
        (Outcome.LIFE, None),
        (Outcome.PUBLIC_PROTECTION, None),
        (Outcome.HOSPITAL_RESTRICTED, None),
        (Outcome.LIFELONG_RESTRICTION, None),
    ],
)
def test_thirty_months_life_and_restricted_hospital_have_no_end(outcome: Outcome, term: Term | None) -> None:
    answer = period(outcome, term)
    assert answer.indefinite
    assert answer.ends_on is None


@pytest.mark.parametrize(
    ("outcome", "term", "years"),
    [
        (Outcome.IMPRISONMENT, Term(months=29), 5),
        (Outcome.IMPRISONMENT, Term(months=6), 3.5),
        (Outcome.HOSPITAL, None, 3.5),
        (Outcome.CAUTION, None, 1),
        (Outcome.OTHER, None, 2.5),
    ],
)
def test_somebody_under_18_is_subject_for_half_as_long(outcome: Outcome, term: Term | None, years: float) -> None:
    assert period(outcome, term, born=AGED_17).ends_on == years_on(years)


def test_life_at_15_has_no_end_either() -> None:
    assert period(Outcome.LIFE, born=AGED_15).indefinite


def test_a_conditional_discharge_counts_its_length_and_is_never_halved() -> None:
    discharge = Term(months=18)
    assert period(Outcome.CONDITIONAL_DISCHARGE, discharge).ends_on == months_after(DAY, 18)
    assert period(Outcome.CONDITIONAL_DISCHARGE, discharge, born=AGED_17).ends_on == months_after(DAY, 18)


def test_a_fifteen_year_order_extends_five_years_to_fifteen() -> None:
    answer = period(Outcome.OTHER, order_ends_on=years_on(15))
    assert answer.ends_on == years_on(15)
    assert answer.extended_by_order


def test_an_order_that_ends_sooner_changes_nothing() -> None:
    answer = period(Outcome.OTHER, order_ends_on=years_on(5))
    assert (answer.ends_on, answer.extended_by_order) == (years_on(5), False)


def test_an_order_until_further_order_leaves_no_end_without_being_indefinite() -> None:
    answer = period(Outcome.CAUTION, order_without_end=True)
    assert (answer.ends_on, answer.indefinite, answer.extended_by_order) == (None, False, True)


def test_consecutive_terms_add_up_and_concurrent_ones_do_not() -> None:
    first = Count(Outcome.IMPRISONMENT, Term(months=18))
    consecutive = Count(Outcome.IMPRISONMENT, Term(months=12), consecutive=True)
    concurrent = Count(Outcome.IMPRISONMENT, Term(months=12))
    assert notification_period(NotificationFacts(DAY, (first, consecutive), ADULT)).indefinite
    assert notification_period(NotificationFacts(DAY, (first, concurrent), ADULT)).ends_on == years_on(10)


def test_what_is_missing_is_named_and_nothing_is_guessed() -> None:
    assert period(Outcome.IMPRISONMENT, None).undecided == ("length",)
    assert period(Outcome.OTHER, born=None).undecided == ("date_of_birth",)
    assert notification_period(NotificationFacts(DAY, (), ADULT)).undecided == ("disposal",)


def test_a_life_sentence_needs_no_date_of_birth() -> None:
    assert period(Outcome.LIFE, born=None).indefinite


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_longer_term_never_means_a_shorter_period(first: int, second: int) -> None:
    shorter, longer = sorted((first, second))
    ends = [period(Outcome.IMPRISONMENT, Term(months=months)).ends_on for months in (shorter, longer)]
    assert (ends[0] or datetime.date.max) <= (ends[1] or datetime.date.max)


@given(st.integers(1, 29), st.integers(0, 40))
def test_an_order_never_shortens_a_period(months: int, order_years: int) -> None:
    without = period(Outcome.IMPRISONMENT, Term(months=months)).ends_on
    with_order = period(Outcome.IMPRISONMENT, Term(months=months), order_ends_on=years_on(order_years)).ends_on
    assert without is not None
    assert with_order is not None
    assert with_order >= without
