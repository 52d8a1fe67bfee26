"""Ends allocations that no longer fit: another team leads or none, the person died, the manager left the team.

Set-based, for the people whose responsibility just changed or for everybody by night. What is over stays as it was.
"""

# Every name put into SQL here is a constant; values never are.

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from agencies.roles import Capability, roles_with
from cases.choices import AllocationEnd

#: Each allocation not over by the day, with the first day on which it no longer fits (None: it fits for good). One
#: that never fitted, because the change is dated back, fits no longer than to the day itself.
_FITS_UNTIL = """
    SELECT held.id,
           CASE WHEN fit.span IS NULL OR isempty(fit.span) THEN %(on)s ELSE upper(fit.span) END AS until
      FROM cases_allocation held
      JOIN cases_nominal person ON person.id = held.nominal_id
      LEFT JOIN LATERAL (
           SELECT led.span * daterange(NULL, person.died_on) AS span
             FROM unnest((SELECT range_agg(daterange(duty.started_on, duty.ended_on))
                            FROM cases_responsibility duty
                           WHERE duty.nominal_id = held.nominal_id AND duty.lead_team_id = held.team_id)) led (span)
            WHERE led.span @> held.started_on) fit ON true
     WHERE (held.ended_on IS NULL OR held.ended_on > %(on)s) {scope}
"""
_SHORTEN = """
    UPDATE cases_allocation held SET ended_on = fit.until, end_reason = %(lead_changed)s
      FROM ({fits}) fit
     WHERE fit.id = held.id AND fit.until > held.started_on AND (held.ended_on IS NULL OR held.ended_on > fit.until)
"""
#: What began on or after its own end held for no whole day; the change history keeps it.
_REMOVE = """
    DELETE FROM cases_allocation held USING ({fits}) fit WHERE fit.id = held.id AND fit.until <= held.started_on
"""
_LEFT = """
    UPDATE cases_allocation held SET ended_on = %(on)s, end_reason = %(left)s
     WHERE held.started_on < %(on)s AND (held.ended_on IS NULL OR held.ended_on > %(on)s)
       AND NOT EXISTS (
           SELECT 1 FROM agencies_membership place
            WHERE place.user_id = held.offender_manager_id AND place.team_id = held.team_id
              AND place.role = ANY (%(roles)s) AND place.started_on <= %(on)s
              AND (place.ended_on IS NULL OR place.ended_on > %(on)s))
"""


def end_unfit_allocations(nominal_ids: Iterable[uuid.UUID] | None = None, on: datetime.date | None = None) -> int:
    """End what no longer fits who leads, for these people or for all; returns how many allocations ended.

    Call it in the transaction that changed a responsibility. The clocks' owners follow with their next refresh.
    """
    ids = None if nominal_ids is None else [str(key) for key in nominal_ids]
    scope = "" if ids is None else "AND held.nominal_id = ANY (%(ids)s::uuid[])"
    fits = _FITS_UNTIL.format(scope=scope)
    reason = AllocationEnd.LEAD_CHANGED.value
    parameters: dict[str, Any] = {"on": on or timezone.localdate(), "ids": ids, "lead_changed": reason}
    with transaction.atomic(), connection.cursor() as cursor:
        ended = 0
        for statement in (_SHORTEN, _REMOVE):
            cursor.execute(statement.format(fits=fits), parameters)
            ended += cursor.rowcount
        return ended


def end_allocations_of_leavers(on: datetime.date | None = None) -> int:
    """By night: end what those manage who are no longer in the team; returns how many allocations ended.

    Somebody whose account is switched off keeps theirs, because that may be for a while: the list of people whose
    manager left shows them.
    """
    parameters: dict[str, Any] = {
        "on": on or timezone.localdate(),
        "left": AllocationEnd.LEFT.value,
        "roles": roles_with(Capability.CHANGE_NOMINAL),
    }
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, parameters)
        return cursor.rowcount
