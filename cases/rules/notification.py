"""For how long somebody is subject to the notification requirements of Part 2 of the Sexual Offences Act 2003.

Section 82 fixes the period by the disposal and by age on the relevant date; a sexual harm prevention order extends it.
Pure: facts in, an answer with its reasons out. What the person must notify and when is `notification_duties`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from cases.rules.age import age_on
from cases.rules.calendar import months_after

INDEFINITE_FROM_MONTHS = 30
LONGER_THAN_MONTHS = 6
YOUNG_UNDER = 18


class Outcome(StrEnum):
    """How a court or the police dealt with the offence, as section 82 tells them apart."""

    IMPRISONMENT = "imprisonment"
    SUSPENDED_SENTENCE = "suspended_sentence"
    EXTENDED_SENTENCE = "extended_sentence"
    LIFE = "life"
    PUBLIC_PROTECTION = "public_protection"
    LIFELONG_RESTRICTION = "lifelong_restriction"
    DETENTION_AND_TRAINING = "detention_and_training"
    HOSPITAL_RESTRICTED = "hospital_restricted"
    HOSPITAL = "hospital"
    CAUTION = "caution"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    OTHER = "other"


#: Disposals whose length decides. A suspended sentence counts as imprisonment for its term; of an extended sentence the
#: whole counts, of a detention and training order the custodial part.
TERMS = frozenset(
    {
        Outcome.IMPRISONMENT,
        Outcome.SUSPENDED_SENTENCE,
        Outcome.EXTENDED_SENTENCE,
        Outcome.DETENTION_AND_TRAINING,
    }
)
WITHOUT_END = frozenset(
    {Outcome.LIFE, Outcome.PUBLIC_PROTECTION, Outcome.LIFELONG_RESTRICTION, Outcome.HOSPITAL_RESTRICTED}
)


@dataclass(frozen=True)
class Term:
    """A length as a court gives it. Compared by the calendar from the day it runs: 6 months and a day is longer than 6
    months, and 183 days may or may not be."""

    years: int = 0
    months: int = 0
    days: int = 0

    def end_from(self, day: datetime.date) -> datetime.date:
        return months_after(day, self.years * 12 + self.months) + datetime.timedelta(days=self.days)

    def __add__(self, other: Term) -> Term:
        return Term(self.years + other.years, self.months + other.months, self.days + other.days)


@dataclass(frozen=True)
class Count:
    """One offence dealt with. `consecutive` terms add up with the one before; others run beside it."""

    disposal: Outcome
    term: Term | None = None
    consecutive: bool = False


@dataclass(frozen=True)
class NotificationFacts:
    """What section 82 asks. `relevant_date` is that of conviction, finding or caution. `born_on` None: not known.

    `order_ends_on` is the end of a SHPO in force on that person, `order_without_end` one until further order.
    """

    relevant_date: datetime.date
    counts: tuple[Count, ...]
    born_on: datetime.date | None
    order_ends_on: datetime.date | None = None
    order_without_end: bool = False


@dataclass(frozen=True)
class NotificationPeriod:
    """The answer. In force from `starts_on` up to, and not including, `ends_on`; None with `indefinite`: no end.

    `undecided` names what is missing, and then nothing else is said.
    """

    starts_on: datetime.date
    ends_on: datetime.date | None = None
    indefinite: bool = False
    extended_by_order: bool = False
    reasons: tuple[str, ...] = ()
    provision: str = "Sexual Offences Act 2003 s.82"
    undecided: tuple[str, ...] = field(default=())


def notification_period(facts: NotificationFacts) -> NotificationPeriod:
    """The period of section 82 for one relevant date; of several offences dealt with that day the longest holds.

    Finite periods are halved for somebody under 18 on the relevant date, save that of a conditional discharge.
    """
    missing = _missing(facts)
    if missing:
        return NotificationPeriod(facts.relevant_date, undecided=missing)
    age = age_on(facts.born_on, facts.relevant_date)
    young = age is not None and age < YOUNG_UNDER
    answers = [_for_term(facts.relevant_date, young, *group) for group in _groups(facts.counts)]
    longest = max(answers, key=_how_long)
    return _extended(longest, facts)


def _missing(facts: NotificationFacts) -> tuple[str, ...]:
    missing = [] if facts.counts else ["disposal"]
    if facts.born_on is None and any(count.disposal not in WITHOUT_END for count in facts.counts):
        missing.append("date_of_birth")
    needs_length = TERMS | {Outcome.CONDITIONAL_DISCHARGE}
    if any(count.disposal in needs_length and count.term is None for count in facts.counts):
        missing.append("length")
    return tuple(missing)


def _groups(counts: tuple[Count, ...]) -> list[tuple[Outcome, Term | None]]:
    """Disposals with their lengths: consecutive terms added up, concurrent ones each by itself."""
    groups: list[tuple[Outcome, Term | None]] = []
    for count in counts:
        follows = count.consecutive and count.disposal in TERMS and groups and groups[-1][0] in TERMS
        if follows and count.term is not None and groups[-1][1] is not None:
            groups[-1] = (groups[-1][0], groups[-1][1] + count.term)
        else:
            groups.append((count.disposal, count.term))
    return groups


def _for_term(day: datetime.date, young: bool, disposal: Outcome, term: Term | None) -> NotificationPeriod:
    if disposal in WITHOUT_END:
        return NotificationPeriod(day, indefinite=True, reasons=(disposal.value,))
    if disposal is Outcome.CONDITIONAL_DISCHARGE and term is not None:
        return NotificationPeriod(day, term.end_from(day), reasons=("length_of_discharge",))
    if disposal in TERMS and term is not None and term.end_from(day) >= months_after(day, INDEFINITE_FROM_MONTHS):
        return NotificationPeriod(day, indefinite=True, reasons=("thirty_months_or_more",))
    years, reason = _years(day, disposal, term)
    months = years * 12 // (2 if young else 1)
    return NotificationPeriod(day, months_after(day, months), reasons=(reason, "under_18") if young else (reason,))


def _years(day: datetime.date, disposal: Outcome, term: Term | None) -> tuple[int, str]:
    if disposal is Outcome.CAUTION:
        return 2, "caution"
    if disposal is Outcome.HOSPITAL:
        return 7, "hospital_without_restriction"
    if disposal in TERMS and term is not None:
        longer = term.end_from(day) > months_after(day, LONGER_THAN_MONTHS)
        return (10, "more_than_six_months") if longer else (7, "six_months_or_less")
    return 5, "any_other_disposal"


def _how_long(answer: NotificationPeriod) -> datetime.date:
    return answer.ends_on or datetime.date.max


def _extended(answer: NotificationPeriod, facts: NotificationFacts) -> NotificationPeriod:
    """A SHPO keeps its subject under the requirements for as long as it runs (sections 103G and 107(3) before it)."""
    if answer.indefinite or answer.ends_on is None:
        return answer
    longer = facts.order_ends_on is not None and facts.order_ends_on > answer.ends_on
    if not (facts.order_without_end or longer):
        return answer
    return NotificationPeriod(
        answer.starts_on,
        None if facts.order_without_end else facts.order_ends_on,
        extended_by_order=True,
        reasons=(*answer.reasons, "extended_by_shpo"),
        provision="Sexual Offences Act 2003 ss.82, 103G",
    )
