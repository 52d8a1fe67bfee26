"""Which level the criteria of the guidance support."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.level_criteria import OF_LEVEL_2, PROVISION, Criterion, supported_level

C = Criterion
SOME = st.sets(st.sampled_from(list(Criterion)))


@pytest.mark.parametrize(
    ("met", "level"),
    [
        (set(), 1),
        ({C.HIGH_RISK}, 1),  # the level of risk is not the level of management
        ({C.ADDS_VALUE}, 1),
        ({C.ADDS_VALUE, C.HIGH_RISK}, 2),
        ({C.ADDS_VALUE, C.NEEDS_COORDINATION}, 2),  # exceptionally, at a lower risk
        ({C.ADDS_VALUE, C.WAS_LEVEL_3}, 2),
        ({C.ADDS_VALUE, C.RESOURCES}, 1),  # Level 3 needs the criteria of Level 2 first
        ({C.ADDS_VALUE, C.HIGH_RISK, C.RESOURCES}, 3),
        ({C.ADDS_VALUE, C.NEEDS_COORDINATION, C.PUBLIC_INTEREST}, 3),  # even if the risk is not high
        ({C.HIGH_RISK, C.RESOURCES, C.PUBLIC_INTEREST}, 1),
    ],
)
def test_the_criteria_support_a_level_and_say_why(met: set[Criterion], level: int) -> None:
    answer = supported_level(met)
    assert answer.outcome == level
    assert answer.sentence.startswith(f"Level {level}")
    assert answer.provision == PROVISION
    assert len(answer.facts) == len(met)


@given(SOME, st.sampled_from(list(Criterion)))
def test_one_more_criterion_never_supports_a_lower_level(met: set[Criterion], more: Criterion) -> None:
    assert (supported_level(met | {more}).outcome or 0) >= (supported_level(met).outcome or 0)


@given(SOME)
def test_no_meetings_without_added_value(met: set[Criterion]) -> None:
    assert supported_level(met - {C.ADDS_VALUE}).outcome == 1
    assert supported_level(met - set(OF_LEVEL_2)).outcome == 1
