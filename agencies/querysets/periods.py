"""The words in which one asks for dated rows."""

from __future__ import annotations

import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

M = TypeVar("M", bound=models.Model)


def in_force(on: datetime.date, prefix: str = "") -> Q:
    """The condition that a half-open period (`started_on` <= day < `ended_on`, or still open) holds a day.

    `prefix` is the path of relations that leads to the period, with its trailing `__`.
    """
    return Q(**{f"{prefix}started_on__lte": on}) & (
        Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": on})
    )


def midnight(day: datetime.date) -> datetime.datetime:
    """The instant at which a day begins here."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


class PeriodQuerySet(models.QuerySet[M]):
    """Rows that hold for a time."""

    def in_force(self, on: datetime.date) -> Self:
        return self.filter(in_force(on))

    def ended_by(self, on: datetime.date) -> Self:
        """Rows that held once and hold no more on that day."""
        return self.filter(ended_on__lte=on)
