"""Assessments by whichever tool, risk of serious harm by group, home visits, flags. Nothing is computed here."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases.choices import ROSH_GROUPS, FlagKind, RiskBand, RoshLevel, RoshSetting, VisitOutcome
from cases.models.history import one_at_a_time
from cases.models.nominal import Nominal
from cases.rules.rosh import highest


@tracked
class Assessment(models.Model):
    """One use of a tool. `tool` is free text with suggestions, because tools and their versions come and go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="assessments")
    tool = models.CharField(_("tool"), max_length=40)
    tool_version = models.CharField(_("version"), max_length=20, blank=True)
    assessed_on = models.DateField(_("assessed on"))
    assessor = models.CharField(_("assessor"), max_length=120)
    score = models.CharField(_("score"), max_length=30, blank=True)
    band = models.CharField(_("band"), max_length=12, choices=RiskBand)
    next_due_on = models.DateField(_("next due"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=12000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-assessed_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.tool} {self.assessed_on}"


@tracked
class RoshAssessment(models.Model):
    """Risk of serious harm to each of five groups, in the community or in custody. Prisoners: always in custody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="rosh_assessments")
    setting = models.CharField(_("setting"), max_length=10, choices=RoshSetting)
    assessed_on = models.DateField(_("assessed on"))
    children = models.CharField(_("children"), max_length=10, choices=RoshLevel)
    public = models.CharField(_("public"), max_length=10, choices=RoshLevel)
    known_adult = models.CharField(_("known adult"), max_length=10, choices=RoshLevel)
    staff = models.CharField(_("staff"), max_length=10, choices=RoshLevel)
    prisoners = models.CharField(_("prisoners"), max_length=10, choices=RoshLevel, blank=True)
    nature = models.TextField(_("nature and imminence"), blank=True, max_length=12000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-assessed_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                name="cases_rosh_prisoners_in_custody",
                condition=Q(setting=RoshSetting.COMMUNITY) | ~Q(prisoners=""),
                violation_error_message=_("In custody the risk to prisoners is assessed too."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_setting_display()} {self.assessed_on}"

    @property
    def highest(self) -> str:
        """The highest level of any group."""
        return highest(getattr(self, group) for group in ROSH_GROUPS)


@tracked
class HomeVisit(models.Model):
    """A visit made or tried. `next_due_on` is set only where somebody decided another day than the schedule's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="home_visits")
    visited_on = models.DateField(_("visited on"))
    officers = models.CharField(_("by"), max_length=200)
    was_announced = models.BooleanField(_("was announced"), default=False)
    outcome = models.CharField(_("what came of it"), max_length=10, choices=VisitOutcome)
    note = models.TextField(_("note"), max_length=12000)
    next_due_on = models.DateField(_("next visit due"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-visited_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.visited_on}"


@tracked
class Flag(Period):
    """Something everybody must know at once: shown on the banner of every page about the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(_("flag"), max_length=25, choices=FlagKind)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["kind"]
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("cases_flag_once_at_a_time", _("This flag is already set at that time."), "kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
