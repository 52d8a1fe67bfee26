"""What was notified, and what is to be: notifications recorded, corrected, removed; changes put on record."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import NotificationKind, RescreenTrigger
from cases.clocks import refresh
from cases.models import ChangeToNotify, Clock, Nominal, Notification
from cases.rules import notification_duties as duties
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.notification import set_qualifying_date
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version

FIELDS = ("kind", "notified_on", "event_on", "officer", "station", "details", "in_visor_on")
PART = "notification"
_K = NotificationKind
#: The kinds that name the day of what they are about.
WITH_A_DAY = duties.CHANGES | {_K.RELEASE, _K.TRAVEL_OUT, _K.TRAVEL_RETURN}
#: The clock that each whole notification answers: its last day is what the notification was owed by.
_CLOCKS = {
    _K.INITIAL: ("notify_first",),
    _K.PERIODIC: ("notify_periodic", "notify_first"),
    _K.WEEKLY: ("notify_periodic", "notify_first"),
    _K.RELEASE: ("notify_release", "notify_first"),
}
_REPEATED = frozenset({_K.PERIODIC, _K.WEEKLY})
#: Where a journey says that it was notified.
_ON_JOURNEY = {_K.TRAVEL_OUT: "notified_on", _K.TRAVEL_RETURN: "return_notified_on"}


@transaction.atomic
def record_notification(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> Notification:
    """One act of notifying. It keeps the last day on which it was owed, so that a late one stays known as late.

    Raises DomainError for days that cannot be.
    """
    nominal = hold(nominal.pk)
    row = Notification(nominal=nominal, recorded_by=actor, **values)
    _complete(row)
    row.due_on = owed_by(row)
    row.save(force_insert=True)
    if row.kind == _K.CHANGE_ADDRESS and row.event_on and row.event_on <= timezone.localdate():
        prompt_to_rescreen(nominal, RescreenTrigger.ADDRESS_CHANGE, row.event_on)
    _done(nominal, row, actor=actor, what="recorded")
    return row


@transaction.atomic
def change_notification(
    *, actor: User, notification: Notification, version: int, values: dict[str, Any]
) -> Notification:
    """Correct what was recorded. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(notification, "journey")
    require_version(row, version, FIELDS)
    moved = (row.kind, row.event_on) != (values["kind"], values["event_on"])
    for field in FIELDS:
        setattr(row, field, values[field])
    _complete(row)
    if moved and row.journey is None:
        row.due_on = owed_by(row)
    row.save(update_fields=[*FIELDS, "due_on"])
    _keep_journey_in_step(row, row.notified_on)
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def remove_notification(*, actor: User, notification: Notification) -> None:
    """Take away one recorded by mistake; the change history keeps it, and what it answered is owed again."""
    nominal, row = hold_part(notification, "journey")
    _keep_journey_in_step(row, None)
    row.delete()
    _done(nominal, row, actor=actor, what="removed")


def owed_by(row: Notification) -> datetime.date | None:
    """The last day for a notification: of a change three days from it, else the clock it answers. The nominal must be
    held.

    None: it came in advance, or nobody can say. Of the years before the person was on record here not every yearly
    notification need have been brought in: a day counted over the gap would call somebody late who was not.
    """
    kind = _K(row.kind)
    if row.event_on is not None and row.event_on > row.notified_on:
        return None
    if kind == _K.CHANGE_NAME and row.event_on is not None:
        return duties.name_due(row.event_on)
    if kind in duties.CHANGES | {_K.RELEASE} and row.event_on is not None:
        return duties.change_due(row.event_on)
    if kind == _K.TRAVEL_RETURN and row.event_on is not None:
        return duties.return_due(row.event_on)
    if kind in _REPEATED and row.notified_on < timezone.localdate(row.nominal.created_at):
        return None
    refresh([row.nominal_id])
    answered = Clock.objects.filter(nominal=row.nominal_id, kind__in=_CLOCKS.get(kind, ()))
    day: datetime.date | None = answered.order_by("due_on").values_list("due_on", flat=True).first()
    return day


@transaction.atomic
def record_change(
    *, actor: User, nominal: Nominal, kind: str, happened_on: datetime.date, note: str = ""
) -> ChangeToNotify:
    """A change of which somebody learned before it was notified: its clock runs until it is. Raises DomainError."""
    nominal = hold(nominal.pk)
    if kind not in duties.CHANGES:
        raise DomainError(_("That is no change to be notified."), field="kind")
    if nominal.changes_to_notify.filter(kind=kind, happened_on=happened_on, withdrawn_because="").exists():
        raise DomainError(_("That change is already recorded on that day."), field="happened_on")
    row, _made = ChangeToNotify.objects.update_or_create(
        nominal=nominal,
        kind=kind,
        happened_on=happened_on,
        defaults={"note": note, "withdrawn_because": "", "recorded_by": actor},
    )
    changed(actor=actor, nominal=nominal, part="change to notify", what="recorded", code=kind)
    return row


@transaction.atomic
def withdraw_change(*, actor: User, change: ChangeToNotify, because: str) -> ChangeToNotify:
    """It was no change after all, such as a name that was only spelt right: nothing is owed for it."""
    nominal = hold(change.nominal_id)
    row = ChangeToNotify.objects.get(pk=change.pk)
    if row.withdrawn_because:
        raise DomainError(_("Somebody withdrew this in the meantime."))
    row.withdrawn_because = because
    row.save(update_fields=["withdrawn_because"])
    changed(actor=actor, nominal=nominal, part="change to notify", what="withdrawn", code=row.kind)
    return row


def _complete(row: Notification) -> None:
    if row.kind not in WITH_A_DAY:
        row.event_on = None
    elif row.event_on is None:
        raise DomainError(_("Enter the day of what was notified."), field="event_on")
    if row.notified_on > timezone.localdate():
        raise DomainError(_("A notification is recorded once it was made."), field="notified_on")
    if row.in_visor_on is not None and row.in_visor_on < row.notified_on:
        raise DomainError(_("It is entered in ViSOR after it is made."), field="in_visor_on")
    born = row.nominal.date_of_birth
    if born is not None and row.notified_on < born:
        raise DomainError(_("This lies before the person was born."), field="notified_on")


def _keep_journey_in_step(row: Notification, notified_on: datetime.date | None) -> None:
    """A journey says when it and its return were notified: as the log does."""
    field = _ON_JOURNEY.get(_K(row.kind))
    if row.journey is not None and field is not None:
        setattr(row.journey, field, notified_on)
        row.journey.save(update_fields=[field])


def _done(nominal: Nominal, row: Notification, *, actor: User, what: str) -> None:
    set_qualifying_date(nominal, list(nominal.notification_requirements.all()), timezone.localdate())
    changed(actor=actor, nominal=nominal, part=PART, what=what, code=row.kind, notification=str(row.pk))
