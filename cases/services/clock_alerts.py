"""Tells people by night what became due, what became overdue, and supervisors what stays overdue. Set-based.

Who answers for a clock hears of it: its offender manager, while they are in the team and may see the person; else the
supervisors of the team (of a MAPPA unit its co-ordinators and administrators); else the unit of the responsible area.
Each is told once of each clock and day. An alert whose clock is done, or of which something worse was told, is read.
"""

# Every name put into SQL here is a constant; values never are.
# ruff: noqa: S608

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.database_statistics import refresh_statistics
from cases.choices import AlertKind, PracticeName
from cases.models import Alert, PracticeSetting
from cases.practice import Limit, limit

#: Those whose alerts follow a clock; each says more than the one before.
CLOCK_KINDS = (AlertKind.CLOCK_DUE, AlertKind.CLOCK_MISSED, AlertKind.CLOCK_ESCALATED)
#: After so many new alerts the planner's statistics are brought up to date on the way.
MANY = 1000
#: How a clock and its day are named in an alert's `source`.
_SOURCE = "concat_ws(':', {0}.kind, {0}.source_id, {0}.due_on)"

#: Who is in which team with which role that day; who is shut out of whose record; whose record is open to a few.
_PEOPLE = """
    place AS MATERIALIZED (
        SELECT held.user_id, held.team_id, held.role, team.area_id, agency.kind = %(unit_kind)s AS in_unit,
               team.is_standard
          FROM agencies_membership held
          JOIN agencies_user who ON who.id = held.user_id AND who.is_active
          JOIN agencies_team team ON team.id = held.team_id AND team.is_active
          JOIN agencies_agency agency ON agency.id = team.agency_id
         WHERE held.started_on <= %(on)s AND (held.ended_on IS NULL OR held.ended_on > %(on)s)),
    shut_out AS MATERIALIZED (
        SELECT bar.nominal_id, coalesce(bar.user_id, place.user_id) AS user_id
          FROM cases_exclusion bar LEFT JOIN place ON place.team_id = bar.team_id
         WHERE bar.started_on <= %(on)s AND (bar.ended_on IS NULL OR bar.ended_on > %(on)s)),
    restricted AS MATERIALIZED (
        SELECT nominal_id, id FROM cases_restriction
         WHERE started_on <= %(on)s AND (ended_on IS NULL OR ended_on > %(on)s))
"""
_MAY_SEE = """
    NOT EXISTS (SELECT 1 FROM shut_out bar WHERE bar.nominal_id = clock.nominal_id AND bar.user_id = place.user_id)
    AND NOT EXISTS (SELECT 1 FROM restricted few WHERE few.nominal_id = clock.nominal_id AND NOT EXISTS (
            SELECT 1 FROM cases_restrictionmember listed
             WHERE listed.restriction_id = few.id AND listed.user_id = place.user_id))
"""
#: Somebody of the team who answers for what nobody in particular does.
_ANSWERS = """(CASE WHEN place.in_unit THEN place.role = ANY (%(unit_roles)s) ELSE place.role = %(supervisor)s END)"""

#: Step by step, each kept: the planner takes those left over for none, and would look for each in all the others.
_INSERT = f"""
    WITH {_PEOPLE},
    clock AS MATERIALIZED (
        SELECT due.*, coalesce(duty.area_id, '') AS area_id
          FROM cases_clock due
          LEFT JOIN cases_responsibility duty
            ON duty.nominal_id = due.nominal_id AND duty.started_on <= %(on)s
           AND (duty.ended_on IS NULL OR duty.ended_on > %(on)s)
         WHERE {{which}}),
    by_owner AS (
        SELECT clock.id, place.user_id FROM clock
          JOIN place ON place.user_id = clock.owner_id AND place.team_id = clock.team_id AND {{owner_too}}
         WHERE {_MAY_SEE}),
    without_owner AS MATERIALIZED (
        SELECT * FROM clock WHERE NOT EXISTS (SELECT 1 FROM by_owner WHERE by_owner.id = clock.id)),
    by_team AS (
        SELECT clock.id, place.user_id FROM without_owner clock
          JOIN place ON place.team_id = clock.team_id AND {_ANSWERS} AND place.user_id IS DISTINCT FROM {{not_to}}
         WHERE {_MAY_SEE}),
    without_team AS MATERIALIZED (
        SELECT * FROM without_owner clock WHERE NOT EXISTS (SELECT 1 FROM by_team WHERE by_team.id = clock.id)),
    of_unit AS MATERIALIZED (SELECT * FROM place WHERE place.in_unit AND place.is_standard AND {_ANSWERS}),
    by_unit AS (
        SELECT clock.id, place.user_id FROM without_team clock JOIN of_unit place ON place.area_id = clock.area_id
         WHERE {_MAY_SEE})
    INSERT INTO cases_alert (id, user_id, nominal_id, kind, facts, source, made_at)
    SELECT gen_random_uuid(), told.user_id, clock.nominal_id, %(kind)s,
           jsonb_build_object('clock', clock.kind, 'due_on', clock.due_on, 'source', clock.source_id),
           {_SOURCE.format("clock")}, now()
      FROM clock
      JOIN (SELECT * FROM by_owner UNION SELECT * FROM by_team UNION SELECT * FROM by_unit) told ON told.id = clock.id
    ON CONFLICT DO NOTHING
"""
_SETTLE = f"""
    UPDATE cases_alert alert SET read_at = now()
     WHERE alert.read_at IS NULL AND alert.kind = ANY (%(kinds)s)
       AND NOT EXISTS (
           SELECT 1 FROM cases_clock clock
            WHERE clock.nominal_id = alert.nominal_id AND {_SOURCE.format("clock")} = alert.source)
"""
_OUTDO = """
    UPDATE cases_alert alert SET read_at = now()
      FROM cases_alert worse
     WHERE alert.read_at IS NULL AND alert.kind = %(kind)s AND worse.kind = ANY (%(worse)s)
       AND (worse.user_id, worse.nominal_id, worse.source) = (alert.user_id, alert.nominal_id, alert.source)
"""


