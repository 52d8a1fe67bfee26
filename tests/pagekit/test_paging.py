"""One page of a list at a time."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.paginator import Page
from django.http import Http404
from django.template import engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from pagekit.paging import page_links, page_of

ROWS = range(612)


def asked(query: str = "") -> Page[Any]:
    return page_of(RequestFactory().get(f"/list/{query}"), ROWS)


def test_a_list_begins_with_its_first_25_rows() -> None:
    page = asked()
    assert list(page) == list(range(25))
    assert page.paginator.count == 612


def test_the_last_page_holds_what_is_left() -> None:
    assert list(asked("?page=25")) == list(range(600, 612))


def test_a_page_past_the_end_is_the_last_page() -> None:
    assert asked("?page=999").number == 25


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5"])
def test_what_is_no_page_number_is_not_found(number: str) -> None:
    with pytest.raises(Http404):
        asked(f"?page={number}")


@given(st.text(max_size=30))
def test_nothing_in_the_address_is_an_error_of_the_program(number: str) -> None:
    with suppress(Http404):
        assert 1 <= asked(f"?{urlencode({'page': number})}").number <= 25


def test_an_empty_list_has_one_page() -> None:
    assert page_of(RequestFactory().get("/list/"), []).paginator.num_pages == 1


def test_the_links_keep_the_filters_and_leave_out_the_middle() -> None:
    request = RequestFactory().get("/list/?level=2&page=12")
    entries = page_links(request, page_of(request, ROWS))
    assert [entry.get("number", "gap") for entry in entries] == [1, "gap", 11, 12, 13, "gap", 25]
    assert entries[0]["href"] == "?level=2&page=1"
    assert [entry["number"] for entry in entries if entry.get("current")] == [12]


def test_the_sentence_under_a_list_gives_the_exact_count() -> None:
    request = RequestFactory().get("/list/?page=2")
    html = (
        engines["django"]
        .from_string('{% pagination page "people" %}')
        .render({"page": page_of(request, ROWS)}, request)
    )
    assert "Showing <strong>26</strong> to <strong>50</strong> of <strong>612</strong> people" in html
    assert html.count('aria-current="page"') == 1


def test_a_list_of_one_page_has_no_links() -> None:
    request = RequestFactory().get("/list/")
    page = page_of(request, range(3))
    html = engines["django"].from_string("{% pagination page %}").render({"page": page}, request)
    assert "<nav" not in html
    assert "of <strong>3</strong>" in html
