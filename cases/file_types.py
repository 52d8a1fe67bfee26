"""What a file is, told from its bytes, and which kinds may become documents. A name decides little.

Office files and messages are containers, which a signature does not tell apart from archives and old formats with
macros: they are looked into here. Everything else is told by its signature.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from email.parser import BytesHeaderParser

import puremagic
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class FileType:
    """A kind of file that may become a document."""

    content_type: str
    suffix: str
    words: str | Promise


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
PDF = FileType("application/pdf", ".pdf", gettext_lazy("PDF"))
WORD = FileType(f"{_OPEN_XML}wordprocessingml.document", ".docx", gettext_lazy("Word document"))
EXCEL = FileType(f"{_OPEN_XML}spreadsheetml.sheet", ".xlsx", gettext_lazy("Excel workbook"))
POWERPOINT = FileType(f"{_OPEN_XML}presentationml.presentation", ".pptx", gettext_lazy("PowerPoint presentation"))
JPEG = FileType("image/jpeg", ".jpg", gettext_lazy("JPEG picture"))
PNG = FileType("image/png", ".png", gettext_lazy("PNG picture"))
TIFF = FileType("image/tiff", ".tif", gettext_lazy("TIFF picture"))
OUTLOOK = FileType("application/vnd.ms-outlook", ".msg", gettext_lazy("Outlook message"))
EMAIL = FileType("message/rfc822", ".eml", gettext_lazy("email message"))
CSV = FileType("text/csv", ".csv", gettext_lazy("CSV table"))
TEXT = FileType("text/plain", ".txt", gettext_lazy("plain text"))

ALLOWED: dict[str, FileType] = {
    one.content_type: one
    for one in (PDF, WORD, EXCEL, POWERPOINT, JPEG, PNG, TIFF, OUTLOOK, EMAIL, CSV, TEXT)
}  # fmt: skip
#: What every browser shows by itself.
PICTURES = frozenset({JPEG.content_type, PNG.content_type})
#: For a file field's `accept`; the server does not rely on it.
SUFFIXES = ",".join([*(one.suffix for one in ALLOWED.values()), ".jpeg", ".tiff"])

_BY_SIGNATURE = {one.content_type: one for one in (PDF, JPEG, PNG, TIFF)}
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", WORD),
    (b"spreadsheetml.sheet.main+xml", EXCEL),
    (b"presentationml.presentation.main+xml", POWERPOINT),
)
#: An office file has some hundred parts; an archive of many thousand would fill the memory when its list is read.
_MOST_ENTRIES = 20_000
_CONTENTS_BYTES = 1 << 20
_HEAD, _MAIL_HEAD = 8192, 1 << 16
_PROGRAMS = (b"MZ", b"\x7fELF")
#: A signature of a few bytes fits many a file; what it says is told to nobody below this confidence.
_SURE = 0.6
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE_TEXT = re.compile(rb"\s*(<!doctype|<html|<svg|<\?xml|<\?php|<script|{\\rtf|%!PS|#!)", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class NotAllowed(Exception):
    """A file that may not become a document, with the sentence that says why and what to do instead."""


def allowed_in_words() -> str:
    """The kinds in a sentence."""
    return _("PDF, Word, Excel, PowerPoint, JPEG, PNG, TIFF, plain text, CSV, or an email message (MSG or EML)")


def recognise(data: bytes, name: str = "") -> FileType:
    """The kind of a file. Raises NotAllowed. `name` tells a CSV table from other plain text, and nothing else."""
    if data.startswith(b"PK"):
        return _office_file(data)
    if data.startswith(_OLE):
        return _compound_file(data)
    known = _BY_SIGNATURE.get(_signature(data[:_HEAD]).mime_type)
    if known is not None:
        return known
    if _is_text(data):
        return _text(data, name)
    if data.startswith(_PROGRAMS):
        raise NotAllowed(_not_one_of(_("program")))
    raise NotAllowed(_not_one_of(_signature(data[:_HEAD]).name))


def _not_one_of(found: str) -> str:
    words = {"found": found, "kinds": allowed_in_words()}
    if found:
        return _("This file is of the kind “%(found)s”. Upload one of these: %(kinds)s.") % words
    return _("It cannot be told what kind of file this is. Upload one of these: %(kinds)s.") % words


@dataclass(frozen=True)
class _Signature:
    mime_type: str = ""
    name: str = ""


def _signature(head: bytes) -> _Signature:
    try:
        best = puremagic.magic_string(head)[0]
    except (puremagic.PureError, ValueError, IndexError):
        return _Signature()
    return _Signature(best.mime_type, best.name if best.confidence >= _SURE else "")


def _office_file(data: bytes) -> FileType:
    """A Word, Excel or PowerPoint file of the modern formats without macros; every other ZIP file is an archive."""
    archive = NotAllowed(_("This is an archive of files. Upload the files in it one by one."))
    if data.count(b"PK\x01\x02") > _MOST_ENTRIES:
        raise archive
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [name.lower() for name in packed.namelist()]
            with packed.open("[Content_Types].xml") as handle:
                contents = handle.read(_CONTENTS_BYTES)
    except (zipfile.BadZipFile, KeyError, RuntimeError, EOFError, zlib.error, OSError):
        raise archive from None
    if b"macroenabled" in contents.lower() or any("vbaproject" in name or "macrosheets" in name for name in names):
        raise NotAllowed(_macros())
    found = next((kind for main, kind in _MAIN_PARTS if main in contents), None)
    if found is None:
        raise archive
    return found


def _macros() -> str:
    return _(
        "This file holds macros, which are programs. Save it without them, as .docx, .xlsx or .pptx, and upload that."
    )


def _compound_file(data: bytes) -> FileType:
    """An Outlook message. The same container holds old Office files, and those that are protected by a password."""
    if _wide("EncryptedPackage") in data:
        raise NotAllowed(
            _("This file is protected by a password, so that nobody can check it. Save it without one and upload that.")
        )
    if _wide("__properties_version1.0") in data and _wide("__nameid_version1.0") in data:
        return OUTLOOK
    if _wide("_VBA_PROJECT") in data:
        raise NotAllowed(_macros())
    raise NotAllowed(
        _("This is an Office file of a format from before 2007. Save it as .docx, .xlsx or .pptx and upload that.")
    )


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _is_text(data: bytes) -> bool:
    """Whether all of it can be read as text: UTF-8, UTF-16 with its mark, or the usual Western code page."""
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "cp1252"):
        try:
            return not _CONTROLS.search(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False


def _text(data: bytes, name: str) -> FileType:
    if _ACTIVE_TEXT.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise NotAllowed(_not_one_of(_("web page, program or rich text")))
    headers = BytesHeaderParser().parsebytes(data[:_MAIL_HEAD])
    if headers["From"] and any(headers[one] for one in ("Date", "Message-ID", "MIME-Version", "Received")):
        return EMAIL
    return CSV if name.lower().endswith(".csv") else TEXT
