"""The last days by which somebody must notify."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cases.rules import notification_duties as duties
from cases.rules.notification_duties import Duty

D = datetime.date


def test_the_first_notification_is_due_on_the_third_day_the_relevant_date_being_the_first() -> None:
    assert duties.first_notification_due(D(2026, 3, 10)) == D(2026, 3, 12)


def test_days_in_custody_do_not_count_towards_the_first_notification() -> None:
    inside = ((D(2026, 3, 10), D(2026, 9, 1)),)
    assert duties.first_notification_due(D(2026, 3, 10), inside) == D(2026, 9, 3)


def test_custody_that_begins_on_the_second_day_leaves_two_days_for_afterwards() -> None:
    inside = ((D(2026, 3, 11), D(2026, 3, 20)),)
    assert duties.first_notification_due(D(2026, 3, 10), inside) == D(2026, 3, 21)


def test_the_first_notification_has_no_last_day_while_somebody_is_inside() -> None:
    assert duties.first_notification_due(D(2026, 3, 10), ((D(2026, 3, 10), None),)) is None


def test_the_whole_is_notified_again_within_a_year() -> None:
    due = duties.next_periodic(D(2025, 11, 23), no_fixed_abode=False)
    assert (due.duty, due.due_on) == (Duty.YEARLY, D(2026, 11, 23))


def test_without_a_fixed_abode_it_is_notified_every_seven_days() -> None:
    due = duties.next_periodic(D(2026, 11, 23), no_fixed_abode=True)
    assert (due.duty, due.due_on) == (Duty.WEEKLY, D(2026, 11, 30))


def test_a_change_is_notified_by_the_third_day() -> None:
    assert duties.change_due(D(2026, 11, 23)) == D(2026, 11, 25)


def test_a_journey_is_notified_seven_days_before_and_the_return_within_three() -> None:
    assert duties.travel_notice_due(D(2026, 12, 8)) == D(2026, 12, 1)
    assert duties.return_due(D(2026, 12, 20)) == D(2026, 12, 23)


def test_notice_in_advance_holds_from_two_days_early_to_three_days_late() -> None:
    expected = D(2026, 11, 23)
    held = [
        offset
        for offset in range(-5, 6)
        if duties.advance_notice_holds(expected, expected + datetime.timedelta(offset))
    ]
    assert held == [-2, -1, 0, 1, 2, 3]


def test_a_change_that_did_not_happen_is_withdrawn_within_six_days() -> None:
    assert duties.advance_must_be_withdrawn_by(D(2026, 11, 23)) == D(2026, 11, 29)


def test_a_last_day_in_custody_or_abroad_moves_to_the_third_day_from_the_return() -> None:
    away = ((D(2026, 3, 1), D(2026, 5, 1)), (D(2026, 5, 1), D(2026, 6, 1)), (D(2026, 9, 1), None))
    assert duties.after_being_away(D(2026, 2, 1), away) == D(2026, 2, 1)
    assert duties.after_being_away(D(2026, 4, 1), away) == D(2026, 6, 3)
    assert duties.after_being_away(D(2026, 10, 1), away) is None


@given(st.dates())
def test_what_is_enacted_and_not_in_force_never_counts(day: datetime.date) -> None:
    assert duties.in_force(day) == ()
    assert duties.name_due(day) == duties.change_due(day)


def test_once_in_force_a_name_is_notified_seven_days_before() -> None:
    begun = tuple(replace(one, effective_from=D(2027, 1, 1)) for one in duties.ENACTED)
    assert duties.name_due(D(2027, 2, 10), begun) == D(2027, 2, 3)
    assert duties.name_due(D(2026, 12, 31), begun) == D(2027, 1, 2)
