"""The words in which one asks for nominals and their dated histories."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Greatest, JSONObject

from agencies.querysets import PeriodQuerySet
from cases.choices import CATEGORY_PRECEDENCE, ROSH_GROUPS, Level, RoshLevel

M = TypeVar("M", bound=models.Model)


def order_in_force(on: datetime.date) -> Q:
    """The condition that an order holds a day: made, neither at its end nor ended otherwise."""
    runs = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return Q(made_on__lte=on) & runs & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))


class CategoryBasisQuerySet(PeriodQuerySet[M]):
    def first_to_count(self) -> CategoryBasisQuerySet[M]:
        """The basis whose category counts comes first: 4, 1, 2, 3."""
        rank = Case(
            *(When(category=category, then=place) for place, category in enumerate(CATEGORY_PRECEDENCE)),
            output_field=models.SmallIntegerField(),
        )
        return self.order_by(rank, "started_on")


class RescreenPromptQuerySet(models.QuerySet[M]):
    def waiting(self, on: datetime.date) -> RescreenPromptQuerySet[M]:
        """Without an answer, of what has happened by that day: what is recorded ahead asks nothing before its day."""
        return self.filter(answered_on__isnull=True, happened_on__lte=on)


class NominalQuerySet(models.QuerySet[M]):
    """Questions about nominals as at a day. None of them decides who may see the answer: `cases.access` does."""

    def with_standing(self, on: datetime.date) -> NominalQuerySet[M]:
        """Adds what a list shows of a person on a day, one subquery each: `category_now`, `level_now`,
        `whereabouts_now`, `area_now` (code), `area_name_now`, `lead_agency_now` and `lead_team_now` (names),
        and `manager_now` (the offender manager's name), None where nothing holds; `flags_now`, a list of {kind, since};
        and `is_restricted_now`.
        """
        from cases.models import (
            Allocation,
            CategoryBasis,
            Flag,
            LevelPeriod,
            Responsibility,
            Restriction,
            WhereaboutsPeriod,
        )

        mine = {"nominal": OuterRef("pk")}
        responsible = Responsibility.objects.in_force(on).filter(**mine)
        found: Any = self.annotate(
            category_now=Subquery(
                CategoryBasis.objects.in_force(on).filter(**mine).first_to_count().values("category")[:1]
            ),
            level_now=Subquery(LevelPeriod.objects.in_force(on).filter(**mine).values("level")[:1]),
            whereabouts_now=Subquery(WhereaboutsPeriod.objects.in_force(on).filter(**mine).values("status")[:1]),
            area_now=Subquery(responsible.values("area")[:1]),
            area_name_now=Subquery(responsible.values("area__name")[:1]),
            lead_agency_now=Subquery(responsible.values("lead_agency__name")[:1]),
            lead_team_now=Subquery(responsible.values("lead_team__name")[:1]),
            manager_now=Subquery(
                Allocation.objects.in_force(on).filter(**mine).values("offender_manager__full_name")[:1]
            ),
            flags_now=ArraySubquery(
                Flag.objects.in_force(on).filter(**mine).values(shown=JSONObject(kind="kind", since="started_on"))
            ),
            is_restricted_now=Exists(Restriction.objects.in_force(on).filter(**mine)),
        )
        return found

    def with_recall(self) -> NominalQuerySet[M]:
        """Adds `is_at_large_now`: recalled, and no return to custody is recorded."""
        from cases.models import Recall

        open_ones = Recall.objects.filter(nominal=OuterRef("pk"), returned_on__isnull=True)
        found: Any = self.annotate(is_at_large_now=Exists(open_ones))
        return found

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

    def ever_managed(self, **responsibility: object) -> NominalQuerySet[M]:
        """People for whom some area is, was or will be responsible; narrowed as `managed`."""
        from cases.models import Responsibility

        return self.filter(Exists(Responsibility.objects.filter(nominal=OuterRef("pk"), **responsibility)))

    def unmanaged(self, on: datetime.date) -> NominalQuerySet[M]:
        """People for whom no area is responsible that day, or who are dead."""
        return self.filter(~Exists(_held("area", on)) | Q(died_on__lte=on))

    def alive(self, on: datetime.date) -> NominalQuerySet[M]:
        """Alive that day: a person who died on a day is counted up to the day before.

        Asks the few who died, in an index of them, so that counting need not read anybody's row.
        """
        from cases.models import Nominal

        return self.filter(~Exists(Nominal.objects.filter(pk=OuterRef("pk"), died_on__lte=on)))

    def without(self, what: str, on: datetime.date) -> NominalQuerySet[M]:
        """People of whom that day no `category`, `level`, `whereabouts` or `area` is recorded."""
        return self.filter(~Exists(_held(what, on)))

    def in_limbo(self, on: datetime.date) -> NominalQuerySet[M]:
        """People of whom that day no category, or no level, or no whereabouts is recorded."""
        return self.filter(Q(*(~Exists(_held(what, on)) for what in LIMBO), _connector=Q.OR))

    def with_order_ending(self, on: datetime.date, until: datetime.date) -> NominalQuerySet[M]:
        """People with an order that holds a day and reaches its end by another, that day included."""
        from cases.models import Order

        ending = Order.objects.filter(order_in_force(on), nominal=OuterRef("pk"), ends_on__lte=until)
        return self.filter(Exists(ending))

    def with_category_ending(self, on: datetime.date, until: datetime.date) -> NominalQuerySet[M]:
        """People with a basis of a category that holds a day and ends by another, that day included."""
        ending = _held("category", on).filter(ended_on__lte=until)
        return self.filter(Exists(ending))

    def with_event_since(self, since: datetime.date, on: datetime.date) -> NominalQuerySet[M]:
        """People to whom something happened between two days, both included."""
        from cases.models import CaseEvent

        happened = CaseEvent.objects.filter(nominal=OuterRef("pk"), occurred_on__range=(since, on))
        return self.filter(Exists(happened))

    def allocated_to(self, manager: uuid.UUID, on: datetime.date) -> NominalQuerySet[M]:
        """People whom this offender manager manages that day."""
        from cases.models import Allocation

        held = Allocation.objects.in_force(on).filter(nominal=OuterRef("pk"), offender_manager=manager)
        return self.filter(Exists(held))

    def unallocated(self, on: datetime.date) -> NominalQuerySet[M]:
        """People whom no offender manager manages that day."""
        from cases.models import Allocation

        return self.filter(~Exists(Allocation.objects.in_force(on).filter(nominal=OuterRef("pk"))))

    def left_behind(self, on: datetime.date) -> NominalQuerySet[M]:
        """People whose offender manager is no longer in the team, or may no longer sign in."""
        from agencies.models import Membership
        from agencies.roles import Capability
        from cases.models import Allocation

        there = Membership.objects.in_force(on).of_active_people().giving(Capability.CHANGE_NOMINAL)
        there = there.filter(user=OuterRef("offender_manager"), team=OuterRef("team"))
        held = Allocation.objects.in_force(on).filter(nominal=OuterRef("pk"))
        return self.filter(Exists(held.filter(~Exists(there))))

    def unreviewed_since(self, day: datetime.date, on: datetime.date) -> NominalQuerySet[M]:
        """People at Level 1 before a day and now, without a review since. Level 2 and 3 are reviewed by meetings."""
        from cases.models import LevelPeriod, LevelReview

        long_at_level = LevelPeriod.objects.in_force(on).filter(
            nominal=OuterRef("pk"), level=Level.ONE, started_on__lt=day
        )
        reviewed = LevelReview.objects.filter(nominal=OuterRef("pk"), reviewed_on__range=(day, on))
        return self.filter(Exists(long_at_level), ~Exists(reviewed))

    def with_rosh(self, on: datetime.date) -> NominalQuerySet[M]:
        """Adds `rosh_now`: the highest level of any group in the latest assessment of risk of serious harm, as the
        place in `RoshLevel` counted from 1; None where nobody assessed it.
        """
        from cases.models import RoshAssessment

        latest = RoshAssessment.objects.filter(nominal=OuterRef("pk"), assessed_on__lte=on)
        ranked = latest.annotate(rank=Greatest(*map(_rank, ROSH_GROUPS))).order_by("-assessed_on", "-pk")
        found: Any = self.annotate(rosh_now=Subquery(ranked.values("rank")[:1]))
        return found


def _rank(group: str) -> Case:
    """A level of risk as a number that grows with it."""
    levels = (When(**{group: level}, then=rank) for rank, level in enumerate(RoshLevel.values, 1))
    return Case(*levels, output_field=models.SmallIntegerField())


#: What is still to be decided or found out of a person in limbo.
LIMBO: tuple[str, ...] = ("category", "level", "whereabouts")


def _held(what: str, on: datetime.date) -> PeriodQuerySet[Any]:
    """The periods of one history that hold that day, of the nominal of the query around."""
    from cases.models import CategoryBasis, LevelPeriod, Responsibility, WhereaboutsPeriod

    histories: dict[str, Any] = {
        "category": CategoryBasis,
        "level": LevelPeriod,
        "whereabouts": WhereaboutsPeriod,
        "area": Responsibility,
    }
    held: PeriodQuerySet[Any] = histories[what].objects.in_force(on).filter(nominal=OuterRef("pk"))
    return held
