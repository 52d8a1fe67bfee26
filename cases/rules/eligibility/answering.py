"""Puts the findings together: the first of 4, 1, 2 that holds, then Category 3 by decision, then not eligible.

A category that goes before and is not known keeps the answer open: only one category counts.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import Basis, Category, ScreeningOutcome
from cases.rules.answers import Answer, Fact
from cases.rules.eligibility import category_four, category_one, category_two
from cases.rules.eligibility.conditions import missing as is_missing
from cases.rules.eligibility.facts import EligibilityFacts, Missing, Offence, Question
from cases.rules.eligibility.findings import Finding

_BY_LAW = (
    (Category.FOUR, category_four.findings),
    (Category.ONE, category_one.findings),
    (Category.TWO, category_two.findings),
)
_THREE = "CJA 2003 s.325(2)(b)"
_NONE = "CJA 2003 ss.325 and 327"


@dataclass(frozen=True)
class Eligibility(Answer[ScreeningOutcome]):
    """The answer with what follows from it. `missing` says what keeps it open; `offence` is the key of the one that
    brings the category, empty when an order or a decision does. `expected_end_on` None: no end, or none foreseeable.
    """

    basis: Basis | None = None
    started_on: datetime.date | None = None
    expected_end_on: datetime.date | None = None
    offence: str = ""
    missing: tuple[Missing, ...] = ()


def decide(facts: EligibilityFacts) -> Eligibility:
    """The answer on `facts.on`."""
    against: list[Fact] = []
    opened: list[Finding] = []
    for category, findings_of in _BY_LAW:
        found = findings_of(facts)
        holding = [one for one in found if one.value]
        opened += [one for one in found if one.value is None] if not holding else []
        if holding:
            return _open(opened, holding) if opened else _held(category, holding)
        against += [one.fact for one in found if one.value is False]
    return _open(opened, []) if opened else _by_decision(facts, [*against, *_unlisted(facts)])


def _held(category: Category, holding: list[Finding]) -> Eligibility:
    """The ground that lasts longest carries the category, from the day of the first."""
    main = max(holding, key=lambda one: one.lasts_until)
    started_on = min(one.started_on for one in holding if one.started_on)
    return Eligibility(
        ScreeningOutcome(f"category_{category.value}"),
        _("%(category)s.") % {"category": category.label},
        (*(one.fact for one in holding), *_unchecked(holding)),
        _provision(main),
        main.basis,
        started_on,
        main.expected_end_on,
        main.offence.key if main.offence else "",
    )


def _provision(main: Finding) -> str:
    return f"{main.provision}; {main.entry.authority}" if main.entry else main.provision


def _unchecked(holding: Iterable[Finding]) -> Iterable[Fact]:
    """An answer that rests on an entry nobody checked against the text says so."""
    for one in holding:
        if one.entry is not None and not one.entry.is_checked:
            yield Fact(_("The entry “%(title)s” is still to be checked against the text of the law.") % {
                "title": one.entry.title
            })  # fmt: skip


def _open(opened: list[Finding], holding: list[Finding]) -> Eligibility:
    missing = _once(gap for one in opened for gap in one.missing)
    facts = [one.fact for one in opened]
    facts += [Fact(_("In any case: %(fact)s") % {"fact": one.fact.text}, one.fact.started_on) for one in holding]
    return _cannot_say(missing, facts)


def _once(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    return tuple(dict.fromkeys(missing))


def _cannot_say(missing: tuple[Missing, ...], facts: Iterable[Fact]) -> Eligibility:
    words = "; ".join(one.sentence for one in missing)
    sentence = _("This cannot be decided without %(missing)s.") % {"missing": words}
    if any(one.question is Question.LEGAL_VIEW for one in missing):
        sentence = _("This needs a legal view. %(sentence)s") % {"sentence": sentence}
    return Eligibility(None, sentence, tuple(facts), _NONE, missing=missing)


def _unlisted(facts: EligibilityFacts) -> list[Fact]:
    return [_not_listed(one) for one in facts.offences if not one.entries]


def _not_listed(offence: Offence) -> Fact:
    text = _("%(offence)s: recorded as being on none of the law's lists") % {"offence": offence.title}
    return Fact(text, offence.dealt_with_on)


def _by_decision(facts: EligibilityFacts, against: list[Fact]) -> Eligibility:
    """Nothing brings a category by law. An offence is required for any other; Category 3 needs meetings as well."""
    if not facts.offences:
        if facts.nothing_on_record is None:
            return _cannot_say((is_missing(Question.NOTHING_ON_RECORD),), against)
        return _not_eligible([Fact(_("No conviction, caution or finding: MAPPA needs an offence"))])
    questions = _discretion(facts)
    if questions:
        return _cannot_say(tuple(is_missing(one) for one in questions), against)
    if facts.serious_harm and facts.needs_meetings:
        return _category_three(facts, against)
    why = _("the risk does not need MAPPA meetings") if facts.serious_harm else _(
        "no offence shows a capacity for serious harm"
    )  # fmt: skip
    return _not_eligible([*against, Fact(_("Category 3 was considered: %(why)s") % {"why": why})])


def _discretion(facts: EligibilityFacts) -> list[Question]:
    """What a decision still needs: meetings are only asked about where there is a capacity for serious harm."""
    asked = [Question.TERRORISM_RISK, Question.SERIOUS_HARM]
    if facts.serious_harm:
        asked.append(Question.NEEDS_MEETINGS)
    return [one for one in asked if getattr(facts, one.value) is None]


def _category_three(facts: EligibilityFacts, against: list[Fact]) -> Eligibility:
    decided = (
        Fact(_("An offence shows a capacity for serious harm, and the risk needs MAPPA meetings"), facts.on),
        *against,
    )
    sentence = _("Category 3. A person in Category 3 is managed at Level 2 or Level 3.")
    outcome = ScreeningOutcome.CATEGORY_3
    return Eligibility(outcome, sentence, decided, _THREE, Basis.OTHER_DANGEROUS, facts.on)


def _not_eligible(facts: Iterable[Fact]) -> Eligibility:
    return Eligibility(ScreeningOutcome.NOT_ELIGIBLE, _("Not MAPPA eligible."), tuple(facts), _NONE)
