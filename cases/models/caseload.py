"""Who manages whom: one offender manager at a time."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Team
from agencies.models.periods import Period
from agencies.querysets import PeriodQuerySet
from cases.choices import AllocationEnd
from cases.models.history import one_at_a_time
from cases.models.nominal import Nominal


@tracked
class Allocation(Period):
    """The offender manager of a nominal, in the team that leads, from day to day.

    Ends by itself when the team no longer leads (`cases.services.allocation_fit`), and by night when its offender
    manager is no longer in the team.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="allocations")
    offender_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="allocations",
        db_index=False,
        verbose_name=_("offender manager"),
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="allocations", db_index=False)
    allocated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("allocated by")
    )
    end_reason = models.CharField(_("why it ended"), max_length=15, choices=AllocationEnd, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering = ["-started_on"]
        indexes = [
            models.Index(
                fields=["offender_manager", "started_on"], include=["nominal", "ended_on"], name="cases_alloc_om"
            ),
            models.Index(fields=["team", "started_on"], include=["nominal", "ended_on"], name="cases_alloc_team"),
        ]
        constraints = [
            *Period.Meta.constraints,
            one_at_a_time("cases_alloc_one_at_a_time", _("Somebody else manages this person at that time.")),
        ]

    def __str__(self) -> str:
        return f"{self.offender_manager_id} {self.started_on}"
