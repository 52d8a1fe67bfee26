"""Documents and photographs of a nominal, and files made for one person. The bytes lie outside the web root."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked, tracked_without
from cases.choices import DocumentType, ExportFormat, ExportProblem, ExportState, Marking, ScanState
from cases.models.nominal import Nominal


@tracked
class Document(models.Model):
    """A document of a nominal. Its bytes are in its versions; the latest is the one shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominal = models.ForeignKey(Nominal, on_delete=models.CASCADE, related_name="documents")
    document_type = models.CharField(_("type"), max_length=25, choices=DocumentType)
    title = models.CharField(_("title"), max_length=200)
    marking = models.CharField(_("protective marking"), max_length=25, choices=Marking, default=Marking.SENSITIVE)
    dated_on = models.DateField(_("date of the document"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(_("withdrawn because"), max_length=200, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = [models.F("dated_on").desc(nulls_last=True), "title", "id"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


@tracked
class DocumentVersion(models.Model):
    """One upload. `stored_name` is random; nothing is served before its scan, when scanning is configured."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    stored_name = models.CharField(max_length=80, unique=True, editable=False)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    scan_state = models.CharField(_("virus scan"), max_length=12, choices=ScanState, default=ScanState.WAITING)
    scanned_at = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    nominal_path = "document__nominal_id"

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="cases_document_version_once")]
        indexes = [
            models.Index(
                fields=["scan_state", "uploaded_at"],
                condition=~models.Q(scan_state=ScanState.CLEAN),
                name="cases_document_not_clean",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def named_in_evidence(self) -> dict[str, str | int]:
        """What an audit event says of it beside its own key."""
        return {"document": str(self.document_id), "version": self.number}


@tracked_without("people")
class ExportFile(models.Model):
    """A file made by a task for one person, who alone may fetch it until it expires.

    `filters` is the address's question, `asked_for` the same in words. `people` are the keys of everybody in the file:
    fetching it asks again whether the asker may still have all of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=30)
    file_format = models.CharField(_("kind of file"), max_length=4, choices=ExportFormat, default=ExportFormat.CSV)
    filters = models.JSONField(default=dict, blank=True)
    asked_for = models.CharField(max_length=600, blank=True)
    with_personal_data = models.BooleanField(_("with personal data"), default=False)
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.WAITING)
    problem = models.CharField(max_length=15, choices=ExportProblem, blank=True)
    stored_name = models.CharField(max_length=80, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    people = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "expires_at"], name="cases_export_expiry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"
