"""Moves between areas: offers and their answers, and stays elsewhere that give a view and no more."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area, Team
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases.choices import TransferState
from cases.models.access import Involvement
from cases.models.nominal import Nominal


@tracked
class Transfer(models.Model):
    """An offer of responsibility from one area to another, for a day; no day goes without a responsible area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="transfers")
    from_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    moves_on = models.DateField(_("moves on"))
    reason = models.TextField(_("reason"), max_length=4000)
    state = models.CharField(_("state"), max_length=12, choices=TransferState, default=TransferState.OFFERED)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("offered"), default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer_reason = models.TextField(_("reason for the answer"), blank=True, max_length=4000)
    lead_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.CheckConstraint(name="cases_transfer_between_two_areas", condition=~Q(from_area=F("to_area"))),
            models.UniqueConstraint(fields=["nominal"], condition=Q(state="offered"), name="cases_transfer_one_open"),
        ]

    def __str__(self) -> str:
        return f"{self.from_area_id} {self.to_area_id} {self.moves_on}"


@tracked
class Stay(Period):
    """A stay in another area, whose MAPPA unit may look for that time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="stays")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    involvement = models.OneToOneField(Involvement, on_delete=models.PROTECT, related_name="stay")
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]

    def __str__(self) -> str:
        return f"{self.area_id} {self.started_on}"
