"""Other names a person uses or used: added, corrected, removed."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import Alias, Nominal
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.versions import require_version

FIELDS = ("kind", "family_name", "given_names")


@transaction.atomic
def add_name(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> Alias:
    """Another name. Raises DomainError when the record has it."""
    nominal = hold(nominal.pk)
    row = Alias(nominal=nominal, **values)
    _refuse_same(row)
    row.save(force_insert=True)
    changed(actor=actor, nominal=nominal, part="name", what="added")
    return row


@transaction.atomic
def change_name(*, actor: User, name: Alias, version: int, values: dict[str, Any]) -> Alias:
    """Correct a name. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(name)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_same(row)
    row.save(update_fields=FIELDS)
    changed(actor=actor, nominal=nominal, part="name", what="corrected")
    return row


@transaction.atomic
def remove_name(*, actor: User, name: Alias) -> None:
    """Take away a name that was recorded by mistake; the change history keeps it."""
    nominal, row = hold_part(name)
    row.delete()
    changed(actor=actor, nominal=nominal, part="name", what="removed")


def _refuse_same(row: Alias) -> None:
    same = Alias.objects.filter(nominal=row.nominal, family_name=row.family_name, given_names=row.given_names)
    if same.exclude(pk=row.pk).exists():
        raise DomainError(_("The record already has this name."), field="family_name")
