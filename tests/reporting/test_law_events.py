"""What is recorded on the law tab is counted by the annual tables, on its day, and a correction moves the figure."""

import datetime
from typing import Any

import pytest

from cases.choices import Basis
from cases.models import Breach, CategoryBasis, LevelPeriod, Nominal, Order, Recall
from cases.services.breaches import change_breach, record_breach, remove_breach
from cases.services.custody import change_recall, record_recall, remove_recall
from cases.services.order_changes import add_term, record_change, remove_term
from cases.services.orders import change_order, record_order, remove_order
from cases.services.versions import version_of
from tests.personas import People, make_nominal
from tests.reporting.asking import counted, figure

pytestmark = pytest.mark.django_db

#: In the year 2024/25, the day before it began, and the year after.
IN_YEAR, EVE, AFTER = datetime.date(2024, 11, 4), datetime.date(2024, 3, 31), datetime.date(2025, 4, 1)
MARCH = datetime.date(2025, 3, 3)


def told(code: str, row: str = "one", column: str = "one", *, year: int = 2024) -> int | None:
    return figure(counted(year), code, row, column)


def breach(people: People, nominal: Nominal, **values: Any) -> Breach:
    given = {"breach_of": "notification", "order_id": None, "occurred_on": EVE, "details": "Did not attend."}
    outcome = {"outcome": "convicted", "outcome_on": IN_YEAR}
    return record_breach(actor=people.offender_manager, nominal=nominal, values=given | outcome | values)


def decided(people: People, row: Breach, **values: Any) -> Breach:
    names = ("breach_of", "order_id", "occurred_on", "details", "outcome", "outcome_on")
    current = {name: getattr(row, name) for name in names} | values
    return change_breach(actor=people.offender_manager, breach=row, version=version_of(row), values=current)


def order(people: People, nominal: Nominal, **values: Any) -> Order:
    travel = values.pop("travel_ends_on", None)
    given = {"order_type": "shpo", "made_on": IN_YEAR, "foreign_travel_restriction": travel is not None}
    return record_order(actor=people.offender_manager, nominal=nominal, values=given | values, travel_ends_on=travel)


def corrected(people: People, row: Order, **values: Any) -> Order:
    names = ("order_type", "made_on", "ends_on", "foreign_travel_restriction", "court", "applicant")
    current = {name: getattr(row, name) for name in names} | values
    return change_order(actor=people.offender_manager, order=row, version=version_of(row), values=current)


def returned(people: People, nominal: Nominal, **values: Any) -> Recall:
    given: dict[str, Any] = {"because": "licence", "recalled_on": IN_YEAR, "returned_on": IN_YEAR}
    return record_recall(actor=people.offender_manager, nominal=nominal, **given | values)


def moved(people: People, row: Recall, **values: Any) -> Recall:
    names = ("because", "recalled_on", "returned_on", "rereleased_on", "breach_id")
    current = {name: getattr(row, name) for name in names} | values
    return change_recall(actor=people.offender_manager, recall=row, version=version_of(row), values=current)


@pytest.fixture
def violent(people: People) -> Nominal:
    """In Category 2, at Level 1."""
    return make_nominal(people.team, family_name="Marrowby", basis=Basis.SENTENCE_12_MONTHS)


def test_t3_counts_somebody_convicted_of_a_breach_of_notification_once(people: People) -> None:
    row = breach(people, people.nominal)
    breach(people, people.nominal, outcome="cautioned", outcome_on=MARCH)
    assert told("T3") == 1
    decided(people, row, outcome="acquitted", outcome_on=IN_YEAR)
    assert told("T3") == 1


def test_t3_follows_the_corrected_day_and_outcome(people: People) -> None:
    row = breach(people, people.nominal, outcome="charged")
    assert told("T3") == 0
    row = decided(people, row, outcome="convicted", outcome_on=MARCH)
    assert (told("T3"), told("T3", year=2025)) == (1, 0)
    row = decided(people, row, outcome_on=AFTER)
    assert (told("T3"), told("T3", year=2025)) == (0, 1)
    remove_breach(actor=people.offender_manager, breach=row)
    assert told("T3", year=2025) == 0


def test_t3_reads_the_category_of_the_day_from_the_history(people: People, violent: Nominal) -> None:
    breach(people, violent)
    assert told("T3") == 0
    CategoryBasis.objects.create(nominal=violent, category=1, basis=Basis.NOTIFICATION_REQUIREMENT, started_on=IN_YEAR)
    assert told("T3") == 1


