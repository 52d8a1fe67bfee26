"""The one calendar: calendar days for duties of law, working days of England and Wales for limits of administration.

Pure: a day goes in, a day comes out. Knows no clock and no setting.
"""

import calendar
import datetime
from functools import cache

_ONE_DAY = datetime.timedelta(days=1)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month so many months later (or earlier, if negative); the month's last day if it has none.

    31 January and one month is 28 or 29 February; 29 February and twelve months is 28 February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_of_days(first: datetime.date, days: int) -> datetime.date:
    """The last day of "a period of N days beginning with" a day: the day itself is the first of them."""
    return first + datetime.timedelta(days=days - 1)


def is_working_day(day: datetime.date) -> bool:
    """Neither a Saturday, a Sunday nor a bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The last day of a limit of so many working days from a day, which itself is not counted."""
    while count > 0:
        day += _ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: datetime.date, end: datetime.date) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 when `end` is not after `start`."""
    days = (start + datetime.timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(map(is_working_day, days))


@cache
def bank_holidays(first: int, last: int) -> tuple[datetime.date, ...]:
    """Those of England and Wales in these years, both included."""
    return tuple(sorted(day for year in range(first, last + 1) for day in _bank_holidays(year)))


@cache
def _bank_holidays(year: int) -> frozenset[datetime.date]:
    import holidays  # slow to load, and most processes never ask

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
