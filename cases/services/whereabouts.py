"""Where a person is from a day, as it follows from recall and release: put into the history, moved, taken back."""

import datetime

from cases.choices import Whereabouts
from cases.models import Nominal, WhereaboutsPeriod
from cases.services.placing import put_in_place


def whereabouts_on(nominal: Nominal, day: datetime.date) -> WhereaboutsPeriod | None:
    """Where the person is recorded that day."""
    return WhereaboutsPeriod.objects.in_force(day).filter(nominal=nominal).first()


def place_from(nominal: Nominal, status: Whereabouts, day: datetime.date) -> None:
    """The person is there from a day until what is recorded next; nothing changes for somebody already there.

    Raises DomainError when something else is recorded from the same day. The nominal must be held.
    """
    held = whereabouts_on(nominal, day)
    if held is not None and held.status == status:
        return
    later = WhereaboutsPeriod.objects.filter(nominal=nominal, started_on__gt=day).order_by("started_on").first()
    ended_on = later.started_on if later else None
    row = WhereaboutsPeriod(nominal=nominal, status=status, started_on=day, ended_on=ended_on)
    put_in_place(row, ends_previous=True, text="status")


def move_start(nominal: Nominal, status: Whereabouts, was: datetime.date, day: datetime.date) -> None:
    """What began on one day began on another: the period before ends there too. Raises DomainError when it cannot.

    Where the history does not hold such a period, the person is put there from the day.
    """
    history = WhereaboutsPeriod.objects.filter(nominal=nominal)
    row = history.filter(status=status, started_on=was).first()
    if row is not None:
        take_back(nominal, status, was)
    place_from(nominal, status, day)


def take_back(nominal: Nominal, status: Whereabouts, day: datetime.date) -> None:
    """What began on a day never was: the period before goes on until its end. The nominal must be held."""
    history = WhereaboutsPeriod.objects.filter(nominal=nominal)
    row = history.filter(status=status, started_on=day).first()
    if row is None:
        return
    ended_on = row.ended_on
    row.delete()
    before = history.filter(ended_on=day).first()
    if before is not None:
        before.ended_on = ended_on
        before.save(update_fields=["ended_on"])
