"""Home visits, made or tried: recorded, corrected, removed. When the next is due follows from them and the risk."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import HomeVisit, Nominal
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.versions import require_version

FIELDS = ("visited_on", "outcome", "was_announced", "officers", "note", "next_due_on")


@transaction.atomic
def record_visit(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> HomeVisit:
    """A visit. One at which nobody was seen leaves the next where it was, unless it names a day."""
    nominal = hold(nominal.pk)
    row = HomeVisit(nominal=nominal, recorded_by=actor, **values)
    _check(row)
    row.save(force_insert=True)
    _done(nominal, row, actor=actor, what="added")
    return row


@transaction.atomic
def correct_visit(*, actor: User, visit: HomeVisit, version: int, values: dict[str, Any]) -> HomeVisit:
    """Raises Overtaken when somebody else corrected it in the meantime."""
    nominal, row = hold_part(visit)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _check(row)
    row.save(update_fields=FIELDS)
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def remove_visit(*, actor: User, visit: HomeVisit) -> None:
    """Take away what was recorded by mistake; the change history keeps it."""
    nominal, row = hold_part(visit)
    row.delete()
    _done(nominal, visit, actor=actor, what="removed")


def _check(row: HomeVisit) -> None:
    if row.next_due_on is not None and row.next_due_on <= row.visited_on:
        raise DomainError(_("The next visit is due after this one."), field="next_due_on")


def _done(nominal: Nominal, row: HomeVisit, *, actor: User, what: str) -> None:
    changed(actor=actor, nominal=nominal, part="home visit", what=what, visit=str(row.pk))
