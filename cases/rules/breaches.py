"""What the outcome of a breach is to the annual tables and to the law. Pure."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cases.choices import BreachOf, BreachOutcome, EventType
from cases.rules.orders.effects import SEXUAL_RISK

#: Outcomes after which nothing is waited for.
DECIDED: frozenset[str] = frozenset(set(BreachOutcome.values) - {BreachOutcome.OPEN, BreachOutcome.CHARGED})
#: Outcomes by which a breach was an offence, or is charged as one: the level is looked at again.
OFFENCES: frozenset[str] = frozenset({BreachOutcome.CAUTIONED, BreachOutcome.CHARGED, BreachOutcome.CONVICTED})
_PROVEN = frozenset({BreachOutcome.CAUTIONED, BreachOutcome.CONVICTED})


@dataclass(frozen=True)
class BreachFacts:
    """A breach with its outcome. `order_type` is that of the order breached, if it was one.

    `was_subject`: whether the person was subject to notification requirements before the outcome.
    """

    breach_of: str
    outcome: str
    outcome_on: datetime.date | None
    order_type: str = ""
    was_subject: bool = False


def event_of(breach: BreachFacts) -> tuple[EventType, datetime.date] | None:
    """The countable event that the outcome brings about, on its day; None when it brings none.

    Breach of notification (Sexual Offences Act 2003 s.91) by caution or conviction. Breach of a sexual risk order
    (s.122I) by either, of somebody not subject to notification requirements already: becoming subject is what counts.
    In which category the person was is read from the histories when it is counted.
    """
    if breach.outcome_on is None or breach.outcome not in _PROVEN:
        return None
    if breach.breach_of == BreachOf.NOTIFICATION:
        cautioned = breach.outcome == BreachOutcome.CAUTIONED
        return EventType.BREACH_CAUTIONED if cautioned else EventType.BREACH_CONVICTED, breach.outcome_on
    if breach.breach_of == BreachOf.ORDER and breach.order_type in SEXUAL_RISK and not breach.was_subject:
        return EventType.SRO_BREACH, breach.outcome_on
    return None
