"""What is known and decided of a nominal, dated. Half-open days; where only one may hold, the database says so."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Agency, Area, Team
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases.choices import Basis, Category, EventType, Level, LevelRoute, Whereabouts
from cases.models.nominal import Nominal
from cases.querysets import CategoryBasisQuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def one_at_a_time(
    name: str, message: "StrPromise | str", *also: str, has_indexes_of_days: bool = False
) -> ExclusionConstraint:
    """A constraint that refuses two overlapping periods of one nominal (and of equal values in `also`).

    Beside `indexes_of_days` its index is given a condition that every period meets and no question names. The planner
    takes a GiST index for cheaper than it is, and would answer with this one what those answer twice as fast.
    """
    same: list[tuple[Any, str]] = [(F(field), RangeOperators.EQUAL) for field in ("nominal", *also)]
    days = Func(F("started_on"), F("ended_on"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (days, RangeOperators.OVERLAPS)],
        condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")) if has_indexes_of_days else None,
        violation_error_message=message,
    )


def indexes_of_days(name: str, value: str) -> list[models.Index]:
    """What held on a day, answered from an index alone: for one nominal, and for everybody.

    They stand in for the index of the foreign key. The second is used where the condition is written as
    `COALESCE(ended_on, 'infinity') > day`: what ended long ago is then never read.
    """
    until = Coalesce(F("ended_on"), Cast(Value("infinity"), models.DateField()))
    return [
        models.Index(fields=["nominal", "started_on"], include=["ended_on", value], name=f"cases_{name}_of_one"),
        models.Index(until, F("started_on"), include=["nominal", value, "ended_on"], name=f"cases_{name}_of_all"),
    ]


@tracked
class Responsibility(Period):
    """Which area manages the person, and which agency and team lead there. The team's place does not fix the area."""

    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="responsibilities", db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="responsibilities", db_index=False)
    lead_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="responsibilities")
    lead_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="responsibilities")

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        verbose_name_plural = _("responsibilities")
        indexes = [
            models.Index(fields=["area", "started_on"], include=["nominal", "ended_on"], name="cases_resp_area"),
            *indexes_of_days("resp", "area"),
        ]
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time(
                "cases_resp_one_at_a_time",
                _("Another area or agency is responsible at that time."),
                has_indexes_of_days=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.started_on}"


@tracked
class CategoryBasis(Period):
    """A legal reason why a category holds. Several may hold at once: all are kept, the first of 4, 1, 2, 3 counts."""

    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="category_bases", db_index=False)
    category = models.PositiveSmallIntegerField(_("category"), choices=Category)
    basis = models.CharField(_("basis"), max_length=30, choices=Basis)
    expected_end_on = models.DateField(_("expected to end"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=200, blank=True)

    objects = CategoryBasisQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        verbose_name_plural = _("category bases")
        indexes = indexes_of_days("basis", "category")
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="cases_basis_brings_its_category",
                condition=models.Q(category=1, basis="notification_requirement")
                | models.Q(category=2, basis__in=["sentence_12_months", "hospital_order"])
                | models.Q(category=3, basis="other_dangerous")
                | models.Q(category=4, basis__in=["terrorism_notification", "terrorism_sentence", "terrorism_risk"]),
                violation_error_message=_("That basis does not bring that category."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} {self.started_on}"


@tracked
class LevelPeriod(Period):
    """The level a person is managed at: a decision, with who decided, how and why (empty for records brought in).

    `decided_by` and `ended_by` recorded it; `decision_maker` and `end_decision_maker` say in words who decided when it
    was somebody else: the chair, the meeting. What a chair decided between meetings waits until a meeting ratified it.
    """

    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="levels", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_maker = models.CharField(_("who decided"), max_length=200, blank=True)
    rationale = models.TextField(_("rationale"), blank=True)
    route = models.CharField(_("how it was decided"), max_length=15, choices=LevelRoute, default=LevelRoute.BROUGHT_IN)
    ratified_on = models.DateField(_("ratified by a meeting on"), null=True, blank=True)
    end_rationale = models.TextField(_("why it ended"), blank=True)
    end_route = models.CharField(_("how the end was decided"), max_length=15, choices=LevelRoute, blank=True)
    end_decision_maker = models.CharField(_("who decided the end"), max_length=200, blank=True)
    end_ratified_on = models.DateField(_("end ratified by a meeting on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        indexes = [
            *indexes_of_days("level", "level"),
            models.Index(
                fields=["started_on", "ended_on"],
                include=["nominal", "level"],
                condition=models.Q(level__gte=Level.TWO),
                name="cases_level_with_meetings",
            ),
        ]
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time(
                "cases_level_one_at_a_time", _("Another level holds at that time."), has_indexes_of_days=True
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.started_on}"


@tracked
class WhereaboutsPeriod(Period):
    """Whether a person is in the community, in prison, detained in hospital or abroad."""

    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="whereabouts", db_index=False)
    status = models.CharField(_("whereabouts"), max_length=15, choices=Whereabouts)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        indexes = indexes_of_days("where", "status")
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time(
                "cases_whereabouts_one_at_a_time",
                _("The person is recorded elsewhere at that time."),
                has_indexes_of_days=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.started_on}"


@tracked
class CaseEvent(models.Model):
    """Something that happened to or through a person on one day, of a kind that the annual tables count.

    Area, category and level are never stored here: they are read from the histories as at the day.
    """

    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="events")
    event_type = models.CharField(_("what happened"), max_length=40, choices=EventType)
    occurred_on = models.DateField(_("on"))

    class Meta:
        ordering = ["-occurred_on"]
        indexes = [models.Index(fields=["event_type", "occurred_on"], include=["nominal"], name="cases_event_type_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["nominal", "event_type", "occurred_on"],
                name="cases_event_once_a_day",
                violation_error_message=_("That event is already recorded on that day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_event_type_display()} {self.occurred_on}"
