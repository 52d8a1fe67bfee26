"""The annual tables for a terminal."""

import textwrap
from collections.abc import Iterator

from reporting.render.layout import LaidTable, heading, laid_out
from reporting.tables import AnnualTables

WIDTH = 96
_GAP = 2


def as_text(tables: AnnualTables) -> str:
    """Every table with its notes, in lines of at most `WIDTH` signs."""
    lines = [heading(tables), *_wrapped(tables.provisional_sentence, 0)]
    for table in laid_out(tables):
        lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: LaidTable) -> Iterator[str]:
    yield from _wrapped(f"{table.code}  {table.title}", 4, first=0)
    first = max(len(row.title) for row in table.rows)
    widths = [
        max(len(column), *(len(row.cells[place].words) for row in table.rows))
        for place, column in enumerate(table.columns)
    ]
    yield _line("", first, table.columns, widths)
    for row in table.rows:
        yield _line(row.title, first, [cell.words for cell in row.cells], widths)
    for note in (table.counted, *table.notes):
        yield from _wrapped(f"* {note}", 6, first=4)


def _line(title: str, first: int, words: list[str], widths: list[int]) -> str:
    figures = "".join(" " * _GAP + word.rjust(width) for word, width in zip(words, widths, strict=True))
    return f"    {title.ljust(first)}{figures}".rstrip()


def _wrapped(sentence: str, indent: int, first: int | None = None) -> list[str]:
    start = " " * (indent if first is None else first)
    return textwrap.wrap(sentence, WIDTH, initial_indent=start, subsequent_indent=" " * indent)
