"""Holds a cohort against what is stored: who is known, which rows are there already, which change one, which clash.

Makes the tables `staged_people` and `wanted_<file>`, from which `storing` writes. Stores nothing itself.
"""

# Every name put into SQL here comes from the targets; values never do.
# ruff: noqa: S608

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from cases.imports import places
from cases.imports.checking import ONE_AT_A_TIME
from cases.imports.faults import Fault
from cases.imports.format import NOMINALS, REFERENCE
from cases.imports.staging import table_of, temporary
from cases.imports.targets import TARGETS, Target

PEOPLE = "staged_people"
#: What a row of the people may set on a nominal.
PERSONAL = tuple(column.name for column in NOMINALS.columns if column is not REFERENCE)
#: A known person is changed by a filled cell that says something else; an empty cell takes nothing away.
DIFFERS = " OR ".join(
    f"(person.is_known AND person.{name} IS NOT NULL AND nominal.{name} IS DISTINCT FROM person.{name})"
    for name in PERSONAL
)


def wanted(target: Target) -> str:
    """The temporary table of a target's rows, as they are to be stored."""
    return f"wanted_{target.file}"


def create_tables() -> list[str]:
    """Make the tables of this module, empty, before the transaction begins (see `staging`). Returns their names."""
    temporary(PEOPLE, f"AS {_people('NULL')} WITH NO DATA")
    for target in TARGETS:
        temporary(wanted(target), f"AS {_rows(target)} WITH NO DATA")
    return [PEOPLE, *map(wanted, TARGETS)]


def _people(area_code: str) -> str:
    return f"""SELECT given.*, coalesce(nominal.id, gen_random_uuid()) AS nominal_id, nominal.id IS NOT NULL AS is_known
                 FROM {table_of(NOMINALS)} given
                 LEFT JOIN cases_nominal nominal ON nominal.source_reference = given.nominal_ref
                  AND nominal.source_area_id = {area_code} AND nominal.source_reference <> ''"""


def _rows(target: Target) -> str:
    columns, joins = ", ".join(f"given.{name}" for name in (*target.key, *target.values)), ""
    if target.file == "responsibilities":
        columns = """given.started_on, place.area_id, place.agency_id AS lead_agency_id,
                     place.team_id AS lead_team_id, given.ended_on"""
        joins = f"JOIN {places.TABLE} place ON place.area_code = given.area_code AND place.kind = given.lead_agency"
    id_type = "uuid" if target.model._meta.pk.get_internal_type() == "UUIDField" else "bigint"
    return f"""SELECT given.line, person.nominal_id, person.is_known, {columns},
                      NULL::{id_type} AS stored_id, false AS is_same
                 FROM {table_of(target.file)} given JOIN {PEOPLE} person USING (nominal_ref) {joins}
                WHERE given.is_sound"""


def match_people(area_code: str) -> int:
    """Tell the known from the new by the sender's reference; returns how many are known. Their rows stay locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT 1 FROM cases_nominal WHERE source_area_id = %s AND source_reference <> ''
                AND source_reference IN (SELECT nominal_ref FROM {table_of(NOMINALS)}) ORDER BY id FOR UPDATE""",
            [area_code],
        )
        known = cursor.rowcount
        cursor.execute(f"INSERT INTO {PEOPLE} {_people('%s')}", [area_code])
        cursor.execute(f"ANALYZE {PEOPLE}")
    return known