def test_t5_counts_a_shpo_made_on_somebody_it_brings_into_category_1(people: People, violent: Nominal) -> None:
    row = order(people, violent)
    assert (told("T5", "shpo"), told("T5", "shpo_foreign_travel")) == (1, 0)
    row = corrected(people, row, made_on=EVE)
    assert told("T5", "shpo") == 0
    assert told("T5", "shpo", year=2023) == 1
    row = corrected(people, row, made_on=IN_YEAR, order_type="interim_shpo", ends_on=MARCH)
    assert told("T5", "shpo") == 0
    remove_order(actor=people.offender_manager, order=row)
    assert told("T5", "shpo", year=2023) == 0


def test_t5_counts_the_travel_restriction_that_the_order_was_made_with(people: People) -> None:
    row = order(people, people.nominal, travel_ends_on=datetime.date(2029, 11, 4))
    assert told("T5", "shpo_foreign_travel") == 1
    remove_term(actor=people.offender_manager, term=row.terms.get())
    assert (told("T5", "shpo"), told("T5", "shpo_foreign_travel")) == (1, 0)
    values = {"kind": "foreign_travel", "text": "", "starts_on": MARCH, "ends_on": datetime.date(2029, 11, 4)}
    add_term(actor=people.offender_manager, order=row, values=values)
    assert told("T5", "shpo_foreign_travel") == 0


def test_t5_counts_an_order_discharged_since(people: People) -> None:
    row = order(people, people.nominal)
    values = {"kind": "discharged", "changed_on": MARCH, "effect": "ends"}
    record_change(actor=people.offender_manager, order=row, values=values, as_made=True)
    assert told("T5", "shpo") == 1


def test_t5_counts_a_notification_order_apart(people: People, violent: Nominal) -> None:
    order(people, violent, order_type="notification_order")
    assert (told("T5", "shpo"), told("T5", "notification_order")) == (0, 1)


def test_t6_counts_who_became_subject_by_breach_of_a_sexual_risk_order(people: People, violent: Nominal) -> None:
    risk = order(people, violent, order_type="sro", made_on=datetime.date(2023, 6, 5))
    row = breach(people, violent, breach_of="order", order_id=risk.pk)
    assert told("T6") == 1
    assert told("T3") == 0
    row = decided(people, row, outcome_on=AFTER)
    assert (told("T6"), told("T6", year=2025)) == (0, 1)
    decided(people, row, outcome="no_further_action")
    assert told("T6", year=2025) == 0


def test_t7_counts_a_return_for_breach_of_licence_at_the_level_and_category_of_the_day(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2)
    row = returned(people, people.nominal)
    assert told("T7", "level_2", "category_1") == 1
    LevelPeriod.objects.filter(nominal=people.nominal).update(ended_on=MARCH)
    LevelPeriod.objects.create(nominal=people.nominal, level=3, started_on=MARCH)
    assert told("T7", "level_2", "category_1") == 1
    row = moved(people, row, returned_on=MARCH)
    assert (told("T7", "level_2", "category_1"), told("T7", "level_3", "category_1")) == (0, 1)
    assert row.level_then == 3
    row = moved(people, row, because="new_offence")
    assert told("T7", "total", "total") == 0
    moved(people, row, because="shpo")
    assert (told("T7", "total", "total"), told("T8", "level_3", "category_1")) == (0, 1)


def test_t7_counts_nobody_at_level_1_nor_before_the_return(people: People, violent: Nominal) -> None:
    returned(people, violent)
    assert told("T7", "total", "total") == 0
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2)
    row = returned(people, people.nominal, returned_on=None)
    assert told("T7", "total", "total") == 0
    row = moved(people, row, returned_on=MARCH)
    assert told("T7", "level_2", "category_1") == 1
    remove_recall(actor=people.offender_manager, recall=row)
    assert told("T7", "total", "total") == 0


def test_what_was_frozen_in_never_feeds_a_figure(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2)
    row = returned(people, people.nominal)
    Recall.objects.filter(pk=row.pk).update(level_then=3, category_then=2)
    assert told("T7", "level_2", "category_1") == 1


def test_t1_leaves_out_who_is_back_in_custody_on_the_day(people: People) -> None:
    before = told("T1", "level_1", "category_1")
    row = returned(people, people.nominal)
    assert told("T1", "level_1", "category_1") == (before or 0) - 1
    moved(people, row, rereleased_on=MARCH)
    assert told("T1", "level_1", "category_1") == before
