"""Reviews of the level, their dip samples, and prompts to screen again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from cases.choices import Level, RescreenTrigger, ReviewOutcome
from cases.models.nominal import Nominal


@tracked
class LevelReview(models.Model):
    """One review of how a person is managed at a level.

    `answers` holds the form's answers by question, `form_version` which set of questions it was. A review stands once
    a supervisor has countersigned it; one sent back says why and is answered again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="reviews")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    reviewed_on = models.DateField(_("reviewed on"))
    answers = models.JSONField(default=dict)
    form_version = models.CharField(max_length=20)
    outcome = models.CharField(_("outcome"), max_length=30, choices=ReviewOutcome)
    rationale = models.TextField(_("rationale"), max_length=12000)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    next_due_on = models.DateField(_("next review due"), null=True, blank=True)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(_("countersigned"), null=True, blank=True)
    sent_back_because = models.TextField(_("sent back because"), blank=True, max_length=4000)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-reviewed_on"]
        constraints = [
            models.CheckConstraint(
                name="cases_review_countersigned_by_another",
                condition=Q(countersigned_by__isnull=True) | ~Q(countersigned_by=models.F("reviewed_by")),
                violation_error_message=_("Somebody else must countersign a review."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.reviewed_on}"


@tracked
class DipSample(models.Model):
    """A review drawn for quality in a month. Score: 4 excellent, 3 satisfactory, 2 unsatisfactory, 1 poor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(LevelReview, on_delete=models.CASCADE, related_name="dip_samples")
    month = models.DateField(_("month"))
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True, max_length=4000)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scored_at = models.DateTimeField(null=True, blank=True)

    nominal_path = "review__nominal_id"

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["review", "month"], name="cases_dip_sample_once_a_month"),
            models.CheckConstraint(
                name="cases_dip_sample_score_1_to_4", condition=Q(score__isnull=True) | Q(score__range=(1, 4))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


@tracked
class RescreenPrompt(models.Model):
    """Something happened that asks for the level to be looked at again, until somebody answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="rescreen_prompts")
    trigger = models.CharField(_("because of"), max_length=30, choices=RescreenTrigger)
    happened_on = models.DateField(_("on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True, max_length=4000)

    class Meta:
        ordering = ["-happened_on"]
        constraints = [
            models.UniqueConstraint(fields=["nominal", "trigger", "happened_on"], name="cases_rescreen_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_trigger_display()} {self.happened_on}"
