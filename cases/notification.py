"""Gathers what the rules of notification ask from the record: grounds, standing, time inside, reviews.

Decides nothing and stores nothing: `cases.rules` decides, `cases.services.notification` stores.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from agencies.querysets import in_force
from cases.choices import (
    AddressKind,
    Basis,
    BreachOf,
    BreachOutcome,
    NotificationSource,
    OrderType,
    RevocationOutcome,
    Whereabouts,
)
from cases.eligibility import answers_given, facts_of
from cases.models import (
    CategoryBasis,
    Clock,
    Nominal,
    Notification,
    NotificationRequirement,
    Order,
    WhereaboutsPeriod,
)
from cases.querysets import order_in_force
from cases.rules.notification_duties import BEGINS_AGAIN
from cases.rules.notification_grounds import RISK_ORDERS, Ground, OrderHeld, RiskOrderBreached, grounds
from cases.rules.notification_review import MayApply, ReviewFacts, may_apply
from cases.rules.notification_standing import Held, Standing, standing
from cases.why import facts_in_words

Away = tuple[tuple[datetime.date, datetime.date | None], ...]

#: Orders that rule out an application to end an indefinite requirement (section 91A(2)).
RULE_OUT_REVIEW = (OrderType.SHPO, OrderType.INTERIM_SHPO, OrderType.SOPO)
#: What counts as a sole or main residence.
RESIDENCES = frozenset({AddressKind.HOME, AddressKind.APPROVED_PREMISES})
#: The clocks that run although nothing was notified yet.
_RUN_WITHOUT_A_NOTIFICATION = ("notify_first", "notify_release")
_SETTLED = (BreachOutcome.CAUTIONED, BreachOutcome.CONVICTED)


# --- what the record gives --------------------------------------------------------------------------------------------


def grounds_of(nominal: Nominal, on: datetime.date) -> list[Ground]:
    """Every ground for notification that offences, orders and breaches give. Eight queries."""
    facts = facts_of(nominal, on, answers_given(nominal))
    orders = {order.pk: order_held(order) for order in nominal.orders.all()}
    breaches = nominal.breaches.filter(
        breach_of=BreachOf.ORDER, order__order_type__in=RISK_ORDERS, outcome__in=_SETTLED
    )
    breached = [
        RiskOrderBreached(orders[one.order_id], one.outcome_on) for one in breaches if one.order_id and one.outcome_on
    ]
    return grounds(facts, orders.values(), breached)


def order_held(order: Order) -> OrderHeld:
    """An order as the rule of notification asks for it."""
    ends = [day for day in (order.ends_on, order.ended_on) if day is not None]
    title = order.get_order_type_display()
    return OrderHeld(str(order.pk), OrderType(order.order_type), title, order.made_on, min(ends, default=None))


def kept(ground: Ground) -> dict[str, Any]:
    """A ground as it is kept with its requirement, in the words shown."""
    return {
        "outcome": ground.sentence,
        "facts": facts_in_words(ground.facts),
        "provision": ground.provision,
        "missing": [
            {"question": one.question.value, "sentence": one.sentence, "offence": one.offence} for one in ground.missing
        ],
    }


def row_of(ground: Ground, rows: Iterable[NotificationRequirement]) -> NotificationRequirement | None:
    """The requirement that a ground already brought about, if it is recorded. Rows made by hand follow from nothing."""
    own = [row for row in rows if not row.is_by_hand and row.source == ground.source]
    if ground.source != NotificationSource.DISPOSAL:
        return next((row for row in own if str(row.order_id) in ground.keys), None)
    by_offence = next((row for row in own if str(row.disposal_id) in ground.keys), None)
    same_day = (row for row in own if row.disposal_id is None and row.relevant_date == ground.started_on)
    return by_offence or next(same_day, None)


@dataclass(frozen=True)
class Compared:
    """The grounds beside what is recorded: `unrecorded` and `moved` want bringing in line, `without_ground` says the
    record no longer gives it, `not_known` waits for a fact."""

    unrecorded: tuple[Ground, ...] = ()
    moved: tuple[tuple[NotificationRequirement, Ground], ...] = ()
    without_ground: tuple[NotificationRequirement, ...] = ()
    not_known: tuple[Ground, ...] = ()

    @property
    def agrees(self) -> bool:
        return not (self.unrecorded or self.moved)


def compare(found: Sequence[Ground], rows: Sequence[NotificationRequirement]) -> Compared:
    """What is recorded against what the record gives. An end that somebody decided stands."""
    unrecorded, moved, matched = [], [], set()
    for ground in found:
        row = row_of(ground, [one for one in rows if one.pk not in matched])
        if row is not None:
            matched.add(row.pk)
        if not ground.is_sure:
            continue
        if row is None:
            unrecorded.append(ground)
        elif not row.end_reason and _said(row) != (
            ground.started_on, ground.ended_on, ground.is_indefinite, [one.question.value for one in ground.missing]
        ):  # fmt: skip
            moved.append((row, ground))
    return Compared(
        tuple(unrecorded),
        tuple(moved),
        tuple(row for row in rows if not row.is_by_hand and not row.end_reason and row.pk not in matched),
        tuple(ground for ground in found if not ground.is_sure),
    )


def _said(row: NotificationRequirement) -> tuple[datetime.date, datetime.date | None, bool, list[str]]:
    """What a requirement says, apart from its words."""
    missing = [one["question"] for one in (row.answer or {}).get("missing", ())]
    return row.started_on, row.ended_on, row.is_indefinite, missing


# --- standing ---------------------------------------------------------------------------------------------------------


def standing_of(
    rows: Iterable[NotificationRequirement], on: datetime.date, *, in_category_one: bool = False
) -> Standing:
    """Whether these requirements make somebody subject on a day."""
    return standing([_held(row) for row in rows], on, in_category_one=in_category_one)


def _held(row: NotificationRequirement) -> Held:
    return Held(
        NotificationSource(row.source),
        row.get_source_display(),
        row.started_on,
        row.ended_on,
        row.is_indefinite,
        end_is_known=not (row.answer or {}).get("missing"),
    )


def in_category_one(nominal: Nominal, on: datetime.date) -> bool:
    return bool(nominal.category_bases.in_force(on).filter(basis=Basis.NOTIFICATION_REQUIREMENT).exists())


def waits_to_be_known(on: datetime.date) -> Q:
    """The condition that nothing on record says what somebody must notify. They are in Category 1 for it, and no
    requirement is recorded, or only that of an order that ended; or the record was brought in, they are subject and in
    the community, and neither does a duty run nor was anything recorded from which the next one follows.
    """
    mine = {"nominal": OuterRef("pk")}
    in_one = Exists(CategoryBasis.objects.in_force(on).filter(**mine, basis=Basis.NOTIFICATION_REQUIREMENT))
    rows = NotificationRequirement.objects.filter(**mine, started_on__lte=on)
    is_subject = Exists(rows.filter(in_force(on)))
    was_subject = Exists(rows.exclude(source=NotificationSource.SHPO))
    at_home = Exists(WhereaboutsPeriod.objects.in_force(on).filter(**mine, status=Whereabouts.COMMUNITY))
    told = Exists(Notification.objects.filter(**mine, kind__in=BEGINS_AGAIN))
    owed = Exists(Clock.objects.filter(**mine, kind__in=_RUN_WITHOUT_A_NOTIFICATION))
    not_given = Q(in_one) & ~Q(is_subject) & ~Q(was_subject)
    return not_given | (~Q(source_reference="") & Q(is_subject) & Q(at_home) & ~Q(told) & ~Q(owed))


def last_is_not_known(nominal: Nominal, on: datetime.date) -> bool:
    """Whether a record that was brought in says nothing of what was notified, so that no next day can be told."""
    return bool(Nominal.objects.filter(waits_to_be_known(on), pk=nominal.pk).exists())


def is_weekly(nominal: Nominal, on: datetime.date) -> bool:
    """Whether a person has no sole or main residence, so that the whole notification is owed every seven days."""
    kinds = set(nominal.addresses.filter(in_force(on)).values_list("kind", flat=True))
    return AddressKind.NO_FIXED_ABODE in kinds and not kinds & RESIDENCES


# --- time away and reviews --------------------------------------------------------------------------------------------


def custody_of(nominal: Nominal) -> Away:
    """When a person was in prison or detained in hospital; half open, the oldest first."""
    inside = nominal.whereabouts.filter(status__in=(Whereabouts.PRISON, Whereabouts.MHA_HOSPITAL))
    return tuple(inside.order_by("started_on").values_list("started_on", "ended_on"))


def first_notified_on(nominal: Nominal, relevant_date: datetime.date) -> datetime.date | None:
    """The day of the first notification after the first release that follows the relevant date; of the first at all
    when nobody was inside. None: none is recorded, or the person is still inside."""
    released_on: datetime.date | None = relevant_date
    for started_on, ended_on in custody_of(nominal):
        if ended_on is not None and ended_on <= relevant_date:
            continue
        if released_on != relevant_date and released_on is not None and started_on > released_on:
            break
        released_on = ended_on
        if ended_on is None:
            return None
    given = nominal.notifications.filter(kind__in=BEGINS_AGAIN, notified_on__gte=released_on)
    day: datetime.date | None = given.order_by("notified_on").values_list("notified_on", flat=True).first()
    return day


def reviewable(rows: Iterable[NotificationRequirement], on: datetime.date) -> NotificationRequirement | None:
    """The indefinite requirement that an application would be about: the latest; none whose end is decided already."""
    held = [row for row in rows if row.is_indefinite and row.started_on <= on and row.ended_on is None]
    return max(held, key=lambda row: row.relevant_date, default=None)


def may_apply_of(nominal: Nominal, requirement: NotificationRequirement | None, on: datetime.date) -> MayApply:
    """Whether a person may apply to have an indefinite requirement ended. Four queries."""
    if requirement is None:
        return may_apply(ReviewFacts(False), on)
    order = nominal.orders.filter(order_in_force(on), order_type__in=RULE_OUT_REVIEW).first()
    refused = nominal.indefinite_reviews.filter(outcome=RevocationOutcome.REFUSED).order_by("-decided_on").first()
    asked = ReviewFacts(
        True,
        requirement.relevant_date,
        nominal.date_of_birth,
        first_notified_on(nominal, requirement.relevant_date),
        refused.may_apply_again_on if refused else None,
        order.get_order_type_display() if order else "",
    )
    return may_apply(asked, on)
