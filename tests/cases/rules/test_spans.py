"""Where a new period finds its place: on examples, and on any history at all."""

import datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.rules.spans import Obstacle, Placement, Span, place

EPOCH = datetime.date(2026, 1, 1)


def day(number: int) -> datetime.date:
    return EPOCH + datetime.timedelta(days=number)


def span(start: int, end: int | None = None) -> Span:
    return Span(day(start), None if end is None else day(end), key=start)


@pytest.mark.parametrize(
    ("held", "new", "ends_previous", "expected"),
    [
        ([], span(5), False, Placement()),
        ([span(0, 5)], span(5), False, Placement()),
        ([span(5)], span(0, 5), False, Placement()),
        ([span(0)], span(5), True, Placement(ends=span(0))),
        ([span(0)], span(5), False, Placement(None, Obstacle.HOLDS, span(0))),
        ([span(0, 9)], span(5), True, Placement(ends=span(0, 9))),
        ([span(5)], span(5), True, Placement(None, Obstacle.SAME_START, span(5))),
        ([span(7)], span(5), True, Placement(None, Obstacle.STARTS_LATER, span(7))),
        ([span(0), span(7, 9)], span(5, 8), True, Placement(None, Obstacle.STARTS_LATER, span(7, 9))),
        ([span(0)], span(5, 8), True, Placement(None, Obstacle.GOES_ON, span(0))),
        ([span(0, 9)], span(5, 8), True, Placement(None, Obstacle.GOES_ON, span(0, 9))),
        ([], span(5, 5), True, Placement(None, Obstacle.EMPTY)),
    ],
)
def test_a_period_stands_where_no_other_does(
    held: list[Span], new: Span, ends_previous: bool, expected: Placement
) -> None:
    assert place(held, new, ends_previous=ends_previous) == expected


@st.composite
def histories(draw: Any) -> list[Span]:
    """Periods of which no two share a day; the last may be open."""
    days = sorted(draw(st.sets(st.integers(0, 60), max_size=10)))
    pairs = list(zip(days[::2], days[1::2], strict=False))
    found = [span(start, end) for start, end in pairs]
    if found and draw(st.booleans()):
        found[-1] = Span(found[-1].started_on, None, found[-1].key)
    return found


def days_of(history: list[Span]) -> dict[int, list[object]]:
    """Which periods hold on each of a hundred days."""
    return {number: [one.key for one in history if one.holds(day(number))] for number in range(100)}


@given(histories(), st.integers(0, 70), st.integers(1, 30) | st.none(), st.booleans())
def test_what_is_let_in_leaves_one_period_a_day_and_loses_no_day(
    history: list[Span], start: int, length: int | None, ends_previous: bool
) -> None:
    new = Span(day(start), None if length is None else day(start + length), key="new")
    placed = place(history, new, ends_previous=ends_previous)
    assume(placed.is_free)
    after = [
        Span(one.started_on, new.started_on, one.key) if placed.ends is not None and one.key == placed.ends.key else one
        for one in history
    ] + [new]
    before = days_of(history)
    for number, keys in days_of(after).items():
        assert len(keys) <= 1
        assert keys or not before[number]


@given(histories(), st.integers(0, 70), st.integers(1, 30) | st.none(), st.booleans())
def test_what_is_refused_would_have_shared_a_day(
    history: list[Span], start: int, length: int | None, ends_previous: bool
) -> None:
    new = Span(day(start), None if length is None else day(start + length), key="new")
    placed = place(history, new, ends_previous=ends_previous)
    assume(not placed.is_free)
    assert placed.in_the_way is not None
    assert placed.in_the_way.overlaps(new)
    assert any(new.holds(day(number)) and placed.in_the_way.holds(day(number)) for number in range(200))
