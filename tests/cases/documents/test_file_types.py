"""What a file is decides whether it may become a document, whatever it is called."""

import pytest

from cases import file_types
from cases.file_types import NotAllowed, recognise
from tests.files import (
    EMAIL,
    JPEG,
    OLE,
    OPEN_XML,
    OUTLOOK,
    PDF,
    PROGRAM,
    TEXT,
    TIFF,
    WORD,
    office_file,
    png,
)

EXCEL = office_file(f"{OPEN_XML}spreadsheetml.sheet.main+xml")
POWERPOINT = office_file(f"{OPEN_XML}presentationml.presentation.main+xml")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, file_types.PDF),
        (WORD, file_types.WORD),
        (EXCEL, file_types.EXCEL),
        (POWERPOINT, file_types.POWERPOINT),
        (JPEG, file_types.JPEG),
        (png(), file_types.PNG),
        (TIFF, file_types.TIFF),
        (OUTLOOK, file_types.OUTLOOK),
        (EMAIL, file_types.EMAIL),
        (TEXT, file_types.TEXT),
        (TEXT.decode().encode("utf-16"), file_types.TEXT),
        ("Caf\xe9 in \x80".encode("latin-1"), file_types.TEXT),
        (b"BMW seen outside the school", file_types.TEXT),
    ],
)
def test_what_is_allowed_is_recognised_by_its_bytes(content: bytes, found: file_types.FileType) -> None:
    assert recognise(content, "anything.exe") == found


def test_a_table_is_told_from_other_text_by_its_name() -> None:
    assert recognise(b"a,b\n1,2\n", "Table.CSV") == file_types.CSV
    assert recognise(PDF, "table.csv") == file_types.PDF


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (office_file("application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (office_file(f"{OPEN_XML}wordprocessingml.document.main+xml", "word/vbaProject.bin"), "macros"),
        (office_file(f"{OPEN_XML}spreadsheetml.sheet.main+xml", "xl/macrosheets/sheet1.xml"), "macros"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        (OLE + "WordDocument".encode("utf-16-le"), "before 2007"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (office_file("text/plain"), "archive"),
        (b"PK\x03\x04 broken", "archive"),
        (b"PK\x01\x02" * 20_001, "archive"),
        (b"Rar!\x1a\x07\x01\x00" + b"\x00" * 32, "Upload one of these"),
        (PROGRAM, "program"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg'/>", "web page"),
        (b"{\\rtf1 hello}", "rich text"),
        (b"#!/bin/sh\nrm -r x\n", "program"),
        (b"\x00\x01\x02\x03unknown", "cannot be told"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_everything_else_is_refused_with_a_sentence_that_helps(content: bytes, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        recognise(content, "report.pdf")
