"""Words longer than a column may break, and nothing about them changes but that."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagekit.long_words import with_breaks


@given(st.text())
def test_what_is_copied_is_what_was_written(text: str) -> None:
    made = with_breaks(text)
    assert html.unescape(made.replace("<wbr>", "")) == html.unescape(html.escape(text))
    assert not set(made.replace("<wbr>", "")) & {"<", ">", '"'}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("short words stay whole", "short words stay whole"),
        ("a" * 24, "a" * 24),
        ("a" * 25, "a" * 8 + "<wbr>" + "a" * 8 + "<wbr>" + "a" * 8 + "<wbr>a"),
        ("<b>" * 9, "&lt;b&gt;&lt;b&gt;&lt;b<wbr>&gt;&lt;b&gt;&lt;b&gt;&lt;<wbr>b&gt;&lt;b&gt;&lt;b&gt;<wbr>&lt;b&gt;"),
    ],
)
def test_a_long_word_may_break_after_every_eight_letters(text: str, made: str) -> None:
    assert with_breaks(text) == made
