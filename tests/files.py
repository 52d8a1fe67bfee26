"""Small files of every kind that may or may not become a document, and documents that hold them."""

import io
import struct
import zipfile
import zlib
from typing import Any

from django.core.files.base import ContentFile

from agencies.models import User
from cases.choices import DocumentType, Marking
from cases.models import Document, Nominal
from cases.services.documents import add_document

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
TIFF = b"II*\x00\x08\x00\x00\x00" + b"\x00" * 32
TEXT = "Seen at the gate at 08:15. Siân’s account follows.\n".encode()
EMAIL = b"Received: from mail.example\r\nFrom: a@mappa.example\r\nDate: Mon, 2 Nov 2026 09:00:00 +0000\r\n\r\nHello\r\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 64
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
OUTLOOK = OLE + "__nameid_version1.0".encode("utf-16-le") + "__properties_version1.0".encode("utf-16-le")
OPEN_XML = "application/vnd.openxmlformats-officedocument."


def png(colour: tuple[int, int, int] = (90, 110, 140), *, width: int = 8, height: int = 10) -> bytes:
    """A picture of one colour."""
    rows = (b"\x00" + bytes(colour) * width) * height
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def office_file(main: str, *others: str) -> bytes:
    """As Word, Excel and PowerPoint write: a ZIP file whose list of contents names its main part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/></Types>')
        for name in others:
            archive.writestr(name, "part")
    return packed.getvalue()


WORD = office_file(f"{OPEN_XML}wordprocessingml.document.main+xml")


def named(content: bytes, name: str = "report.pdf") -> ContentFile:
    """A file as a form hands it on."""
    return ContentFile(content, name)


def sent_file(content: bytes, name: str = "report.pdf") -> io.BytesIO:
    """A file as a browser sends it."""
    handle = io.BytesIO(content)
    handle.name = name
    return handle


def make_document(
    nominal: Nominal, actor: User, content: bytes = PDF, *, name: str = "report.pdf", **values: Any
) -> Document:
    """A document with its first version. Nothing is sent to be scanned."""
    described = {"document_type": DocumentType.REPORT, "title": "Report", "dated_on": None}
    values = described | {"marking": Marking.SENSITIVE} | values
    return add_document(actor=actor, nominal=nominal, file=named(content, name), values=values, send=lambda key: None)
