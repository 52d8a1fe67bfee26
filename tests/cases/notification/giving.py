"""Short ways to make somebody subject to notification in tests, and to let them notify."""

import datetime
from typing import Any

from django.utils import timezone

from cases.clocks import refresh
from cases.models import Clock, Disposal, Nominal, Notification, NotificationRequirement
from cases.services.notifying import record_notification
from tests.personas import People, make_nominal

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
THEN = TODAY - 30 * DAY


def make_newcomer(people: People, **fields: Any) -> Nominal:
    """Led by the same team, in no category."""
    nominal = make_nominal(people.team, family_name="Wrenfield", **fields)
    nominal.category_bases.all().delete()
    return nominal


def rape(nominal: Nominal, disposal: str = "imprisonment", **fields: Any) -> Disposal:
    """An offence of Schedule 3 without a threshold, dealt with thirty days ago."""
    values = {
        "offence_code": "soa2003-1", "offence_title": "Rape", "dealt_with_on": THEN, "committed_on": THEN - 20 * DAY,
        "outcome": "cautioned" if disposal == "caution" else "convicted",
    }  # fmt: skip
    return Disposal.objects.create(nominal=nominal, disposal=disposal, **{**values, **fields})


def subject(nominal: Nominal, since: datetime.date = THEN, **fields: Any) -> NotificationRequirement:
    """A requirement recorded by hand, and the clocks that follow."""
    row = NotificationRequirement.objects.create(
        nominal=nominal, source="disposal", relevant_date=since, started_on=since, reason="On paper.", **fields
    )
    refresh([nominal.pk])
    return row


def notify(people: People, nominal: Nominal, kind: str = "initial", on: datetime.date = TODAY, **more: Any) -> Any:
    given = {"officer": "PC Frontdesk", "station": "Here", "details": "As before.", "in_visor_on": None}
    values = {"kind": kind, "notified_on": on, "event_on": None, **given, **more}
    return record_notification(actor=people.offender_manager, nominal=nominal, values=values)


def notified_before(people: People, nominal: Nominal, on: datetime.date, kind: str = "initial") -> Notification:
    """A notification on record from earlier, and the clocks that follow."""
    row = Notification.objects.create(
        nominal=nominal, kind=kind, notified_on=on, officer="PC Frontdesk", station="Here", details="As before.",
        recorded_by=people.colleague,
    )  # fmt: skip
    refresh([nominal.pk])
    return row


def due(nominal: Nominal, kind: str) -> datetime.date | None:
    """The last day of a clock of notification that runs; None: none runs."""
    refresh([nominal.pk])
    day: datetime.date | None = (
        Clock.objects.filter(nominal=nominal, kind=kind).values_list("due_on", flat=True).first()
    )
    return day
