"""Gathers what the rule of eligibility asks from the record, and puts its answer into words that can be kept.

Decides nothing: `cases.rules.eligibility` does.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cases.choices import DisposalKind, NotificationSource, OffenceOutcome, OrderType, RevocationOutcome, Schedule
from cases.models import Disposal, EligibilityScreening, Nominal, QualifyingOffence
from cases.querysets import order_in_force
from cases.rules.eligibility import EligibilityFacts, Entry, Notifying, Offence
from cases.rules.notification import Term
from cases.why import facts_in_words

#: Orders that by themselves bring notification for as long as they run.
NOTIFYING_ORDERS = (
    OrderType.SHPO,
    OrderType.INTERIM_SHPO,
    OrderType.SOPO,
    OrderType.NOTIFICATION_ORDER,
    OrderType.INTERIM_NOTIFICATION_ORDER,
)
#: What an entry's authority says when nobody has compared it with the text.
UNCHECKED = "to be checked"


@dataclass(frozen=True)
class CheckAnswers:
    """What was answered in the check itself, as it stands in a session: of the person, and of offences by key."""

    person: Mapping[str, bool] = field(default_factory=dict)
    offences: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)


def facts_of(nominal: Nominal, on: datetime.date, answers: CheckAnswers | None = None) -> EligibilityFacts:
    """A person's facts on a day. Five queries."""
    answers = answers or CheckAnswers()
    disposals = list(nominal.disposals.order_by("dealt_with_on", "pk"))
    entries = _entries({row.offence_code for row in disposals if row.offence_code})
    return EligibilityFacts(
        on=on,
        offences=tuple(_offence(row, entries[row.offence_code], answers) for row in disposals),
        born_on=nominal.date_of_birth,
        notifying=tuple(_notifying(nominal, on)),
        indefinite_ended_on=_ended_on_review(nominal),
        **answers.person,
    )


def _entries(codes: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in QualifyingOffence.objects.filter(code__in=codes):
        found[row.code].append(entry_of(row))
    return defaultdict(tuple, {code: tuple(rows) for code, rows in found.items()})


def entry_of(row: QualifyingOffence) -> Entry:
    """A row of the lists as the rule takes it."""
    return Entry(
        schedule=Schedule(row.schedule),
        title=row.title,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        thresholds=tuple(tuple(one) for one in row.thresholds),
        authority=row.authority,
        is_checked=UNCHECKED not in row.authority,
    )


def _offence(row: Disposal, entries: tuple[Entry, ...], answers: CheckAnswers) -> Offence:
    return Offence(
        key=str(row.pk),
        title=row.offence_title,
        outcome=OffenceOutcome(row.outcome),
        disposal=DisposalKind(row.disposal),
        dealt_with_on=row.dealt_with_on,
        sentenced_on=row.sentenced_on,
        committed_on=row.committed_on,
        term=Term(row.years, row.months, row.days),
        is_consecutive=row.is_consecutive,
        is_overseas=row.is_overseas,
        needs_legal_review=row.needs_legal_review,
        entries=entries,
        victim_under_18=row.victim_under_18,
        **answers.offences.get(str(row.pk), {}),
    )


def _notifying(nominal: Nominal, on: datetime.date) -> Iterable[Notifying]:
    for order in nominal.orders.filter(order_in_force(on), order_type__in=NOTIFYING_ORDERS):
        yield Notifying(order.get_order_type_display(), order.made_on, order.ends_on)
    for row in nominal.notification_requirements.in_force(on):
        if row.is_by_hand or row.source == NotificationSource.SRO_BREACH:
            yield Notifying(row.get_source_display(), row.started_on, row.ended_on)


def _ended_on_review(nominal: Nominal) -> datetime.date | None:
    revoked = nominal.indefinite_reviews.filter(outcome=RevocationOutcome.REVOKED)
    day: datetime.date | None = revoked.order_by("-ceases_on").values_list("ceases_on", flat=True).first()
    return day


def answers_given(nominal: Nominal) -> CheckAnswers:
    """What was answered in the last confirmed check of eligibility: judgements are no facts of the record."""
    last = EligibilityScreening.objects.filter(nominal=nominal, answer__asked="eligibility").first()
    if last is None:
        return CheckAnswers()
    return CheckAnswers(last.answer.get("person", {}), last.answer.get("offences", {}))


def kept_answer(eligibility: Any, answers: CheckAnswers) -> dict[str, Any]:
    """The answer as it is kept with a screening: in the words shown, and what was answered in the check."""
    day = eligibility.started_on
    end = eligibility.expected_end_on
    return {
        "asked": "eligibility",
        "outcome": eligibility.sentence,
        "facts": facts_in_words(eligibility.facts),
        "provision": eligibility.provision,
        "started_on": day.isoformat() if day else "",
        "expected_end_on": end.isoformat() if end else "",
        "person": dict(answers.person),
        "offences": {key: dict(values) for key, values in answers.offences.items()},
    }
