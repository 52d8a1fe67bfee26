"""Moves between areas: offers and their answers. A stay elsewhere is an involvement of that area's MAPPA unit."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area, Team
from cases.choices import TransferState
from cases.models.history import Responsibility
from cases.models.nominal import Nominal


@tracked
class Transfer(models.Model):
    """An offer of responsibility from one area to another, for a day; no day goes without a responsible area.

    `answer_by` is the last day of the receiving area's limit. `responsibility` is what an acceptance put in place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="transfers")
    from_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    moves_on = models.DateField(_("moves on"))
    reason = models.TextField(_("reason"), max_length=4000)
    state = models.CharField(_("state"), max_length=12, choices=TransferState, default=TransferState.OFFERED)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("offered"), default=timezone.now)
    answer_by = models.DateField(_("answer by"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer_reason = models.TextField(_("reason for the answer"), blank=True, max_length=4000)
    end_reason = models.TextField(_("why it was withdrawn"), blank=True, max_length=4000)
    lead_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.CheckConstraint(name="cases_transfer_between_two_areas", condition=~Q(from_area=F("to_area"))),
            models.UniqueConstraint(fields=["nominal"], condition=Q(state="offered"), name="cases_transfer_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.from_area_id} {self.to_area_id} {self.moves_on}"
