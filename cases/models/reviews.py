"""Reviews of the level, their dip samples, and prompts to screen again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area
from cases.choices import Level, RescreenTrigger, ReviewOutcome, ReviewState
from cases.models.nominal import Nominal
from cases.querysets import RescreenPromptQuerySet


@tracked
class LevelReview(models.Model):
    """One review of how a person is managed at a level.

    `answers` holds the form's answers by question, `form_version` which set of questions it was. A review of Level 1
    stands once a supervisor has countersigned it; one sent back says why and is answered again. What a meeting reviewed
    stands at once. `step_due_on` is the day by which it is to be countersigned, or answered again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    reviewed_on = models.DateField(_("reviewed on"))
    answers = models.JSONField(default=dict)
    form_version = models.CharField(max_length=20)
    outcome = models.CharField(_("outcome"), max_length=30, choices=ReviewOutcome)
    rationale = models.TextField(_("rationale"), max_length=12000)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    next_due_on = models.DateField(_("next review due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReviewState, default=ReviewState.WAITING)
    step_due_on = models.DateField(_("next step due"), null=True, blank=True)
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(_("countersigned"), null=True, blank=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_on = models.DateField(_("sent back on"), null=True, blank=True)
    sent_back_because = models.TextField(_("sent back because"), blank=True, max_length=4000)

    class Meta:
        ordering = ["-reviewed_on"]
        constraints = [
            models.CheckConstraint(
                name="cases_review_countersigned_by_another",
                condition=Q(countersigned_by__isnull=True) | ~Q(countersigned_by=models.F("reviewed_by")),
                violation_error_message=_("Somebody else must countersign a review."),
            )
        ]
        indexes = [
            models.Index(fields=["nominal", "-reviewed_on"], name="cases_review_of_one"),
            models.Index(fields=["countersigned_at"], include=["nominal"], name="cases_review_countersigned"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.reviewed_on}"


@tracked
class DipSample(models.Model):
    """A review of Level 1 drawn for quality from those countersigned in a month; `area` was responsible at the draw."""

    class Score(models.IntegerChoices):
        POOR = 1, _("1: poor")
        UNSATISFACTORY = 2, _("2: unsatisfactory")
        SATISFACTORY = 3, _("3: satisfactory")
        EXCELLENT = 4, _("4: excellent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(LevelReview, on_delete=models.CASCADE, related_name="dip_samples")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="dip_samples", db_index=False)
    month = models.DateField(_("month"))
    due_on = models.DateField(_("to be scored by"))
    score = models.PositiveSmallIntegerField(_("score"), choices=Score, null=True, blank=True)
    comment = models.TextField(_("comment"), blank=True, max_length=4000)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scored_at = models.DateTimeField(null=True, blank=True)

    nominal_path = "review__nominal_id"

    class Meta:
        ordering = ["-month", "pk"]
        indexes = [models.Index(fields=["area", "-month"], name="cases_dip_sample_of_area")]
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
    due_on = models.DateField(_("to be answered by"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reply = models.TextField(_("answer"), blank=True, max_length=4000)

    objects = RescreenPromptQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on"]
        constraints = [
            models.UniqueConstraint(fields=["nominal", "trigger", "happened_on"], name="cases_rescreen_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_trigger_display()} {self.happened_on}"
