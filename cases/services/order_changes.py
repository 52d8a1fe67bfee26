"""What happened to an order after it was made, and its terms: recorded, corrected, taken back."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import OrderChangeKind, OrderEnd, OrderTermKind, RescreenTrigger
from cases.models import Order, OrderChange, OrderTerm
from cases.rules.orders import ChangeFacts, TermFacts, check_change, check_term
from cases.services.orders import facts_of, finish, hold_order, judge, restricted_travel_when_made
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version
from pagekit.dates import long_date

TERM_FIELDS = ("kind", "text", "starts_on", "ends_on")


@transaction.atomic
def record_change(
    *,
    actor: User,
    order: Order,
    values: dict[str, Any],
    travel_ends_on: datetime.date | None = None,
    as_made: bool = False,
) -> OrderChange:
    """An order varied, renewed, discharged, changed on appeal, or ended otherwise. Its end follows `effect`.

    `travel_ends_on` renews the foreign travel restriction: a term of its own, from the end of the one before.
    Raises DomainError for days that cannot be, OutsideTheLaw for what the law does not provide.
    """
    nominal, row = hold_order(order)
    row.nominal = nominal
    change = OrderChange(order=row, previous_ends_on=row.ends_on, **values)
    _refuse_impossible(row, change)
    facts = ChangeFacts(change.kind, change.changed_on, change.effect, change.new_ends_on)
    findings = list(check_change(facts_of(row), facts))
    renewed = _renewed_travel(row, change, travel_ends_on)
    if renewed is not None:
        term = TermFacts(renewed.kind, renewed.starts_on, renewed.ends_on)
        findings += check_term(facts_of(row), term)
    confirmed = judge(findings, as_made=as_made)
    change.save(force_insert=True)
    if renewed is not None:
        renewed.brought_by, renewed.confirmed_as_made = change, confirmed
        renewed.save(force_insert=True)
    _apply(row, change, confirmed)
    if change.effect == OrderEnd.ENDS:
        prompt_to_rescreen(nominal, RescreenTrigger.ORDER_ENDED, change.changed_on)
    finish(row, change.kind, actor=actor, on=change.changed_on)
    return change


@transaction.atomic
def remove_change(*, actor: User, change: OrderChange) -> None:
    """Take back a change recorded by mistake, with what it did to the end. Only the last can be taken back."""
    nominal, row = hold_order(change.order)
    row.nominal = nominal
    last = row.changes.first()
    if last is None or not row.changes.filter(pk=change.pk).exists():
        raise DomainError(_("Somebody removed this in the meantime."))
    if last.pk != change.pk:
        raise DomainError(_("Something later is recorded of this order. Remove that first."))
    if last.effect in (OrderEnd.NEW_END, OrderEnd.OPEN):
        row.ends_on = last.previous_ends_on
    if last.effect == OrderEnd.ENDS:
        row.ended_on, row.end_reason = None, ""
    last.delete()
    row.save(update_fields=["ends_on", "ended_on", "end_reason"])
    finish(row, "change removed", actor=actor)


@transaction.atomic
def add_term(*, actor: User, order: Order, values: dict[str, Any], as_made: bool = False) -> OrderTerm:
    """A prohibition, a requirement, a restriction of foreign travel or electronic monitoring, with its own end."""
    nominal, row = hold_order(order)
    row.nominal = nominal
    term = OrderTerm(order=row, **values)
    term.confirmed_as_made = _judge_term(row, term, as_made=as_made)
    term.save(force_insert=True)
    _follow_travel(row)
    finish(row, "term added", actor=actor)
    return term


@transaction.atomic
def change_term(
    *, actor: User, term: OrderTerm, version: int, values: dict[str, Any], as_made: bool = False
) -> OrderTerm:
    """Correct a term, or give it the end that a court set. Raises Overtaken when somebody else did in the meantime."""
    row, held = _hold_term(term)
    require_version(held, version, TERM_FIELDS)
    confirmed_before = (held.kind, held.starts_on, held.ends_on)
    for field in TERM_FIELDS:
        setattr(held, field, values[field])
    is_confirmed = held.confirmed_as_made and (held.kind, held.starts_on, held.ends_on) == confirmed_before
    held.confirmed_as_made = _judge_term(row, held, as_made=as_made or is_confirmed)
    held.save(update_fields=[*TERM_FIELDS, "confirmed_as_made"])
    _follow_travel(row)
    finish(row, "term corrected", actor=actor)
    return held


@transaction.atomic
def remove_term(*, actor: User, term: OrderTerm) -> None:
    """Take away a term recorded by mistake; the change history keeps it."""
    row, held = _hold_term(term)
    was_travel = held.kind == OrderTermKind.FOREIGN_TRAVEL and held.starts_on <= row.made_on
    held.delete()
    if was_travel and row.foreign_travel_restriction and not restricted_travel_when_made(row):
        row.foreign_travel_restriction = False
        row.save(update_fields=["foreign_travel_restriction"])
    finish(row, "term removed", actor=actor)


def _hold_term(term: OrderTerm) -> tuple[Order, OrderTerm]:
    nominal, row = hold_order(term.order)
    row.nominal = nominal
    held = OrderTerm.objects.filter(pk=term.pk).first()
    if held is None:
        raise DomainError(_("Somebody removed this in the meantime."))
    return row, held


def _judge_term(order: Order, term: OrderTerm, *, as_made: bool) -> bool:
    if term.starts_on < order.made_on:
        words = {"day": long_date(order.made_on)}
        raise DomainError(_("The order was made on %(day)s: enter that day or a later one.") % words, field="starts_on")
    if term.ends_on is not None and term.ends_on <= term.starts_on:
        raise DomainError(_("The end must be after the start."), field="ends_on")
    facts = TermFacts(term.kind, term.starts_on, term.ends_on)
    return judge(check_term(facts_of(order), facts), as_made=as_made)


def _follow_travel(order: Order) -> None:
    """A restriction of foreign travel from the day the order was made is what the annual tables count."""
    if not order.foreign_travel_restriction and restricted_travel_when_made(order):
        order.foreign_travel_restriction = True
        order.save(update_fields=["foreign_travel_restriction"])


def _refuse_impossible(order: Order, change: OrderChange) -> None:
    if change.changed_on < order.made_on:
        words = {"day": long_date(order.made_on)}
        raise DomainError(
            _("The order was made on %(day)s: enter that day or a later one.") % words, field="changed_on"
        )
    if order.ended_on is not None and order.ended_on <= change.changed_on:
        words = {"day": long_date(order.ended_on)}
        raise DomainError(_("This order ended on %(day)s.") % words, field="changed_on")
    if order.ends_on is not None and order.ends_on <= change.changed_on:
        words = {"day": long_date(order.ends_on)}
        raise DomainError(_("This order reached its end on %(day)s.") % words, field="changed_on")
    if change.new_ends_on is not None and change.new_ends_on <= change.changed_on:
        raise DomainError(_("A new end lies after that day."), field="new_ends_on")
    later = order.changes.filter(changed_on__gt=change.changed_on).first()
    if later is not None and change.effect != OrderEnd.STAYS:
        words = {"day": long_date(later.changed_on)}
        raise DomainError(
            _("A later change, of %(day)s, is recorded: it decides the end. Choose “Stays as it is”.") % words,
            field="effect",
        )
    if change.kind in (OrderChangeKind.DISCHARGED, OrderChangeKind.ENDED) and change.effect != OrderEnd.ENDS:
        raise DomainError(_("Choose “The order ends that day”."), field="effect")


def _renewed_travel(order: Order, change: OrderChange, travel_ends_on: datetime.date | None) -> OrderTerm | None:
    if travel_ends_on is None:
        return None
    last = order.terms.filter(kind=OrderTermKind.FOREIGN_TRAVEL).order_by("-starts_on").first()
    if last is None or last.ends_on is None:
        raise DomainError(
            _("No foreign travel restriction with an end is among its terms: add one there."), field="travel_ends_on"
        )
    starts_on = max(last.ends_on, change.changed_on)
    if travel_ends_on <= starts_on:
        words = {"day": long_date(starts_on)}
        raise DomainError(_("It already runs until %(day)s: enter a later day.") % words, field="travel_ends_on")
    return OrderTerm(order=order, kind=last.kind, text=last.text, starts_on=starts_on, ends_on=travel_ends_on)


def _apply(order: Order, change: OrderChange, confirmed: bool) -> None:
    if change.effect == OrderEnd.NEW_END:
        order.ends_on = change.new_ends_on
    elif change.effect == OrderEnd.OPEN:
        order.ends_on = None
    elif change.effect == OrderEnd.ENDS:
        order.ended_on, order.end_reason = change.changed_on, change.kind
    order.confirmed_as_made = order.confirmed_as_made or confirmed
    order.save(update_fields=["ends_on", "ended_on", "end_reason", "confirmed_as_made"])
