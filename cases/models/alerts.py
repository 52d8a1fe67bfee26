"""Messages to a user that something happened or is due, and which kinds each wants by email."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import AlertKind
from cases.models.nominal import Nominal

#: Long enough for a clock's kind, the key of its row and its day.
MOST_SOURCE = 100


class Alert(models.Model):
    """One message. Holds a kind and references, never a name: the words are made when it is shown.

    `source` names what it is about (a clock and its day, say): the same is told to a user once. Empty: told each time.

    Shown through the door: an alert about a nominal that its reader may no longer see is not shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts", db_index=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, null=True, related_name="alerts", db_index=False)
    kind = models.CharField(_("kind"), max_length=30, choices=AlertKind)
    facts = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=MOST_SOURCE, blank=True, editable=False)
    made_at = models.DateTimeField(_("when"), default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["user", "read_at", "-made_at"], name="cases_alert_unread")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "nominal", "source"],
                condition=~models.Q(source=""),
                nulls_distinct=False,
                name="cases_alert_told_once",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class DigestChoice(models.Model):
    """A kind of alert that a user does not want in the daily email. Without a row it comes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_choices")
    kind = models.CharField(max_length=30, choices=AlertKind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="cases_digest_choice_once")]

    def __str__(self) -> str:
        return self.kind
