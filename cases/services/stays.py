"""Stays in another area: its MAPPA unit may look for that time, and no more. A stay ends by itself."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.errors import DomainError
from agencies.models import Area, User
from cases.access import sync_grants
from cases.choices import InvolvementReason
from cases.models import Involvement, Nominal, Responsibility
from cases.rules.calendar import months_after
from cases.services.acts import changed, hold
from cases.services.transfers import unit_in

STAYING = InvolvementReason.STAYING
#: A view of another area has an end that somebody looks at again.
MOST_MONTHS = 12


@transaction.atomic
def add_stay(
    *,
    actor: User,
    nominal: Nominal,
    area: Area,
    started_on: datetime.date,
    ended_on: datetime.date,
    note: str,
    on: datetime.date,
) -> Involvement:
    """A stay from a day up to, and not including, another. Raises DomainError for the responsible area itself, and
    for more than a year."""
    nominal = hold(nominal.pk)
    if ended_on <= started_on:
        raise DomainError(_("The end must be after the start."), field="ended_on")
    if ended_on > months_after(max(started_on, on), MOST_MONTHS):
        raise DomainError(
            _("A stay is recorded for a year at most. Record it again then, or offer a transfer."), field="ended_on"
        )
    if ended_on <= on:
        raise DomainError(_("This stay is over: nobody needs to look any more."), field="ended_on")
    if Responsibility.objects.in_force(max(started_on, on)).filter(nominal=nominal, area=area).exists():
        raise DomainError(_("%(area)s is responsible then and sees the record.") % {"area": area}, field="area")
    unit = unit_in(area.pk)
    if unit is None:
        raise DomainError(_("%(area)s has no MAPPA unit.") % {"area": area}, field="area")
    same = Involvement.objects.filter(nominal=nominal, team=unit, reason=STAYING)
    if same.filter(started_on__lt=ended_on, ended_on__gt=started_on).exists():
        raise DomainError(_("A stay there is recorded for some of these days. End that one first."), field="started_on")
    row = Involvement.objects.create(
        nominal=nominal, team=unit, reason=STAYING, started_on=started_on, ended_on=ended_on, note=note
    )
    sync_grants([nominal.pk])
    record(AuditAction.GRANT, rule=STAYING, actor=actor, subject=nominal, detail={"team": str(unit.pk)})
    changed(actor=actor, nominal=nominal, part="stay", area=area.pk, started_on=started_on.isoformat())
    return row


@transaction.atomic
def end_stay(*, actor: User, stay: Involvement, on: datetime.date) -> None:
    """The person left early, or never came: the unit's view ends today."""
    nominal = hold(stay.nominal_id)
    row = Involvement.objects.filter(pk=stay.pk, reason=STAYING).select_related("team").first()
    if row is None or (row.ended_on is not None and row.ended_on <= on):
        raise DomainError(_("This stay has already ended."))
    if row.started_on >= on:
        row.delete()  # it held for no whole day; the change history keeps it
    else:
        row.ended_on = on
        row.save(update_fields=["ended_on"])
    sync_grants([nominal.pk])
    record(AuditAction.REVOKE, rule=STAYING, actor=actor, subject=nominal, detail={"team": str(row.team_id)})
    changed(actor=actor, nominal=nominal, part="stay", area=row.team.area_id, ended_on=on.isoformat())
