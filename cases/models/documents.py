"""Documents and photographs of a nominal, and files made for one person. The bytes lie outside the web root."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.history import tracked
from cases.choices import DocumentType, ExportState, Marking, ScanState
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

    class Meta:
        ordering = ["-dated_on", "title"]

    def __str__(self) -> str:
        return str(self.pk)


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

    def __str__(self) -> str:
        return f"{self.number}"


@tracked
class ExportFile(models.Model):
    """A file made by a task for one person, who alone may fetch it until it expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=30)
    filters = models.JSONField(default=dict, blank=True)
    with_personal_data = models.BooleanField(_("with personal data"), default=False)
    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.WAITING)
    stored_name = models.CharField(max_length=80, blank=True, editable=False)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"
