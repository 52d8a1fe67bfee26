"""Documents and photographs of the living area, and a list that an offender manager asked for."""

import datetime
import random
import struct
import zlib

from django.core.files.base import ContentFile

from agencies.models import User
from cases.choices import DocumentType, ExportFormat, Marking
from cases.demonstration.living_area import AREA, SEED
from cases.models import Document, ExportFile, Nominal
from cases.record_pdf import Print, as_pdf
from cases.record_print import Entry, PrintedGroup, PrintedPart
from cases.services.documents import add_document, add_version, withdraw_document
from cases.services.exports import make_export, request_export
from cases.tasks import send_scan

#: So many people of the area have documents.
WITH_DOCUMENTS = 60
KINDS = (
    (DocumentType.COURT, "Sentencing remarks"),
    (DocumentType.ORDER, "Order of the court"),
    (DocumentType.REPORT, "Home visit report"),
    (DocumentType.CORRESPONDENCE, "Letter from the housing authority"),
    (DocumentType.LICENCE, "Licence conditions"),
)
_WIDTH, _HEIGHT = 96, 120
_Colour = tuple[int, int, int]


def add_documents(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference")[:WITH_DOCUMENTS])
    if Document.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 17)  # noqa: S311
    actor = people["offender-manager"]
    for number, nominal in enumerate(nominals):
        if number % 2 == 0:
            made = _paper(actor, nominal, *KINDS[number // 2 % len(KINDS)], _back(rng, today))
            if number % 12 == 0:
                add_version(actor=actor, document=made, file=_file(made.title, nominal, "Signed copy."), send=send_scan)
            if number % 20 == 10:
                withdraw_document(actor=actor, document=made, reason="It is about somebody else.")
        if number % 3 == 0:
            _photo(actor, nominal, rng, _back(rng, today))
    if not ExportFile.objects.exists():
        request_export(
            actor=actor,
            asked={"area": AREA, "level": "2"},
            with_personal_data=False,
            file_format=ExportFormat.XLSX,
            send=make_export,
        )


def _back(rng: random.Random, today: datetime.date) -> datetime.date:
    return today - datetime.timedelta(days=rng.randint(10, 700))


def _paper(actor: User, nominal: Nominal, kind: DocumentType, title: str, day: datetime.date) -> Document:
    values = {"document_type": kind, "title": title, "marking": Marking.SENSITIVE, "dated_on": day}
    file = _file(title, nominal, "This is an invented document of the demonstration.")
    return add_document(actor=actor, nominal=nominal, file=file, values=values, send=send_scan)


def _file(title: str, nominal: Nominal, text: str) -> ContentFile:
    groups = [PrintedGroup(title, [PrintedPart(nominal.reference, [Entry(title, [], text)])])]
    return ContentFile(as_pdf(Print(title, nominal.reference, text, [], groups)), f"{title}.pdf")


def _photo(actor: User, nominal: Nominal, rng: random.Random, day: datetime.date) -> None:
    values = {"document_type": DocumentType.PHOTO, "title": "Photograph", "marking": Marking.SENSITIVE, "dated_on": day}
    colours = [(rng.randint(150, 220),) * 3, (rng.randint(40, 110), rng.randint(40, 110), rng.randint(40, 110))]
    file = ContentFile(silhouette(*colours), "photograph.png")
    add_document(actor=actor, nominal=nominal, file=file, values=values, send=send_scan)


def silhouette(behind: _Colour, figure: _Colour) -> bytes:
    """A picture of nobody: head and shoulders, as a PNG."""
    rows = (
        b"\x00" + b"".join(bytes(figure if _is_figure(x, y) else behind) for x in range(_WIDTH)) for y in range(_HEIGHT)
    )
    head = struct.pack(">2I5B", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _is_figure(x: int, y: int) -> bool:
    in_head = (x - 48) ** 2 / 20**2 + (y - 46) ** 2 / 26**2 <= 1
    in_shoulders = (x - 48) ** 2 / 40**2 + (y - 122) ** 2 / 46**2 <= 1
    return in_head or in_shoulders
