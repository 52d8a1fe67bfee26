"""Who decides that a level changes, when the way down is the way out, and what a review's outcome must fit."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import BASIS_CATEGORY, Basis, LevelRoute, ReviewOutcome
from cases.rules.category import Held
from cases.rules.level import BY_PANEL, DISCRETIONARY, leaves_mappa, who_decides
from cases.rules.reviews import Interval, refused_date, refused_outcome

DAY = datetime.date(2026, 5, 4)
ONE_DAY = datetime.timedelta(days=1)
LEVELS = st.sampled_from([None, 1, 2, 3])


def held(basis: Basis, until: datetime.date | None = None) -> Held:
    return Held(BASIS_CATEGORY[basis][0], basis, datetime.date(2020, 1, 6), until)


@pytest.mark.parametrize(
    ("before", "after", "routes"),
    [
        (None, 1, {"lead_agency", "meeting", "chair"}),
        (1, None, {"lead_agency", "meeting", "chair"}),
        (1, 2, {"meeting", "chair", "referral"}),
        (None, 3, {"meeting", "chair", "referral"}),
        (2, 3, {"meeting", "chair", "referral"}),
        (3, 2, {"meeting", "chair"}),
        (2, 1, {"meeting", "chair"}),
        (3, None, {"meeting", "chair"}),
    ],
)
def test_a_step_is_decided_by_these_and_no_others(before: int | None, after: int | None, routes: set[str]) -> None:
    answer = who_decides(before, after)
    assert answer.outcome is not None
    assert {route.value for route in answer.outcome} == routes
    assert answer.provision


@given(LEVELS, LEVELS)
def test_the_lead_agency_never_touches_level_2_or_3(before: int | None, after: int | None) -> None:
    routes = who_decides(before, after).outcome or ()
    assert (LevelRoute.LEAD_AGENCY in routes) == (max(before or 0, after or 0) < 2)
    assert set(BY_PANEL) <= set(routes)
    assert LevelRoute.BROUGHT_IN not in routes


@pytest.mark.parametrize(
    ("bases", "leaves"),
    [
        ([held(Basis.OTHER_DANGEROUS)], True),
        ([held(Basis.TERRORISM_RISK)], True),
        ([held(Basis.OTHER_DANGEROUS), held(Basis.TERRORISM_RISK)], True),
        ([held(Basis.OTHER_DANGEROUS), held(Basis.NOTIFICATION_REQUIREMENT)], False),
        ([held(Basis.TERRORISM_NOTIFICATION)], False),
        ([held(Basis.SENTENCE_12_MONTHS)], False),
        ([held(Basis.OTHER_DANGEROUS), held(Basis.SENTENCE_12_MONTHS, until=DAY)], True),
        ([held(Basis.OTHER_DANGEROUS), held(Basis.SENTENCE_12_MONTHS, until=DAY + ONE_DAY)], False),
        ([], None),
        ([held(Basis.OTHER_DANGEROUS, until=DAY)], None),
    ],
)
def test_who_no_longer_needs_level_2_leaves_or_stays(bases: list[Held], leaves: bool | None) -> None:
    assert leaves_mappa(bases, DAY).outcome is leaves


@given(st.lists(st.sampled_from(list(Basis)), min_size=1))
def test_one_basis_of_law_is_enough_to_stay(bases: list[Basis]) -> None:
    answer = leaves_mappa([held(basis) for basis in bases], DAY)
    assert answer.outcome is (set(bases) <= DISCRETIONARY)
    assert len(answer.facts) == len(bases)


@pytest.mark.parametrize(
    ("outcome", "meetings", "is_refused"),
    [
        (ReviewOutcome.REMAINS, "no", False),
        (ReviewOutcome.REMAINS, "yes", True),
        (ReviewOutcome.REFER_UP, "yes", False),
        (ReviewOutcome.REFER_UP, "no", True),
        (ReviewOutcome.ENDS, "no", False),
        (ReviewOutcome.ENDS, "yes", False),
        (ReviewOutcome.REMAINS, "", False),
    ],
)
def test_an_outcome_does_not_contradict_the_answers(outcome: str, meetings: str, is_refused: bool) -> None:
    assert bool(refused_outcome(outcome, meetings)) == is_refused


@pytest.mark.parametrize(("days", "is_refused"), [(0, True), (-1, True), (1, False), (84, False), (85, True)])
def test_the_next_review_lies_after_this_one_and_within_the_limit(days: int, is_refused: bool) -> None:
    interval = Interval(DAY + 84 * ONE_DAY, "12 weeks", "Common practice")
    assert bool(refused_date(DAY + days * ONE_DAY, DAY, interval)) == is_refused
