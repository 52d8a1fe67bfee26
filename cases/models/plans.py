"""The risk management plan under its four pillars and contingency, in versions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Agency
from cases.choices import Pillar
from cases.models.nominal import Nominal


@tracked
class RiskManagementPlan(models.Model):
    """One version of a person's plan. The latest is the plan in force; earlier ones stay as they were."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField(_("version"))
    summary = models.TextField(_("risk to be managed"), max_length=12000)
    is_current = models.BooleanField(default=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["nominal", "number"], name="cases_plan_number_once"),
            models.UniqueConstraint(fields=["nominal"], condition=Q(is_current=True), name="cases_plan_one_current"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


@tracked
class PlanEntry(models.Model):
    """One measure: what, which agency and which named person, from when, reviewed when, against which risk.

    A new version of the plan copies the measures of the one before: `line` is the same for a measure and its copies.
    One taken out keeps its row, so that somebody who was editing it loses nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(RiskManagementPlan, on_delete=models.CASCADE, related_name="entries")
    pillar = models.CharField(_("pillar"), max_length=25, choices=Pillar)
    measure = models.TextField(_("measure"), max_length=4000)
    risk_factor = models.CharField(_("risk it addresses"), max_length=250, blank=True)
    owner_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(_("named person"), max_length=120)
    starts_on = models.DateField(_("from"))
    review_on = models.DateField(_("review on"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    line = models.UUIDField(default=uuid.uuid4, editable=False)
    is_taken_out = models.BooleanField(_("taken out of the plan"), default=False)

    nominal_path = "plan__nominal_id"
    #: Rows with the same value here are one thing in the change history.
    history_key = "line"

    class Meta:
        ordering = ["pillar", "place"]
        constraints = [models.UniqueConstraint(fields=["plan", "line"], name="cases_plan_entry_line_once")]
        verbose_name_plural = _("plan entries")

    def __str__(self) -> str:
        return self.get_pillar_display()
