"""The people around a person: other nominals, linked from both sides, and people known by a name only.

A link between two nominals is one row. Who records it must see both; who reads it is shown the other end only if the
door lets them.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.access import visible
from cases.models import Association, Nominal
from cases.search.numbers import read_reference
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.placing import end_period


@transaction.atomic
def add_association(
    *,
    actor: User,
    nominal: Nominal,
    reference: str,
    name: str,
    kind: str,
    note: str,
    started_on: datetime.date,
) -> Association:
    """Somebody around the person: the nominal with a reference, or a name. Raises DomainError when neither is known,
    when the reference leads to nobody in the actor's sight, or when the two are linked already.
    """
    nominal = hold(nominal.pk)
    other = _in_sight(reference, actor=actor) if reference else None
    if other is not None:
        _refuse_link(nominal, other)
    values: dict[str, Any] = {"kind": kind, "note": note, "started_on": started_on}
    row = Association.objects.create(nominal=nominal, other=other, name="" if other else name, **values)
    changed(actor=actor, nominal=nominal, part="association", what="added", code=kind, part_id=str(row.pk))
    if other is not None:
        changed(actor=actor, nominal=other, part="association", what="added", code=kind, part_id=str(row.pk))
    return row


@transaction.atomic
def end_association(*, actor: User, association: Association, ended_on: datetime.date) -> Association:
    """They are no longer around each other from a day."""
    nominal, row = hold_part(association)
    end_period(row, ended_on)
    changed(actor=actor, nominal=nominal, part="association", what="ended", code=row.kind, part_id=str(row.pk))
    return row


def _in_sight(reference: str, *, actor: User) -> Nominal:
    """The nominal with a reference. One out of sight is answered as one that does not exist."""
    found = visible(Nominal.objects.filter(reference=read_reference(reference)), actor).first()
    if found is None:
        raise DomainError(_("You see no record with this reference. Enter a name instead."), field="reference")
    return found


def _refuse_link(nominal: Nominal, other: Nominal) -> None:
    if other.pk == nominal.pk:
        raise DomainError(_("This is the same person."), field="reference")
    both = Q(nominal=nominal, other=other) | Q(nominal=other, other=nominal)
    if Association.objects.filter(both, ended_on__isnull=True).exists():
        raise DomainError(_("These two people are already linked."), field="reference")
