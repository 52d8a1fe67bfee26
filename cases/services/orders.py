"""Orders of courts: made, corrected, removed. The rule judges what the law limits; what follows by itself follows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import AlertKind, OrderChangeKind, OrderEnd, OrderTermKind, RescreenTrigger
from cases.models import Nominal, Order, OrderChange, OrderTerm
from cases.querysets import order_in_force
from cases.rules.orders import Finding, OrderFacts, TermFacts, check_order, check_term, replaced_by
from cases.services.acts import changed, hold
from cases.services.alerts import tell, those_who_manage
from cases.services.notification import follow_notification
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version
from pagekit.dates import long_date

FIELDS = ("order_type", "made_on", "ends_on", "foreign_travel_restriction", "court", "applicant")


class OutsideTheLaw(DomainError):
    """What was entered lies outside the law's limits. Recorded once `as_made` says that the court made it so."""


@transaction.atomic
def record_order(
    *,
    actor: User,
    nominal: Nominal,
    values: dict[str, Any],
    travel_ends_on: datetime.date | None = None,
    as_made: bool = False,
) -> Order:
    """An order made about a person. A restriction of foreign travel becomes its first term.

    Raises DomainError for days that cannot be and what no court can make, OutsideTheLaw for what it may have erred in.
    """
    nominal = hold(nominal.pk)
    order = Order(nominal=nominal, **values)
    _refuse_impossible(order)
    findings = list(check_order(facts_of(order)))
    if order.foreign_travel_restriction:
        term = TermFacts(OrderTermKind.FOREIGN_TRAVEL, order.made_on, _before(travel_ends_on, order.made_on))
        findings += [_about(one, "travel_ends_on") for one in check_term(facts_of(order), term)]
    order.confirmed_as_made = judge(findings, as_made=as_made)
    order.save(force_insert=True)
    if order.foreign_travel_restriction:
        OrderTerm.objects.create(
            order=order,
            kind=OrderTermKind.FOREIGN_TRAVEL,
            starts_on=order.made_on,
            ends_on=travel_ends_on,
            confirmed_as_made=order.confirmed_as_made,
        )
    _replace_earlier(order)
    finish(order, "made", actor=actor)
    return order


@transaction.atomic
def change_order(*, actor: User, order: Order, version: int, values: dict[str, Any], as_made: bool = False) -> Order:
    """Correct what was recorded wrongly. Terms from the day it was made go with that day.

    Raises as `record_order`, and Overtaken when somebody else corrected it in the meantime.
    """
    nominal, row = hold_order(order)
    require_version(row, version, FIELDS)
    row.nominal = nominal
    made_on, questioned_before = row.made_on, _what_is_questioned(row)
    _refuse_travel_mismatch(row, restricts=values["foreign_travel_restriction"])
    _restore_earlier(row)
    for field in FIELDS:
        setattr(row, field, values[field])
    _refuse_impossible(row)
    is_confirmed = row.confirmed_as_made and _what_is_questioned(row) == questioned_before
    row.confirmed_as_made = judge(check_order(facts_of(row)), as_made=as_made or is_confirmed)
    if row.made_on != made_on:
        _move_terms(row, made_on)
    row.save(update_fields=[*FIELDS, "confirmed_as_made"])
    _replace_earlier(row)
    finish(row, "corrected", actor=actor)
    return row


@transaction.atomic
def remove_order(*, actor: User, order: Order) -> None:
    """Take away an order recorded by mistake; its history stays, and what it replaced is in force again.

    Raises DomainError when a breach names it.
    """
    nominal, row = hold_order(order)
    row.nominal = nominal
    if row.breaches.exists():
        raise DomainError(_("A breach of this order is recorded. Correct or remove the breach first."))
    _restore_earlier(row)
    try:
        row.delete()
    except ProtectedError:
        raise DomainError(_("Something else on record names this order.")) from None
    finish(order, "removed", actor=actor)


def hold_order(order: Order) -> tuple[Nominal, Order]:
    """The nominal, held, and the order as stored. Raises DomainError when somebody removed it in the meantime."""
    nominal = hold(order.nominal_id)
    row = Order.objects.filter(pk=order.pk).first()
    if row is None:
        raise DomainError(_("Somebody removed this order in the meantime."))
    return nominal, row


def facts_of(order: Order) -> OrderFacts:
    """What the rule asks of a stored order. One query for a stored one, to know whether its end was moved."""
    extended = order.changes.filter(effect__in=(OrderEnd.NEW_END, OrderEnd.OPEN)).exists()
    return OrderFacts(order.order_type, order.made_on, order.ends_on, order.nominal.date_of_birth, extended)


def judge(findings: Iterable[Finding], *, as_made: bool) -> bool:
    """Whether something lies outside the limits and was confirmed. Raises what the findings call for."""
    found = list(findings)
    refused = [one for one in found if one.is_refused]
    if refused:
        raise DomainError(in_words(refused[0]), field=refused[0].field)
    if found and not as_made:
        raise OutsideTheLaw(" ".join(in_words(one) for one in found), field="as_made")
    return bool(found)


