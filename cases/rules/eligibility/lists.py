"""Whether an offence stands on a list of the law on the day that counts, and meets the entry's thresholds."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import OffenceOutcome, Schedule
from cases.rules.eligibility.conditions import YES, Verdict, missing, thresholds_met
from cases.rules.eligibility.facts import EligibilityFacts, Entry, Offence, Question

FINDINGS = frozenset({OffenceOutcome.INSANITY, OffenceOutcome.DISABILITY})


@dataclass(frozen=True)
class Standing:
    """An offence against one entry of a list: the verdict, and why in words."""

    offence: Offence
    entry: Entry
    verdict: Verdict
    why: str = ""


def standings(facts: EligibilityFacts, schedules: Collection[Schedule], *, by_sentence: bool) -> Iterator[Standing]:
    """Every offence against each entry it has on these lists. `by_sentence`: the day of sentence counts, not that of
    conviction, caution or finding. Entries that ended before that day are left out: another row holds in their place.
    """
    for offence in facts.offences:
        day = offence.sentence_day if by_sentence else offence.dealt_with_on
        for entry in offence.entries:
            if entry.schedule in schedules and not entry.has_ended_by(day):
                yield _standing(facts, offence, entry, day)


def _standing(facts: EligibilityFacts, offence: Offence, entry: Entry, day: datetime.date) -> Standing:
    met = thresholds_met(facts, offence, entry.thresholds)
    if met.value is False:
        return Standing(offence, entry, met, _("it does not meet the thresholds of the list"))
    if entry.effective_from > day:
        return Standing(offence, entry, _before_the_list(offence), _("it was dealt with before the list held it"))
    return Standing(offence, entry, met)


def _before_the_list(offence: Offence) -> Verdict:
    """Whether a later entry reaches back is an open reading of the law."""
    if offence.legal_view is not None:
        return Verdict(offence.legal_view)
    return Verdict(None, (missing(Question.LEGAL_VIEW, offence),))


def both(first: Verdict, second: Verdict) -> Verdict:
    """Both must hold: no beats unknown, unknown beats yes."""
    if first.value is False or second.value is False:
        return Verdict(False)
    if first.value and second.value:
        return YES
    return Verdict(None, tuple(dict.fromkeys([*first.missing, *second.missing])))
