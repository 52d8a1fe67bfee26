"""Why teams may see a nominal: involvements that follow from responsibilities, and those that somebody begins or ends.

Guardian's rows follow in the same transaction (`cases.access.sync_grants`).
"""

# Every name put into SQL here is a model's or a constant; values never are.
# ruff: noqa: S608

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit import record
from agencies.choices import AgencyKind, AuditAction
from agencies.database_statistics import refresh_statistics
from agencies.errors import DomainError
from agencies.models import Team, User
from cases.access import MANY_PEOPLE, sync_grants
from cases.choices import InvolvementReason
from cases.models import Involvement, Nominal, Responsibility
from cases.services.allocation_fit import end_unfit_allocations

#: What responsibilities give: the leading team, and the standard MAPPA unit of the area, for the same days.
_EXPECTED = f"""
    SELECT duty.id AS responsibility_id, duty.nominal_id, reason.name AS reason, duty.started_on, duty.ended_on,
           CASE reason.name WHEN '{InvolvementReason.LEADS}' THEN duty.lead_team_id ELSE unit.id END AS team_id
      FROM cases_responsibility duty
      JOIN (SELECT DISTINCT ON (team.area_id) team.area_id, team.id FROM agencies_team team
              JOIN agencies_agency agency ON agency.id = team.agency_id AND agency.kind = '{AgencyKind.MAPPA_UNIT}'
             WHERE team.is_standard ORDER BY team.area_id, agency.name) unit ON unit.area_id = duty.area_id
     CROSS JOIN (VALUES ('{InvolvementReason.LEADS}'), ('{InvolvementReason.AREA_UNIT}')) reason (name)
"""
_DERIVED = "held.responsibility_id IS NOT NULL"
#: A team leads, or is the area's unit, through a responsibility and in no other way.
_BY_NAME = f"held.reason IN ('{InvolvementReason.LEADS}', '{InvolvementReason.AREA_UNIT}')"
_SAME = """(wanted.responsibility_id, wanted.nominal_id, wanted.reason, wanted.team_id)
         = (held.responsibility_id, held.nominal_id, held.reason, held.team_id)"""
_DAYS = "daterange({0}.started_on, {0}.ended_on)"


@dataclass(frozen=True, slots=True)
class Followed:
    """How many involvements were added, changed and removed, and the guardian rows that followed."""

    added: int
    changed: int
    removed: int
    grants_added: int
    grants_removed: int


def follow_responsibilities(nominal_ids: Iterable[uuid.UUID] | None = None) -> Followed:
    """Make the involvements that follow from responsibilities what these say, for these nominals or for all.

    Call it in the transaction that changed a responsibility. Four statements however many people, in an order in which
    no two periods of one team overlap on the way: shorten, remove, lengthen, add. Whoever managed a person for a team
    that no longer leads stops, too.
    """
    ids = None if nominal_ids is None else [str(key) for key in nominal_ids]
    scope = "" if ids is None else "AND {0}.nominal_id = ANY (%(ids)s::uuid[])"
    wanted = f"({_EXPECTED} WHERE true {scope.format('duty')}) wanted"
    held, new = _DAYS.format("held"), _DAYS.format("wanted")
    set_days = f"""UPDATE cases_involvement held SET started_on = wanted.started_on, ended_on = wanted.ended_on
                     FROM {wanted} WHERE {_SAME} AND {held} <> {new}"""
    remove = f"""DELETE FROM cases_involvement held WHERE ({_DERIVED} OR {_BY_NAME}) {scope.format("held")}
                   AND NOT EXISTS (SELECT 1 FROM {wanted} WHERE {_SAME} AND {held} <@ {new})"""
    add = f"""INSERT INTO cases_involvement
                     (id, nominal_id, team_id, reason, responsibility_id, note, started_on, ended_on)
              SELECT gen_random_uuid(), nominal_id, team_id, reason, responsibility_id, '', started_on, ended_on
                FROM {wanted} WHERE NOT EXISTS (SELECT 1 FROM cases_involvement held WHERE {_SAME})"""
    steps = (f"{set_days} AND {new} <@ {held}", remove, set_days, add)
    with transaction.atomic(), connection.cursor() as cursor:
        if ids is None or len(ids) >= MANY_PEOPLE:
            refresh_statistics(Responsibility)
        counts = []
        for step in steps:
            cursor.execute(step, {"ids": ids})
            counts.append(cursor.rowcount)
        shortened, removed, lengthened, added = counts
        end_unfit_allocations(ids if ids is None else [uuid.UUID(key) for key in ids])
        grants = sync_grants(ids if ids is None else [uuid.UUID(key) for key in ids])
    return Followed(added, shortened + lengthened, removed, *grants)


def involvement_differences() -> tuple[list[tuple], list[tuple]]:
    """Reasons that follow from no responsibility, and such as are missing: (nominal, team, reason) each."""
    columns = "nominal_id, team_id, reason, responsibility_id, started_on, ended_on"
    expected = f"SELECT {columns} FROM ({_EXPECTED}) wanted"
    derived = f"SELECT {columns} FROM cases_involvement held WHERE {_DERIVED} OR {_BY_NAME}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nominal_id, team_id, reason FROM (({derived}) EXCEPT ({expected})) unfounded")
        unfounded = cursor.fetchall()
        cursor.execute(f"SELECT nominal_id, team_id, reason FROM (({expected}) EXCEPT ({derived})) missing")
        return unfounded, cursor.fetchall()


@transaction.atomic
def begin_involvement(
    *, actor: User, nominal: Nominal, team: Team, started_on: datetime.date, note: str = ""
) -> Involvement:
    """Let a team see a nominal because its agency is involved. Raises DomainError when it already may."""
    Nominal.objects.select_for_update().get(pk=nominal.pk)
    reason = InvolvementReason.INVOLVED
    if Involvement.objects.filter(nominal=nominal, team=team, reason=reason, ended_on__isnull=True).exists():
        raise DomainError(_("%(team)s is already involved with this person.") % {"team": team}, field="team")
    made = Involvement(nominal=nominal, team=team, reason=reason, started_on=started_on, note=note)
    if Involvement.objects.filter(nominal=nominal, team=team, reason=reason, ended_on__gt=started_on).exists():
        raise DomainError(
            _("%(team)s was involved at that time. Choose a later day.") % {"team": team}, field="started_on"
        )
    made.save()
    sync_grants([nominal.pk])
    record(AuditAction.GRANT, rule=reason, actor=actor, subject=nominal, detail={"team": str(team.pk)})
    return made


@transaction.atomic
def end_involvement(*, actor: User, involvement: Involvement, ended_on: datetime.date) -> Involvement:
    """End an involvement that somebody began. What follows from a responsibility ends with it and not here."""
    held = Involvement.objects.select_for_update().get(pk=involvement.pk)
    if held.responsibility_id is not None:
        raise DomainError(_("This access follows from who is responsible for the person. Change that instead."))
    if held.ended_on is not None and held.ended_on <= timezone.localdate():
        raise DomainError(_("This involvement has already ended."))
    if ended_on <= held.started_on:
        raise DomainError(_("The end must be after the start."), field="ended_on")
    held.ended_on = ended_on
    held.save()
    sync_grants([held.nominal_id])
    detail = {"team": str(held.team_id), "ended_on": ended_on.isoformat()}
    record(AuditAction.REVOKE, rule=held.reason, actor=actor, subject=held.nominal, detail=detail)
    return held
