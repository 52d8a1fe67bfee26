"""What people did: the audit trail. Written once, never changed; the database refuses it to the application."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import AuditAction, AuditOutcome
from agencies.querysets import AuditEventQuerySet


class AuditEvent(models.Model):
    """One act of one person, allowed or refused, with the rule that decided.

    `subject_type` and `subject_id` name what was looked at; `shown` holds the references on a list or search page, at
    most 200. Nothing here is a name: references and ids only, except the search terms, which are what was typed.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="audit_events", db_index=False
    )
    action = models.CharField(_("what"), max_length=20, choices=AuditAction)
    outcome = models.CharField(_("outcome"), max_length=10, choices=AuditOutcome)
    rule = models.CharField(_("rule that decided"), max_length=60)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.UUIDField(null=True)
    subject_reference = models.CharField(_("reference"), max_length=40, blank=True)
    shown = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    route = models.CharField(_("page"), max_length=100, blank=True)
    method = models.CharField(max_length=8, blank=True)
    address = models.GenericIPAddressField(null=True)
    request_id = models.UUIDField(null=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_id", "-at"], name="agencies_audit_subject"),
            models.Index(fields=["actor", "-at"], name="agencies_audit_actor"),
            models.Index(fields=["-at"], name="agencies_audit_at"),
            GinIndex(fields=["shown"], name="agencies_audit_shown"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="no_truncate",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'append-only table %', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_reference}"
