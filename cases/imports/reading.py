"""Reads one cohort file from its first line to its last and checks every cell and row by itself.

Streams: a row at a time, so that memory does not grow with the file. Never stops at a fault that leaves the rest
legible.
What only shows when rows are held against each other is `checking`'s.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TextIO

from django.utils.translation import gettext as _

from cases.imports.cells import UNSHOWABLE
from cases.imports.faults import Fault, shown
from cases.imports.format import REFERENCE, CohortFile, Column

#: No line of a cohort file comes near this length; longer, it is not such a file.
LONGEST_LINE = 20_000
#: So many values of a column are remembered as well formed: codes and days come again and again.
_REMEMBERED = 20_000
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as read. `values` has every column of the format ("" when empty); None when the row has a fault.

    `reference` is given whenever it could be read, so that one fault does not make others of every row that names it.
    """

    line: int
    reference: str
    values: dict[str, str] | None


class _Present(NamedTuple):
    """A column of the format where it stands in the file, with the values already found well formed."""

    position: int
    column: Column
    sound: set[str]


@dataclass
class Reader:
    """Reads `path` as `file`; adds to `faults`. `advance` is told how many characters were read."""

    path: Path
    file: CohortFile
    faults: list[Fault]
    advance: Callable[[int], None] = lambda count: None
    #: Whether the reference column could be told; without it nothing can be held against this file's references.
    has_references: bool = field(default=False, init=False)

    def rows(self) -> Iterator[Row]:
        with self.path.open("rb") as handle:
            if handle.read(2) in _UTF16_MARKS:
                self._fault(1, _("This file is written in UTF-16. Save it as UTF-8."))
                return
        # Bytes that are not UTF-8 come through as lone surrogates, so that their line and cell can be named.
        with self.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as handle:
            lines = self._lines(handle)
            header = next(lines, None)
            if header is None:
                self._fault(0, _("This file is empty: not even the header is there."))
                return
            names = self._header(*header)
            if names is not None:
                self.has_references = REFERENCE.name in names
                yield from self._rows(lines, names)

    def _fault(self, line: int, sentence: object, column: str = "", value: str = "") -> None:
        self.faults.append(Fault(self.file.file_name, line, shown(column), shown(value), str(sentence)))

    # --- lines and cells ------------------------------------------------------------------------------------------

    def _lines(self, handle: TextIO) -> Iterator[tuple[int, str]]:
        """The lines that hold anything, with their numbers."""
        number = 0
        while text := handle.readline(LONGEST_LINE + 1):
            number += 1
            self.advance(len(text))
            if len(text) > LONGEST_LINE:
                self._fault(number, _("This line is too long for a cohort file; nothing after it was read."))
                return
            text = text.rstrip("\r\n")
            if text:
                yield number, text

    def _cells(self, number: int, text: str) -> tuple[list[str], bool]:
        """The cells of a line and whether its quotation marks match; a value never runs over several lines."""
        if '"' not in text:
            return text.split(","), True
        try:
            return next(csv.reader([text], strict=True)), True
        except csv.Error:
            self._fault(number, _("The quotation marks on this line do not match. A value stands on one line."))
            return next(csv.reader([text])), False

    def _header(self, number: int, text: str) -> list[str] | None:
        """The names of the columns, or None when they cannot be made out."""
        if not _is_utf8(text):
            self._fault(number, _("This line is not UTF-8 text, so nothing after it was read."))
            return None
        cells, is_sound = self._cells(number, text)
        names = [cell.strip() for cell in cells]
        self._header_faults(number, names)
        return names if is_sound else None

    def _header_faults(self, number: int, names: list[str]) -> None:
        wanted = self.file.column_names
        if len(names) == 1 and ";" in names[0]:
            self._fault(number, _("The columns must be separated by commas, not semicolons."), value=names[0])
        for name, count in Counter(names).items():
            if name not in wanted:
                self._fault(number, _("This column is not part of the format."), name)
            elif count > 1:
                self._fault(number, _("This column stands in the header %(count)d times.") % {"count": count}, name)
        for name in wanted:
            if name not in names:
                self._fault(number, _("This column is missing."), name)

    # --- rows -----------------------------------------------------------------------------------------------------

    def _rows(self, lines: Iterator[tuple[int, str]], names: list[str]) -> Iterator[Row]:
        present = [
            _Present(names.index(column.name), column, set()) for column in self.file.columns if column.name in names
        ]
        empty = dict.fromkeys(self.file.column_names, "")
        at = names.index(REFERENCE.name) if REFERENCE.name in names else None
        for number, text in lines:
            cells, is_sound = self._cells(number, text)
            if is_sound and len(cells) != len(names):
                words = {"count": len(cells), "wanted": len(names)}
                self._fault(number, _("This row has %(count)d cells; the header has %(wanted)d.") % words)
                is_sound = False
            values = self._values(number, text, cells, present, empty) if is_sound else None
            if values is not None and values[REFERENCE.name]:
                yield Row(number, values[REFERENCE.name], values)
            elif at is not None and at < len(cells):
                yield Row(number, _usable(cells[at].strip()), None)

    def _values(
        self, number: int, text: str, cells: list[str], present: list[_Present], empty: dict[str, str]
    ) -> dict[str, str] | None:
        """The row's values by column, or None after naming what is wrong with them."""
        before = len(self.faults)
        values = empty.copy()
        legible = UNSHOWABLE.search(text) is None and _is_utf8(text)
        for position, column, sound in present:
            value = cells[position].strip()
            if value in sound:
                values[column.name] = value
                continue
            sentence = self._cell_fault(column, value, legible)
            if sentence is not None:
                self._fault(number, sentence, column.name, value)
                continue
            values[column.name] = value
            if len(sound) < _REMEMBERED:
                sound.add(value)
        for rule in self.file.rules:
            wrong = rule(values)
            if wrong is not None:
                column_name, value, sentence = wrong
                self._fault(number, sentence, column_name, value)
        return values if len(self.faults) == before else None

    @staticmethod
    def _cell_fault(column: Column, value: str, legible: bool) -> object | None:
        if not value:
            return _("This cell must be filled.") if column.required else None
        if not legible:
            if not _is_utf8(value):
                return _("This is not UTF-8 text.")
            if found := UNSHOWABLE.search(value):
                return _("This holds the control character U+%(code)04X.") % {"code": ord(found.group())}
        return column.check(value)


def _is_utf8(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _usable(reference: str) -> str:
    """A reference that can be held against others, or ""."""
    sound = REFERENCE.check(reference) is None and _is_utf8(reference) and UNSHOWABLE.search(reference) is None
    return reference if sound else ""
