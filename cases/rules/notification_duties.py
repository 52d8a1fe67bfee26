"""What somebody subject to notification requirements must notify, and by when. Pure.

Limits of law in calendar days (Sexual Offences Act 2003 ss.83 to 86, regulations of 2012): "three days beginning with"
a day counts that day as the first. What Parliament enacted and nobody brought into force yet stands here too, switched
off: `ENACTED`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from cases.choices import NotificationKind
from cases.rules.calendar import months_after, period_of_days

FIRST_DAYS = 3
CHANGE_DAYS = 3
WEEKLY_DAYS = 7
YEARLY_MONTHS = 12
TRAVEL_DAYS_BEFORE = 7
RETURN_DAYS = 3
ADVANCE_EARLY_DAYS = 2
ADVANCE_LATE_DAYS = 3
ADVANCE_TELL_DAYS = 6

_K = NotificationKind
#: Each gives the police everything of section 83(5) as it is that day: name, addresses, passport, bank, household.
WHOLE = frozenset({_K.INITIAL, _K.PERIODIC, _K.WEEKLY, _K.RELEASE})
#: Changes that are owed within three days of the day they happen.
CHANGES = frozenset({_K.CHANGE_NAME, _K.CHANGE_ADDRESS, _K.STAY, _K.CHILD_HOUSEHOLD, _K.PASSPORT, _K.BANK})
#: Notifications from which the year, or the week, begins again (section 85(2)): a journey does not.
BEGINS_AGAIN = WHOLE | CHANGES


class Duty(StrEnum):
    FIRST = "first"
    YEARLY = "yearly"
    WEEKLY = "weekly"


@dataclass(frozen=True)
class Due:
    """A duty and its last day, with the provision that sets it."""

    duty: Duty
    due_on: datetime.date
    provision: str


def first_notification_due(
    relevant_date: datetime.date, away: tuple[tuple[datetime.date, datetime.date | None], ...] = ()
) -> datetime.date | None:
    """The last day for the first notification: the third day, beginning with the relevant date.

    Days in custody, in hospital or abroad (`away`: half-open spans) do not count; None while that goes on without end.
    """
    day, counted = relevant_date, 0
    while True:
        span = next((s for s in away if s[0] <= day and (s[1] is None or day < s[1])), None)
        if span is not None:
            if span[1] is None:
                return None
            day = span[1]
            continue
        counted += 1
        if counted == FIRST_DAYS:
            return day
        day += datetime.timedelta(days=1)


def next_periodic(last_notified_on: datetime.date, *, no_fixed_abode: bool) -> Due:
    """When the whole notification is due again: within twelve months, or weekly without a sole or main residence."""
    if no_fixed_abode:
        due_on = last_notified_on + datetime.timedelta(days=WEEKLY_DAYS)
        return Due(Duty.WEEKLY, due_on, "Sexual Offences Act 2003 s.85; 2012 Regulations reg.9")
    return Due(Duty.YEARLY, months_after(last_notified_on, YEARLY_MONTHS), "Sexual Offences Act 2003 s.85")


def change_due(changed_on: datetime.date) -> datetime.date:
    """The last day to notify a change of name, address, bank, passport or household: three days, counting it."""
    return period_of_days(changed_on, CHANGE_DAYS)


def travel_notice_due(departs_on: datetime.date) -> datetime.date:
    """The last day to notify a journey abroad: seven days before it. Of any length."""
    return departs_on - datetime.timedelta(days=TRAVEL_DAYS_BEFORE)


def after_being_away(due_on: datetime.date, away: tuple[tuple[datetime.date, datetime.date | None], ...]) -> (
    datetime.date | None
):  # fmt: skip
    """A last day that falls into custody, hospital or a time abroad moves to the third day beginning with the return
    (section 85(3)); None while that goes on without end."""
    back = due_on
    while True:
        span = next((one for one in away if one[0] <= back and (one[1] is None or back < one[1])), None)
        if span is None:
            return due_on if back == due_on else period_of_days(back, CHANGE_DAYS)
        if span[1] is None:
            return None
        back = span[1]


def return_due(returned_on: datetime.date) -> datetime.date:
    """The last day to notify the return: three days from it."""
    return returned_on + datetime.timedelta(days=RETURN_DAYS)


def advance_notice_holds(expected_on: datetime.date, happened_on: datetime.date) -> bool:
    """Whether a change notified in advance counts: it came no more than two days early, nor three days late (s.84)."""
    early, late = datetime.timedelta(days=ADVANCE_EARLY_DAYS), datetime.timedelta(days=ADVANCE_LATE_DAYS)
    return expected_on - early <= happened_on <= expected_on + late


def advance_must_be_withdrawn_by(expected_on: datetime.date) -> datetime.date:
    """The last day to tell the police that a change notified in advance did not happen within three days (s.84)."""
    return expected_on + datetime.timedelta(days=ADVANCE_TELL_DAYS)


@dataclass(frozen=True)
class Enacted:
    """A change of the law that Parliament made. `effective_from` None: not in force, and nothing follows from it."""

    code: str
    words: Callable[[], str]
    authority: str
    effective_from: datetime.date | None = None
    days_before: int = 0

    def holds(self, day: datetime.date) -> bool:
        return self.effective_from is not None and self.effective_from <= day


_ACT_OF_2026 = "Crime and Policing Act 2026 (c. 20), commencement to be checked"
ENACTED = (
    Enacted(
        "name_before", lambda: _("A change of name is to be notified 7 days before it"), _ACT_OF_2026, days_before=7
    ),
    Enacted(
        "absence", lambda: _("An absence of more than 5 days from home is to be notified 12 hours before"), _ACT_OF_2026
    ),
    Enacted("children", lambda: _("A stay where children are is to be notified before it"), _ACT_OF_2026),
    Enacted(
        "discharge", lambda: _("The police may end an indefinite requirement without an application"), _ACT_OF_2026
    ),
)


def in_force(day: datetime.date, enacted: tuple[Enacted, ...] = ENACTED) -> tuple[Enacted, ...]:
    """Those of the enacted changes that are law on a day."""
    return tuple(one for one in enacted if one.holds(day))


def name_due(changed_on: datetime.date, enacted: tuple[Enacted, ...] = ENACTED) -> datetime.date:
    """The last day to notify a change of name: within three days of it, once the Act of 2026 holds before it."""
    before = next((one for one in in_force(changed_on, enacted) if one.code == "name_before"), None)
    return changed_on - datetime.timedelta(days=before.days_before) if before else change_due(changed_on)
