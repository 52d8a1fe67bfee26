"""What may stand in one cell. Each kind of cell answers with a sentence when it may not, and with None when it may."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection
from functools import lru_cache

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.identifiers import Identifier

#: Answers what is wrong with a text that is not empty.
Check = Callable[[str], str | Promise | None]

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEGAN_ON = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)).date().isoformat()
#: What no cell may hold: control characters, and marks that turn the reading direction of what follows.
UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=50_000)
def date_fault(text: str) -> str | Promise | None:
    """Whether a text is a day, written YYYY-MM-DD. The same days come again and again: answers are kept."""
    if not _DATE.fullmatch(text):
        return gettext_lazy("This is not a date. Write it as year-month-day, for example 2022-04-01.")
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return gettext_lazy("There is no such day in the calendar.")
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return gettext_lazy(
            "The year must lie between 1900 and 2199. Leave the cell empty for a day that is not known."
        )
    return None


def past_date(text: str) -> str | Promise | None:
    """A day that cannot lie ahead."""
    wrong = date_fault(text)
    # Almost every day lies before this process began: only for the others the clock is asked.
    if wrong is None and text > _BEGAN_ON and text > timezone.localdate().isoformat():
        return _("This day lies in the future.")
    return wrong


def one_of(codes: Collection[str]) -> Check:
    """One of a fixed list of codes, as they are written there."""
    known = frozenset(codes)

    def check(text: str) -> str | None:
        if text in known:
            return None
        return _("This code is not known. Known are: %(codes)s.") % {"codes": ", ".join(sorted(known))}

    return check


def at_most(length: int) -> Check:
    """A text of so many characters."""

    def check(text: str) -> str | None:
        if len(text) <= length:
            return None
        return _("This is %(count)d characters long; at most %(limit)d fit.") % {"count": len(text), "limit": length}

    return check


def written_as(identifier: Identifier) -> Check:
    """A national identifier in its own form."""

    def check(text: str) -> str | Promise | None:
        return None if identifier.pattern.fullmatch(text) else identifier.message

    return check
