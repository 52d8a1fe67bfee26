"""The printed record as a PDF, made by typst: tagged for screen readers (PDF/UA-1), marked on every page.

Everything goes in as data: a text that looks like markup comes out as it was written.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.record_print import Block, Entry, Facts, PrintedGroup, Sentence, Table
from pagekit.context import MARKING

TEMPLATE = Path(__file__).resolve().parent / "data" / "record.typ"
#: A column whose cells are at most so long is as wide as they are; the others share the rest by their longest cell.
_SHORT, _WIDEST = 18, 60


@dataclass(frozen=True)
class Print:
    """One printing: what stands at the top and at the foot of each page, and the chosen parts."""

    title: str
    reference: str
    printed: str
    facts: list[tuple[str, str]]
    groups: list[PrintedGroup]


def as_pdf(print_: Print) -> bytes:
    """The bytes of the file.

    The fonts that typst brings know Latin, Greek, Cyrillic, Arabic and Hebrew letters. A text in others is drawn with
    what the machine has; where nothing draws it the file is still made, with boxes, as an untold letter is no reason
    to have no print at all.
    """
    import typst  # takes a while to load, and only whoever prints needs it

    inputs = {"data": json.dumps(_data(print_))}
    attempts: Any = ((["ua-1"], True), (["ua-1"], False), ([], False))
    for standards, own_fonts_only in attempts:
        try:
            made = typst.compile(
                str(TEMPLATE), sys_inputs=inputs, pdf_standards=standards, ignore_system_fonts=own_fonts_only
            )
        except typst.TypstError:
            if not standards:
                raise
        else:
            return bytes(made)
    raise AssertionError("the last attempt returns or raises")


def _data(print_: Print) -> dict[str, Any]:
    return {
        "title": _drawable(print_.title),
        "reference": print_.reference,
        "printed": _drawable(print_.printed),
        "facts": _rows(print_.facts),
        "groups": [
            {
                "title": _drawable(group.title),
                "parts": [
                    {"title": _drawable(part.title), "blocks": [_block(one) for one in part.blocks]}
                    for part in group.parts
                ],
            }
            for group in print_.groups
        ],
        "marking": MARKING,
        "language": (get_language() or "en").split("-")[0],
        "page": _("Page"),
        "of": _("of"),
        "end": _("End of the record as printed."),
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Facts):
        return {"kind": block.kind, "rows": _rows(block.rows)}
    if isinstance(block, Sentence):
        return {"kind": block.kind, "text": _drawable(block.text)}
    if isinstance(block, Entry):
        texts = [_drawable(one) for one in block.paragraphs]
        return {"kind": block.kind, "title": _drawable(block.title), "rows": _rows(block.rows), "paragraphs": texts}
    return {
        "kind": block.kind,
        "columns": [_drawable(one) for one in block.columns],
        "rows": _rows(block.rows),
        "widths": _widths(block),
        "empty": _drawable(block.empty),
    }


def _rows(rows: Any) -> list[list[str]]:
    return [[_drawable(cell) for cell in row] for row in rows]


def _widths(table: Table) -> list[int]:
    """The share of the page that each column gets; 0 is as wide as it is."""
    longest = [max(map(len, cells)) for cells in zip(table.columns, *table.rows, strict=True)]
    shares = [0 if width <= _SHORT else min(width, _WIDEST) for width in longest]
    if shares and not any(shares):
        shares[-1] = 1
    return shares


def _drawable(text: str) -> str:
    """The text without what no font draws: control characters become spaces, halves of characters a question mark."""
    kept = (" " if unicodedata.category(one) in ("Cc", "Co", "Cn") and one != "\n" else one for one in str(text))
    return "".join(kept).encode("utf-8", "replace").decode("utf-8")
