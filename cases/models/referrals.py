"""Referrals to Level 2 or 3, from draft to the unit's decision."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area, Team
from cases.choices import Level, ReferralState
from cases.models.nominal import Nominal


@tracked
class Referral(models.Model):
    """Asks the area's MAPPA unit to manage a person at Level 2 or 3.

    `sections` holds the answers by section while it is written; `frozen` the headings and words as they stood when
    it was submitted, which nobody changes. `decide_by` is the last day of the unit's limit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="referrals")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="referrals")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="referrals")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_level = models.PositiveSmallIntegerField(_("level asked for"), choices=Level, null=True, blank=True)
    is_urgent = models.BooleanField(_("is urgent"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=ReferralState, default=ReferralState.DRAFT)
    sections = models.JSONField(default=dict, blank=True)
    frozen = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    decide_by = models.DateField(_("decide by"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_level = models.PositiveSmallIntegerField(_("level accepted"), choices=Level, null=True, blank=True)
    decision_reason = models.TextField(_("reasons and advice"), blank=True, max_length=12000)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-started_at"]
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
