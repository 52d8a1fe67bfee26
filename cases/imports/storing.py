"""Writes the matched tables into the records: one statement for what changes and one for what is new in each table.

Row histories are written by the database's own triggers. Nothing is ever removed.
"""

# Every name put into SQL here comes from models and targets; values never do.
# ruff: noqa: S608

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from cases.identifiers import new_reference
from cases.imports.matching import DIFFERS, PEOPLE, PERSONAL, wanted
from cases.imports.staging import temporary
from cases.imports.targets import Target
from cases.models import Nominal

_DRAWN = "drawn_references"


def insert(model: type[Model], given: dict[str, str], source: str, source_parameters: Sequence[Any] = ()) -> None:
    """INSERT ... SELECT of rows whose columns `given` names, each with its SQL; the model's defaults fill the rest."""
    columns, values, parameters = [], [], list[Any]()
    for field in model._meta.concrete_fields:
        column = str(field.column)
        if column in given:
            value: str | None = given[column]
        else:
            value, parameter = _default(field)
            parameters += parameter
        if value is not None:
            columns.append(connection.ops.quote_name(column))
            values.append(value)
    sql = f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} {source}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *source_parameters])


def _default(field: Field) -> tuple[str | None, list[Any]]:
    """SQL for a column that a cohort says nothing of, with its parameters; None leaves it to the database."""
    if field.primary_key:
        return ("gen_random_uuid()" if field.get_internal_type() == "UUIDField" else None), []
    if getattr(field, "generated", False) or (field.null and not field.has_default()):
        return None, []
    return "%s", [field.get_db_prep_save(field.get_default(), connection)]


# --- people ---------------------------------------------------------------------------------------------------------


def create_tables() -> list[str]:
    """Make the table of this module, empty, before the transaction begins (see `staging`). Returns its name."""
    temporary(_DRAWN, "(place bigint, reference text)")
    return [_DRAWN]


def store_people(area_code: str) -> None:
    """Change the known and add the new."""
    _change_people()
    _draw_references()
    given = {name: _value_or_default(name) for name in PERSONAL} | {
        "id": "nominal_id",
        "reference": "drawn.reference",
        "source_area_id": "sender.code",
        "source_reference": "nominal_ref",
    }
    source = f"""FROM (SELECT *, row_number() OVER () AS place FROM {PEOPLE} WHERE NOT is_known) person
                 JOIN {_DRAWN} drawn USING (place)
                CROSS JOIN (SELECT %s AS code) sender"""
    insert(Nominal, given, source, [area_code])


def _value_or_default(name: str) -> str:
    """The cell, or for an empty one what the model holds when nothing is known."""
    field: Field = getattr(Nominal, name).field
    return f"person.{name}" if field.null else f"coalesce(person.{name}, '{field.get_default()}')"


def _change_people() -> None:
    changes = ", ".join(f"{name} = coalesce(person.{name}, nominal.{name})" for name in PERSONAL)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE cases_nominal nominal SET {changes}, version = version + 1 FROM {PEOPLE} person
                 WHERE nominal.id = person.nominal_id AND ({DIFFERS})"""
        )


def _draw_references() -> None:
    """A random reference for each new person, drawn again while it is taken."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {PEOPLE} WHERE NOT is_known")
        missing = list(range(1, cursor.fetchone()[0] + 1))
        while missing:
            drawn = "".join(f"{place}\t{new_reference()}\n" for place in missing)
            cursor.cursor.copy_expert(f"COPY {_DRAWN} FROM STDIN", io.StringIO(drawn))
            cursor.execute(f"ANALYZE {_DRAWN}")
            cursor.execute(
                f"""DELETE FROM {_DRAWN} WHERE reference IN (SELECT reference FROM cases_nominal)
                        OR place IN (SELECT place FROM (
                             SELECT place, row_number() OVER (PARTITION BY reference ORDER BY place) AS copy
                               FROM {_DRAWN}) drawn WHERE copy > 1)
                    RETURNING place"""
            )
            missing = [place for (place,) in cursor.fetchall()]


# --- histories ------------------------------------------------------------------------------------------------------


def store_rows(target: Target) -> None:
    """Change the changed rows, then add the new ones: what ended makes room for what follows it."""
    if target.values:
        _change_rows(target)
    given = {name: f"row.{name}" for name in ("nominal_id", *target.key, *target.values)}
    given |= {name: f"coalesce(row.{name}, {_nothing(target, name)})" for name in target.kept}
    insert(target.model, given, f"FROM {wanted(target)} row WHERE stored_id IS NULL ORDER BY line")


def _nothing(target: Target, name: str) -> str:
    return "false" if target.model._meta.get_field(name).get_internal_type() == "BooleanField" else "''"


def _change_rows(target: Target) -> None:
    changes = ", ".join(
        f"{name} = coalesce(row.{name}, held.{name})" if name in target.kept else f"{name} = row.{name}"
        for name in target.values
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE {target.table} held SET {changes} FROM {wanted(target)} row
                 WHERE row.stored_id = held.id AND NOT row.is_same"""
        )
