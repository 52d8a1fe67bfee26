"""Referrals to Level 2 or 3, from draft to the unit's decision."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area, Team
from cases.choices import Level, ReferralState, ReferralStepKind
from cases.models.nominal import Nominal


@tracked
class Referral(models.Model):
    """Asks the area's MAPPA unit to manage a person at Level 2 or 3.

    `sections` holds the answers while they are written: by section `{"answers": {question: text}, "by": user, "at":
    instant}`, of the questions of `form_version`. What was sent and what was decided stands in `steps`. `decide_by` is
    the last day of the unit's limit, `complete_by` the day by which a returned referral is wanted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="referrals")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="referrals")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="referrals")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_level = models.PositiveSmallIntegerField(_("level asked for"), choices=Level, null=True, blank=True)
    is_urgent = models.BooleanField(_("is urgent"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=ReferralState, default=ReferralState.DRAFT)
    form_version = models.CharField(max_length=20)
    sections = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)
    decide_by = models.DateField(_("decide by"), null=True, blank=True)
    complete_by = models.DateField(_("complete by"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_level = models.PositiveSmallIntegerField(_("level accepted"), choices=Level, null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["state", "decide_by"], name="cases_referral_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["nominal", "team"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="cases_referral_one_open_a_team",
                violation_error_message=_("Your team already has an open referral for this person."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.started_at:%Y-%m-%d}"


class ReferralStep(models.Model):
    """One thing that happened to a referral: sent, returned, decided, withdrawn. The database lets nobody change it.

    `words` holds what was sent, or what a decision rested on, as it stood on the page:
    `[{"section", "heading", "answers": [{"question", "answer"}]}]`.
    """

    is_append_only = True
    nominal_path = "referral__nominal_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("what happened"), max_length=12, choices=ReferralStepKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team_name = models.CharField(_("team"), max_length=120, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    words = models.JSONField(default=list, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True, max_length=12000)
    advice = models.TextField(_("advice"), blank=True, max_length=12000)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.get_kind_display()
