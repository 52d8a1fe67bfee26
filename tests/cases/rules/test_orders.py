"""How long an order may last, since when it can be made, what it does: by kind, at the edge of each limit."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import BreachOf, BreachOutcome, EventType, OrderChangeKind, OrderEnd, OrderTermKind, OrderType
from cases.rules.breaches import BreachFacts, event_of
from cases.rules.calendar import months_after
from cases.rules.orders import (
    NOTIFYING,
    ChangeFacts,
    Finding,
    OrderFacts,
    TermFacts,
    check_change,
    check_order,
    check_term,
    effect_of,
    law_of,
    replaced_by,
)

MADE = datetime.date(2024, 12, 2)
ADULT, CHILD = datetime.date(1980, 5, 17), datetime.date(2009, 5, 17)
DAY = datetime.timedelta(days=1)


def order(kind: str, months: int | None, days: int = 0, born_on: datetime.date | None = ADULT) -> OrderFacts:
    ends_on = None if months is None else months_after(MADE, months) + datetime.timedelta(days=days)
    return OrderFacts(kind, MADE, ends_on, born_on)


def term(kind: str, months: int | None, days: int = 0) -> TermFacts:
    ends_on = None if months is None else months_after(MADE, months) + datetime.timedelta(days=days)
    return TermFacts(kind, MADE, ends_on)


@pytest.mark.parametrize(
    ("kind", "months"),
    [("shpo", 60), ("sro", 24), ("stpo", 60), ("stro", 24), ("voo", 24), ("spo", 24), ("cbo", 24), ("svro", 6)],
)
def test_a_day_less_than_the_least_is_questioned_and_the_least_is_not(kind: str, months: int) -> None:
    assert check_order(order(kind, months)) == ()
    (found,) = check_order(order(kind, months, -1))
    assert (found.field, found.is_refused) == ("ends_on", False)
    assert found.provision == law_of(kind, 44).authority  # type: ignore[union-attr]


@pytest.mark.parametrize(("kind", "months"), [("voo", 60), ("scpo", 60), ("svro", 24)])
def test_a_day_more_than_the_most_is_questioned_and_the_most_is_not(kind: str, months: int) -> None:
    assert check_order(order(kind, months)) == ()
    (found,) = check_order(order(kind, months, 1))
    assert "at most" in found.sentence


@pytest.mark.parametrize("kind", ["shpo", "sro", "stpo", "stro", "spo", "cbo", "notification_order"])
def test_an_order_until_further_order_is_within_the_law(kind: str) -> None:
    assert check_order(order(kind, None)) == ()


@pytest.mark.parametrize("kind", ["voo", "scpo", "svro"])
def test_an_order_of_a_fixed_period_without_an_end_is_questioned(kind: str) -> None:
    (found,) = check_order(order(kind, None))
    assert not found.is_refused


@pytest.mark.parametrize("kind", ["interim_shpo", "interim_sro", "interim_spo", "interim_notification_order"])
def test_an_interim_order_without_an_end_is_refused(kind: str) -> None:
    (found,) = check_order(order(kind, None))
    assert found.is_refused
    assert check_order(order(kind, 1)) == ()


def test_a_criminal_behaviour_order_on_a_child_lasts_one_to_three_years() -> None:
    assert check_order(order("cbo", 12, born_on=CHILD)) == ()
    assert check_order(order("cbo", 36, born_on=CHILD)) == ()
    assert len(check_order(order("cbo", 36, 1, CHILD))) == 1
    assert len(check_order(order("cbo", 12, -1, CHILD))) == 1
    assert len(check_order(order("cbo", None, born_on=CHILD))) == 1
    assert len(check_order(order("cbo", 12, born_on=ADULT))) == 1


def test_an_order_for_adults_on_a_child_is_questioned() -> None:
    assert [one.field for one in check_order(order("voo", 24, born_on=CHILD))] == ["made_on"]


@pytest.mark.parametrize("kind", ["sopo", "rosho", "fto"])
def test_an_order_replaced_in_2015_is_recorded_as_it_was_and_questioned_after(kind: str) -> None:
    before, after = datetime.date(2015, 3, 7), datetime.date(2015, 3, 8)
    ends_on = datetime.date(2020, 3, 7)
    assert check_order(OrderFacts(kind, before, ends_on, ADULT)) == ()
    found = check_order(OrderFacts(kind, after, ends_on + DAY, ADULT))
    assert [(one.field, one.is_refused) for one in found] == [("order_type", False)]
    assert "s.114" in found[0].provision


@pytest.mark.parametrize("kind", ["shpo", "interim_shpo", "sro", "interim_sro"])
def test_no_court_made_their_successors_before_that_day(kind: str) -> None:
    (found,) = check_order(OrderFacts(kind, datetime.date(2015, 3, 7), datetime.date(2022, 1, 1), ADULT))
    assert found.is_refused
    assert found.day == datetime.date(2015, 3, 8)


@pytest.mark.parametrize("kind", ["shpo", "sro", "stpo", "stro"])
def test_a_foreign_travel_restriction_lasts_five_years_at_most(kind: str) -> None:
    travel = OrderTermKind.FOREIGN_TRAVEL
    assert check_term(order(kind, None), term(travel, 60)) == ()
    assert len(check_term(order(kind, None), term(travel, 60, 1))) == 1
    assert len(check_term(order(kind, None), term(travel, None))) == 1


def test_each_prohibition_of_a_shpo_lasts_five_years_or_until_further_order() -> None:
    shpo = order("shpo", None)
    for kind in (OrderTermKind.PROHIBITION, OrderTermKind.REQUIREMENT):
        assert check_term(shpo, term(kind, 60)) == check_term(shpo, term(kind, None)) == ()
        (found,) = check_term(shpo, term(kind, 60, -1))
        assert "5 years" in found.sentence


def test_monitoring_under_a_domestic_abuse_order_lasts_twelve_months_at_most() -> None:
    dapo, monitoring = order("dapo", None), OrderTermKind.MONITORING
    assert check_term(dapo, term(monitoring, 12)) == ()
    assert len(check_term(dapo, term(monitoring, 12, 1))) == 1
    assert len(check_term(dapo, term(monitoring, None))) == 1


def test_an_order_replaced_in_2015_cannot_be_extended_any_more() -> None:
    sopo = OrderFacts("sopo", datetime.date(2012, 1, 9), datetime.date(2026, 1, 9), ADULT)
    longer = ChangeFacts(OrderChangeKind.VARIED, MADE, OrderEnd.NEW_END, datetime.date(2030, 1, 9))
    (found,) = check_change(sopo, longer)
    assert found.is_refused
    shorter = ChangeFacts(OrderChangeKind.VARIED, MADE, OrderEnd.NEW_END, datetime.date(2025, 6, 9))
    assert check_change(sopo, shorter) == ()
    (found,) = check_change(sopo, ChangeFacts(OrderChangeKind.VARIED, MADE, OrderEnd.OPEN))
    assert found.is_refused


def test_a_violent_offender_order_is_renewed_for_five_years_at_most() -> None:
    voo = order("voo", 24)
    end = months_after(MADE, 24)
    renewed = ChangeFacts(OrderChangeKind.RENEWED, end - 30 * DAY, OrderEnd.NEW_END, months_after(end, 60))
    assert check_change(voo, renewed) == ()
    longer = ChangeFacts(OrderChangeKind.RENEWED, end - 30 * DAY, OrderEnd.NEW_END, months_after(end, 60) + DAY)
    assert len(check_change(voo, longer)) == 1


@pytest.mark.parametrize(("kind", "months"), [("shpo", 60), ("sro", 24), ("voo", 24)])
def test_an_early_discharge_without_consent_is_questioned(kind: str, months: int) -> None:
    early, late = months_after(MADE, months) - DAY, months_after(MADE, months)
    facts = order(kind, months)
    assert len(check_change(facts, ChangeFacts(OrderChangeKind.DISCHARGED, early, OrderEnd.ENDS))) == 1
    assert check_change(facts, ChangeFacts(OrderChangeKind.DISCHARGED, late, OrderEnd.ENDS)) == ()


def test_what_notifies_says_so_with_its_provision() -> None:
    for kind in OrderType.values:
        answer = effect_of(kind)
        assert answer.outcome is (kind in NOTIFYING)
        assert answer.sentence
        assert not answer.outcome or answer.provision


def test_a_new_order_takes_the_place_of_an_earlier_one_of_its_kind() -> None:
    assert OrderType.INTERIM_SHPO in replaced_by("shpo")
    assert OrderType.SHPO in replaced_by("shpo")
    assert replaced_by("restraining_order") == ()


@given(
    kind=st.sampled_from(OrderType.values),
    made_on=st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 1, 1)),
    length=st.none() | st.integers(1, 12000),
    born_on=st.none() | st.dates(datetime.date(1930, 1, 1), datetime.date(2030, 1, 1)),
)
def test_every_order_gets_an_answer_and_every_finding_a_provision(
    kind: str, made_on: datetime.date, length: int | None, born_on: datetime.date | None
) -> None:
    ends_on = made_on + datetime.timedelta(days=length) if length else None
    found: tuple[Finding, ...] = check_order(OrderFacts(kind, made_on, ends_on, born_on))
    assert all(one.sentence and one.provision and one.field for one in found)
    assert all(("%(day)s" in one.sentence) == (one.day is not None) for one in found)


@given(length=st.integers(1, 6000), more=st.integers(0, 6000))
def test_an_order_longer_than_one_within_the_least_is_within_it_too(length: int, more: int) -> None:
    ends_on = MADE + datetime.timedelta(days=length)
    longer = OrderFacts("shpo", MADE, ends_on + datetime.timedelta(days=more), ADULT)
    if not check_order(OrderFacts("shpo", MADE, ends_on, ADULT)):
        assert not check_order(longer)


def test_the_event_of_a_breach_is_that_of_its_outcome_and_day() -> None:
    def of(outcome: str) -> tuple[EventType, datetime.date] | None:
        return event_of(BreachFacts(BreachOf.NOTIFICATION, outcome, MADE))

    assert of(BreachOutcome.CONVICTED) == (EventType.BREACH_CONVICTED, MADE)
    assert of(BreachOutcome.CAUTIONED) == (EventType.BREACH_CAUTIONED, MADE)
    assert not any(of(outcome) for outcome in ("no_further_action", "charged", "acquitted"))


@pytest.mark.parametrize("outcome", [BreachOutcome.CONVICTED, BreachOutcome.CAUTIONED])
def test_breach_of_a_sexual_risk_order_counts_as_becoming_subject(outcome: str) -> None:
    facts = BreachFacts(BreachOf.ORDER, outcome, MADE, OrderType.SRO)
    assert event_of(facts) == (EventType.SRO_BREACH, MADE)
    assert event_of(BreachFacts(BreachOf.ORDER, outcome, MADE, OrderType.SRO, was_subject=True)) is None
    assert event_of(BreachFacts(BreachOf.ORDER, outcome, MADE, OrderType.SHPO)) is None
    assert event_of(BreachFacts(BreachOf.LICENCE, outcome, MADE)) is None
