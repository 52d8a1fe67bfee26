"""The rules of counting, each by an example that can be read."""

import datetime
import uuid
from typing import Any

import pytest

from reporting.checks import checks_of
from reporting.choices import TravelRule, YearlyRule
from reporting.figures import Cell
from reporting.tables import AnnualTables
from tests.reporting.asking import counted, figure
from tests.reporting.oracle import Somebody, Span
from tests.reporting.populations import HERE, THERE, store

pytestmark = pytest.mark.django_db
LONG_AGO = "2015-01-01"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def spans(*given: tuple[Any, str, str | None]) -> list[Span]:
    return [Span(value, day(start), day(end) if end else None) for value, start, end in given]


def person(**changed: Any) -> Somebody:
    """Somebody in Category 1 at Level 1 in the community of West Mercia, always."""
    usual: dict[str, Any] = {
        "areas": spans((HERE, LONG_AGO, None)),
        "categories": spans((1, LONG_AGO, None)),
        "levels": spans((1, LONG_AGO, None)),
        "whereabouts": spans(("community", LONG_AGO, None)),
    }
    return Somebody(str(uuid.uuid4()), **usual | changed)


def tables(*people: Somebody, **asked: Any) -> AnnualTables:
    store(list(people))
    return counted(**asked)


@pytest.mark.parametrize(
    ("changed", "is_counted"),
    [
        ({}, True),
        ({"levels": spans((1, "2023-03-31", None))}, True),
        ({"levels": spans((1, LONG_AGO, "2023-03-31"))}, False),
        ({"levels": spans((1, LONG_AGO, "2023-04-01"))}, True),
        ({"levels": spans((1, "2023-04-01", None))}, False),
        ({"levels": []}, False),
        ({"categories": []}, False),
        ({"categories": spans((1, LONG_AGO, None), (4, "2023-03-31", None))}, False),
        ({"categories": spans((1, LONG_AGO, None), (4, "2023-04-01", None))}, True),
        ({"whereabouts": spans(("prison", "2023-03-31", None))}, False),
        ({"whereabouts": spans(("mha_hospital", LONG_AGO, None))}, False),
        ({"whereabouts": spans(("abroad", LONG_AGO, None))}, False),
        ({"whereabouts": spans(("prison", LONG_AGO, "2023-03-31"), ("community", "2023-03-31", None))}, True),
        ({"died_on": day("2023-03-31")}, False),
        ({"died_on": day("2023-04-01")}, True),
        ({"areas": spans((HERE, LONG_AGO, "2023-03-31"), (THERE, "2023-03-31", None))}, False),
    ],
)
def test_31_march_counts_whom_it_finds_that_day(changed: dict[str, Any], is_counted: bool) -> None:
    assert figure(tables(person(**changed)), "T1", "level_1", "category_1") == int(is_counted)


def test_of_several_categories_the_first_of_4_1_2_3_counts() -> None:
    held = [(2, 3), (1, 2, 3), (3,), (4, 1, 2, 3)]
    people = [
        person(levels=spans((2, LONG_AGO, None)), categories=spans(*((c, LONG_AGO, None) for c in cs))) for cs in held
    ]
    made = tables(*people)
    assert [
        figure(made, "T1", "level_2", f"category_{number}")
        for number in (
            1,
            2,
            3,
        )
    ] == [1, 1, 1]
    assert figure(made, "T1", "total", "total") == 3


def test_somebody_at_both_levels_counts_at_the_highest_or_in_each() -> None:
    levels = spans((3, "2022-05-01", "2022-06-01"), (2, "2022-06-01", None))
    made = tables(person(levels=levels))
    assert (figure(made, "T2", "level_2", "total"), figure(made, "T2", "level_3", "total")) == (0, 1)
    made = counted(yearly=YearlyRule.EACH_LEVEL)
    assert (figure(made, "T2", "level_2", "total"), figure(made, "T2", "level_3", "total")) == (1, 1)
    assert figure(made, "T2", "total", "total") == 2


@pytest.mark.parametrize(
    ("levels", "is_counted"),
    [
        (spans((2, "2021-01-01", "2022-04-01")), False),
        (spans((2, "2021-01-01", "2022-04-02")), True),
        (spans((2, "2023-03-31", None)), True),
        (spans((2, "2023-04-01", None)), False),
    ],
)
def test_one_day_of_the_year_at_a_level_is_enough(levels: list[Span], is_counted: bool) -> None:
    assert figure(tables(person(levels=levels)), "T2", "level_2", "category_1") == int(is_counted)


def test_the_category_is_that_of_the_last_day_at_the_level_with_any() -> None:
    levels = spans((2, "2022-05-01", "2022-09-01"))
    made = tables(
        person(levels=levels, categories=spans((1, LONG_AGO, "2022-07-01"), (2, "2022-07-01", "2022-08-01"))),
        person(levels=levels, categories=spans((1, LONG_AGO, "2022-08-31"), (2, LONG_AGO, "2022-08-31"))),
        person(levels=levels, categories=spans((3, "2022-08-31", None))),
        person(levels=levels, categories=spans((1, LONG_AGO, None), (4, "2022-08-31", None))),
        person(levels=levels, categories=spans((1, "2022-09-01", None))),
    )
    assert [figure(made, "T2", "level_2", f"category_{number}") for number in (1, 2, 3)] == [1, 1, 1]


