"""The record as something to print: parts made of tables, facts and texts, drawn by a page and by a PDF alike.

Each subject registers its own parts with `register_print_part`; neither the page nor the PDF knows any of them. A part
says only what its reader may see, as a section of a tab does.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.history_tables import HistoryTable
from cases.sections import Asked
from pagekit.dates import long_date

#: What can be chosen to be printed, in order: a part belongs to one of these.
GROUPS: dict[str, str | Promise] = {
    "person": gettext_lazy("Who this is"),
    "standing": gettext_lazy("How the person is managed"),
    "referrals": gettext_lazy("Referrals to Level 2 or 3"),
    "law": gettext_lazy("Law: offences, orders, breaches"),
    "notification": gettext_lazy("Notification requirements"),
    "risk": gettext_lazy("Risk and plan"),
    "people": gettext_lazy("People and places"),
    "transfers": gettext_lazy("Transfers and stays"),
    "documents": gettext_lazy("List of documents"),
    "history": gettext_lazy("History"),
}


@dataclass(frozen=True)
class Facts:
    """Labels and values."""

    rows: Sequence[tuple[str, str]]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Table:
    """Rows below headings; `empty` is the sentence in place of a table without rows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    empty: str
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Entry:
    """One thing with a text too long for a table: what it is, its facts, the text."""

    title: str
    rows: Sequence[tuple[str, str]] = ()
    text: str = ""
    kind: str = field(default="entry", init=False)

    @property
    def paragraphs(self) -> list[str]:
        return paragraphs_of(self.text)


@dataclass(frozen=True)
class Sentence:
    """A sentence by itself."""

    text: str
    kind: str = field(default="sentence", init=False)


Block = Facts | Table | Entry | Sentence


@dataclass(frozen=True)
class PrintPart:
    """One part. `made` gives its blocks for a reader; `group` is a key of `GROUPS`, `place` orders the parts of one."""

    group: str
    key: str
    title: str | Promise
    made: Callable[[Asked], Sequence[Block]]
    place: int = 50


@dataclass(frozen=True)
class PrintedPart:
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class PrintedGroup:
    title: str
    parts: Sequence[PrintedPart]


_parts: list[PrintPart] = []


def register_print_part(part: PrintPart) -> None:
    """Add a part; the same key in the same group again replaces it."""
    others = (other for other in _parts if (other.group, other.key) != (part.group, part.key))
    _parts[:] = sorted([*others, part], key=lambda one: one.place)


def register_print_parts(group: str, *parts: tuple[str, str | Promise, Callable[[Asked], Sequence[Block]]]) -> None:
    """Add the parts of a group in this order: key, title, and what gives the blocks."""
    for place, (key, title, made) in enumerate(parts, 1):
        register_print_part(PrintPart(group, key, title, made, place=10 * place))


def choices() -> list[tuple[str, str | Promise]]:
    """The groups that have a part, as a form offers them."""
    return [(key, words) for key, words in GROUPS.items() if any(part.group == key for part in _parts)]


def printed(groups: Collection[str], asked: Asked) -> list[PrintedGroup]:
    """The chosen groups in order, for a reader."""
    return [
        PrintedGroup(
            str(words),
            [PrintedPart(str(part.title), part.made(asked)) for part in _parts if part.group == key],
        )
        for key, words in GROUPS.items()
        if key in groups
    ]


# --- what parts are made with ---------------------------------------------------------------------------------------


def told(value: Any) -> str:
    """A value as print says it: dates in long form, yes and no, and nothing left blank."""
    if value is None or value == "":
        return _("Not recorded")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return long_date(value) if isinstance(value, datetime.date) else str(value)


def until(day: datetime.date | None) -> str:
    """The end of something that may have none yet."""
    return long_date(day) if day else _("Open")


def columns(*words: str | Promise) -> list[str]:
    return [str(one) for one in words]


def paragraphs_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def entries_or(empty: str, entries: Sequence[Block]) -> list[Block]:
    """The entries, or a sentence when there are none."""
    return list(entries) or [Table((), (), empty)]


def of_history(table: HistoryTable, empty: str) -> Table:
    """A history of the overview as a table to print."""
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return Table([str(column["text"]) for column in table.columns], rows, empty)


def _cell(cell: Any) -> str:
    if isinstance(cell, dict):
        return told(cell["date"]) if "date" in cell else str(cell["text"])
    return told(cell)
