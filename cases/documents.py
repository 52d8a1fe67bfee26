"""What is read of documents: which of them are listed, which file may be given out, which photograph is shown."""

from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.text import slugify

from agencies.models import User
from cases import scanning
from cases.access import Someone, visible
from cases.choices import DocumentType, ScanState
from cases.file_types import ALLOWED, PICTURES
from cases.models import Document, DocumentVersion, Nominal
from pagekit.context import MARKING

#: The colour of each state's tag; what is so everywhere gets none.
STATE_COLOURS: dict[str, str] = {
    ScanState.WAITING: "yellow",
    ScanState.CLEAN: "green",
    ScanState.INFECTED: "red",
    ScanState.NOT_SCANNED: "",
    ScanState.FAILED: "orange",
}


def servable() -> Q:
    """The condition that a version may be given out: scanned and clean, or nothing scans here at all."""
    states = [ScanState.CLEAN] if scanning.is_configured() else [ScanState.CLEAN, ScanState.NOT_SCANNED]
    return Q(scan_state__in=states)


def may_be_given_out(version: DocumentVersion) -> bool:
    """As `servable`, of one version."""
    return version.scan_state == ScanState.CLEAN or (
        version.scan_state == ScanState.NOT_SCANNED and not scanning.is_configured()
    )


def documents_of(nominal: Nominal, user: User, *, withdrawn: bool = False) -> QuerySet[Document, Any]:
    """The documents that stand, newest first, or those that were withdrawn; with their versions. Two queries."""
    listed = visible(Document.objects.filter(nominal=nominal, withdrawn_at__isnull=not withdrawn), user)
    versions = DocumentVersion.objects.select_related("uploaded_by")
    found: Any = listed.select_related("withdrawn_by").prefetch_related(Prefetch("versions", versions))
    return found


def photo_of(nominal: Nominal, user: Someone) -> DocumentVersion | None:
    """The photograph to show: the latest by the day it was taken, that stands and may be given out."""
    photos = DocumentVersion.objects.select_related("document").filter(
        servable(),
        document__nominal=nominal,
        document__document_type=DocumentType.PHOTO,
        document__withdrawn_at__isnull=True,
        content_type__in=PICTURES,
    )
    latest = (F("document__dated_on").desc(nulls_last=True), "-uploaded_at")
    return visible(photos, user).order_by(*latest).first()


def file_name(version: DocumentVersion, reference: str) -> str:
    """What a download is called: marked, in plain letters, with the ending of what the file really is."""
    title = slugify(version.document.title)[:60].strip("-") or "document"
    return f"{MARKING}-{reference}-{title}-v{version.number}{ALLOWED[version.content_type].suffix}"
