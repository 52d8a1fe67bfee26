"""The reporting year, 1 April to 31 March. Knows dates and their words, nothing of what is counted."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _

#: MAPPA began in April 2001: no table can cover an earlier year.
FIRST_YEAR = 2001


class YearOutOfRange(ValueError):
    """No tables can be made for that year; the message is a sentence for people."""


@dataclass(frozen=True)
class ReportingYear:
    """The year that begins on 1 April of `first`, as counted on the day `counted_on`.

    A year that is not over is counted up to and including `counted_on`, and its picture is of that day.
    """

    first: int
    counted_on: datetime.date

    def __post_init__(self) -> None:
        current = self.counted_on.year - (self.counted_on < datetime.date(self.counted_on.year, 4, 1))
        if not FIRST_YEAR <= self.first <= current:
            raise YearOutOfRange(
                _("No tables for %(year)d: there are tables for years that began in April %(first)d to %(last)d.")
                % {"first": FIRST_YEAR, "last": current, "year": self.first}
            )

    @property
    def started_on(self) -> datetime.date:
        return datetime.date(self.first, 4, 1)

    @cached_property
    def picture_on(self) -> datetime.date:
        """The day of T1: 31 March, or the day of counting in a year that is not over."""
        return min(datetime.date(self.first + 1, 3, 31), self.counted_on)

    @property
    def ended_on(self) -> datetime.date:
        """The first day that no longer counts."""
        return self.picture_on + datetime.timedelta(days=1)

    @property
    def is_over(self) -> bool:
        """Whether all of it lies behind the day of counting: what happens today may still be recorded."""
        return self.counted_on > datetime.date(self.first + 1, 3, 31)

    @property
    def label(self) -> str:
        """2022/23."""
        return f"{self.first}/{(self.first + 1) % 100:02d}"

    @property
    def picture_label(self) -> str:
        """31 March 2023."""
        return date_format(self.picture_on, "j F Y")

    @property
    def before(self) -> "ReportingYear | None":
        """The year before, or None for the first."""
        return ReportingYear(self.first - 1, self.counted_on) if self.first > FIRST_YEAR else None


def years_from(earliest: datetime.date | None, today: datetime.date) -> list[ReportingYear]:
    """Every year from the one that holds `earliest` to the one that holds `today`, newest first; none without it."""
    if earliest is None:
        return []
    first = max(earliest.year - (earliest < datetime.date(earliest.year, 4, 1)), FIRST_YEAR)
    last = today.year - (today < datetime.date(today.year, 4, 1))
    return [ReportingYear(year, today) for year in range(last, first - 1, -1)]
