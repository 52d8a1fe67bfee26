"""Events that the annual tables count: recorded by hand, or following from a breach, a recall and their corrections."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import EventType, RescreenTrigger
from cases.models import Breach, CaseEvent, Nominal, Recall
from cases.services.acts import changed, hold
from cases.services.rescreening import prompt_to_rescreen

Wanted = tuple[str, datetime.date]
_FURTHER_OFFENCES = (EventType.SFO_CHARGED, EventType.SFO_CONVICTED)


@transaction.atomic
def record_event(*, actor: User, nominal: Nominal, event_type: str, occurred_on: datetime.date) -> CaseEvent:
    """Something that happened on a day; a serious further offence asks for the level to be looked at again.

    Raises DomainError when it is already recorded.
    """
    nominal = hold(nominal.pk)
    same = CaseEvent.objects.filter(nominal=nominal, event_type=event_type, occurred_on=occurred_on)
    if same.exists():
        raise DomainError(_("That event is already recorded on that day."), field="occurred_on")
    event = CaseEvent.objects.create(nominal=nominal, event_type=event_type, occurred_on=occurred_on)
    if event_type in _FURTHER_OFFENCES:
        prompt_to_rescreen(nominal, RescreenTrigger.NEW_OFFENCE, occurred_on)
    changed(actor=actor, nominal=nominal, part="event", code=event_type, occurred_on=occurred_on.isoformat())
    return event


def follow_event(row: Breach | Recall, wanted: Wanted | None) -> None:
    """Make the event of a breach or a recall what it calls for now: its kind and day, or none.

    Never two: an event already recorded for that kind and day is taken over, and one that another breach or recall also
    rests on stays. Saves `row.event`. The nominal must be held.
    """
    held = row.event
    if held is not None and wanted == (held.event_type, held.occurred_on):
        return
    is_own = held is not None and not _is_shared(held, row)
    same = _recorded(row, wanted)
    if held is not None and wanted is not None and is_own and same is None:
        held.event_type, held.occurred_on = wanted
        held.save(update_fields=["event_type", "occurred_on"])
        return
    if wanted is not None and same is None:
        same = CaseEvent.objects.create(nominal_id=row.nominal_id, event_type=wanted[0], occurred_on=wanted[1])
    row.event = same
    row.save(update_fields=["event"])
    if held is not None and is_own:
        held.delete()


def _recorded(row: Breach | Recall, wanted: Wanted | None) -> CaseEvent | None:
    """The event of that kind and day already on record for the person."""
    if wanted is None:
        return None
    return CaseEvent.objects.filter(nominal=row.nominal_id, event_type=wanted[0], occurred_on=wanted[1]).first()


def _is_shared(event: CaseEvent, row: Breach | Recall) -> bool:
    """Whether a breach or recall other than this row rests on the event."""
    breaches, recalls = Breach.objects.filter(event=event), Recall.objects.filter(event=event)
    if isinstance(row, Breach):
        breaches = breaches.exclude(pk=row.pk)
    else:
        recalls = recalls.exclude(pk=row.pk)
    return breaches.exists() or recalls.exists()
