"""Which category counts, and whether a level may stand beside it."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import BASIS_CATEGORY, Basis, Category
from cases.rules.category import Held, category_on, counting_category, days_of_change
from cases.rules.level import LevelHeld, levels_fit

DAY = datetime.date(2026, 6, 1)
BEFORE, AFTER = datetime.date(2026, 1, 1), datetime.date(2026, 12, 1)


def held(basis: str, started_on: datetime.date = BEFORE, ended_on: datetime.date | None = None) -> Held:
    return Held(BASIS_CATEGORY[Basis(basis)][0], basis, started_on, ended_on)


ONE = held(Basis.NOTIFICATION_REQUIREMENT)
TWO = held(Basis.SENTENCE_12_MONTHS)
THREE = held(Basis.OTHER_DANGEROUS)
FOUR = held(Basis.TERRORISM_SENTENCE)


@pytest.mark.parametrize(
    ("bases", "counts"),
    [
        ([ONE], 1),
        ([TWO], 2),
        ([THREE], 3),
        ([FOUR], 4),
        ([THREE, TWO, ONE], 1),
        ([THREE, TWO], 2),
        ([ONE, TWO, THREE, FOUR], 4),
        ([], None),
    ],
)
def test_the_first_of_four_one_two_three_counts(bases: list[Held], counts: int | None) -> None:
    assert counting_category(bases, DAY).outcome == counts


def test_a_basis_counts_on_its_first_day_and_no_more_on_its_end() -> None:
    basis = held(Basis.NOTIFICATION_REQUIREMENT, BEFORE, DAY)
    assert category_on([basis], BEFORE) == 1
    assert category_on([basis], DAY - datetime.timedelta(days=1)) == 1
    assert category_on([basis], DAY) is None
    assert category_on([basis], BEFORE - datetime.timedelta(days=1)) is None


def test_the_answer_says_what_it_rests_on_and_the_provision() -> None:
    answer = counting_category([TWO, ONE], DAY)
    assert [fact.text for fact in answer.facts] == [
        "Category 1: Subject to notification requirements",
        "Category 2: Sentence of 12 months or more",
    ]
    assert answer.provision == "CJA 2003 s.327(2)"
    assert "first of 4, 1, 2, 3" in answer.sentence


def test_without_a_basis_the_answer_is_unknown_and_tells_what_has_ended() -> None:
    answer = counting_category([held(Basis.SENTENCE_12_MONTHS, BEFORE, DAY)], DAY)
    assert not answer.is_known
    assert [fact.ended_on for fact in answer.facts] == [DAY]


@pytest.mark.parametrize(
    ("level", "bases", "fits"),
    [
        (LevelHeld(1, BEFORE), [THREE], False),
        (LevelHeld(2, BEFORE), [THREE], True),
        (LevelHeld(3, BEFORE), [THREE], True),
        (LevelHeld(1, BEFORE), [ONE, THREE], True),
        (LevelHeld(1, BEFORE), [held(Basis.NOTIFICATION_REQUIREMENT, BEFORE, DAY), THREE], False),
        (LevelHeld(1, BEFORE, DAY), [held(Basis.NOTIFICATION_REQUIREMENT, BEFORE, DAY), THREE], True),
        (LevelHeld(1, BEFORE, DAY), [held(Basis.OTHER_DANGEROUS, DAY)], True),
        (LevelHeld(1, BEFORE), [held(Basis.OTHER_DANGEROUS, AFTER)], False),
        (LevelHeld(1, BEFORE), [], True),
    ],
)
def test_nobody_in_category_3_is_managed_at_level_1(level: LevelHeld, bases: list[Held], fits: bool) -> None:
    assert levels_fit([level], bases).outcome is fits


def test_the_refusal_names_the_first_day_and_the_provision() -> None:
    answer = levels_fit([LevelHeld(1, BEFORE)], [held(Basis.NOTIFICATION_REQUIREMENT, BEFORE, DAY), THREE])
    assert answer.facts[0].started_on == DAY
    assert answer.provision


DAYS = st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 2, 10))
BASES = st.lists(
    st.builds(lambda basis, start, length: held(basis, start, length and start + datetime.timedelta(days=length)),
              st.sampled_from(list(Basis)), DAYS, st.integers(1, 20) | st.none()),
    max_size=5,
)  # fmt: skip


@given(BASES, DAYS)
def test_what_counts_agrees_with_looking_for_each_category_in_turn(bases: list[Held], on: datetime.date) -> None:
    in_force = {one.category for one in bases if one.started_on <= on and not (one.ended_on and one.ended_on <= on)}
    expected = next((category for category in (4, 1, 2, 3) if category in in_force), None)
    assert category_on(bases, on) == expected


@given(BASES, DAYS, st.integers(1, 30))
def test_the_days_of_change_are_all_days_on_which_the_category_changes(
    bases: list[Held], start: datetime.date, length: int
) -> None:
    days = [start + datetime.timedelta(days=number) for number in range(length)]
    changes = set(days_of_change(bases, start, start + datetime.timedelta(days=length)))
    for earlier, later in itertools.pairwise(days):
        assert later in changes or category_on(bases, earlier) == category_on(bases, later)


@given(BASES, DAYS, st.integers(1, 30))
def test_a_level_fits_exactly_when_it_fits_every_day(bases: list[Held], start: datetime.date, length: int) -> None:
    days = [start + datetime.timedelta(days=number) for number in range(length)]
    level = LevelHeld(1, start, start + datetime.timedelta(days=length))
    fits = all(category_on(bases, one) != Category.THREE for one in days)
    assert levels_fit([level], bases).outcome is fits
