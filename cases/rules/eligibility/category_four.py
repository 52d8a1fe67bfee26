"""Category 4: terrorist offenders, and offenders who may be at risk of involvement in terrorism."""

from dataclasses import replace

from django.utils.translation import gettext as _

from cases.choices import Basis, Category, Schedule
from cases.rules.age import age_on
from cases.rules.answers import Fact
from cases.rules.eligibility.category_two import sentence_qualifies
from cases.rules.eligibility.facts import EligibilityFacts
from cases.rules.eligibility.findings import Finding
from cases.rules.eligibility.lists import Standing, both, standings

PROVISION = "CJA 2003 ss.325(2) and 327; Counter-Terrorism Act 2008 Part 4"
NOTIFICATION_AGE = 16


def findings(facts: EligibilityFacts) -> list[Finding]:
    found = [_finding(facts, one) for one in standings(facts, {Schedule.TERRORISM}, by_sentence=True)]
    return [*found, _at_risk(facts)] if facts.terrorism_risk and facts.offences else found


def _finding(facts: EligibilityFacts, standing: Standing) -> Finding:
    offence = standing.offence
    verdict, why = sentence_qualifies(facts, offence)
    joined = both(standing.verdict, verdict)
    age = age_on(facts.born_on, offence.dealt_with_on)
    notified = age is not None and age >= NOTIFICATION_AGE
    basis = Basis.TERRORISM_NOTIFICATION if notified else Basis.TERRORISM_SENTENCE
    words = {
        True: _("a terrorism offence with a qualifying sentence; only a decision ends the category"),
        False: why if verdict.value is False else standing.why,
        None: standing.why or _("whether the sentence qualifies is not known"),
    }[joined.value]
    fact = Fact(_("%(offence)s: %(why)s") % {"offence": offence.title, "why": words}, offence.sentence_day)
    found = Finding(Category.FOUR, joined.value, fact, basis, offence.sentence_day, offence=offence)
    return replace(found, entry=standing.entry, missing=joined.missing, provision=PROVISION)


def _at_risk(facts: EligibilityFacts) -> Finding:
    fact = Fact(_("May be at risk of involvement in terrorism, and has committed an offence"), facts.on)
    return Finding(Category.FOUR, True, fact, Basis.TERRORISM_RISK, facts.on, provision=PROVISION)
