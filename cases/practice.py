"""Which limit of practice counts on a day, in an area: its value, and where it is set.

Services ask here and keep the resulting date on the row; pages print the authority. Nothing else holds such a number.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import F, Q

from cases.choices import PracticeName
from cases.models import PracticeSetting
from cases.rules.calendar import months_after, working_days_after

Unit = PracticeSetting.Unit


@dataclass(frozen=True)
class Limit:
    """A limit in effect. `unit` is one of `PracticeSetting.Unit`."""

    value: int
    unit: str
    authority: str
    effective_from: datetime.date

    def after(self, day: datetime.date) -> datetime.date:
        """The last day of the limit that runs from a day. Raises ValueError for a limit that is not a time."""
        if self.unit == Unit.WORKING_DAYS:
            return working_days_after(day, self.value)
        if self.unit == Unit.MONTHS:
            return months_after(day, self.value)
        if self.unit in (Unit.DAYS, Unit.WEEKS):
            return day + datetime.timedelta(days=self.value * (7 if self.unit == Unit.WEEKS else 1))
        raise ValueError(f"{self.unit} is not a length of time")


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
