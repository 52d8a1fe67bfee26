"""The conditions that entries on the law's lists set, each answered yes, no, or "not without ...".

The vocabulary of `QualifyingOffence.thresholds`: `age_18` (the offender's age at the time of the offence was 18 or
more), `custody_12` (a custodial sentence of 12 months or more), `community_12` and so on.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import DisposalKind
from cases.rules.age import age_on
from cases.rules.eligibility import terms
from cases.rules.eligibility.facts import EligibilityFacts, Missing, Offence, Question


@dataclass(frozen=True)
class Verdict:
    """`value` None: not known, and `missing` says what is."""

    value: bool | None
    missing: tuple[Missing, ...] = ()


YES, NO = Verdict(True), Verdict(False)

_SHAPE = re.compile(r"(age|under|custody|community)_(\d{1,2})")
_PLAIN = frozenset(
    {"custody", "hospital", "hospital_restricted", "victim_under_18", "victim_under_16", "sexual_purpose"}
)


def is_condition(text: str) -> bool:
    """Whether a word is in the vocabulary."""
    return text in _PLAIN or _SHAPE.fullmatch(text) is not None


def thresholds_met(facts: EligibilityFacts, offence: Offence, thresholds: Iterable[Iterable[str]]) -> Verdict:
    """Any alternative of which every condition is met; no alternatives at all: met."""
    alternatives = [_all(facts, offence, conditions) for conditions in thresholds]
    if not alternatives or any(one.value for one in alternatives):
        return YES
    open_ones = [one for one in alternatives if one.value is None]
    return Verdict(None, _joined(open_ones)) if open_ones else NO


def _all(facts: EligibilityFacts, offence: Offence, conditions: Iterable[str]) -> Verdict:
    verdicts = [condition_met(facts, offence, condition) for condition in conditions]
    if any(one.value is False for one in verdicts):
        return NO
    open_ones = [one for one in verdicts if one.value is None]
    return Verdict(None, _joined(open_ones)) if open_ones else YES


def _joined(verdicts: Iterable[Verdict]) -> tuple[Missing, ...]:
    return tuple(dict.fromkeys(missing for one in verdicts for missing in one.missing))


def condition_met(facts: EligibilityFacts, offence: Offence, condition: str) -> Verdict:
    """One condition. Raises ValueError for a word that is not in the vocabulary."""
    shaped = _SHAPE.fullmatch(condition)
    if shaped:
        return _SHAPED[shaped[1]](facts, offence, int(shaped[2]))
    if condition == "custody":
        return Verdict(offence.disposal in terms.CUSTODY)
    if condition == "hospital":
        return Verdict(offence.disposal in terms.HOSPITAL)
    if condition == "hospital_restricted":
        return Verdict(offence.disposal == DisposalKind.HOSPITAL_RESTRICTED)
    return _answered(offence, Question(condition))


def _answered(offence: Offence, question: Question) -> Verdict:
    """A yes-or-no fact of the offence. Nobody is under 16 who is not under 18."""
    if question is Question.VICTIM_UNDER_16 and offence.victim_under_18 is False:
        return NO
    value: bool | None = getattr(offence, question.value)
    return Verdict(value, () if value is not None else (missing(question, offence),))


def _age(facts: EligibilityFacts, offence: Offence, years: int) -> Verdict:
    """The offender's age at the time of the offence (Schedule 3 paragraph 95)."""
    if facts.born_on is None:
        return Verdict(None, (missing(Question.DATE_OF_BIRTH),))
    age = age_on(facts.born_on, offence.committed_on or offence.dealt_with_on)
    if age is not None and age < years:
        return NO
    return YES if offence.committed_on else Verdict(None, (missing(Question.COMMITTED_ON, offence),))


def _under(facts: EligibilityFacts, offence: Offence, years: int) -> Verdict:
    older = _age(facts, offence, years)
    return Verdict(None if older.value is None else not older.value, older.missing)


def custody_of(facts: EligibilityFacts, offence: Offence, months: int, *, custodial_part: bool = True) -> Verdict:
    """A custodial sentence of at least so many months for this offence.

    With `custodial_part` only half of a detention and training order surely counts. Terms that reach the threshold only
    together, and a sentence marked for it, need a legal view.
    """
    if offence.disposal not in terms.CUSTODY or offence.disposal in terms.WITHOUT_TERM:
        return Verdict(offence.disposal in terms.CUSTODY)
    if not terms.is_given(offence.term):
        return Verdict(None, (missing(Question.LENGTH, offence),))
    day = offence.sentence_day
    halved = custodial_part and offence.disposal == DisposalKind.DETENTION_AND_TRAINING
    if terms.reaches(terms.half(offence.term, day) if halved else offence.term, day, months):
        return YES
    is_open = offence.needs_legal_review or (halved and terms.reaches(offence.term, day, months))
    return _legal_view(offence) if is_open or _reach_together(facts, offence, months) else NO


def _reach_together(facts: EligibilityFacts, offence: Offence, months: int) -> bool:
    total = terms.together(facts.offences, offence)
    return total is not None and terms.reaches(total, offence.sentence_day, months)


def _legal_view(offence: Offence) -> Verdict:
    if offence.legal_view is not None:
        return Verdict(offence.legal_view)
    return Verdict(None, (missing(Question.LEGAL_VIEW, offence),))


def _community(facts: EligibilityFacts, offence: Offence, months: int) -> Verdict:
    if offence.disposal not in terms.COMMUNITY:
        return NO
    if not terms.is_given(offence.term):
        return Verdict(None, (missing(Question.LENGTH, offence),))
    return Verdict(terms.reaches(offence.term, offence.sentence_day, months))


_SHAPED: dict[str, Callable[[EligibilityFacts, Offence, int], Verdict]] = {
    "age": _age,
    "under": _under,
    "custody": custody_of,
    "community": _community,
}


def missing(question: Question, offence: Offence | None = None) -> Missing:
    """A question without an answer, in words that follow "cannot be decided without"."""
    sentence = _WORDS[question]()
    if offence is None:
        return Missing(question, sentence)
    return Missing(question, _("%(what)s (%(offence)s)") % {"what": sentence, "offence": offence.title}, offence.key)


# Functions, because nobody's language is known while the module loads.
_WORDS: dict[Question, Callable[[], str]] = {
    Question.DATE_OF_BIRTH: lambda: _("the person's date of birth"),
    Question.COMMITTED_ON: lambda: _("the day of the offence"),
    Question.LENGTH: lambda: _("the length of the sentence or order"),
    Question.VICTIM_UNDER_18: lambda: _("whether the victim was under 18"),
    Question.VICTIM_UNDER_16: lambda: _("whether the victim, or the person shown, was under 16"),
    Question.SEXUAL_PURPOSE: lambda: _("whether it was done to obtain sexual gratification"),
    Question.LEGAL_VIEW: lambda: _("a legal view on whether it counts"),
    Question.NOTHING_ON_RECORD: lambda: _("a conviction, caution or finding, or word that there is none"),
    Question.SERIOUS_HARM: lambda: _("whether an offence shows a capacity for serious harm"),
    Question.NEEDS_MEETINGS: lambda: _("whether the risk needs MAPPA meetings at Level 2 or 3"),
    Question.TERRORISM_RISK: lambda: _("whether the person may be at risk of involvement in terrorism"),
}
