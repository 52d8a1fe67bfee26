"""Who is MAPPA eligible: the boundaries of the law's tests, named as they were set."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import Basis, DisposalKind, OffenceOutcome, Schedule, ScreeningOutcome
from cases.rules.eligibility import EligibilityFacts, Entry, Notifying, Offence, Question, decide
from cases.rules.notification import Term

D = datetime.date
TODAY, JUNE = D(2026, 11, 23), D(2026, 6, 1)
NO_TERM = Term()
VIOLENT = Entry(Schedule.CJA_15_1, "Invented violence", D(2004, 4, 5), authority="CJA 2003 Sch. 15 Part 1 para. 6")
SEXUAL = Entry(Schedule.SOA_3, "Invented sexual offence", D(2004, 5, 1), authority="SOA 2003 Sch. 3 para. 17")
TERRORIST = Entry(Schedule.TERRORISM, "Invented terrorism", D(2009, 10, 1), authority="CTA 2008 s.41")
COERCION = Entry(Schedule.CJA_15_1, "Controlling or coercive behaviour", D(2025, 2, 3), authority="V&P Act 2024")


def convicted(
    entry: Entry, disposal: DisposalKind, term: Term = NO_TERM, day: datetime.date = JUNE, **more: Any
) -> Offence:
    values: dict[str, Any] = {
        "key": "one",
        "title": entry.title,
        "outcome": OffenceOutcome.CONVICTED,
        "entries": (entry,),
    }
    return Offence(**values | {"disposal": disposal, "dealt_with_on": day, "term": term} | more)


def imprisoned(entry: Entry, term: Term, **more: Any) -> Offence:
    return convicted(entry, DisposalKind.IMPRISONMENT, term, **more)


def cautioned(entry: Entry, **more: Any) -> Offence:
    return convicted(entry, DisposalKind.CAUTION, **{"outcome": OffenceOutcome.CAUTIONED} | more)


def asked(*offences: Offence, **more: Any) -> EligibilityFacts:
    return EligibilityFacts(**{"on": TODAY, "offences": offences, "born_on": D(1985, 3, 4), **more})


def no_discretion(*offences: Offence, **more: Any) -> EligibilityFacts:
    return asked(*offences, **{"serious_harm": False, "terrorism_risk": False} | more)


def test_364_days_bring_no_category_2_and_12_months_do() -> None:
    assert decide(no_discretion(imprisoned(VIOLENT, Term(days=364)))).outcome == ScreeningOutcome.NOT_ELIGIBLE
    assert decide(asked(imprisoned(VIOLENT, Term(months=12)))).outcome == ScreeningOutcome.CATEGORY_2
    assert decide(asked(imprisoned(VIOLENT, Term(years=1)))).outcome == ScreeningOutcome.CATEGORY_2


def test_a_suspended_sentence_of_12_months_brings_category_2_until_two_years_at_the_latest() -> None:
    answer = decide(asked(convicted(VIOLENT, DisposalKind.SUSPENDED_SENTENCE, Term(months=12))))
    assert (answer.outcome, answer.basis) == (ScreeningOutcome.CATEGORY_2, Basis.SENTENCE_12_MONTHS)
    assert (answer.started_on, answer.expected_end_on) == (D(2026, 6, 1), D(2028, 6, 1))


def test_a_detention_and_training_order_of_10_months_brings_none_and_one_of_12_does() -> None:
    kind = DisposalKind.DETENTION_AND_TRAINING
    assert decide(no_discretion(convicted(VIOLENT, kind, Term(months=10)))).outcome == ScreeningOutcome.NOT_ELIGIBLE
    assert decide(asked(convicted(VIOLENT, kind, Term(months=12)))).outcome == ScreeningOutcome.CATEGORY_2


def test_a_caution_for_schedule_3_brings_category_1_for_two_years() -> None:
    answer = decide(asked(cautioned(SEXUAL)))
    assert (answer.outcome, answer.offence) == (ScreeningOutcome.CATEGORY_1, "one")
    assert (answer.started_on, answer.expected_end_on) == (D(2026, 6, 1), D(2028, 6, 1))


def test_a_caution_for_schedule_15_brings_no_category_2_and_may_bring_category_3() -> None:
    offence = cautioned(VIOLENT)
    assert decide(no_discretion(offence)).outcome == ScreeningOutcome.NOT_ELIGIBLE
    dangerous = asked(offence, serious_harm=True, needs_meetings=True, terrorism_risk=False)
    answer = decide(dangerous)
    assert (answer.outcome, answer.started_on) == (ScreeningOutcome.CATEGORY_3, TODAY)


def test_coercive_behaviour_sentenced_on_3_february_2025_brings_category_2() -> None:
    answer = decide(asked(imprisoned(COERCION, Term(months=30), day=D(2025, 2, 3))))
    assert (answer.outcome, answer.started_on) == (ScreeningOutcome.CATEGORY_2, D(2025, 2, 3))


def test_coercive_behaviour_sentenced_on_2_february_2025_needs_a_legal_view() -> None:
    answer = decide(asked(imprisoned(COERCION, Term(months=30), day=D(2025, 2, 2))))
    assert answer.outcome is None
    assert "legal view" in answer.sentence
    assert [one.question for one in answer.missing] == [Question.LEGAL_VIEW]


def test_a_legal_view_that_the_sentence_counts_brings_category_2_from_commencement() -> None:
    offence = imprisoned(COERCION, Term(months=30), day=D(2025, 2, 2), legal_view=True)
    assert decide(asked(offence)).started_on == D(2025, 2, 3)
    assert decide(no_discretion(replace(offence, legal_view=False))).outcome == ScreeningOutcome.NOT_ELIGIBLE


def test_consecutive_terms_that_reach_12_months_only_together_need_a_legal_view() -> None:
    first = imprisoned(VIOLENT, Term(months=8))
    second = imprisoned(VIOLENT, Term(months=6), key="two", is_consecutive=True)
    answer = decide(asked(first, second))
    assert answer.outcome is None
    assert {one.offence for one in answer.missing} == {"one", "two"}


def test_concurrent_terms_below_12_months_bring_none() -> None:
    both = (imprisoned(VIOLENT, Term(months=8)), imprisoned(VIOLENT, Term(months=6), key="two"))
    assert decide(no_discretion(*both)).outcome == ScreeningOutcome.NOT_ELIGIBLE


def test_category_4_goes_before_category_1_and_1_before_2() -> None:
    violent = imprisoned(VIOLENT, Term(years=6), key="violent")
    sexual = imprisoned(SEXUAL, Term(years=6), key="sexual")
    terrorist = imprisoned(TERRORIST, Term(years=6), key="terrorist")
    assert decide(asked(violent, sexual, terrorist)).outcome == ScreeningOutcome.CATEGORY_4
    assert decide(asked(violent, sexual)).outcome == ScreeningOutcome.CATEGORY_1
    assert decide(asked(violent)).outcome == ScreeningOutcome.CATEGORY_2


def test_a_category_that_is_not_known_keeps_one_behind_it_open() -> None:
    touched = replace(SEXUAL, thresholds=(("victim_under_18",),))
    answer = decide(asked(imprisoned(VIOLENT, Term(years=2), key="violent"), cautioned(touched)))
    assert answer.outcome is None
    assert [one.question for one in answer.missing] == [Question.VICTIM_UNDER_18]
    assert any("In any case" in fact.text for fact in answer.facts)


@pytest.mark.parametrize(("born_on", "outcome"), [
    (D(2000, 1, 1), ScreeningOutcome.CATEGORY_1),
    (D(2010, 1, 1), ScreeningOutcome.NOT_ELIGIBLE),
])  # fmt: skip
def test_an_age_threshold_looks_at_the_day_of_the_offence(born_on: datetime.date, outcome: ScreeningOutcome) -> None:
    adults_only = replace(SEXUAL, thresholds=(("age_18",), ("custody_12",)))
    offence = convicted(adults_only, DisposalKind.COMMUNITY_ORDER, Term(months=12), committed_on=D(2025, 12, 31))
    assert decide(no_discretion(offence, born_on=born_on)).outcome == outcome


def test_the_day_of_an_offence_is_asked_for_only_when_it_could_change_the_answer() -> None:
    adults_only = replace(SEXUAL, thresholds=(("age_18",), ("custody_12",)))
    fined = convicted(adults_only, DisposalKind.FINE)
    assert [one.question for one in decide(asked(fined)).missing] == [Question.COMMITTED_ON]
    assert decide(no_discretion(fined, born_on=D(2010, 1, 1))).outcome == ScreeningOutcome.NOT_ELIGIBLE


def test_a_notification_period_that_is_over_brings_no_category() -> None:
    answer = decide(no_discretion(cautioned(SEXUAL, day=D(2020, 1, 6))))
    assert answer.outcome == ScreeningOutcome.NOT_ELIGIBLE


def test_without_a_date_of_birth_a_fresh_caution_still_brings_category_1() -> None:
    answer = decide(asked(cautioned(SEXUAL), born_on=None))
    assert (answer.outcome, answer.expected_end_on) == (ScreeningOutcome.CATEGORY_1, None)


def test_without_a_date_of_birth_a_caution_of_18_months_ago_is_open() -> None:
    answer = decide(asked(cautioned(SEXUAL, day=D(2025, 5, 20)), born_on=None))
    assert [one.question for one in answer.missing] == [Question.DATE_OF_BIRTH]


def test_a_sentence_without_a_length_cannot_be_decided() -> None:
    answer = decide(asked(imprisoned(VIOLENT, Term())))
    assert [one.question for one in answer.missing] == [Question.LENGTH]


def test_a_sentence_that_is_over_brings_no_category_2() -> None:
    answer = decide(no_discretion(imprisoned(VIOLENT, Term(years=2), day=D(2019, 6, 3))))
    assert answer.outcome == ScreeningOutcome.NOT_ELIGIBLE


def test_a_hospital_order_after_a_finding_brings_category_2_without_a_foreseeable_end() -> None:
    found = convicted(VIOLENT, DisposalKind.HOSPITAL, outcome=OffenceOutcome.INSANITY)
    answer = decide(asked(found))
    assert (answer.outcome, answer.basis) == (ScreeningOutcome.CATEGORY_2, Basis.HOSPITAL_ORDER)
    assert answer.expected_end_on is None


def test_a_conviction_abroad_brings_neither_category_1_nor_2_and_may_bring_3() -> None:
    abroad = imprisoned(VIOLENT, Term(years=5), is_overseas=True, entries=(VIOLENT, SEXUAL))
    assert decide(no_discretion(abroad)).outcome == ScreeningOutcome.NOT_ELIGIBLE
    assert [one.question for one in decide(asked(abroad)).missing] == [Question.TERRORISM_RISK, Question.SERIOUS_HARM]


def test_an_order_brings_category_1_without_any_offence() -> None:
    answer = decide(asked(notifying=(Notifying("Order", D(2026, 1, 5), D(2031, 1, 5)),)))
    assert (answer.outcome, answer.expected_end_on) == (ScreeningOutcome.CATEGORY_1, D(2031, 1, 5))


def test_of_several_grounds_the_one_that_lasts_longest_carries_the_category() -> None:
    order = Notifying("Order", D(2026, 7, 1), D(2041, 7, 1))
    answer = decide(asked(cautioned(SEXUAL), notifying=(order,)))
    assert (answer.started_on, answer.expected_end_on, answer.offence) == (D(2026, 6, 1), D(2041, 7, 1), "")


def test_nobody_without_an_offence_is_eligible() -> None:
    assert [one.question for one in decide(asked()).missing] == [Question.NOTHING_ON_RECORD]
    assert decide(asked(nothing_on_record=True, serious_harm=True)).outcome == ScreeningOutcome.NOT_ELIGIBLE


def test_meetings_are_asked_about_only_where_there_is_a_capacity_for_serious_harm() -> None:
    offence = cautioned(VIOLENT)
    answer = decide(asked(offence, serious_harm=True, terrorism_risk=False))
    assert [one.question for one in answer.missing] == [Question.NEEDS_MEETINGS]


def test_a_risk_of_terrorism_beside_any_offence_brings_category_4() -> None:
    answer = decide(asked(cautioned(VIOLENT), terrorism_risk=True))
    assert (answer.outcome, answer.basis) == (ScreeningOutcome.CATEGORY_4, Basis.TERRORISM_RISK)


def test_an_answer_that_rests_on_an_unchecked_entry_says_so() -> None:
    unsure = replace(VIOLENT, is_checked=False)
    answer = decide(asked(imprisoned(unsure, Term(years=2))))
    assert any("still to be checked" in fact.text for fact in answer.facts)


@given(st.integers(0, 40), st.integers(0, 400))
def test_a_longer_sentence_never_takes_category_2_away(months: int, more_days: int) -> None:
    shorter = decide(no_discretion(imprisoned(VIOLENT, Term(months=months, days=1))))
    longer = decide(no_discretion(imprisoned(VIOLENT, Term(months=months, days=1 + more_days))))
    if shorter.outcome == ScreeningOutcome.CATEGORY_2:
        assert longer.outcome == ScreeningOutcome.CATEGORY_2
