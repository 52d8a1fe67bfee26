"""Dates that matter to somebody in custody: parole, release, the ends of licence and sentence."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import CustodyDate, Nominal
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.versions import require_version
from pagekit.dates import long_date

FIELDS = ("kind", "on", "note", "is_past")


@transaction.atomic
def add_custody_date(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> CustodyDate:
    """A date ahead. Raises DomainError while another of that kind is not dealt with."""
    nominal = hold(nominal.pk)
    row = CustodyDate(nominal=nominal, **values)
    _refuse_second(row)
    row.save(force_insert=True)
    _done(nominal, row, actor=actor, what="added")
    return row


@transaction.atomic
def change_custody_date(*, actor: User, date: CustodyDate, version: int, values: dict[str, Any]) -> CustodyDate:
    """Correct or move a date. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(date)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_second(row)
    row.save(update_fields=FIELDS)
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def settle_custody_date(*, actor: User, date: CustodyDate, note: str) -> CustodyDate:
    """A date is dealt with: its clock stops. `note` says what came of it, if anything is to be said."""
    nominal, row = hold_part(date)
    if row.is_past:
        raise DomainError(_("This date is dealt with already."))
    row.is_past, row.note = True, note or row.note
    row.save(update_fields=["is_past", "note"])
    _done(nominal, row, actor=actor, what="dealt with")
    return row


def _done(nominal: Nominal, row: CustodyDate, *, actor: User, what: str) -> None:
    day = row.on.isoformat()
    changed(actor=actor, nominal=nominal, part="custody date", what=what, code=row.kind, on=day)


def _refuse_second(row: CustodyDate) -> None:
    same = CustodyDate.objects.filter(nominal=row.nominal_id, kind=row.kind, is_past=False).exclude(pk=row.pk)
    other = None if row.is_past else same.first()
    if other is not None:
        words = {"what": other.get_kind_display(), "day": long_date(other.on)}
        raise DomainError(
            _("%(what)s of %(day)s is recorded and not dealt with. Correct that one instead.") % words, field="kind"
        )
