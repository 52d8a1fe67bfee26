"""From when somebody may apply to have an indefinite requirement ended."""

import datetime
from typing import Any

import pytest

from cases.rules.notification_review import ReviewFacts, may_apply, next_after_refusal

D = datetime.date
TODAY = D(2026, 11, 23)


def asked(**more: Any) -> ReviewFacts:
    values: dict[str, Any] = {
        "is_indefinite": True,
        "relevant_date": D(2008, 3, 1),
        "born_on": D(1970, 1, 1),
        "first_notified_on": D(2010, 6, 15),
    }
    return ReviewFacts(**values | more)


def test_an_adult_may_apply_the_day_after_fifteen_years_of_notifying() -> None:
    day = D(2025, 6, 15)
    assert may_apply(asked(), TODAY).from_on == day
    assert may_apply(asked(), day).outcome is True
    assert may_apply(asked(), day - datetime.timedelta(days=1)).outcome is False


def test_somebody_under_18_on_the_relevant_date_may_apply_after_eight() -> None:
    assert may_apply(asked(born_on=D(1990, 3, 2)), TODAY).from_on == D(2018, 6, 15)
    assert may_apply(asked(born_on=D(1990, 3, 1)), TODAY).from_on == D(2025, 6, 15)


def test_a_refusal_sets_the_next_day() -> None:
    assert may_apply(asked(refused_until=D(2034, 1, 1)), TODAY).from_on == D(2034, 1, 1)
    assert next_after_refusal(D(2026, 1, 1)) == D(2034, 1, 1)
    assert next_after_refusal(D(2026, 1, 1), 15) == D(2041, 1, 1)


@pytest.mark.parametrize("years", [7, 16])
def test_a_refusal_holds_for_eight_to_fifteen_years(years: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        next_after_refusal(D(2026, 1, 1), years)


def test_nobody_applies_while_a_prevention_order_is_in_force() -> None:
    answer = may_apply(asked(order="Sexual harm prevention order"), TODAY)
    assert (answer.outcome, answer.is_ruled_out, answer.from_on) == (False, True, D(2025, 6, 15))


def test_without_an_indefinite_requirement_there_is_nothing_to_review() -> None:
    assert may_apply(ReviewFacts(False), TODAY).outcome is False


@pytest.mark.parametrize(
    ("gap", "missing"),
    [({"born_on": None}, ("date_of_birth",)), ({"first_notified_on": None}, ("first_notification",))],
)
def test_what_is_not_known_is_named_and_nothing_is_guessed(gap: dict[str, Any], missing: tuple[str, ...]) -> None:
    answer = may_apply(asked(**gap), TODAY)
    assert (answer.outcome, answer.from_on, answer.missing) == (None, None, missing)