def test_somebody_who_moves_counts_where_they_were_at_that_level() -> None:
    moved = person(
        areas=spans((HERE, LONG_AGO, "2022-09-01"), (THERE, "2022-09-01", None)),
        levels=spans((2, "2022-05-01", "2022-10-01"), (3, "2022-10-01", None)),
    )
    here, there = tables(moved), counted(area=THERE)
    assert (figure(here, "T2", "level_2", "total"), figure(here, "T2", "level_3", "total")) == (1, 0)
    assert (figure(there, "T2", "level_2", "total"), figure(there, "T2", "level_3", "total")) == (0, 1)


def test_the_dead_are_at_no_level() -> None:
    levels = spans((2, "2021-01-01", None))
    made = tables(person(levels=levels, died_on=day("2022-04-01")), person(levels=levels, died_on=day("2022-04-02")))
    assert figure(made, "T2", "level_2", "total") == 1


def test_a_breach_counts_a_person_once_who_was_in_category_1_that_day() -> None:
    caught, convicted = "notification_breach_cautioned", "notification_breach_convicted"
    made = tables(
        person(events=[(caught, day("2022-04-01")), (convicted, day("2023-03-31"))]),
        person(events=[(convicted, day("2022-03-31")), (convicted, day("2023-04-01"))]),
        person(events=[(convicted, day("2022-06-01"))], categories=spans((2, LONG_AGO, None))),
        person(events=[(convicted, day("2022-06-01"))], categories=spans((1, LONG_AGO, None), (4, LONG_AGO, None))),
        person(events=[(convicted, day("2022-06-01"))], areas=spans((THERE, LONG_AGO, None))),
    )
    assert figure(made, "T3", "one") == 1


def test_a_revocation_counts_although_nothing_is_in_force_any_more() -> None:
    revoked = ("indefinite_notification_revoked", day("2022-10-10"))
    ended = spans((1, LONG_AGO, "2022-10-10"))
    made = tables(
        person(events=[revoked], categories=ended, levels=spans((1, LONG_AGO, "2022-10-10"))),
        person(events=[revoked], categories=spans((4, LONG_AGO, None))),
    )
    assert figure(made, "T4", "one") == 1


def test_only_full_orders_on_somebody_in_category_1_count() -> None:
    made_on = day("2022-06-01")
    made = tables(
        person(orders=[("shpo", made_on, False), ("shpo", made_on, True), ("interim_shpo", made_on, True)]),
        person(orders=[("shpo", made_on, False)], categories=spans((1, "2022-06-01", None))),
        person(orders=[("shpo", made_on, True)], categories=spans((1, "2022-06-02", None))),
        person(orders=[("notification_order", made_on, False), ("sro", made_on, True)]),
    )
    rows = ("shpo", "shpo_foreign_travel", "notification_order")
    assert [figure(made, "T5", row) for row in rows] == [3, 1, 1]
    assert [figure(counted(shpo=TravelRule.WITHOUT_TRAVEL), "T5", row) for row in rows] == [2, 1, 1]


def test_of_several_returns_the_highest_level_then_the_latest_counts() -> None:
    back = "returned_to_custody_licence_breach"
    made = tables(
        person(
            levels=spans((3, LONG_AGO, "2022-06-01"), (2, "2022-06-01", None)),
            categories=spans((2, LONG_AGO, "2022-05-15"), (3, "2022-05-15", "2022-06-01"), (1, "2022-06-01", None)),
            events=[(back, day("2022-05-01")), (back, day("2022-05-20")), (back, day("2022-12-01"))],
        ),
        person(levels=spans((2, LONG_AGO, "2022-07-01")), events=[(back, day("2022-07-01"))]),
    )
    assert figure(made, "T7", "level_3", "category_3") == 1
    assert figure(made, "T7", "total", "total") == 1
    made = counted(yearly=YearlyRule.EACH_LEVEL)
    assert figure(made, "T7", "level_2", "category_1") == 1
    assert figure(made, "T7", "level_3", "category_3") == 1


def test_a_return_for_breach_of_an_shpo_counts_category_1_alone() -> None:
    back, levels = ("returned_to_custody_shpo_breach", day("2022-05-01")), spans((2, LONG_AGO, None))
    made = tables(
        person(levels=levels, events=[back]),
        person(levels=levels, events=[back], categories=spans((2, LONG_AGO, None))),
    )
    assert figure(made, "T8", "level_2", "category_1") == 1


def test_a_year_that_is_not_over_is_counted_up_to_today() -> None:
    today = day("2022-09-15")
    made = tables(
        person(levels=spans((2, "2022-09-15", None))), person(levels=spans((2, "2022-09-16", None))), today=today
    )
    assert made.year.picture_on == today
    assert "not over" in made.provisional_sentence
    assert (figure(made, "T1", "level_2", "total"), figure(made, "T2", "total", "total")) == (1, 1)


def test_a_fault_in_the_records_shows_in_the_cell_that_cannot_occur() -> None:
    made = tables(person(categories=spans((3, LONG_AGO, None))))
    assert made.words(Cell("T1", "level_1", "category_3")) == "1"
    assert {one.name for one in checks_of(made) if one.found} == {"level_1_category_3"}
