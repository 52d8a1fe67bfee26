"""A cohort that was brought in, or tried: who, when, what it held and what was wrong with it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from agencies.models import Area


@tracked
class CohortImport(models.Model):
    """One run of the import. `counts` gives rows, new and changed for each file, `notices` what may surprise.

    How far a run has come is not kept here: nobody outside sees the rows of a transaction that is not finished.
    `folder` names where its files wait; empty once they are gone, and for a folder that never was ours.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to start")
        RUNNING = "running", _("Checking and storing")
        CHECKED = "checked", _("Checked, nothing stored")
        REFUSED = "refused", _("Faults found, nothing stored")
        STORED = "stored", _("Stored")
        FAILED = "failed", _("Stopped by a technical fault, nothing stored")

    UNFINISHED = (State.WAITING, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_dry_run = models.BooleanField(_("check only"), default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    folder = models.CharField(max_length=32, blank=True, editable=False)
    counts = models.JSONField(default=dict, blank=True)
    notices = models.JSONField(default=list, blank=True)
    fault_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def is_finished(self) -> bool:
        return self.state not in self.UNFINISHED

    @property
    def has_changes(self) -> bool:
        """Whether anything of the files was, or would be, new or changed."""
        return any(count["new"] or count["changed"] for count in self.counts.values())


class CohortFault(models.Model):
    """One fault of an import, as its page lists it.

    Has no history and is removed after a time: it shows what the sender's files held, which is nobody's record.
    """

    cohort_import = models.ForeignKey(CohortImport, on_delete=models.CASCADE, related_name="faults", db_index=False)
    place = models.PositiveIntegerField()
    file = models.CharField(_("file"), max_length=40)
    line = models.PositiveIntegerField(_("line"))
    column = models.CharField(_("column"), max_length=120, blank=True)
    value = models.CharField(_("value"), max_length=120, blank=True)
    sentence = models.TextField(_("what is wrong"))

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["cohort_import", "place"], name="cases_fault_in_its_place")]

    def __str__(self) -> str:
        return f"{self.file} {self.line}"
