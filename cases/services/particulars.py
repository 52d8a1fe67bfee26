"""Telephones, vehicles, accounts, work: what leads to a person. Added, corrected, ended; several may hold at once."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import Nominal, Particular
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.placing import end_period
from cases.services.versions import require_version

FIELDS = ("kind", "value", "issuer", "note", "started_on", "ended_on")


@transaction.atomic
def add_particular(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> Particular:
    """One more of them. Raises DomainError when it is already recorded or ends before it starts."""
    nominal = hold(nominal.pk)
    row = Particular(nominal=nominal, **values)
    _refuse_impossible(row)
    same = Particular.objects.filter(nominal=nominal, kind=row.kind, value__iexact=row.value, ended_on__isnull=True)
    if same.exists():
        raise DomainError(_("This is already recorded and holds today."), field="value")
    row.save(force_insert=True)
    changed(actor=actor, nominal=nominal, part="particular", what="added", code=row.kind, part_id=str(row.pk))
    return row


@transaction.atomic
def change_particular(*, actor: User, particular: Particular, version: int, values: dict[str, Any]) -> Particular:
    """Correct what was recorded wrongly. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(particular)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_impossible(row)
    row.save(update_fields=FIELDS)
    changed(actor=actor, nominal=nominal, part="particular", what="corrected", code=row.kind, part_id=str(row.pk))
    return row


@transaction.atomic
def end_particular(*, actor: User, particular: Particular, ended_on: datetime.date) -> Particular:
    """From a day it leads to the person no longer. It stays searchable: an old number still says something."""
    nominal, row = hold_part(particular)
    end_period(row, ended_on)
    changed(actor=actor, nominal=nominal, part="particular", what="ended", code=row.kind, part_id=str(row.pk))
    return row


def _refuse_impossible(row: Particular) -> None:
    if row.ended_on is not None and row.ended_on <= row.started_on:
        raise DomainError(_("The end must be after the start."), field="ended_on")
