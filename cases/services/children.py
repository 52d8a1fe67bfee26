"""Children in a household where a person lives or stays, and what was done to keep each of them safe."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import HouseholdChild, Nominal
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.placing import end_period
from cases.services.versions import require_version

FIELDS = (
    "address",
    "name",
    "date_of_birth",
    "relationship",
    "started_on",
    "ended_on",
    "referred_on",
    "not_referred_because",
    "social_worker",
    "note",
)


@transaction.atomic
def add_child(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> HouseholdChild:
    """A child in a household. Raises DomainError for days that cannot be."""
    nominal = hold(nominal.pk)
    row = HouseholdChild(nominal=nominal, **values)
    _refuse_impossible(row)
    row.save(force_insert=True)
    changed(actor=actor, nominal=nominal, part="child", what="added", part_id=str(row.pk))
    return row


@transaction.atomic
def change_child(*, actor: User, child: HouseholdChild, version: int, values: dict[str, Any]) -> HouseholdChild:
    """Correct or complete what is known. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(child)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_impossible(row)
    row.save(update_fields=FIELDS)
    changed(actor=actor, nominal=nominal, part="child", what="corrected", part_id=str(row.pk))
    return row


@transaction.atomic
def end_child(*, actor: User, child: HouseholdChild, ended_on: datetime.date) -> HouseholdChild:
    """The child and the person no longer share a household from a day."""
    nominal, row = hold_part(child)
    end_period(row, ended_on)
    changed(actor=actor, nominal=nominal, part="child", what="ended", part_id=str(row.pk))
    return row


def _refuse_impossible(row: HouseholdChild) -> None:
    if row.ended_on is not None and row.ended_on <= row.started_on:
        raise DomainError(_("The end must be after the start."), field="ended_on")
    if row.address is not None and row.address.nominal_id != row.nominal_id:
        raise DomainError(_("Choose one of this person's addresses."), field="address")
    if row.referred_on is not None and row.not_referred_because:
        raise DomainError(
            _("The child was referred: leave the reason for not referring empty."), field="not_referred_because"
        )
