"""Documents of a person: uploaded, given a new version, corrected, withdrawn. Nothing is overwritten or removed."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases import scanning, stored_files
from cases.choices import DocumentType, ScanState
from cases.file_types import PICTURES, FileType, NotAllowed, recognise
from cases.models import Document, DocumentVersion, Nominal
from cases.services.acts import changed, hold
from cases.services.versions import require_version
from cases.stored_files import DOCUMENTS, Kept

FIELDS = ("document_type", "title", "marking", "dated_on")
#: Given the key of a version once it is stored, to have it scanned elsewhere.
Send = Callable[[uuid.UUID], object]


def add_document(*, actor: User, nominal: Nominal, file: File, values: dict[str, Any], send: Send) -> Document:
    """A new document with its first version. Without a title it is called as its file. Raises DomainError."""
    kind = _recognised(file)
    with _kept(file) as kept, transaction.atomic():
        nominal = hold(nominal.pk)
        _refuse_twice(nominal, kept)
        made = Document(nominal=nominal, **values)
        made.title = made.title or PurePosixPath(_own_name(file)).stem or _("Document")
        _refuse_unshowable(made, kind.content_type)
        made.save(force_insert=True)
        version = _stored(made, 1, file, kind, kept, actor=actor, send=send)
        _done(nominal, made, actor=actor, what="added", version=version.number)
    return made


def add_version(*, actor: User, document: Document, file: File, send: Send) -> DocumentVersion:
    """A later version of a document; the earlier ones stay. Raises DomainError."""
    kind = _recognised(file)
    with _kept(file) as kept, transaction.atomic():
        nominal, row = _hold(document)
        _refuse_twice(nominal, kept)
        _refuse_unshowable(row, kind.content_type)
        number = row.versions.order_by("-number").values_list("number", flat=True)[0] + 1
        version = _stored(row, number, file, kind, kept, actor=actor, send=send)
        _done(nominal, row, actor=actor, what="version", version=number)
    return version


@transaction.atomic
def change_document(*, actor: User, document: Document, version: int, values: dict[str, Any]) -> Document:
    """Correct what a document is called and marked. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = _hold(document)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_unshowable(row, row.versions.values_list("content_type", flat=True)[0], field="document_type")
    row.save(update_fields=FIELDS)
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def withdraw_document(*, actor: User, document: Document, reason: str) -> Document:
    """Take a document out of the list, with the reason; it and its file are kept. Raises DomainError."""
    nominal, row = _hold(document)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_because = timezone.now(), actor, reason
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    _done(nominal, row, actor=actor, what="withdrawn")
    return row


def _recognised(file: File) -> FileType:
    if not file.size:
        raise DomainError(_("The file is empty."), field="file")
    if file.size > settings.DOCUMENT_MAX_MB * 1024 * 1024:
        limit = {"limit": settings.DOCUMENT_MAX_MB}
        raise DomainError(_("The file is larger than %(limit)d MB.") % limit, field="file")
    file.seek(0)
    try:
        return recognise(file.read(), _own_name(file))
    except NotAllowed as refused:
        raise DomainError(str(refused), field="file") from refused


def _own_name(file: File) -> str:
    """The name a file came with, without folders and without what cannot be printed."""
    name = PurePosixPath((file.name or "").replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-200:]


@contextmanager
def _kept(file: File) -> Iterator[Kept]:
    """The file, written to its place, and removed again when what is done with it fails."""
    file.seek(0)
    kept = stored_files.keep(DOCUMENTS, file.chunks())
    try:
        yield kept
    except BaseException:
        stored_files.discard(DOCUMENTS, kept.name)
        raise


def _refuse_twice(nominal: Nominal, kept: Kept) -> None:
    same = DocumentVersion.objects.filter(
        document__nominal=nominal, document__withdrawn_at__isnull=True, sha256=kept.sha256
    )
    found = same.select_related("document").first()
    if found is not None:
        words = {"title": found.document.title, "number": found.number}
        raise DomainError(_("The same file is already here: “%(title)s”, version %(number)d.") % words, field="file")


def _refuse_unshowable(document: Document, content_type: str, field: str = "file") -> None:
    if document.document_type == DocumentType.PHOTO and content_type not in PICTURES:
        raise DomainError(_("A photograph must be a JPEG or PNG picture."), field=field)


def _stored(
    document: Document, number: int, file: File, kind: FileType, kept: Kept, *, actor: User, send: Send
) -> DocumentVersion:
    must_be_scanned = scanning.is_configured()
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        stored_name=kept.name,
        original_name=_own_name(file),
        content_type=kind.content_type,
        size=kept.size,
        sha256=kept.sha256,
        scan_state=ScanState.WAITING if must_be_scanned else ScanState.NOT_SCANNED,
        uploaded_by=actor,
    )
    if must_be_scanned:
        transaction.on_commit(lambda: send(version.pk))
    return version


def _hold(document: Document) -> tuple[Nominal, Document]:
    nominal = hold(document.nominal_id)
    row = Document.objects.get(pk=document.pk)
    if row.is_withdrawn:
        raise DomainError(_("Somebody withdrew this document in the meantime."))
    return nominal, row


def _done(nominal: Nominal, row: Document, *, actor: User, what: str, **detail: Any) -> None:
    changed(actor=actor, nominal=nominal, part="document", what=what, document=str(row.pk), **detail)
