"""Breaches of notification, of an order, of a licence: recorded, decided, corrected. What they bring about follows."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import AlertKind, Basis, BreachOf, BreachOutcome, EventType, PracticeName, RescreenTrigger
from cases.models import Breach, Nominal, Order
from cases.practice import limit_for
from cases.rules.breaches import DECIDED, OFFENCES, BreachFacts, event_of
from cases.services.acts import changed, hold
from cases.services.alerts import supervisors_of, tell, those_who_manage, unit_of
from cases.services.events import follow_event
from cases.services.held import hold_part
from cases.services.notification import follow_notification, take_back_breach
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version
from pagekit.dates import long_date

FIELDS = ("breach_of", "order_id", "occurred_on", "details", "outcome", "outcome_on")
_ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def record_breach(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> Breach:
    """A breach and what came of it so far. Who manages the person, their supervisors and the unit are told.

    Raises DomainError for days and orders that do not fit.
    """
    nominal = hold(nominal.pk)
    row = Breach(nominal=nominal, recorded_by=actor, **values)
    _complete(row)
    row.save(force_insert=True)
    people = [*those_who_manage(nominal), *supervisors_of(nominal), *unit_of(nominal)]
    facts = {"breach": str(row.pk), "of": row.breach_of, "on": row.occurred_on.isoformat()}
    tell([person for person in people if person.pk != actor.pk], AlertKind.BREACH_RECORDED, nominal, **facts)
    _follow(row, actor=actor, what="recorded")
    return row


@transaction.atomic
def change_breach(*, actor: User, breach: Breach, version: int, values: dict[str, Any]) -> Breach:
    """Decide or correct a breach; its event follows. Raises Overtaken when somebody else did in the meantime."""
    _nominal, row = hold_part(breach, "event")
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _complete(row)
    row.save()
    _follow(row, actor=actor, what="corrected")
    return row


@transaction.atomic
def remove_breach(*, actor: User, breach: Breach) -> None:
    """Take away a breach recorded by mistake, and the event that it brought about. The change history keeps both."""
    _nominal, row = hold_part(breach, "event")
    if row.recalls.exists():
        raise DomainError(_("A return to custody names this breach. Correct that first."))
    follow_event(row, None)
    row.delete()
    nominal = row.nominal
    _notification_follows(nominal, actor=actor)
    changed(actor=actor, nominal=nominal, part="breach", what="removed", code=row.breach_of, breach=str(breach.pk))


def _complete(row: Breach) -> None:
    """Refuse what cannot be; say by when the outcome is wanted."""
    order = _order(row)
    if order is not None and row.occurred_on < order.made_on:
        words = {"day": long_date(order.made_on)}
        raise DomainError(_("The order was made on %(day)s, after that day.") % words, field="occurred_on")
    if row.outcome == BreachOutcome.OPEN:
        row.outcome_on = None
    elif row.outcome_on is None:
        raise DomainError(_("Enter the day of the outcome."), field="outcome_on")
    elif row.outcome_on < row.occurred_on:
        raise DomainError(_("The outcome follows the breach: enter the same day or a later one."), field="outcome_on")
    row.outcome_due_on = _outcome_due(row)


def _order(row: Breach) -> Order | None:
    """The order breached, one of this person; an order chosen for a breach of something else is left out."""
    if row.breach_of != BreachOf.ORDER:
        row.order = None
        return None
    order = Order.objects.filter(pk=row.order_id, nominal=row.nominal_id).first() if row.order_id else None
    if order is None:
        raise DomainError(_("Select the order that was breached."), field="order_id")
    row.order = order
    return order


def _outcome_due(row: Breach) -> datetime.date | None:
    """The day by which the outcome is wanted: from the breach, or from the charge; None once it is decided."""
    if row.outcome in DECIDED:
        return None
    band = BreachOutcome.CHARGED.value if row.outcome == BreachOutcome.CHARGED else ""
    on = timezone.localdate()
    set_limit = limit_for(row.nominal, PracticeName.BREACH_OUTCOME, on, band=band)
    return set_limit.after(row.outcome_on or row.occurred_on) if set_limit else None


def _follow(row: Breach, *, actor: User, what: str) -> None:
    """The event, notification, the prompt: what an outcome brings about. Ends with the clocks."""
    nominal = row.nominal
    facts = BreachFacts(
        row.breach_of,
        row.outcome,
        row.outcome_on,
        row.order.order_type if row.order else "",
        _was_subject(row),
    )
    follow_event(row, event_of(facts))
    _notification_follows(nominal, actor=actor)
    if row.outcome in OFFENCES and row.outcome_on is not None:
        prompt_to_rescreen(nominal, RescreenTrigger.NEW_OFFENCE, row.outcome_on)
    detail = {"code": row.breach_of, "outcome": row.outcome, "breach": str(row.pk)}
    changed(actor=actor, nominal=nominal, part="breach", what=what, **detail)


def _notification_follows(nominal: Nominal, *, actor: User) -> None:
    """What a breach brings, and what is taken back when none brings it any more."""
    today = timezone.localdate()
    follow_notification(actor=actor, nominal=nominal, on=today)
    take_back_breach(actor=actor, nominal=nominal, on=today)


def _was_subject(row: Breach) -> bool:
    """Whether the person was subject to notification requirements before the outcome, and not because of it."""
    if row.outcome_on is None:
        return False
    bases = row.nominal.category_bases.filter(basis=Basis.NOTIFICATION_REQUIREMENT)
    if row.event is not None and row.event.event_type == EventType.SRO_BREACH:
        bases = bases.exclude(started_on=row.event.occurred_on)
    return bases.in_force(row.outcome_on - _ONE_DAY).exists()
