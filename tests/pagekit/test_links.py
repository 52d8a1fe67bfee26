"""Links that keep what is in the address, and the chips that take parts of it away."""

from django.http import QueryDict

from pagekit.filters import Chip, chips
from pagekit.links import sort_link, sort_state, with_changes, without_value
from pagekit.samples import GuideFilter
from tests.pagekit.forms import EveryKind

QUERY = QueryDict("level=1&level=2&words=Ann+Other&page=3")


def test_a_change_keeps_everything_else() -> None:
    assert with_changes(QUERY, page=4) == "?level=1&level=2&words=Ann+Other&page=4"


def test_a_change_to_nothing_takes_the_parameter_away() -> None:
    assert with_changes(QueryDict("page=3"), page=None) == "?"


def test_one_of_several_values_can_be_taken_away() -> None:
    assert without_value(QUERY, "level", "1") == "?level=2&words=Ann+Other"


def test_sorting_by_a_column_goes_back_to_the_first_page() -> None:
    assert sort_link(QueryDict("page=3"), "name") == "?sort=name"


def test_a_second_click_turns_the_order_round() -> None:
    assert sort_state(QueryDict("sort=name"), "name") == "ascending"
    assert sort_link(QueryDict("sort=name"), "name") == "?sort=-name"
    assert sort_state(QueryDict("sort=-name"), "name") == "descending"
    assert sort_link(QueryDict("sort=-name"), "name") == "?sort=name"


def test_the_default_order_shows_without_a_click() -> None:
    assert sort_state(QueryDict(""), "name", "name") == "ascending"
    assert sort_state(QueryDict(""), "born", "name") == "none"


def test_each_selected_filter_has_a_chip_that_leads_to_the_list_without_it() -> None:
    form = GuideFilter(QUERY)
    assert form.is_valid()
    assert chips(form, QUERY) == [
        Chip("Name or reference", "Ann Other", "?level=1&level=2"),
        Chip("Level", "Level 1", "?level=2&words=Ann+Other"),
        Chip("Level", "Level 2", "?level=1&words=Ann+Other"),
    ]


def test_a_filter_that_was_not_understood_has_no_chip() -> None:
    query = QueryDict("level=9")
    form = GuideFilter(query)
    assert not form.is_valid()
    assert chips(form, query) == []


def test_a_date_has_one_chip_that_takes_its_three_boxes_away() -> None:
    query = QueryDict("review_day=1&review_month=2&review_year=2099&sure=on&pnc=x")
    form = EveryKind(query)
    form.is_valid()
    assert Chip("Next review", "1 February 2099", "?sure=on&pnc=x") in chips(form, query)
    assert Chip("", "I have checked", "?review_day=1&review_month=2&review_year=2099&pnc=x") in chips(form, query)
