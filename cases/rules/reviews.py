"""When a level is next reviewed, and whether a review's outcome fits its own answers."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import ReviewOutcome

#: A review stands in the lists so long before it is due.
WARNING = datetime.timedelta(weeks=4)


@dataclass(frozen=True)
class Interval:
    """The latest day a limit of practice allows for the next review, with the limit in words and where it is set."""

    last_day: datetime.date
    words: str
    authority: str


def refused_date(next_due_on: datetime.date, reviewed_on: datetime.date, interval: Interval) -> str:
    """Why the next review cannot be on a day, in a sentence; empty when it can."""
    if next_due_on <= reviewed_on:
        return _("The next review comes after this one.")
    if next_due_on > interval.last_day:
        return _("Choose a day within %(limit)s of this review. %(authority)s.") % {
            "limit": interval.words,
            "authority": interval.authority.rstrip("."),
        }
    return ""


def refused_outcome(outcome: str, meetings: str) -> str:
    """Why an outcome does not fit the answer to whether meetings would add anything; empty when it does."""
    if meetings == "yes" and outcome == ReviewOutcome.REMAINS:
        return _("You say that meetings would add something: choose a referral, or change that answer.")
    if meetings == "no" and outcome == ReviewOutcome.REFER_UP:
        return _("You say that meetings would add nothing: change that answer, or choose another outcome.")
    return ""