@dataclass(frozen=True)
class Told:
    """How many alerts a night left of each kind, and how many older ones it marked as read."""

    due: int
    missed: int
    escalated: int
    settled: int


@transaction.atomic
def tell_of_clocks(on: datetime.date | None = None) -> Told:
    """What every clock calls for that day. Safe to repeat: each is told once. Call it after the clocks' refresh."""
    on = on or timezone.localdate()
    due = _tell(AlertKind.CLOCK_DUE, on, which="due.warn_on <= %(on)s AND due.due_on >= %(on)s")
    missed = _tell(AlertKind.CLOCK_MISSED, on, which="due.due_on < %(on)s")
    escalated = _escalate(on)
    if due + missed + escalated >= MANY:
        refresh_statistics(Alert)
    return Told(due, missed, escalated, _settle())


def _tell(kind: AlertKind, on: datetime.date, *, which: str, owner_too: bool = True, **more: Any) -> int:
    statement = _INSERT.format(
        which=which, owner_too="true" if owner_too else "false", not_to="NULL" if owner_too else "clock.owner_id"
    )
    parameters: dict[str, Any] = {
        "on": on,
        "kind": kind.value,
        "unit_kind": AgencyKind.MAPPA_UNIT.value,
        "unit_roles": [Role.MAPPA_COORDINATOR.value, Role.MAPPA_ADMINISTRATOR.value],
        "supervisor": Role.TEAM_SUPERVISOR.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters | more)
        return cursor.rowcount


def _escalate(on: datetime.date) -> int:
    """What an offender manager answers for and stays overdue longer than the area's limit goes to the supervisors."""
    own = PracticeSetting.objects.filter(name=PracticeName.ESCALATION, area__isnull=False)
    areas = sorted(set(own.values_list("area", flat=True)))
    known = {area: _last_day_to_wait(limit(PracticeName.ESCALATION, on, area=area), on) for area in areas}
    which = """due.owner_id IS NOT NULL AND due.due_on <= coalesce(
        (SELECT own.last_day FROM unnest(%(areas)s::varchar[], %(last_days)s::date[]) own (area_id, last_day)
          WHERE own.area_id = duty.area_id), %(last_day)s::date)"""
    return _tell(
        AlertKind.CLOCK_ESCALATED,
        on,
        which=which,
        owner_too=False,
        areas=areas,
        last_days=[known[area] for area in areas],
        last_day=_last_day_to_wait(limit(PracticeName.ESCALATION, on), on),
    )


def _last_day_to_wait(allowed: Limit | None, on: datetime.date) -> datetime.date:
    """The latest day from which the limit is over: what was due by then is passed on. Never, without a limit."""
    if allowed is None:
        return datetime.date.min
    day = on
    while allowed.after(day) >= on:
        day -= datetime.timedelta(days=1)
    return day


def _settle() -> int:
    """Mark as read what is done, or of which the same person was told something worse."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, {"kinds": [kind.value for kind in CLOCK_KINDS]})
        settled = cursor.rowcount
        for place, kind in enumerate(CLOCK_KINDS[:-1], 1):
            worse = [one.value for one in CLOCK_KINDS[place:]]
            cursor.execute(_OUTDO, {"kind": kind.value, "worse": worse})
            settled += cursor.rowcount
        return settled
