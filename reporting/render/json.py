"""The annual tables as JSON: keys and numbers alone, totals left to the reader."""

import json
from typing import Any

from reporting.definitions import BY_CODE, JSON_ORDER, ONE, Table
from reporting.figures import Cell
from reporting.tables import AnnualTables


def as_json(tables: AnnualTables) -> str:
    return json.dumps(as_dict(tables), indent=1) + "\n"


def as_dict(tables: AnnualTables) -> dict[str, Any]:
    """By the keys of the definitions; None where a figure is not available."""
    found: dict[str, Any] = {}
    for code in JSON_ORDER:
        found |= _table(tables, BY_CODE[code])
    return found


def _table(tables: AnnualTables, table: Table) -> dict[str, Any]:
    if table.is_one_figure:
        return {table.json_key: tables.figure(Cell(table.code, ONE, ONE))}
    if not table.json_key:
        return {row.key: tables.figure(Cell(table.code, row.key, ONE)) for row in table.rows}
    grid = {
        row.key: {column.key: tables.figure(Cell(table.code, row.key, column.key)) for column in table.columns}
        for row in table.rows
    }
    return {table.json_key: grid}
