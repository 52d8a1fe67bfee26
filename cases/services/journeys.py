"""Journeys out of the United Kingdom: put on record, notified, corrected, come back from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import NotificationKind
from cases.models import ForeignTravel, Nominal, Notification
from cases.rules import notification_duties as duties
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.versions import require_version
from pagekit.dates import long_date

FIELDS = ("destination", "departs_on", "returns_on", "note")
PART = "journey"


@dataclass(frozen=True)
class Notice:
    """When, to whom and where a journey or a return was notified."""

    notified_on: datetime.date
    officer: str
    station: str
    in_visor_on: datetime.date | None = None


@transaction.atomic
def record_journey(*, actor: User, nominal: Nominal, values: dict[str, Any], notice: Notice | None) -> ForeignTravel:
    """A journey, notified or only known of: without a notice its clock runs. Raises DomainError."""
    nominal = hold(nominal.pk)
    row = ForeignTravel(nominal=nominal, **values)
    _refuse_impossible(row)
    row.save(force_insert=True)
    if notice is not None:
        _notify(row, notice, actor=actor)
    _done(nominal, row, actor=actor, what="added")
    return row


@transaction.atomic
def change_journey(*, actor: User, journey: ForeignTravel, version: int, values: dict[str, Any]) -> ForeignTravel:
    """Correct where and when. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(journey)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_impossible(row)
    row.save(update_fields=FIELDS)
    row.notifications.filter(kind=NotificationKind.TRAVEL_OUT).update(
        event_on=row.departs_on, due_on=duties.travel_notice_due(row.departs_on)
    )
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def notify_journey(*, actor: User, journey: ForeignTravel, notice: Notice) -> ForeignTravel:
    """The journey was notified. Raises DomainError when that is on record already."""
    nominal, row = hold_part(journey)
    if row.notified_on is not None:
        raise DomainError(_("That this journey was notified is on record already."), field="notified_on")
    _notify(row, notice, actor=actor)
    _done(nominal, row, actor=actor, what="notified")
    return row


@transaction.atomic
def record_return(
    *, actor: User, journey: ForeignTravel, returned_on: datetime.date, notice: Notice | None
) -> ForeignTravel:
    """The person is back; with a notice, also that the return was notified. Raises DomainError for impossible days."""
    nominal, row = hold_part(journey)
    if row.return_notified_on is not None:
        raise DomainError(_("That this return was notified is on record already."), field="notified_on")
    row.returned_on = returned_on
    _refuse_impossible(row)
    if notice is not None:
        if notice.notified_on < returned_on:
            raise DomainError(_("A return is notified once the person is back."), field="notified_on")
        row.return_notified_on = notice.notified_on
        _note(row, NotificationKind.TRAVEL_RETURN, notice, returned_on, duties.return_due(returned_on), actor=actor)
    row.save(update_fields=["returned_on", "return_notified_on"])
    _done(nominal, row, actor=actor, what="returned")
    return row


def _notify(row: ForeignTravel, notice: Notice, *, actor: User) -> None:
    if notice.notified_on > timezone.localdate():
        raise DomainError(_("A notification is recorded once it was made."), field="notified_on")
    row.notified_on = notice.notified_on
    row.save(update_fields=["notified_on"])
    due_on = duties.travel_notice_due(row.departs_on)
    _note(row, NotificationKind.TRAVEL_OUT, notice, row.departs_on, due_on, actor=actor)


def _note(
    row: ForeignTravel, kind: NotificationKind, notice: Notice, event_on: datetime.date, due_on: datetime.date,
    *, actor: User,
) -> None:  # fmt: skip
    """Every act of notifying stands in the one log."""
    Notification.objects.create(
        nominal=row.nominal,
        kind=kind,
        notified_on=notice.notified_on,
        event_on=event_on,
        officer=notice.officer,
        station=notice.station,
        details=_in_words(row, kind),
        in_visor_on=notice.in_visor_on,
        due_on=due_on,
        journey=row,
        recorded_by=actor,
    )


def _in_words(row: ForeignTravel, kind: NotificationKind) -> str:
    if kind == NotificationKind.TRAVEL_RETURN:
        return _("Back from %(where)s on %(day)s.") % {"where": row.destination, "day": long_date(row.returned_on)}
    words = {
        "where": row.destination,
        "from": long_date(row.departs_on),
        "until": long_date(row.returns_on) if row.returns_on else _("not known"),
    }
    return _("%(where)s, leaving on %(from)s; expected back: %(until)s.") % words


def _refuse_impossible(row: ForeignTravel) -> None:
    if row.returns_on is not None and row.returns_on < row.departs_on:
        raise DomainError(_("Somebody comes back after leaving."), field="returns_on")
    if row.returned_on is not None and row.returned_on < row.departs_on:
        raise DomainError(_("Somebody comes back after leaving."), field="returned_on")
    if row.returned_on is not None and row.returned_on > timezone.localdate():
        raise DomainError(_("A return is recorded once the person is back."), field="returned_on")


def _done(nominal: Nominal, row: ForeignTravel, *, actor: User, what: str) -> None:
    changed(actor=actor, nominal=nominal, part=PART, what=what, journey=str(row.pk))
