"""Whether an order, one of its terms or a change to it lies within the law's limits. Pure.

A court may have erred, and then its order stands until it is changed: what lies outside the limits is questioned, and
recorded when somebody says that the court made it so. It is refused only where the law knows no exception.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.choices import OrderChangeKind, OrderEnd, OrderTermKind
from cases.rules.age import age_on
from cases.rules.calendar import months_after
from cases.rules.orders.law import TRAVEL_MONTHS, OrderLaw, law_of


@dataclass(frozen=True)
class OrderFacts:
    """An order as made. `ends_on` is the first day it no longer holds; None: until further order.

    `born_on` None: not known. `extended`: its end was moved since, so that its length says nothing of how it was made.
    """

    order_type: str
    made_on: datetime.date
    ends_on: datetime.date | None
    born_on: datetime.date | None = None
    extended: bool = False

    @property
    def law(self) -> OrderLaw | None:
        return law_of(self.order_type, age_on(self.born_on, self.made_on))


@dataclass(frozen=True)
class TermFacts:
    """One prohibition or requirement; `ends_on` as of an order."""

    kind: str
    starts_on: datetime.date
    ends_on: datetime.date | None


@dataclass(frozen=True)
class ChangeFacts:
    """What a court did to an order on a day: `effect` is one of `OrderEnd`."""

    kind: str
    changed_on: datetime.date
    effect: str
    new_ends_on: datetime.date | None = None


@dataclass(frozen=True)
class Finding:
    """One thing outside the limits, with the provision. `field`: which answer it is about.

    `is_refused`: the law knows no exception. The sentence of one with a `day` has a place for it, %(day)s.
    """

    sentence: str
    provision: str
    field: str
    is_refused: bool = False
    day: datetime.date | None = None


Findings = tuple[Finding, ...]


def check_order(order: OrderFacts) -> Findings:
    """What is outside the law's limits in an order as made; empty when nothing is."""
    law = order.law
    if law is None:
        return ()
    found = [_too_early(order, law), _replaced(order, law), _too_young(order, law), _without_end(order, law)]
    if order.ends_on is not None and not order.extended:
        found += [_short(order.made_on, order.ends_on, law), _long(order.made_on, order.ends_on, law)]
    return tuple(one for one in found if one is not None)


def check_term(order: OrderFacts, term: TermFacts) -> Findings:
    """What is outside the limits in one term of an order."""
    law = order.law
    if law is None:
        return ()
    found: list[Finding | None] = []
    if term.kind == OrderTermKind.FOREIGN_TRAVEL:
        found.append(_travel(term, law))
    elif term.kind == OrderTermKind.MONITORING:
        found.append(_monitoring(term, law))
    elif law.each_term and term.ends_on is not None:
        found.append(_short(term.starts_on, term.ends_on, law))
    return tuple(one for one in found if one is not None)


def check_change(order: OrderFacts, change: ChangeFacts) -> Findings:
    """What is outside the limits in a change: an order replaced in 2015 extended, a renewal too long, a discharge that
    needed consent."""
    law = order.law
    if law is None:
        return ()
    found = [_extended_legacy(order, change, law), _renewed_long(order, change, law), _discharged(order, change, law)]
    return tuple(one for one in found if one is not None)


