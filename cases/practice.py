"""Which limit of practice counts on a day, in an area: its value, and where it is set.

Services ask here and keep the resulting date on the row; pages print the authority. Nothing else holds such a number.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import ngettext

from cases.choices import PracticeName
from cases.models import Nominal, PracticeSetting, Responsibility
from cases.rules.calendar import months_after, working_days_after

Unit = PracticeSetting.Unit


@dataclass(frozen=True)
class Limit:
    """A limit in effect. `unit` is one of `PracticeSetting.Unit`."""

    value: int
    unit: str
    authority: str
    effective_from: datetime.date

    @property
    def unit_words(self) -> str:
        """What the value counts, in words."""
        return str(Unit(self.unit).label)

    @property
    def words(self) -> str:
        """The value with its unit: 3 months, 1 working day, 5 per cent."""
        return value_in_words(self.value, self.unit)

    def after(self, day: datetime.date) -> datetime.date:
        """The last day of the limit that runs from a day. Raises ValueError for a limit that is not a time."""
        if self.unit == Unit.WORKING_DAYS:
            return working_days_after(day, self.value)
        if self.unit == Unit.MONTHS:
            return months_after(day, self.value)
        if self.unit in (Unit.DAYS, Unit.WEEKS):
            return day + datetime.timedelta(days=self.value * (7 if self.unit == Unit.WEEKS else 1))
        raise ValueError(f"{self.unit} is not a length of time")


def value_in_words(value: int, unit: str) -> str:
    """A number of a unit as a person reads it."""
    words = {
        Unit.DAYS: ngettext("%(n)d day", "%(n)d days", value),
        Unit.WORKING_DAYS: ngettext("%(n)d working day", "%(n)d working days", value),
        Unit.WEEKS: ngettext("%(n)d week", "%(n)d weeks", value),
        Unit.MONTHS: ngettext("%(n)d month", "%(n)d months", value),
        Unit.PEOPLE: ngettext("%(n)d person", "%(n)d people", value),
        Unit.PER_CENT: ngettext("%(n)d per cent", "%(n)d per cent", value),
    }
    return words[Unit(unit)] % {"n": value}


def limit(
    name: PracticeName, on: datetime.date, *, area: str | None = None, level: int | None = None, band: str = ""
) -> Limit | None:
    """The limit of that name in effect on a day: the area's own before the national one, the latest first.

    A row without a level or band holds for any. None: no such limit is set.
    """
    row = (
        PracticeSetting.objects.filter(name=name, effective_from__lte=on)
        .filter(Q(effective_to__isnull=True) | Q(effective_to__gt=on))
        .filter(Q(area=area) | Q(area__isnull=True), Q(level=level) | Q(level__isnull=True), band__in={band, ""})
        .order_by(F("area").desc(nulls_last=True), F("level").desc(nulls_last=True), "-band", "-effective_from")
        .first()
    )
    return Limit(row.value, row.unit, row.authority, row.effective_from) if row else None


def limit_for(
    nominal: Nominal, name: PracticeName, on: datetime.date, *, level: int | None = None, band: str = ""
) -> Limit | None:
    """The limit that counts for a person: that of the area which is responsible on the day."""
    return limit(name, on, area=area_of(nominal, on), level=level, band=band)


def area_of(nominal: Nominal, on: datetime.date) -> str | None:
    """The code of the area responsible for a person on a day."""
    return Responsibility.objects.in_force(on).filter(nominal=nominal).values_list("area", flat=True).first()


def limits_by_band(name: PracticeName, on: datetime.date, *, area: str | None = None) -> dict[str, Limit]:
    """Every limit of that name that depends on a band or a tool, by it: the area's own before the national one."""
    rows = (
        PracticeSetting.objects.filter(name=name, effective_from__lte=on)
        .filter(Q(effective_to__isnull=True) | Q(effective_to__gt=on), Q(area=area) | Q(area__isnull=True))
        .order_by(F("area").asc(nulls_first=True), "effective_from")
    )
    return {row.band: Limit(row.value, row.unit, row.authority, row.effective_from) for row in rows}


def limits(names: Iterable[PracticeName], on: datetime.date, *, area: str | None = None) -> dict[str, Limit]:
    """Several limits that hold for any level and band, by name, as `limit` would give each; one query."""
    rows = (
        PracticeSetting.objects.filter(name__in=list(names), effective_from__lte=on, level__isnull=True, band="")
        .filter(Q(effective_to__isnull=True) | Q(effective_to__gt=on), Q(area=area) | Q(area__isnull=True))
        .order_by(F("area").asc(nulls_first=True), "effective_from")
    )
    return {row.name: Limit(row.value, row.unit, row.authority, row.effective_from) for row in rows}