def match_rows(target: Target, known_people: int) -> None:
    """Fill the target's table; with people already known, find the stored row that each row is or changes."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {wanted(target)} {_rows(target)}")
        cursor.execute(f"ANALYZE {wanted(target)}")
    if known_people:
        if target.file == "responsibilities":
            _keep_lead_teams(target)
        _mark_the_same(target)
        _pair_the_changed(target)


def count_rows(target: Target) -> tuple[int, int]:
    """How many of the target's rows are new, and how many change a stored one."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*) FILTER (WHERE stored_id IS NULL),
                       count(*) FILTER (WHERE stored_id IS NOT NULL AND NOT is_same)
                  FROM {wanted(target)}"""
        )
        new, changed = cursor.fetchone()
    return new, changed


def count_people() -> tuple[int, int]:
    """How many people are new, and how many of the known are changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*) FILTER (WHERE NOT person.is_known), count(*) FILTER (WHERE {DIFFERS})
                  FROM {PEOPLE} person LEFT JOIN cases_nominal nominal ON nominal.id = person.nominal_id"""
        )
        new, changed = cursor.fetchone()
    return new, changed


def _same_key(target: Target) -> str:
    return " AND ".join(["held.nominal_id = row.nominal_id", *(f"held.{name} = row.{name}" for name in target.key)])


def _same_values(target: Target) -> str:
    """The stored row says what the row says; an empty cell that takes nothing away agrees with anything."""
    conditions = [
        f"(row.{name} IS NULL OR held.{name} = row.{name})"
        if name in target.kept
        else f"held.{name} IS NOT DISTINCT FROM row.{name}"
        for name in target.values
    ]
    return " AND ".join(conditions) or "true"


def _keep_lead_teams(target: Target) -> None:
    """A stored responsibility that names the same area and kind of agency keeps its own agency and team."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE {wanted(target)} row SET lead_agency_id = held.lead_agency_id, lead_team_id = held.lead_team_id
                  FROM {target.table} held, agencies_agency stored, agencies_agency given
                 WHERE row.is_known AND {_same_key(target)} AND held.area_id = row.area_id
                   AND stored.id = held.lead_agency_id AND given.id = row.lead_agency_id AND stored.kind = given.kind"""
        )


def _mark_the_same(target: Target) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE {wanted(target)} row SET stored_id = held.id, is_same = true FROM {target.table} held
                 WHERE row.is_known AND {_same_key(target)} AND {_same_values(target)}"""
        )


def _pair_the_changed(target: Target) -> None:
    """Of the rest, give each row the stored row with its key; several with one key are paired in their order."""
    key = ", ".join(("nominal_id", *target.key))
    place = f"row_number() OVER (PARTITION BY {key} ORDER BY {', '.join((*target.values, '{last}'))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH held AS (
                  SELECT id, {key}, {place.format(last="id")} AS place FROM {target.table}
                   WHERE nominal_id IN (SELECT nominal_id FROM {PEOPLE} WHERE is_known)
                     AND id NOT IN (SELECT stored_id FROM {wanted(target)} WHERE is_same)),
                given AS (
                  SELECT line, {key}, {place.format(last="line")} AS place
                    FROM {wanted(target)} WHERE is_known AND NOT is_same),
                pairs AS (SELECT given.line, held.id FROM given JOIN held USING ({key}, place))
                UPDATE {wanted(target)} row SET stored_id = pairs.id FROM pairs WHERE pairs.line = row.line"""
        )


def conflicts(target: Target) -> Iterator[Fault]:
    """Rows that overlap a stored period which the folder neither repeats nor changes. Says nothing of that period:
    whoever sends the folder may have no sight of the person.
    """
    if target.file not in ONE_AT_A_TIME:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT row.line, row.started_on::text FROM {wanted(target)} row
                 WHERE row.is_known AND EXISTS (
                   SELECT 1 FROM {target.table} held
                    WHERE held.nominal_id = row.nominal_id
                      AND daterange(held.started_on, held.ended_on) && daterange(row.started_on, row.ended_on)
                      AND NOT EXISTS (SELECT 1 FROM {wanted(target)} other WHERE other.stored_id = held.id))"""
        )
        rows = cursor.fetchall()
    for line, started_on in rows:
        sentence = _("This period overlaps one already stored for this person that is not in this file.")
        yield Fault(f"{target.file}.csv", line, "started_on", started_on, sentence)
