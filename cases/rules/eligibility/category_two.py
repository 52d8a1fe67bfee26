"""Category 2: violent offenders, and sexual offenders who are not subject to notification (section 327(3) and (4))."""

import datetime
from dataclasses import replace

from django.utils.translation import gettext as _

from cases.choices import Basis, Category, DisposalKind, OffenceOutcome, Schedule
from cases.rules.answers import Fact
from cases.rules.calendar import months_after
from cases.rules.eligibility import terms
from cases.rules.eligibility.conditions import YES, Verdict, custody_of
from cases.rules.eligibility.facts import EligibilityFacts, Offence
from cases.rules.eligibility.findings import Finding
from cases.rules.eligibility.lists import FINDINGS, Standing, both, standings

PROVISION = "CJA 2003 s.327(3) and (4)"
SCHEDULES = frozenset({Schedule.CJA_15_1, Schedule.CJA_15_2, Schedule.CJA_327_4A})
MONTHS = 12
#: A suspended sentence can be activated for two years at most (Sentencing Code s.288).
SUSPENDED_MONTHS = 24
ORDERS = terms.HOSPITAL | {DisposalKind.GUARDIANSHIP}
#: Qualify whatever their length.
ANY_LENGTH = terms.WITHOUT_TERM | {DisposalKind.EXTENDED_SENTENCE} | ORDERS


def findings(facts: EligibilityFacts) -> list[Finding]:
    return [_finding(facts, one) for one in standings(facts, SCHEDULES, by_sentence=True)]


def _finding(facts: EligibilityFacts, standing: Standing) -> Finding:
    offence = standing.offence
    verdict, why = sentence_qualifies(facts, offence)
    joined = both(standing.verdict, verdict)
    start = Finding(
        Category.TWO, joined.value, Fact("", offence.sentence_day), basis_of(offence),
        max(offence.sentence_day, standing.entry.effective_from),
        offence=offence, entry=standing.entry, missing=joined.missing, provision=PROVISION,
    )  # fmt: skip
    over = _end(offence)
    if joined.value is not False and over is not None and over <= facts.on:
        return replace(start, value=False, missing=(), fact=_told(offence, _("the sentence is over"), over))
    if joined.value is False:
        return replace(start, fact=_told(offence, why if verdict.value is False else standing.why))
    if joined.value is None:
        return replace(start, fact=_told(offence, standing.why or _("whether the sentence qualifies is not known")))
    return replace(start, fact=_told(offence, _how(offence), over), expected_end_on=over)


def sentence_qualifies(facts: EligibilityFacts, offence: Offence) -> tuple[Verdict, str]:
    """Whether court and sentence are of the kind that brings the category, and why not."""
    if offence.is_overseas:
        return Verdict(False), _("dealt with outside England and Wales, it is no conviction by a court there")
    if offence.outcome in FINDINGS:
        return Verdict(offence.disposal in ORDERS), _("a finding counts only with a hospital or guardianship order")
    if offence.outcome != OffenceOutcome.CONVICTED:
        return Verdict(False), _("no conviction: a caution does not bring Category 2")
    if offence.disposal in ANY_LENGTH:
        return YES, ""
    if offence.disposal not in terms.CUSTODY:
        return Verdict(False), _("the sentence is neither custody of 12 months nor a hospital or guardianship order")
    verdict = custody_of(facts, offence, MONTHS, custodial_part=False)
    return verdict, _("the sentence is shorter than 12 months")


def basis_of(offence: Offence) -> Basis:
    return Basis.HOSPITAL_ORDER if offence.disposal in ORDERS else Basis.SENTENCE_12_MONTHS


def _end(offence: Offence) -> datetime.date | None:
    """When the sentence is over at the latest; None when it has no end, or only a decision ends it."""
    if offence.disposal == DisposalKind.SUSPENDED_SENTENCE:
        return months_after(offence.sentence_day, SUSPENDED_MONTHS)
    if offence.disposal in terms.WITH_TERM and terms.is_given(offence.term):
        return offence.term.end_from(offence.sentence_day)
    return None


def _how(offence: Offence) -> str:
    if offence.disposal == DisposalKind.SUSPENDED_SENTENCE:
        return _("a suspended sentence of 12 months or more; it is over after two years at the latest")
    if offence.disposal in ORDERS:
        return _("a hospital or guardianship order")
    if offence.disposal in ANY_LENGTH:
        return _("a life sentence, an extended sentence or one for public protection")
    return _("a sentence of 12 months or more")


def _told(offence: Offence, why: str, until: datetime.date | None = None) -> Fact:
    text = _("%(offence)s: %(why)s") % {"offence": offence.title, "why": why}
    return Fact(text, offence.sentence_day, until)
