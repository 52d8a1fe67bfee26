"""From when somebody may apply to end an indefinite requirement, and what its review weighs (ss.91A to 91F). Pure."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.rules.age import age_on
from cases.rules.answers import Answer, Fact
from cases.rules.calendar import months_after

ADULT_YEARS, YOUNG_YEARS = 15, 8
REFUSED_YEARS, REFUSED_YEARS_AT_MOST = 8, 15
APPEAL_DAYS = 21
_YOUNG_UNDER = 18
_DATE = "Sexual Offences Act 2003 s.91B"
_WHO = "Sexual Offences Act 2003 s.91A"


@dataclass(frozen=True)
class ReviewFacts:
    """What the law asks. `first_notified_on` is the day of the first notification after release, or of the first of
    all where nobody was inside; None: not recorded. `refused_until` is the day a refusal set; `order` names an order
    in force that rules an application out.
    """

    is_indefinite: bool
    relevant_date: datetime.date | None = None
    born_on: datetime.date | None = None
    first_notified_on: datetime.date | None = None
    refused_until: datetime.date | None = None
    order: str = ""


@dataclass(frozen=True)
class MayApply(Answer[bool]):
    """`from_on` is the qualifying date, where it is known; `missing` names what is not. `is_ruled_out`: whatever the
    day, an order in force forbids it."""

    from_on: datetime.date | None = None
    missing: tuple[str, ...] = ()
    is_ruled_out: bool = False


def may_apply(facts: ReviewFacts, on: datetime.date) -> MayApply:
    """Whether an application may be made on a day; None when the day from which it may cannot be said."""
    if not facts.is_indefinite:
        return MayApply(False, _("There is no indefinite requirement to review."), provision=_WHO)
    day, told, missing = _qualifying(facts)
    if facts.order:
        told = (*told, Fact(_("In force: %(order)s") % {"order": facts.order}))
        sentence = _("No application may be made while a sexual harm prevention order is in force.")
        if day is not None and day > on:
            told = (*told, Fact(_("Without the order an application might be made"), day))
        return MayApply(False, sentence, told, _WHO, day, missing, is_ruled_out=True)
    if day is None:
        words = {"missing": "; ".join(_MISSING[one]() for one in missing)}
        sentence = _("From when an application may be made cannot be said without %(missing)s.") % words
        return MayApply(None, sentence, told, _DATE, missing=missing)
    if on < day:
        return MayApply(False, _("An application may not be made yet."), told, _DATE, day)
    return MayApply(True, _("An application may be made."), told, _DATE, day)


def _qualifying(facts: ReviewFacts) -> tuple[datetime.date | None, tuple[Fact, ...], tuple[str, ...]]:
    """The qualifying date, what it rests on, what is missing. A refusal sets the further one."""
    if facts.refused_until is not None:
        return facts.refused_until, (Fact(_("An application was refused; the next from"), facts.refused_until),), ()
    age = age_on(facts.born_on, facts.relevant_date) if facts.relevant_date else None
    missing = tuple(
        name
        for name, value in (("date_of_birth", age), ("first_notification", facts.first_notified_on))
        if value is None
    )
    told = [Fact(_("First notification after release"), facts.first_notified_on)] if facts.first_notified_on else []
    if age is not None:
        told.append(Fact(_old() if age >= _YOUNG_UNDER else _young()))
    if age is None or facts.first_notified_on is None:
        return None, tuple(told), missing
    years = YOUNG_YEARS if age < _YOUNG_UNDER else ADULT_YEARS
    return months_after(facts.first_notified_on, 12 * years), tuple(told), ()


def next_after_refusal(decided_on: datetime.date, years: int = REFUSED_YEARS) -> datetime.date:
    """From when somebody may apply again: after 8 years, or as many up to 15 as the chief officer set.

    Raises ValueError for any other number of years.
    """
    if not REFUSED_YEARS <= years <= REFUSED_YEARS_AT_MOST:
        raise ValueError(f"{years} years are not between {REFUSED_YEARS} and {REFUSED_YEARS_AT_MOST}")
    return months_after(decided_on, 12 * years)


def _old() -> str:
    return _("18 or over on the relevant date: 15 years")


def _young() -> str:
    return _("Under 18 on the relevant date: 8 years")


# Functions, because nobody's language is known while the module loads.
_MISSING = {
    "date_of_birth": lambda: _("the person's date of birth"),
    "first_notification": lambda: _("the first notification after release"),
}


# Functions, because nobody's language is known while the module loads.
#: What a decision must take into account (section 91D), in its order.
FACTORS = {
    "responsible_bodies": lambda: _("What the responsible bodies said"),
    "risk": lambda: _("The risk of sexual harm, and what going on with notification means for the person"),
    "seriousness": lambda: _("How serious the offence was"),
    "time_since": lambda: _("The time since that offence or others"),
    "offences_1997": lambda: _("Offences under section 3 of the Sex Offenders Act 1997"),
    "offences_91": lambda: _("Offences under section 91: breach of notification"),
    "age_now": lambda: _("The person's age on the qualifying date"),
    "age_then": lambda: _("The person's age when the offence was committed"),
    "victim_age": lambda: _("The victim's age then, and the difference in age"),
    "mappa": lambda: _("Assessments of risk under MAPPA"),
    "victim_says": lambda: _("What a victim submitted"),
    "convictions": lambda: _("Convictions or findings for other offences of Schedule 3"),
    "cautions": lambda: _("Cautions for other offences of Schedule 3"),
    "other_evidence": lambda: _("Other evidence of a risk of sexual harm"),
    "person_says": lambda: _("What the person put forward"),
    "anything_else": lambda: _("Anything else that matters"),
}
