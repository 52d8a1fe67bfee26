"""Where a person lives or stays: added, corrected, ended. Somebody may have several addresses at a time."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import AddressKind, RescreenTrigger
from cases.models import Address, Nominal
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.placing import end_period
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version

FIELDS = ("kind", "lines", "postcode", "started_on", "ended_on")


@transaction.atomic
def add_address(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> Address:
    """An address. Raises DomainError when it ends before it starts."""
    nominal = hold(nominal.pk)
    row = Address(nominal=nominal, **values)
    _refuse_impossible(row)
    row.save(force_insert=True)
    if row.kind != AddressKind.OTHER and row.ended_on is None:
        prompt_to_rescreen(nominal, RescreenTrigger.ADDRESS_CHANGE, row.started_on)
    changed(actor=actor, nominal=nominal, part="address", what="added", part_id=str(row.pk))
    return row


@transaction.atomic
def change_address(*, actor: User, address: Address, version: int, values: dict[str, Any]) -> Address:
    """Correct what was recorded wrongly. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(address)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_impossible(row)
    row.save(update_fields=FIELDS)
    changed(actor=actor, nominal=nominal, part="address", what="corrected", part_id=str(row.pk))
    return row


@transaction.atomic
def end_address(*, actor: User, address: Address, ended_on: datetime.date) -> Address:
    """The person no longer lives there from a day."""
    nominal, row = hold_part(address)
    end_period(row, ended_on)
    changed(
        actor=actor, nominal=nominal, part="address", what="ended", part_id=str(row.pk), ended_on=ended_on.isoformat()
    )
    return row


def _refuse_impossible(row: Address) -> None:
    if row.ended_on is not None and row.ended_on <= row.started_on:
        raise DomainError(_("The end must be after the start."), field="ended_on")
