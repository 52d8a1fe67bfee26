"""The stacked bar: its parts fill it exactly, and nobody is rounded away."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagekit.charts import HEIGHT, WIDTH, bar_parts, columns, share_in_words

COUNTS = st.lists(st.integers(0, 100_000), min_size=1, max_size=12)


@given(COUNTS)
def test_the_parts_lie_end_to_end_and_fill_the_bar(counts: list[int]) -> None:
    laid = bar_parts([{"text": str(place), "value": count} for place, count in enumerate(counts)])
    for left, right in pairwise(laid):
        assert right.x == pytest.approx(left.x + left.width)
    assert sum(part.width for part in laid) == pytest.approx(WIDTH if any(counts) else 0, abs=0.1)


def test_a_small_part_is_never_said_to_be_nothing() -> None:
    assert share_in_words(3, 0.002) == "under 1%"
    assert share_in_words(0, 0.0) == "0%"
    assert share_in_words(1, 0.255) == "26%"


@given(COUNTS)
def test_columns_stand_side_by_side_within_the_picture_and_the_highest_fills_it(counts: list[int]) -> None:
    laid = columns(counts)
    for left, right in pairwise(laid):
        assert right.x >= left.x + left.width
    assert laid[-1].x + laid[-1].width <= WIDTH
    assert all(column.y + column.height == pytest.approx(HEIGHT) for column in laid)
    assert max(column.height for column in laid) == (HEIGHT if any(counts) else 0)


def test_no_figures_make_no_columns() -> None:
    assert columns([]) == []
