"""Dates as people type and read them. Knows no calendar of law and no clock but the one that is passed in."""

import datetime
import re
from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _

ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
SHORTEST_MONTH_NAME = 3
#: A year outside these is a slip of the hand, and days around it cannot be reckoned with.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DateProblem(ValueError):
    """What is wrong with a typed date, as a sentence, and the box to go to: 0 the day, 1 the month, 2 the year."""

    def __init__(self, sentence: str, part: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.part = part


@dataclass(frozen=True)
class TypedDate:
    """The three boxes of a date exactly as they were typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was typed."""
        return not (self.day or self.month or self.year)


def split_whole_date(typed: TypedDate) -> TypedDate:
    """The three parts of a date that was pasted whole into the box for the day: `27/3/2026`, `27 March 2026`."""
    if typed.month or typed.year:
        return typed
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed.day)
    if iso:
        return TypedDate(iso[3], iso[2], iso[1])
    parts = re.split(r"[\s/.\-]+", typed.day)
    return TypedDate(*parts) if len(parts) == 3 else typed


def month_number(typed: str) -> int | None:
    """The number of a month typed as a number, a name or at least its first three letters; None when it is none."""
    if typed.isdecimal():
        return int(typed)
    wanted = typed.casefold().rstrip(".")
    if len(wanted) < SHORTEST_MONTH_NAME:
        return None
    for number in range(1, 13):
        names = {ENGLISH_MONTHS[number - 1], str(MONTHS[number]).casefold(), str(MONTHS_3[number]).casefold()}
        if any(name.startswith(wanted) for name in names):
            return number
    return None


def read_date(typed: TypedDate, label: str) -> datetime.date:
    """The date that was typed.

    :raises DateProblem: with a sentence that begins with the field's label.
    """
    typed = split_whole_date(typed)
    _require_every_part(typed, label)
    _require_long_year(typed.year, label)
    try:
        day = datetime.date(int(typed.year), month_number(typed.month) or 0, int(typed.day))
    except ValueError:
        raise DateProblem(_("%(label)s must be a real date") % {"label": label}, _wrong_part(typed)) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        words = {"label": label, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise DateProblem(_("%(label)s must have a year from %(first)d to %(last)d") % words, 2)
    return day


def _require_every_part(typed: TypedDate, label: str) -> None:
    names = (_("a day"), _("a month"), _("a year"))
    missing = [part for part, value in enumerate((typed.day, typed.month, typed.year)) if not value]
    if missing:
        wanted = _(" and ").join(names[part] for part in missing)
        raise DateProblem(_("%(label)s must include %(parts)s") % {"label": label, "parts": wanted}, missing[0])


def _require_long_year(year: str, label: str) -> None:
    if year.isdecimal() and len(year) != 4:
        raise DateProblem(_("%(label)s must have a year of 4 numbers, such as 2026") % {"label": label}, 2)


def _wrong_part(typed: TypedDate) -> int:
    if not typed.year.isdecimal():
        return 2
    if not 1 <= (month_number(typed.month) or 0) <= 12:
        return 1
    return 0


def long_date(value: datetime.date | datetime.datetime | None) -> str:
    """A date as it is read: `27 March 2023`. An instant gives the local day; None gives an empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return formats.date_format(value, "j F Y")


def long_instant(value: datetime.datetime | None) -> str:
    """An instant as it is read, on the local clock: `27 March 2023 at 14:05`."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(date)s at %(time)s") % {"date": long_date(local), "time": formats.date_format(local, "H:i")}
