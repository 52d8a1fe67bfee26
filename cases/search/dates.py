"""Dates of birth as they are typed into a search, and as they are mistyped into records."""

import datetime
import re
from collections.abc import Iterator

from pagekit.dates import month_number

_ISO = re.compile(r"(?<![\w/.-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\w/.-])", re.ASCII)
_WRITTEN = re.compile(
    r"(?<![\w/.-])(?P<day>\d{1,2})[/.\-\s]+(?P<month>\d{1,2}|[A-Za-z]{3,9})[/.\-\s]+(?P<year>\d{4}|\d{2})(?![\w/.-])",
    re.ASCII,
)


def take_date(text: str, today: datetime.date) -> tuple[datetime.date | None, str]:
    """The first date in a text, and the text without it. A year of two digits is the last such year before today."""
    for pattern in (_ISO, _WRITTEN):
        for found in pattern.finditer(text):
            day = _read(found, today)
            if day is not None:
                return day, text[: found.start()] + " " + text[found.end() :]
    return None, text


def _read(found: re.Match[str], today: datetime.date) -> datetime.date | None:
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    return _day(year, month_number(found["month"]) or 0, int(found["day"]))


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def swapped(born: datetime.date) -> datetime.date | None:
    """The date with day and month exchanged, where that is another real date."""
    return _day(born.year, born.day, born.month) if born.day != born.month else None


def slips(born: datetime.date) -> list[datetime.date]:
    """The real dates that differ from this one by one slip of the hand.

    That is: one digit of day, month or year one too high or too low, two digits of one part exchanged, or an
    exchange of day and month.
    """
    found = {other for other in _slips(born) if other is not None}
    return sorted(found - {born})


def _slips(born: datetime.date) -> Iterator[datetime.date | None]:
    yield swapped(born)
    for step in (-10, -1, 1, 10):
        yield _day(born.year + step, born.month, born.day)
        yield _day(born.year, born.month, born.day + step)
        yield _day(born.year, born.month + step, born.day)
    yield _day(born.year, born.month, _reversed(born.day))
    yield _day(born.year, _reversed(born.month), born.day)
    yield _day(born.year // 100 * 100 + _reversed(born.year % 100), born.month, born.day)


def _reversed(number: int) -> int:
    tens, units = divmod(number, 10)
    return units * 10 + tens
