"""Makes the table of clocks agree with the record. Set-based: two statements, however many nominals."""

# Every name put into SQL here is a constant of this package; values never are.
# ruff: noqa: S608

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cases.clocks.registry import ClockKind, Owner, kinds
from cases.rules.calendar import bank_holidays

#: A limit in working days that runs from before this year is over in any case.
FIRST_YEAR_OF_WORKING_DAYS = 2020

_WANTED = """
    SELECT due.nominal_id, due.kind, due.source_id, due.due_on, due.warn_on,
           CASE WHEN due.owner = 'lead_team' THEN allocation.offender_manager_id END AS owner_id,
           CASE due.owner WHEN 'mappa_unit' THEN unit.id WHEN 'named_team' THEN due.team_id
                ELSE responsible.lead_team_id END AS team_id
      FROM ({every_kind}) due
      JOIN cases_nominal person ON person.id = due.nominal_id AND (person.died_on IS NULL OR person.died_on > %(on)s)
      LEFT JOIN cases_responsibility responsible
        ON responsible.nominal_id = due.nominal_id AND responsible.started_on <= %(on)s
       AND (responsible.ended_on IS NULL OR responsible.ended_on > %(on)s)
      LEFT JOIN cases_allocation allocation
        ON allocation.nominal_id = due.nominal_id AND allocation.started_on <= %(on)s
       AND (allocation.ended_on IS NULL OR allocation.ended_on > %(on)s)
      LEFT JOIN (SELECT team.id, team.area_id FROM agencies_team team JOIN agencies_agency agency
                    ON agency.id = team.agency_id AND agency.kind = 'mappa_unit' WHERE team.is_standard) unit
        ON unit.area_id = responsible.area_id
     {scope}
"""
_COLUMNS = "nominal_id, kind, source_id, due_on, warn_on, owner_id, team_id"


def refresh(nominal_ids: Iterable[uuid.UUID] | None = None, on: datetime.date | None = None) -> tuple[int, int]:
    """Add, move and remove clocks of these nominals, or of all, to what the record says that day.

    Returns how many rows were added or moved, and how many removed.
    """
    wanted, parameters = _wanted(nominal_ids, on)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO cases_clock ({_COLUMNS}) {wanted}
                ON CONFLICT (nominal_id, kind, source_id) DO UPDATE
                SET due_on = excluded.due_on, warn_on = excluded.warn_on,
                    owner_id = excluded.owner_id, team_id = excluded.team_id
                WHERE (cases_clock.due_on, cases_clock.warn_on, cases_clock.owner_id, cases_clock.team_id)
                    IS DISTINCT FROM (excluded.due_on, excluded.warn_on, excluded.owner_id, excluded.team_id)""",
            parameters,
        )
        changed = cursor.rowcount
        scope = "" if nominal_ids is None else "AND held.nominal_id = ANY (%(ids)s::uuid[])"
        cursor.execute(
            f"""DELETE FROM cases_clock held WHERE NOT EXISTS (
                    SELECT 1 FROM ({wanted}) wanted
                     WHERE (wanted.nominal_id, wanted.kind, wanted.source_id)
                         = (held.nominal_id, held.kind, held.source_id)) {scope}""",
            parameters,
        )
        return changed, cursor.rowcount


def differences(on: datetime.date | None = None) -> tuple[list[tuple], list[tuple]]:
    """Clocks that nothing in the record calls for, and limits that no clock shows."""
    wanted, parameters = _wanted(None, on)
    held = f"SELECT {_COLUMNS} FROM cases_clock"
    with connection.cursor() as cursor:
        cursor.execute(f"{held} EXCEPT ({wanted})", parameters)
        uncalled = cursor.fetchall()
        cursor.execute(f"({wanted}) EXCEPT {held}", parameters)
        return uncalled, cursor.fetchall()


def _wanted(nominal_ids: Iterable[uuid.UUID] | None, on: datetime.date | None) -> tuple[str, dict[str, Any]]:
    every_kind = " UNION ALL ".join(
        f"SELECT nominal_id, '{kind.code}'::varchar AS kind, source_id, due_on, warn_on, "
        f"'{kind.owner.value}' AS owner, {_team_of(kind)} AS team_id FROM ({kind.statement}) AS {kind.code}"
        for kind in kinds().values()
    )
    ids = None if nominal_ids is None else [str(key) for key in nominal_ids]
    scope = "" if ids is None else "WHERE due.nominal_id = ANY (%(ids)s::uuid[])"
    day = on or timezone.localdate()
    holidays = list(bank_holidays(FIRST_YEAR_OF_WORKING_DAYS, day.year + 1))
    return _WANTED.format(every_kind=every_kind, scope=scope), {"on": day, "ids": ids, "bank_holidays": holidays}


def _team_of(kind: ClockKind) -> str:
    """The team that a statement names, where it names one."""
    return "team_id" if kind.owner is Owner.NAMED_TEAM else "NULL::uuid"
