"""Requirements that somebody records, corrects, ends or takes away: what no offence or order on record brings about.

What follows from the record is `cases.services.notification`.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import Nominal, NotificationRequirement
from cases.notification import compare, grounds_of
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.notification import category_follows, set_qualifying_date
from cases.services.placing import end_period
from cases.services.versions import ChangedField, Overtaken, require_version
from pagekit.dates import long_date

FIELDS = ("source", "relevant_date", "ended_on", "is_indefinite", "reason")
PART = "notification requirement"


@transaction.atomic
def record_requirement(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> NotificationRequirement:
    """A requirement recorded without the offence or order behind it, with the reason. Raises DomainError."""
    nominal = hold(nominal.pk)
    row = NotificationRequirement(nominal=nominal, **values)
    _complete(row)
    row.save(force_insert=True)
    _done(nominal, row, actor=actor, what="recorded by hand")
    return row


@transaction.atomic
def change_requirement(
    *, actor: User, requirement: NotificationRequirement, version: int, values: dict[str, Any]
) -> NotificationRequirement:
    """Correct one that was recorded by hand. Raises Overtaken when somebody else did in the meantime, DomainError for
    one that follows from the record."""
    nominal, row = hold_part(requirement)
    require_by_hand(row)
    _require_version(row, version)
    for field in FIELDS:
        setattr(row, field, values[field])
    _complete(row)
    row.save()
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def end_requirement(
    *, actor: User, requirement: NotificationRequirement, ended_on: datetime.date, end_reason: str
) -> NotificationRequirement:
    """An end that somebody decided: a conviction quashed, an order set aside. The record does not move it again."""
    nominal, row = hold_part(requirement)
    end_period(row, ended_on)
    row.end_reason = end_reason
    row.save(update_fields=["end_reason"])
    _done(nominal, row, actor=actor, what="ended")
    return row


@transaction.atomic
def remove_requirement(*, actor: User, requirement: NotificationRequirement) -> None:
    """Take away one recorded by hand by mistake, or one that the record no longer gives; the change history keeps it.

    Raises DomainError for one that the record still gives: it would begin again.
    """
    nominal, row = hold_part(requirement)
    if not may_be_removed(nominal, row):
        raise DomainError(_("This follows from the record. Correct the offence or order it rests on, or end it."))
    if row.reviews.exists():
        raise DomainError(_("An application for a review rests on this. End it instead."))
    row.delete()
    _done(nominal, row, actor=actor, what="removed")


def may_be_removed(nominal: Nominal, row: NotificationRequirement) -> bool:
    """Whether nothing on record gives the requirement."""
    if row.is_by_hand:
        return True
    rows = list(nominal.notification_requirements.all())
    found = compare(grounds_of(nominal, timezone.localdate()), rows)
    return row.pk in {one.pk for one in found.without_ground}


def require_by_hand(row: NotificationRequirement) -> None:
    if not row.is_by_hand:
        raise DomainError(_("This follows from the record. Correct the offence or order it rests on."))


def lasts(is_indefinite: bool, ended_on: datetime.date | None) -> str:
    """How long a requirement lasts, as its form asks: two fields in one answer."""
    return "indefinite" if is_indefinite else "until" if ended_on else "unknown"


def _require_version(row: NotificationRequirement, version: int) -> None:
    """As `require_version`, with how long it lasts told as the form asks for it."""
    try:
        require_version(row, version, FIELDS)
    except Overtaken as error:
        raise Overtaken(_as_asked(row, error.changes), error.version) from error


def _as_asked(row: NotificationRequirement, changes: list[ChangedField]) -> list[ChangedField]:
    before = {name: getattr(row, name) for name in ("is_indefinite", "ended_on")}
    moved = [one for one in changes if one.name in before]
    before |= {one.name: one.before for one in moved}
    was, now = lasts(**before), lasts(row.is_indefinite, row.ended_on)
    told = [one for one in changes if one.name != "is_indefinite"]
    if was != now:
        told.append(ChangedField("lasts", _("How long"), was, now, moved[0].by, moved[0].at))
    return told


def _complete(row: NotificationRequirement) -> None:
    """It begins on the relevant date; refuse days that cannot be."""
    row.started_on = row.relevant_date
    if row.is_indefinite and row.ended_on is not None:
        raise DomainError(_("A requirement without end has no last day."), field="ended_on")
    if row.ended_on is not None and row.ended_on <= row.started_on:
        raise DomainError(_("The end must be after the relevant date."), field="ended_on")
    born = row.nominal.date_of_birth
    if born is not None and row.relevant_date < born:
        raise DomainError(_("This lies before the person was born."), field="relevant_date")
    row.answer = {"outcome": "", "facts": [], "provision": "", "missing": _missing(row)}


def _missing(row: NotificationRequirement) -> list[dict[str, str]]:
    if row.is_indefinite or row.ended_on is not None:
        return []
    return [{"question": "end", "sentence": _("the end of the period"), "offence": ""}]


def _done(nominal: Nominal, row: NotificationRequirement, *, actor: User, what: str) -> None:
    on = timezone.localdate()
    rows = list(nominal.notification_requirements.all())
    category_follows(actor=actor, nominal=nominal, rows=rows, on=on)
    set_qualifying_date(nominal, rows, on)
    changed(actor=actor, nominal=nominal, part=PART, what=what, code=row.source, requirement=str(row.pk))


def days_in_words(row: NotificationRequirement) -> str:
    """From when until when, as a sentence's part."""
    words = {"from": long_date(row.started_on), "until": long_date(row.ended_on) if row.ended_on else _("no end")}
    return _("from %(from)s (until: %(until)s)") % words
