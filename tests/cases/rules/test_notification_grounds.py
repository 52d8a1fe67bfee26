"""What makes somebody subject to notification, and for how long it does."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import DisposalKind, NotificationSource, OffenceOutcome, OrderType, Schedule
from cases.rules.calendar import months_after
from cases.rules.eligibility import EligibilityFacts, Entry, Offence, Question
from cases.rules.notification import Term
from cases.rules.notification_grounds import Ground, OrderHeld, RiskOrderBreached, grounds

D = datetime.date
TODAY, DAY = D(2026, 11, 23), D(2020, 3, 10)
ADULT, AGED_17, AGED_15 = D(1970, 1, 1), D(2002, 9, 1), D(2004, 9, 1)
LISTED = Entry(Schedule.SOA_3, "Invented sexual offence", D(2004, 5, 1), authority="SOA 2003 Sch. 3 para. 17")
OF_THE_YOUNG = Entry(Schedule.SOA_3, "Invented image offence", D(2004, 5, 1), thresholds=(("victim_under_16",),))
NO_TERM = Term()


def offence(disposal: DisposalKind, term: Term = NO_TERM, **more: Any) -> Offence:
    values: dict[str, Any] = {
        "key": "one",
        "title": "Invented sexual offence",
        "outcome": OffenceOutcome.CONVICTED,
        "disposal": disposal,
        "dealt_with_on": DAY,
        "term": term,
        "entries": (LISTED,),
    }
    return Offence(**values | more)


def found(*offences: Offence, born: D | None = ADULT, orders: Any = (), breaches: Any = ()) -> list[Ground]:
    return grounds(EligibilityFacts(TODAY, offences, born), orders, breaches)


def years_on(years: float) -> D:
    return months_after(DAY, int(years * 12))


@pytest.mark.parametrize(
    ("disposal", "term", "born", "years"),
    [
        (DisposalKind.IMPRISONMENT, Term(months=29), ADULT, 10),
        (DisposalKind.IMPRISONMENT, Term(months=6), ADULT, 7),
        (DisposalKind.IMPRISONMENT, Term(months=6, days=1), ADULT, 10),
        (DisposalKind.HOSPITAL, NO_TERM, ADULT, 7),
        (DisposalKind.COMMUNITY_ORDER, NO_TERM, ADULT, 5),
        (DisposalKind.COMMUNITY_ORDER, NO_TERM, AGED_17, 2.5),
        (DisposalKind.CONDITIONAL_DISCHARGE, Term(months=18), ADULT, 1.5),
        (DisposalKind.CONDITIONAL_DISCHARGE, Term(months=18), AGED_17, 1.5),
        (DisposalKind.IMPRISONMENT, Term(months=30), ADULT, None),
        (DisposalKind.LIFE, NO_TERM, AGED_15, None),
        (DisposalKind.HOSPITAL_RESTRICTED, NO_TERM, ADULT, None),
    ],
)
def test_a_conviction_brings_notification_for_the_period_of_section_82(
    disposal: DisposalKind, term: Term, born: D, years: float | None
) -> None:
    (ground,) = found(offence(disposal, term), born=born)
    assert ground.started_on == DAY
    assert (ground.ended_on, ground.is_indefinite) == (years_on(years) if years else None, years is None)


def test_a_caution_at_17_brings_one_year() -> None:
    (ground,) = found(offence(DisposalKind.CAUTION, outcome=OffenceOutcome.CAUTIONED), born=AGED_17)
    assert ground.ended_on == years_on(1)


def test_half_of_a_detention_and_training_order_counts() -> None:
    (ground,) = found(offence(DisposalKind.DETENTION_AND_TRAINING, Term(months=12)), born=AGED_17)
    assert ground.ended_on == years_on(3.5)


def test_consecutive_terms_of_a_day_add_up_whatever_their_order_on_record() -> None:
    rows = [
        offence(DisposalKind.IMPRISONMENT, Term(months=12), key="a", is_consecutive=True),
        offence(DisposalKind.IMPRISONMENT, Term(months=6), key="b"),
        offence(DisposalKind.IMPRISONMENT, Term(months=18), key="c"),
    ]
    (ground,) = found(*rows)
    assert ground.is_indefinite
    assert set(ground.keys) == {"a", "b", "c"}


def test_two_days_of_conviction_are_two_grounds() -> None:
    rows = [offence(DisposalKind.FINE), offence(DisposalKind.FINE, key="two", dealt_with_on=D(2022, 1, 5))]
    assert [one.started_on for one in found(*rows)] == [DAY, D(2022, 1, 5)]


@pytest.mark.parametrize(
    "more",
    [
        {"entries": ()},
        {"is_overseas": True},
        {"outcome": OffenceOutcome.OTHER_DISPOSAL},
        {"entries": (OF_THE_YOUNG,), "victim_under_16": False},
    ],
)
def test_what_is_not_on_the_list_or_no_conviction_here_brings_nothing(more: dict[str, Any]) -> None:
    assert found(offence(DisposalKind.FINE, **more)) == []


def test_a_threshold_nobody_answered_leaves_the_question_open() -> None:
    (ground,) = found(offence(DisposalKind.FINE, entries=(OF_THE_YOUNG,)))
    assert not ground.is_sure
    assert [one.question for one in ground.missing] == [Question.VICTIM_UNDER_16]


def test_without_a_date_of_birth_the_person_is_subject_and_the_end_is_not_known() -> None:
    (ground,) = found(offence(DisposalKind.FINE), born=None)
    assert (ground.is_sure, ground.ended_on, ground.is_indefinite) == (True, None, False)
    assert [one.question for one in ground.missing] == [Question.DATE_OF_BIRTH]


@pytest.mark.parametrize(
    ("disposal", "term"),
    [(DisposalKind.IMPRISONMENT, Term(years=4)), (DisposalKind.LIFE, NO_TERM)],
)
def test_what_has_no_end_at_any_age_needs_no_date_of_birth(disposal: DisposalKind, term: Term) -> None:
    (ground,) = found(offence(disposal, term), born=None)
    assert ground.is_indefinite
    assert not ground.missing


def test_a_length_nobody_recorded_is_named() -> None:
    (ground,) = found(offence(DisposalKind.IMPRISONMENT))
    assert [(one.question, one.offence) for one in ground.missing] == [(Question.LENGTH, "one")]


def test_a_life_sentence_beside_a_term_without_length_has_no_end() -> None:
    rows = [offence(DisposalKind.IMPRISONMENT), offence(DisposalKind.LIFE, key="two")]
    (ground,) = found(*rows)
    assert ground.is_indefinite


def order(order_type: OrderType, ended_on: D | None = None) -> OrderHeld:
    return OrderHeld("order", order_type, str(order_type.label), DAY, ended_on)


@pytest.mark.parametrize("kind", [OrderType.SHPO, OrderType.INTERIM_SHPO, OrderType.SOPO])
def test_a_prevention_order_brings_notification_for_its_life(kind: OrderType) -> None:
    (ground,) = found(orders=[order(kind, years_on(15))])
    assert (ground.source, ground.started_on, ground.ended_on) == (NotificationSource.SHPO, DAY, years_on(15))


@pytest.mark.parametrize("kind", [OrderType.SRO, OrderType.STPO, OrderType.VOO, OrderType.SPO, OrderType.CBO])
def test_other_orders_bring_none_by_themselves(kind: OrderType) -> None:
    assert found(orders=[order(kind)]) == []


def test_an_order_set_aside_on_its_first_day_brings_none() -> None:
    assert found(orders=[order(OrderType.SHPO, DAY)]) == []


def test_a_notification_order_runs_for_the_period_of_the_conviction_abroad() -> None:
    abroad = offence(DisposalKind.IMPRISONMENT, Term(months=12), is_overseas=True, dealt_with_on=D(2018, 1, 1))
    (ground,) = found(abroad, orders=[order(OrderType.NOTIFICATION_ORDER)])
    assert (ground.started_on, ground.ended_on) == (DAY, D(2028, 1, 1))


def test_a_notification_order_without_the_conviction_abroad_asks_for_it() -> None:
    (ground,) = found(orders=[order(OrderType.NOTIFICATION_ORDER)])
    assert ground.missing
    (ground,) = found(orders=[order(OrderType.NOTIFICATION_ORDER, years_on(5))])
    assert (ground.missing, ground.ended_on) == ((), years_on(5))


def test_the_breach_of_a_risk_order_brings_notification_until_the_order_ends() -> None:
    risk = order(OrderType.SRO, years_on(4))
    breaches = [RiskOrderBreached(risk, D(2021, 5, 1)), RiskOrderBreached(risk, D(2022, 5, 1))]
    (ground,) = found(orders=[risk], breaches=breaches)
    assert (ground.source, ground.started_on) == (NotificationSource.SRO_BREACH, D(2021, 5, 1))
    assert ground.ended_on == years_on(4)


def test_a_breach_dealt_with_after_the_order_ended_brings_none() -> None:
    risk = order(OrderType.SRO, years_on(2))
    assert found(breaches=[RiskOrderBreached(risk, years_on(2))]) == []


@given(st.integers(1, 60), st.integers(0, 29), st.booleans())
def test_every_ground_says_what_it_rests_on(months: int, days: int, young: bool) -> None:
    term = Term(months=months, days=days)
    (ground,) = found(offence(DisposalKind.IMPRISONMENT, term), born=AGED_17 if young else ADULT)
    assert ground.sentence
    assert ground.facts
    assert ground.provision
    assert ground.is_indefinite == (ground.ended_on is None)
