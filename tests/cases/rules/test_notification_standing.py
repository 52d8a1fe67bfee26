"""Whether somebody is subject to notification, since when and until when."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from cases.choices import NotificationSource
from cases.rules.notification_standing import Held, standing

D = datetime.date
TODAY = D(2026, 11, 23)
FROM, UNTIL = D(2023, 1, 1), D(2028, 1, 1)
CONVICTION, ORDER = NotificationSource.DISPOSAL, NotificationSource.SHPO


def five_years(start: D = FROM, end: D = UNTIL) -> Held:
    return Held(CONVICTION, "Conviction", start, end)


def test_an_order_of_fifteen_years_keeps_a_person_of_five_subject_for_fifteen() -> None:
    now = standing([five_years(), Held(ORDER, "Order", D(2023, 1, 1), D(2038, 1, 1))], TODAY)
    assert (now.outcome, now.since, now.until) == (True, D(2023, 1, 1), D(2038, 1, 1))
    assert "s.103G" in now.provision


def test_an_order_that_ends_sooner_moves_nothing() -> None:
    now = standing([five_years(), Held(ORDER, "Order", D(2024, 1, 1), D(2027, 1, 1))], TODAY)
    assert (now.until, "s.103G" in now.provision) == (D(2028, 1, 1), False)


def test_what_ends_the_day_another_begins_leaves_no_day_between() -> None:
    before = five_years(D(2015, 1, 1), D(2020, 1, 1))
    now = standing([before, Held(ORDER, "Order", D(2020, 1, 1), None)], TODAY)
    assert now.since == D(2015, 1, 1)
    gap = standing([before, Held(ORDER, "Order", D(2020, 1, 2), None)], TODAY)
    assert gap.since == D(2020, 1, 2)


def test_indefinite_until_further_order_and_not_known_are_told_apart() -> None:
    indefinite = standing([Held(CONVICTION, "Life", D(2020, 1, 1), None, is_indefinite=True)], TODAY)
    further = standing([Held(ORDER, "Order", D(2020, 1, 1))], TODAY)
    unknown = standing([Held(CONVICTION, "Fine", D(2020, 1, 1), end_is_known=False)], TODAY)
    assert [one.is_indefinite for one in (indefinite, further, unknown)] == [True, False, False]
    assert [one.end_is_known for one in (indefinite, further, unknown)] == [True, True, False]


def test_nobody_is_subject_on_the_day_the_period_ends() -> None:
    ended = standing([five_years(end=TODAY)], TODAY)
    assert (ended.outcome, ended.until) == (False, TODAY)
    assert standing([five_years(end=TODAY)], TODAY - datetime.timedelta(days=1)).outcome


def test_category_1_without_a_requirement_is_a_gap_in_the_record_and_no_denial() -> None:
    assert standing([], TODAY, in_category_one=True).outcome is None
    assert standing([], TODAY).outcome is False


days = st.dates(D(2000, 1, 1), D(2050, 1, 1))


@given(st.lists(st.tuples(days, st.integers(1, 4000)), max_size=6), days)
def test_somebody_is_subject_exactly_while_a_requirement_holds(spans: list[tuple[D, int]], on: D) -> None:
    held = [Held(CONVICTION, "x", start, start + datetime.timedelta(days=length)) for start, length in spans]
    now = standing(held, on)
    assert now.outcome == any(one.holds(on) for one in held)
    if now.outcome:
        assert now.since is not None
        assert now.until is not None
        assert now.since <= on < now.until
