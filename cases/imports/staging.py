"""Puts what was read into temporary tables, one for each file, as fast as the database takes it (COPY).

Temporary tables are made before the transaction that stores begins: PostgreSQL walks its whole cache of relations at
the end of each subtransaction once many were made in the same transaction, and every row of history is written in a
subtransaction. Rows with a fault are kept with their reference alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection

from cases.imports.format import CohortFile
from cases.imports.reading import Row

_BLOCK = 1 << 16


def table_of(file: CohortFile | str) -> str:
    """The temporary table of a file."""
    return f"staged_{file if isinstance(file, str) else file.name}"


def create_table(file: CohortFile) -> None:
    """Make the file's table, empty."""
    columns = ", ".join(f"{column.name} {column.sql_type}" for column in file.columns)
    temporary(table_of(file), f"(line integer NOT NULL, is_sound boolean NOT NULL, {columns})")


def temporary(table: str, definition: str) -> None:
    """Make a temporary table in place of one that an import which broke off may have left in this connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(f"CREATE TEMPORARY TABLE {table} {definition}")


def stage(file: CohortFile, rows: Iterable[Row]) -> int:
    """Fill the file's table. Returns how many rows it holds."""
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {table_of(file)} FROM STDIN WITH (NULL '')", _Stream(_encoded(file, rows)))
        count = cursor.rowcount
        cursor.execute(f"ANALYZE {table_of(file)}")
    return count


def drop_tables(names: Iterable[str]) -> None:
    """Take temporary tables away."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in names)}")


class _Stream:
    """What COPY reads from: blocks made as they are asked for, so that no file is ever in memory whole."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.blocks = blocks

    def read(self, size: int = -1) -> bytes:
        return next(self.blocks, b"")


def _encoded(file: CohortFile, rows: Iterable[Row]) -> Iterator[bytes]:
    """COPY's text: an empty cell is NULL. No value that passed its check holds a tab or a line's end."""
    nothing = [""] * (len(file.columns) - 1)
    lines: list[str] = []
    length = 0
    for row in rows:
        if row.values is not None:
            line = "\t".join((str(row.line), "t", *row.values.values()))
        elif row.reference:
            line = "\t".join((str(row.line), "f", row.reference, *nothing))
        else:
            continue
        if "\\" in line:
            line = line.replace("\\", r"\\")
        lines.append(line)
        length += len(line)
        if length > _BLOCK:
            yield ("\n".join(lines) + "\n").encode()
            lines, length = [], 0
    if lines:
        yield ("\n".join(lines) + "\n").encode()
