"""The words in which one asks what people did."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.choices import AuditOutcome
from agencies.querysets.periods import midnight

M = TypeVar("M", bound=models.Model)


class AuditEventQuerySet(models.QuerySet[M]):
    def of_areas(self, area_codes: Iterable[str]) -> Self:
        """Events that belong to these areas.

        An event belongs to an area when its actor was a member of one of the area's teams on the day it happened, so
        that what somebody did stays with the area where they did it after they move. An event without a known actor,
        such as a sign-in with an address that nobody has, belongs to none.
        """
        from agencies.models import Membership

        day = OuterRef("at__date")
        there = Membership.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=day),
            user=OuterRef("actor"),
            team__area__in=list(area_codes),
            started_on__lte=day,
        )
        return self.filter(Exists(there))

    def about(self, subject_id: uuid.UUID, reference: str) -> Self:
        """Events about one subject, and the lists and searches in which its reference was shown."""
        return self.filter(Q(subject_id=subject_id) | Q(shown__contains=[reference]))

    def naming(self, reference: str) -> Self:
        """As `about`, for somebody who knows the reference only."""
        return self.filter(Q(subject_reference=reference) | Q(shown__contains=[reference]))

    def between(self, first: datetime.date | None, last: datetime.date | None) -> Self:
        """Events of these days, both included; None leaves that side open."""
        found = self
        if first:
            found = found.filter(at__gte=midnight(first))
        if last:
            found = found.filter(at__lt=midnight(last + datetime.timedelta(days=1)))
        return found

    def refused(self) -> Self:
        return self.filter(outcome=AuditOutcome.REFUSED)
