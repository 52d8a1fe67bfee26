"""Every date by which somebody must do something, and who. Derived rows: `cases.clocks` writes them, nobody else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Team
from cases.models.nominal import Nominal


class Clock(models.Model):
    """One duty that runs. It follows from a row of the record (`source_id`) and goes when that row says it is done.

    In a list from `warn_on`; late after `due_on`. `owner` is the offender manager, if one is allocated; `team` the team
    that answers for it: the lead team, or the area's MAPPA unit.
    """

    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="clocks", db_index=False)
    kind = models.CharField(_("what is due"), max_length=40)
    source_id = models.UUIDField()
    due_on = models.DateField(_("due"))
    warn_on = models.DateField(_("shown from"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="clocks", db_index=False
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="clocks", db_index=False)

    class Meta:
        ordering = ["due_on", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["nominal", "kind", "source_id"], name="cases_clock_once")]
        indexes = [
            models.Index(fields=["owner", "due_on"], name="cases_clock_owner"),
            models.Index(fields=["team", "due_on"], name="cases_clock_team"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
