"""How long a sentence is against a threshold. A length is compared by the calendar from the day of sentence.

364 days are less than 12 months; a suspended sentence counts as imprisonment for its term.
"""

import datetime

from cases.choices import DisposalKind
from cases.rules.calendar import months_after
from cases.rules.eligibility.facts import Offence
from cases.rules.notification import Term

WITHOUT_TERM = frozenset({DisposalKind.LIFE, DisposalKind.PUBLIC_PROTECTION, DisposalKind.LIFELONG_RESTRICTION})
WITH_TERM = frozenset(
    {
        DisposalKind.IMPRISONMENT,
        DisposalKind.SUSPENDED_SENTENCE,
        DisposalKind.EXTENDED_SENTENCE,
        DisposalKind.DETENTION_AND_TRAINING,
    }
)
CUSTODY = WITHOUT_TERM | WITH_TERM
HOSPITAL = frozenset({DisposalKind.HOSPITAL, DisposalKind.HOSPITAL_RESTRICTED})
COMMUNITY = frozenset({DisposalKind.COMMUNITY_ORDER, DisposalKind.YOUTH_REHABILITATION})


def reaches(term: Term, day: datetime.date, months: int) -> bool:
    """Whether a term that runs from a day is at least so many months."""
    return term.end_from(day) >= months_after(day, months)


def is_given(term: Term) -> bool:
    return term != Term()


def together(offences: tuple[Offence, ...], one: Offence) -> Term | None:
    """The sum of the terms of one sentencing day, when any of them runs after another; None when none does."""
    same_day = [other for other in offences if other.sentence_day == one.sentence_day and other.disposal in WITH_TERM]
    if one not in same_day or not any(other.is_consecutive for other in same_day):
        return None
    return sum((other.term for other in same_day), Term())


def half(term: Term, day: datetime.date) -> Term:
    """The custodial part of a detention and training order: half of it, in days."""
    return Term(days=(term.end_from(day) - day).days // 2)
