"""The words in which one asks for nominals and their dated histories."""

from __future__ import annotations

import datetime
from typing import TypeVar

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from agencies.querysets import PeriodQuerySet
from cases.choices import CATEGORY_PRECEDENCE

M = TypeVar("M", bound=models.Model)


class CategoryBasisQuerySet(PeriodQuerySet[M]):
    def first_to_count(self) -> CategoryBasisQuerySet[M]:
        """The basis whose category counts comes first: 4, 1, 2, 3."""
        rank = Case(
            *(When(category=category, then=place) for place, category in enumerate(CATEGORY_PRECEDENCE)),
            output_field=models.SmallIntegerField(),
        )
        return self.order_by(rank, "started_on")


class NominalQuerySet(models.QuerySet[M]):
    """Questions about nominals as at a day. None of them decides who may see the answer: `cases.access` does."""

    def with_standing(self, on: datetime.date) -> NominalQuerySet[M]:
        """Adds what a list shows of a person on a day, one subquery each: `category_now`, `level_now`,
        `whereabouts_now`, `area_now` (code), `lead_agency_now` and `lead_team_now` (names). None where nothing holds.
        """
        from cases.models import CategoryBasis, LevelPeriod, Responsibility, WhereaboutsPeriod

        mine = {"nominal": OuterRef("pk")}
        responsible = Responsibility.objects.in_force(on).filter(**mine)
        return self.annotate(
            category_now=Subquery(
                CategoryBasis.objects.in_force(on).filter(**mine).first_to_count().values("category")[:1]
            ),
            level_now=Subquery(LevelPeriod.objects.in_force(on).filter(**mine).values("level")[:1]),
            whereabouts_now=Subquery(WhereaboutsPeriod.objects.in_force(on).filter(**mine).values("status")[:1]),
            area_now=Subquery(responsible.values("area")[:1]),
            lead_agency_now=Subquery(responsible.values("lead_agency__name")[:1]),
            lead_team_now=Subquery(responsible.values("lead_team__name")[:1]),
        )

    def in_category(self, category: int, on: datetime.date) -> NominalQuerySet[M]:
        """People whose counting category that day is this one: it holds, and none that goes before it does."""
        from cases.models import CategoryBasis

        held = CategoryBasis.objects.in_force(on).filter(nominal=OuterRef("pk"))
        before = CATEGORY_PRECEDENCE[: CATEGORY_PRECEDENCE.index(category)]
        found = self.filter(Exists(held.filter(category=category)))
        return found.filter(~Exists(held.filter(category__in=before))) if before else found

    def at_level(self, level: int, on: datetime.date) -> NominalQuerySet[M]:
        from cases.models import LevelPeriod

        return self.filter(Exists(LevelPeriod.objects.in_force(on).filter(nominal=OuterRef("pk"), level=level)))

    def with_whereabouts(self, status: str, on: datetime.date) -> NominalQuerySet[M]:
        from cases.models import WhereaboutsPeriod

        held = WhereaboutsPeriod.objects.in_force(on).filter(nominal=OuterRef("pk"), status=status)
        return self.filter(Exists(held))

    def managed(self, on: datetime.date, **responsibility: object) -> NominalQuerySet[M]:
        """People for whom some area is responsible that day; narrowed by `area=`, `lead_agency=`, `lead_team=`."""
        from cases.models import Responsibility

        held = Responsibility.objects.in_force(on).filter(nominal=OuterRef("pk"), **responsibility)
        return self.filter(Exists(held))

    def alive(self, on: datetime.date) -> NominalQuerySet[M]:
        """Alive that day: a person who died on a day is counted up to the day before."""
        return self.filter(Q(died_on__isnull=True) | Q(died_on__gt=on))
