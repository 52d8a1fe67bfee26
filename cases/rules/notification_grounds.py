"""What makes somebody subject to notification: disposals of a relevant date, orders, the breach of a sexual risk order.

Pure. Each ground comes with its days, the facts it rests on and its provision; what is missing to say is part of the
answer. Whether an offence stands on Schedule 3 is the rule of eligibility's; how long, that of section 82.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.choices import NotificationSource, OrderType, Schedule
from cases.rules.answers import Fact
from cases.rules.eligibility import EligibilityFacts, Missing, Offence, Question
from cases.rules.eligibility.category_one import count_of, possible_births, why_refused
from cases.rules.eligibility.conditions import missing
from cases.rules.eligibility.lists import standings
from cases.rules.notification import (
    TERMS,
    Count,
    NotificationFacts,
    NotificationPeriod,
    Outcome,
    Term,
    notification_period,
)

#: Orders that bring notification for as long as they run.
PREVENTION = frozenset({OrderType.SHPO, OrderType.INTERIM_SHPO, OrderType.SOPO})
NOTIFICATION_ORDERS = frozenset({OrderType.NOTIFICATION_ORDER, OrderType.INTERIM_NOTIFICATION_ORDER})
#: Orders whose breach brings notification until they end.
RISK_ORDERS = frozenset({OrderType.SRO, OrderType.INTERIM_SRO, OrderType.ROSHO})

_PERIOD = "Sexual Offences Act 2003 ss.80, 82"


@dataclass(frozen=True)
class OrderHeld:
    """An order as far as notification asks. `ended_on` is its end, however it comes; None: until further order."""

    key: str
    order_type: OrderType
    title: str
    made_on: datetime.date
    ended_on: datetime.date | None = None


@dataclass(frozen=True)
class RiskOrderBreached:
    """A sexual risk order for whose breach the person was cautioned or convicted on a day."""

    order: OrderHeld
    dealt_with_on: datetime.date


@dataclass(frozen=True)
class Ground:
    """One reason to be subject to notification. `keys` are those of the offences, or of the order.

    `is_sure` False: whether it applies cannot be said. `missing` with `is_sure`: it applies, its end cannot be said.
    """

    source: NotificationSource
    keys: tuple[str, ...]
    started_on: datetime.date
    ended_on: datetime.date | None = None
    is_indefinite: bool = False
    sentence: str = ""
    facts: tuple[Fact, ...] = ()
    provision: str = _PERIOD
    missing: tuple[Missing, ...] = ()
    is_sure: bool = True


def grounds(
    facts: EligibilityFacts, orders: Iterable[OrderHeld] = (), breaches: Iterable[RiskOrderBreached] = ()
) -> list[Ground]:
    """Every ground there is or was, the oldest first."""
    orders = list(orders)
    found = [*_by_offences(facts), *_by_orders(facts, orders), *_by_breaches(breaches)]
    return sorted(found, key=lambda one: (one.started_on, one.source, one.keys))


def open_questions(facts: EligibilityFacts) -> tuple[Missing, ...]:
    """What is missing to say of each offence whether it brings notification, also where the category is sure."""
    return tuple(gap for ground in _by_offences(facts) if not ground.is_sure for gap in ground.missing)


# --- convictions, cautions, findings ----------------------------------------------------------------------------------


def _by_offences(facts: EligibilityFacts) -> Iterator[Ground]:
    days: dict[datetime.date, list[Offence]] = defaultdict(list)
    for offence, gaps in _on_schedule_three(facts):
        if gaps:
            yield _not_known(offence, gaps)
        else:
            days[offence.dealt_with_on].append(offence)
    for day, offences in days.items():
        yield _of_day(facts, day, _as_served(offences))


def _on_schedule_three(facts: EligibilityFacts) -> Iterator[tuple[Offence, tuple[Missing, ...]]]:
    """Offences that bring notification, and with what is missing those that may."""
    verdicts: dict[str, list[tuple[bool | None, tuple[Missing, ...]]]] = defaultdict(list)
    for one in standings(facts, {Schedule.SOA_3}, by_sentence=False):
        verdicts[one.offence.key].append((one.verdict.value, one.verdict.missing))
    for offence in facts.offences:
        found = verdicts[offence.key]
        if why_refused(offence) or not found:
            continue
        if any(value for value, _gaps in found):
            yield offence, ()
        elif gaps := [gap for value, those in found if value is None for gap in those]:
            yield offence, tuple(dict.fromkeys(gaps))


def _as_served(offences: list[Offence]) -> list[Offence]:
    """Terms side by side first, the shortest before the longest, then those that follow: they add to the longest."""
    return sorted(offences, key=lambda one: (one.is_consecutive, one.term.end_from(one.sentence_day), one.key))


def _of_day(facts: EligibilityFacts, day: datetime.date, offences: list[Offence]) -> Ground:
    period = _period(day, tuple(count_of(one) for one in offences), facts.born_on)
    told = [Fact(_offence_in_words(one), one.dealt_with_on) for one in offences]
    keys = tuple(one.key for one in offences)
    source = NotificationSource.DISPOSAL
    if period.undecided:
        gaps = tuple(_gaps(period.undecided, offences))
        sentence = _("Subject to notification. When it ends cannot be said without %(missing)s.") % {
            "missing": "; ".join(one.sentence for one in gaps)
        }
        return Ground(source, keys, day, sentence=sentence, facts=tuple(told), missing=gaps)
    told += [Fact(_REASONS[reason]()) for reason in period.reasons]
    return Ground(
        source, keys, day, period.ends_on, period.indefinite, _sentence(period.indefinite), tuple(told)
    )  # fmt: skip


def _sentence(is_indefinite: bool) -> str:
    if is_indefinite:
        return _("Subject to notification without end.")
    return _("Subject to notification for the period of section 82.")


def _period(day: datetime.date, counts: tuple[Count, ...], born_on: datetime.date | None) -> NotificationPeriod:
    """The period of section 82. Without a date of birth it is said when adult and child come to the same; and a term
    without a length changes nothing beside one that has no end."""
    whole = NotificationFacts(day, counts, born_on)
    answers = [notification_period(NotificationFacts(day, counts, born)) for born in possible_births(born_on, day)]
    if all(one.ends_on == answers[0].ends_on and not one.undecided for one in answers):
        return answers[0]
    for count in counts:
        alone = notification_period(NotificationFacts(day, (count,), possible_births(born_on, day)[0]))
        if alone.indefinite:
            return alone
    return notification_period(whole)


def _gaps(undecided: tuple[str, ...], offences: list[Offence]) -> Iterator[Missing]:
    if "date_of_birth" in undecided:
        yield missing(Question.DATE_OF_BIRTH)
    if "length" in undecided:
        needs = {str(one) for one in TERMS} | {str(Outcome.CONDITIONAL_DISCHARGE)}
        yield from (
            missing(Question.LENGTH, one) for one in offences if one.term == Term() and str(one.disposal) in needs
        )


def _not_known(offence: Offence, gaps: tuple[Missing, ...]) -> Ground:
    sentence = _("Not known: %(missing)s. So it cannot be said whether this brings notification.") % {
        "missing": "; ".join(one.sentence for one in gaps)
    }
    fact = Fact(_offence_in_words(offence), offence.dealt_with_on)
    return Ground(
        NotificationSource.DISPOSAL, (offence.key,), offence.dealt_with_on, sentence=sentence, facts=(fact,),
        missing=gaps, is_sure=False,
    )  # fmt: skip


def _offence_in_words(offence: Offence) -> str:
    words = {"offence": offence.title, "disposal": offence.disposal.label, "length": _in_words(offence.term)}
    if not words["length"]:
        return _("%(offence)s: %(disposal)s") % words
    if offence.is_consecutive:
        return _("%(offence)s: %(disposal)s, %(length)s, consecutive") % words
    return _("%(offence)s: %(disposal)s, %(length)s") % words


def _in_words(term: Term) -> str:
    parts = (
        (term.years, ngettext("%(n)d year", "%(n)d years", term.years)),
        (term.months, ngettext("%(n)d month", "%(n)d months", term.months)),
        (term.days, ngettext("%(n)d day", "%(n)d days", term.days)),
    )
    return ", ".join(words % {"n": number} for number, words in parts if number)


# --- orders and breaches ----------------------------------------------------------------------------------------------


def _by_orders(facts: EligibilityFacts, orders: list[OrderHeld]) -> Iterator[Ground]:
    for order in orders:
        if order.ended_on is not None and order.ended_on <= order.made_on:
            continue
        if order.order_type in PREVENTION:
            yield _while_it_runs(order, NotificationSource.SHPO, "Sexual Offences Act 2003 ss.103G, 107")
        elif order.order_type in NOTIFICATION_ORDERS:
            yield _by_notification_order(facts, order)


def _while_it_runs(order: OrderHeld, source: NotificationSource, provision: str) -> Ground:
    sentence = _("Subject to notification for as long as the order runs.")
    fact = Fact(order.title, order.made_on, order.ended_on)
    return Ground(
        source, (order.key,), order.made_on, order.ended_on, sentence=sentence, facts=(fact,), provision=provision
    )  # fmt: skip


def _by_notification_order(facts: EligibilityFacts, order: OrderHeld) -> Ground:
    """An end that the order names counts; without one the period of section 82 runs from the conviction abroad."""
    source, provision = NotificationSource.NOTIFICATION_ORDER, "Sexual Offences Act 2003 ss.82, 97, 98"
    if order.ended_on is not None:
        return _while_it_runs(order, source, provision)
    abroad = [one for one in facts.offences if one.is_overseas and one.dealt_with_on <= order.made_on]
    day = max((one.dealt_with_on for one in abroad), default=None)
    if day is None:
        fact = Fact(order.title, order.made_on)
        gap = Missing(Question.LENGTH, _("the conviction abroad with its sentence, or the end that the order names"))
        sentence = _("Subject to notification. When it ends cannot be said without %(missing)s.") % {
            "missing": gap.sentence
        }
        return Ground(
            source, (order.key,), order.made_on, sentence=sentence, facts=(fact,), provision=provision, missing=(gap,)
        )  # fmt: skip
    found = _of_day(facts, day, _as_served([one for one in abroad if one.dealt_with_on == day]))
    told = (Fact(order.title, order.made_on), *found.facts)
    is_over = found.ended_on is not None and found.ended_on <= order.made_on
    return Ground(
        source, (order.key,), order.made_on, None if is_over else found.ended_on, found.is_indefinite,
        found.sentence, told, provision, found.missing,
    )  # fmt: skip


def _by_breaches(breaches: Iterable[RiskOrderBreached]) -> Iterator[Ground]:
    """The first breach of each order: until the order ends the person stays subject (section 122I)."""
    seen: set[str] = set()
    for breach in sorted(breaches, key=lambda one: one.dealt_with_on):
        order = breach.order
        is_over = order.ended_on is not None and order.ended_on <= breach.dealt_with_on
        if order.key in seen or is_over:
            continue
        seen.add(order.key)
        told = (
            Fact(_("Cautioned for or convicted of breaching it"), breach.dealt_with_on),
            Fact(order.title, order.made_on, order.ended_on),
        )
        sentence = _("Subject to notification until the order that was breached ends.")
        yield Ground(
            NotificationSource.SRO_BREACH, (order.key,), breach.dealt_with_on, order.ended_on,
            sentence=sentence, facts=told, provision="Sexual Offences Act 2003 s.122I",
        )  # fmt: skip


# Functions, because nobody's language is known while the module loads.
_REASONS = {
    "life": lambda: _("A life sentence: without end"),
    "public_protection": lambda: _("A sentence for public protection: without end"),
    "lifelong_restriction": lambda: _("An order for lifelong restriction: without end"),
    "hospital_restricted": lambda: _("A hospital order with restriction: without end"),
    "thirty_months_or_more": lambda: _("A term of 30 months or more: without end"),
    "more_than_six_months": lambda: _("A term of more than 6 months and less than 30 months: 10 years"),
    "six_months_or_less": lambda: _("A term of 6 months or less: 7 years"),
    "hospital_without_restriction": lambda: _("A hospital order without restriction: 7 years"),
    "caution": lambda: _("A caution: 2 years"),
    "length_of_discharge": lambda: _("A conditional discharge: for its length"),
    "any_other_disposal": lambda: _("Any other disposal: 5 years"),
    "under_18": lambda: _("Under 18 on the relevant date: half of that"),
}