def length_in_words(months: int) -> str:
    """60 is "5 years", 6 is "6 months"."""
    if months % 12:
        return ngettext("%(n)d month", "%(n)d months", months) % {"n": months}
    return ngettext("%(n)d year", "%(n)d years", months // 12) % {"n": months // 12}


def _too_early(order: OrderFacts, law: OrderLaw) -> Finding | None:
    if law.effective_from is None or order.made_on >= law.effective_from:
        return None
    sentence = _("Courts could not make this order before %(day)s.")
    return Finding(sentence, law.authority, "made_on", law.effective_from_is_sure, law.effective_from)


def _replaced(order: OrderFacts, law: OrderLaw) -> Finding | None:
    if law.replaced_on is None or order.made_on < law.replaced_on:
        return None
    sentence = _("This order was replaced on %(day)s: since then it is made only on an application made before.")
    return Finding(sentence, law.replaced_authority, "order_type", day=law.replaced_on)


def _too_young(order: OrderFacts, law: OrderLaw) -> Finding | None:
    age = age_on(order.born_on, order.made_on)
    if not law.only_from_age or age is None or age >= law.from_age:
        return None
    sentence = _("This order is made on people of %(age)d or over.") % {"age": law.from_age}
    return Finding(sentence, law.authority, "made_on")


def _without_end(order: OrderFacts, law: OrderLaw) -> Finding | None:
    if not law.needs_end or order.ends_on is not None:
        return None
    if law.is_interim:
        sentence = _("An interim order has effect for a fixed period only: enter its end.")
        return Finding(sentence, law.authority, "ends_on", is_refused=True)
    sentence = _("This order has effect for a fixed period, and no end is entered.")
    return Finding(sentence, law.authority, "ends_on")


def _short(starts_on: datetime.date, ends_on: datetime.date, law: OrderLaw) -> Finding | None:
    if law.least_months is None or ends_on >= months_after(starts_on, law.least_months):
        return None
    length = {"length": length_in_words(law.least_months)}
    if law.each_term:
        sentence = _("The law sets at least %(length)s for each prohibition or requirement, or until further order.")
    elif law.needs_end:
        sentence = _("The law sets at least %(length)s.")
    else:
        sentence = _("The law sets at least %(length)s, or until further order.")
    return Finding(sentence % length, law.authority, "ends_on")


def _long(starts_on: datetime.date, ends_on: datetime.date, law: OrderLaw) -> Finding | None:
    if law.most_months is None or ends_on <= months_after(starts_on, law.most_months):
        return None
    sentence = _("The law sets at most %(length)s.") % {"length": length_in_words(law.most_months)}
    return Finding(sentence, law.authority, "ends_on")


def _travel(term: TermFacts, law: OrderLaw) -> Finding | None:
    authority = law.travel_authority or law.authority
    if term.ends_on is None:
        sentence = _("A foreign travel restriction is for a fixed period of at most 5 years, and no end is entered.")
    elif term.ends_on > months_after(term.starts_on, TRAVEL_MONTHS):
        sentence = _("A foreign travel restriction lasts at most 5 years, and at most 5 more each time it is renewed.")
    else:
        return None
    return Finding(sentence, authority, "ends_on")


def _monitoring(term: TermFacts, law: OrderLaw) -> Finding | None:
    if law.monitoring_months is None:
        return None
    if term.ends_on is not None and term.ends_on <= months_after(term.starts_on, law.monitoring_months):
        return None
    length = {"length": length_in_words(law.monitoring_months)}
    sentence = _("Electronic monitoring under this order lasts at most %(length)s.") % length
    return Finding(sentence, law.monitoring_authority, "ends_on")


def _extends(order: OrderFacts, change: ChangeFacts) -> bool:
    if change.effect == OrderEnd.OPEN:
        return order.ends_on is not None
    if change.effect != OrderEnd.NEW_END or change.new_ends_on is None or order.ends_on is None:
        return False
    return change.new_ends_on > order.ends_on


def _extended_legacy(order: OrderFacts, change: ChangeFacts, law: OrderLaw) -> Finding | None:
    if law.replaced_on is None or change.changed_on < law.replaced_on or not _extends(order, change):
        return None
    sentence = _("Since %(day)s an order of this kind can no longer be extended.")
    return Finding(sentence, law.replaced_authority, "new_ends_on", is_refused=True, day=law.replaced_on)


def _renewed_long(order: OrderFacts, change: ChangeFacts, law: OrderLaw) -> Finding | None:
    """A renewal runs from the end before it, or from its own day when that came later."""
    if law.most_months is None or not _extends(order, change):
        return None
    runs_from = max(change.changed_on, order.ends_on or change.changed_on)
    if change.new_ends_on is not None and change.new_ends_on <= months_after(runs_from, law.most_months):
        return None
    sentence = _("The law sets at most %(length)s each time.") % {"length": length_in_words(law.most_months)}
    return Finding(sentence, law.authority, "new_ends_on")


def _discharged(order: OrderFacts, change: ChangeFacts, law: OrderLaw) -> Finding | None:
    if change.kind != OrderChangeKind.DISCHARGED or law.consent_months is None:
        return None
    if change.changed_on >= months_after(order.made_on, law.consent_months):
        return None
    words = {"length": length_in_words(law.consent_months)}
    sentence = _("Before %(length)s a court discharges this order only if the person and the police consent.") % words
    return Finding(sentence, law.consent_authority, "changed_on")
