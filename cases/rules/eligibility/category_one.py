"""Category 1: subject to the notification requirements of Part 2 of the Sexual Offences Act 2003."""

import datetime
from dataclasses import replace

from django.utils.translation import gettext as _

from cases.choices import Basis, Category, DisposalKind, OffenceOutcome, Schedule
from cases.rules.answers import Fact
from cases.rules.calendar import months_after
from cases.rules.eligibility import terms
from cases.rules.eligibility.conditions import Verdict, missing
from cases.rules.eligibility.facts import EligibilityFacts, Notifying, Offence, Question
from cases.rules.eligibility.findings import Finding
from cases.rules.eligibility.lists import FINDINGS, Standing, standings
from cases.rules.notification import (
    Count,
    NotificationFacts,
    NotificationPeriod,
    Outcome,
    notification_period,
)

PROVISION = "CJA 2003 s.327(2); Sexual Offences Act 2003 s.80"
BRINGS_NOTIFICATION = frozenset({OffenceOutcome.CONVICTED, OffenceOutcome.CAUTIONED}) | FINDINGS

#: Somebody whose age is not known is taken for an adult and for a child: what both give is sure.
_ADULT_MONTHS, _CHILD_MONTHS = 12 * 40, 12 * 17


def findings(facts: EligibilityFacts) -> list[Finding]:
    """What orders, requirements and offences of Schedule 3 say."""
    held = [_by_order(one, facts.on) for one in facts.notifying]
    return held + [_by_offence(facts, one) for one in standings(facts, {Schedule.SOA_3}, by_sentence=False)]


def _by_order(one: Notifying, on: datetime.date) -> Finding:
    fact = Fact(_("Subject to notification: %(what)s") % {"what": one.text}, one.started_on, one.ended_on)
    return Finding(
        Category.ONE, one.holds(on), fact, Basis.NOTIFICATION_REQUIREMENT, one.started_on, one.ended_on,
        provision=PROVISION,
    )  # fmt: skip


def _by_offence(facts: EligibilityFacts, standing: Standing) -> Finding:
    offence = standing.offence
    start = Finding(
        Category.ONE, standing.verdict.value, Fact(""), Basis.NOTIFICATION_REQUIREMENT, offence.dealt_with_on,
        offence=offence, entry=standing.entry, missing=standing.verdict.missing, provision=PROVISION,
    )  # fmt: skip
    refused = why_refused(offence) or (standing.why if standing.verdict.value is False else "")
    if refused:
        return replace(start, value=False, missing=(), fact=_fact(_("%(offence)s: %(why)s"), offence, why=refused))
    if standing.verdict.value is None:
        return replace(start, fact=_fact(_("%(offence)s: whether Schedule 3 applies is not known"), offence))
    return _with_period(facts, start, offence)


def why_refused(offence: Offence) -> str:
    """Why an offence brings no notification whatever the lists say; empty when the lists decide."""
    if offence.is_overseas:
        return _("dealt with outside England and Wales, it brings notification only by a notification order")
    if offence.outcome not in BRINGS_NOTIFICATION:
        return _("neither conviction, caution nor finding, it brings no notification")
    return ""


def _fact(pattern: str, offence: Offence, **words: str) -> Fact:
    return Fact(pattern % {"offence": offence.title, **words}, offence.dealt_with_on)


def _with_period(facts: EligibilityFacts, start: Finding, offence: Offence) -> Finding:
    period = period_of(facts, offence)
    if period is None:
        verdict = _still_running(facts, offence)
        sure = verdict.value is True
        text = _("%(offence)s: on Schedule 3; the end of notification is not known") if sure else _(
            "%(offence)s: on Schedule 3; whether notification has ended is not known"
        )  # fmt: skip
        return replace(start, value=verdict.value, missing=verdict.missing, fact=_fact(text, offence))
    if period.ends_on is not None and period.ends_on <= facts.on:
        ended = _fact(_("%(offence)s: on Schedule 3, but its notification period is over"), offence)
        return replace(start, value=False, fact=replace(ended, ended_on=period.ends_on))
    if period.indefinite and _ended_on_review(facts, offence):
        ended = _fact(_("%(offence)s: on Schedule 3, but its notification was ended on review"), offence)
        return replace(start, value=False, fact=replace(ended, ended_on=facts.indefinite_ended_on))
    text = _("%(offence)s: on Schedule 3, notification without end") if period.indefinite else _(
        "%(offence)s: on Schedule 3"
    )  # fmt: skip
    fact = replace(_fact(text, offence), ended_on=period.ends_on)
    return replace(start, fact=fact, expected_end_on=period.ends_on)


def _ended_on_review(facts: EligibilityFacts, offence: Offence) -> bool:
    """Whether the police ended the indefinite requirements after this offence was dealt with (section 91C)."""
    ended_on = facts.indefinite_ended_on
    return ended_on is not None and offence.dealt_with_on <= ended_on <= facts.on


def period_of(facts: EligibilityFacts, offence: Offence, born_on: datetime.date | None = None) -> (
    NotificationPeriod | None
):  # fmt: skip
    """The notification period that an offence brings; None when age or length is missing."""
    asked = NotificationFacts(offence.dealt_with_on, (count_of(offence),), born_on or facts.born_on)
    period = notification_period(asked)
    return None if period.undecided else period


def count_of(offence: Offence) -> Count:
    """An offence as section 82 counts it; of a detention and training order only the custodial part counts."""
    known = {one.value for one in Outcome}
    disposal = Outcome(offence.disposal.value) if offence.disposal.value in known else Outcome.OTHER
    if not terms.is_given(offence.term):
        return Count(disposal)
    is_halved = offence.disposal == DisposalKind.DETENTION_AND_TRAINING
    term = terms.half(offence.term, offence.sentence_day) if is_halved else offence.term
    return Count(disposal, term, offence.is_consecutive)


def possible_births(born_on: datetime.date | None, day: datetime.date) -> tuple[datetime.date, ...]:
    """The date of birth, or where it is not known those of an adult and of a child on that day."""
    return (born_on,) if born_on else (months_after(day, -_ADULT_MONTHS), months_after(day, -_CHILD_MONTHS))


def _still_running(facts: EligibilityFacts, offence: Offence) -> Verdict:
    """With the age not known: sure when adult and child come to the same."""
    day = offence.dealt_with_on
    if offence.disposal in terms.WITH_TERM | {DisposalKind.CONDITIONAL_DISCHARGE} and not terms.is_given(offence.term):
        return Verdict(None, (missing(Question.LENGTH, offence),))
    periods = [period_of(facts, offence, born_on) for born_on in possible_births(None, day)]
    running = {period is not None and (period.ends_on is None or facts.on < period.ends_on) for period in periods}
    return Verdict(running.pop()) if len(running) == 1 else Verdict(None, (missing(Question.DATE_OF_BIRTH),))
