"""Flags: set from a day, ended on a day. What they mean for the banner and for lists is decided in `cases.flags`."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import Flag, Nominal
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.placing import end_period
from pagekit.dates import long_date


@transaction.atomic
def set_flag(*, actor: User, nominal: Nominal, kind: str, started_on: datetime.date, note: str = "") -> Flag:
    """A flag from a day on. Raises DomainError when it is set already."""
    nominal = hold(nominal.pk)
    row = Flag(nominal=nominal, kind=kind, started_on=started_on, note=note)
    same = Flag.objects.filter(nominal=nominal, kind=kind, ended_on__isnull=True).first()
    if same is not None:
        words = {"flag": same.get_kind_display(), "day": long_date(same.started_on)}
        raise DomainError(_("“%(flag)s” is set already, since %(day)s.") % words)
    ended = Flag.objects.filter(nominal=nominal, kind=kind, ended_on__gt=started_on).first()
    if ended is not None:
        words = {"flag": ended.get_kind_display(), "day": long_date(ended.ended_on)}
        raise DomainError(
            _("“%(flag)s” was set until %(day)s. Choose that day or a later one.") % words, field="started_on"
        )
    row.save(force_insert=True)
    changed(actor=actor, nominal=nominal, part="flag", code=kind, started_on=started_on.isoformat())
    return row


@transaction.atomic
def end_flag(*, actor: User, flag: Flag, ended_on: datetime.date) -> None:
    """The first day on which it no longer holds. One that ends on the day it began never held for a whole day: its row
    goes, and the change history keeps it.
    """
    nominal, row = hold_part(flag)
    if row.ended_on is None and ended_on == row.started_on:
        row.delete()
    else:
        end_period(row, ended_on)
    changed(actor=actor, nominal=nominal, part="flag", code=flag.kind, ended_on=ended_on.isoformat())
