"""Whether somebody is subject to notification on a day, since when and until when. Pure.

Requirements that touch or overlap are one time of being subject: an order keeps somebody subject whose period would
have ended (section 103G), and nobody notifies for the first time twice while it goes on.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import NotificationSource
from cases.rules.answers import Answer, Fact

PROVISION = "Sexual Offences Act 2003 ss.80, 82"
_BY_ORDER = "Sexual Offences Act 2003 s.103G"


@dataclass(frozen=True)
class Held:
    """A requirement, half open. `ended_on` None: no end, or with `end_is_known` False nobody can say when."""

    source: NotificationSource
    text: str
    started_on: datetime.date
    ended_on: datetime.date | None = None
    is_indefinite: bool = False
    end_is_known: bool = True

    def holds(self, day: datetime.date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    @property
    def fact(self) -> Fact:
        return Fact(self.text, self.started_on, self.ended_on)


@dataclass(frozen=True)
class Standing(Answer[bool]):
    """`since` and `until` are the first and the first-no-longer day of being subject, `until` None: no end is fixed."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    is_indefinite: bool = False
    end_is_known: bool = True


def standing(held: Iterable[Held], on: datetime.date, *, in_category_one: bool = False) -> Standing:
    """The answer on a day. `in_category_one`: the record says Category 1, so that no requirement means one is missing
    rather than that there is none; and so does an order that ended alone, which rested on an offence not recorded."""
    known = sorted(held, key=lambda one: one.started_on)
    chain = _chain(known, on)
    if chain:
        return _subject(chain)
    past = [one for one in known if one.started_on <= on]
    if not past and in_category_one:
        return Standing(
            None, _("Category 1 holds, but no notification requirement is recorded."), provision=PROVISION
        )  # fmt: skip
    if in_category_one and all(one.source == NotificationSource.SHPO for one in past):
        sentence = _("Category 1 holds, but the only notification requirement recorded is that of an order that ended.")
        return Standing(None, sentence, tuple(one.fact for one in past), PROVISION)
    sentence = _("No longer subject to notification.") if past else _("Not subject to notification.")
    ended_on = _end(past) if past else None
    return Standing(False, sentence, tuple(one.fact for one in past), PROVISION, until=ended_on)


def _chain(known: Sequence[Held], on: datetime.date) -> list[Held]:
    """The requirements that make up the time of being subject around a day, the oldest first; empty when there is none.

    One that ends the day another begins leaves no day between them.
    """
    chains: list[list[Held]] = []
    for one in known:
        if chains and one.started_on <= _end(chains[-1]):
            chains[-1].append(one)
        else:
            chains.append([one])
    return next((chain for chain in chains if chain[0].started_on <= on < _end(chain)), [])


def _end(chain: Sequence[Held]) -> datetime.date:
    return max(one.ended_on or datetime.date.max for one in chain)


def _subject(chain: list[Held]) -> Standing:
    is_indefinite = any(one.is_indefinite and one.ended_on is None for one in chain)
    until = _end(chain)
    by_order = [one for one in chain if one.source == NotificationSource.SHPO and (one.ended_on or until) == until]
    others = [one for one in chain if one.source != NotificationSource.SHPO]
    is_extended = bool(by_order and others) and not is_indefinite and _end(others) < until
    open_ones = [one for one in chain if one.ended_on is None]
    facts = [one.fact for one in chain]
    if is_extended:
        facts.append(Fact(_("The order keeps the person subject after the period would have ended"), _end(others)))
    return Standing(
        True,
        _("Subject to notification without end.") if is_indefinite else _("Subject to notification."),
        tuple(facts),
        f"{PROVISION}; {_BY_ORDER}" if is_extended else PROVISION,
        chain[0].started_on,
        None if until == datetime.date.max else until,
        is_indefinite,
        is_indefinite or all(one.end_is_known for one in open_ones),
    )