def in_words(finding: Finding) -> str:
    """The sentence of a finding with the provision it rests on."""
    sentence = finding.sentence % {"day": long_date(finding.day)} if finding.day else finding.sentence
    return f"{sentence.rstrip('.')} ({finding.provision})."


def finish(order: Order, what: str, *, actor: User, on: datetime.date | None = None) -> None:
    """What every change to an order ends with: notification follows, the manager is told, the clocks move."""
    nominal = order.nominal
    follow_notification(actor=actor, nominal=nominal, on=timezone.localdate())
    people = [person for person in those_who_manage(nominal) if person.pk != actor.pk]
    day = (on or timezone.localdate()).isoformat()
    tell(people, AlertKind.ORDER_CHANGED, nominal, order=str(order.pk), code=order.order_type, what=what, on=day)
    changed(actor=actor, nominal=nominal, part="order", what=what, code=order.order_type, order=str(order.pk))


def _about(finding: Finding, field: str) -> Finding:
    return Finding(finding.sentence, finding.provision, field, finding.is_refused, finding.day)


def _before(ends_on: datetime.date | None, starts_on: datetime.date) -> datetime.date | None:
    if ends_on is not None and ends_on <= starts_on:
        raise DomainError(_("The travel restriction ends after the order is made."), field="travel_ends_on")
    return ends_on


def _refuse_impossible(order: Order) -> None:
    if order.ends_on is not None and order.ends_on <= order.made_on:
        raise DomainError(_("An order ends after it is made."), field="ends_on")
    if order.ended_on is not None and order.ended_on < order.made_on:
        words = {"day": long_date(order.ended_on)}
        raise DomainError(_("It is recorded as ended on %(day)s, before that day.") % words, field="made_on")
    born = order.nominal.date_of_birth
    if born and order.made_on < born:
        raise DomainError(_("This lies before the person was born."), field="made_on")


def _what_is_questioned(order: Order) -> tuple[Any, ...]:
    """What the limits of the law are about: a confirmation holds while it is the same."""
    return order.order_type, order.made_on, order.ends_on


def restricted_travel_when_made(order: Order) -> bool:
    """Whether a foreign travel restriction is among the terms from the day the order was made."""
    return order.terms.filter(kind=OrderTermKind.FOREIGN_TRAVEL, starts_on__lte=order.made_on).exists()


def _refuse_travel_mismatch(order: Order, *, restricts: bool) -> None:
    """Whether it restricted travel when made is said once: by a term from that day, or by the tick."""
    if not restricts and restricted_travel_when_made(order):
        raise DomainError(
            _("A foreign travel restriction is among its terms. Remove it there first."),
            field="foreign_travel_restriction",
        )


def _move_terms(order: Order, made_on: datetime.date) -> None:
    too_early = order.terms.exclude(starts_on=made_on).filter(starts_on__lt=order.made_on).first()
    if too_early is not None:
        words = {"day": long_date(too_early.starts_on)}
        raise DomainError(_("One of its terms is recorded from %(day)s.") % words, field="made_on")
    for term in order.terms.filter(starts_on=made_on):
        term.starts_on = order.made_on
        if term.ends_on is not None and term.ends_on <= term.starts_on:
            raise DomainError(_("One of its terms ends before that day."), field="made_on")
        term.save(update_fields=["starts_on"])


def _restore_earlier(order: Order) -> None:
    """Take back that earlier orders ended because this one was made."""
    changes = OrderChange.objects.filter(
        kind=OrderChangeKind.REPLACED,
        changed_on=order.made_on,
        order__nominal=order.nominal,
        order__order_type__in=replaced_by(order.order_type),
        order__ended_on=order.made_on,
        order__end_reason=OrderChangeKind.REPLACED,
    )
    for change in changes.select_related("order"):
        change.order.ended_on, change.order.end_reason = None, ""
        change.order.save(update_fields=["ended_on", "end_reason"])
        change.delete()


def _replace_earlier(order: Order) -> None:
    """End the orders that cease to have effect because this one is made."""
    kinds = replaced_by(order.order_type)
    earlier = Order.objects.filter(order_in_force(order.made_on), nominal=order.nominal, order_type__in=kinds)
    for other in earlier.filter(made_on__lt=order.made_on):
        OrderChange.objects.create(
            order=other,
            kind=OrderChangeKind.REPLACED,
            changed_on=order.made_on,
            court=order.court,
            effect=OrderEnd.ENDS,
            previous_ends_on=other.ends_on,
        )
        other.ended_on, other.end_reason = order.made_on, OrderChangeKind.REPLACED
        other.save(update_fields=["ended_on", "end_reason"])
        prompt_to_rescreen(order.nominal, RescreenTrigger.ORDER_ENDED, order.made_on)
