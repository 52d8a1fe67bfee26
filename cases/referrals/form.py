"""The questions of a referral to Level 2 or 3, by section, as data with a version.

A referral keeps the version it was begun with. A new wording is a new version beside the old one; what was sent keeps
its own words and needs neither.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pagekit.dates import long_date

Words = str | Promise
Answers = Mapping[str, str]


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    LINE = "line"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True)
class Question:
    """One question. Without an answer where `needed` its section is not finished; `needed_when` names a question of the
    same section and the answer to it that makes this one needed. `ask` says what to do about an empty answer.
    """

    key: str
    label: Words
    hint: Words = ""
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, Words], ...] = ()
    needed: bool = True
    needed_when: tuple[str, str] | None = None
    rows: int = 5
    ask: Words | None = None

    def is_needed(self, answers: Answers) -> bool:
        if self.needed_when is not None:
            question, answer = self.needed_when
            return answers.get(question) == answer
        return self.needed

    def value(self, answer: str) -> Any:
        """An answer as the field of a form holds it."""
        if self.kind == Kind.DATE:
            return datetime.date.fromisoformat(answer) if answer else None
        return answer

    def in_words(self, answer: str) -> str:
        """An answer as a page shows it; empty for none."""
        if self.kind == Kind.CHOICE:
            return str(dict(self.choices).get(answer, answer))
        if self.kind == Kind.DATE and answer:
            return long_date(datetime.date.fromisoformat(answer))
        return answer


@dataclass(frozen=True)
class Section:
    """A page of the referral. `is_core`: needed for an urgent one too. `notice`: what nobody may overlook there."""

    key: str
    heading: Words
    questions: tuple[Question, ...]
    is_core: bool = False
    notice: Words = ""

    def missing(self, answers: Answers) -> list[Question]:
        return [one for one in self.questions if one.is_needed(answers) and not answers.get(one.key)]

    def frozen(self, answers: Answers) -> dict[str, Any]:
        """Heading, questions and answers as they stand on the page, to be kept."""
        asked = [one for one in self.questions if answers.get(one.key) or one.is_needed(answers)]
        rows = [{"question": str(one.label), "answer": one.in_words(answers.get(one.key, ""))} for one in asked]
        return {"section": self.key, "heading": str(self.heading), "answers": rows}


@dataclass(frozen=True)
class ReferralForm:
    """All sections of one version."""

    version: str
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        return next((one for one in self.sections if one.key == key), None)

    def needed(self, *, is_urgent: bool) -> list[Section]:
        """The sections without which a referral cannot be sent."""
        return [one for one in self.sections if one.is_core or not is_urgent]


YES_NO: tuple[tuple[str, Words], ...] = (("yes", _("Yes")), ("no", _("No")))
YES_NO_UNKNOWN: tuple[tuple[str, Words], ...] = (*YES_NO, ("unknown", _("Not known")))
LEVEL_2, LEVEL_3 = "2", "3"

_REASON = Section(
    "reason",
    _("Why MAPPA meetings are needed"),
    (
        Question(
            "behaviour",
            _("What has happened, and what concerns you?"),
            _("The behaviour and its pattern, why now, and what the lead agency has already done"),
            rows=6,
            ask=_("Enter what has happened and what concerns you"),
        ),
        Question(
            "adds",
            _("What would MAPPA meetings add?"),
            _("What other agencies would do that cannot be arranged without meetings. Say it in so many words."),
            rows=6,
            ask=_("Enter what MAPPA meetings would add"),
        ),
    ),
    is_core=True,
)
_LEVEL = Section(
    "level",
    _("Level asked for, and urgency"),
    (
        Question(
            "level",
            _("Which level do you ask for?"),
            _("The lowest level at which the risk can be managed defensibly"),
            Kind.CHOICE,
            ((LEVEL_2, _("Level 2")), (LEVEL_3, _("Level 3"))),
            ask=_("Select the level you ask for"),
        ),
        Question(
            "senior",
            _("If Level 3: what must senior managers commit?"),
            _("For example significant resources at short notice, or an answer to high media or public interest"),
            needed_when=("level", LEVEL_3),
        ),
        Question(
            "urgent",
            _("Is it urgent?"),
            _("Urgent: somebody may be seriously harmed before an ordinary decision is made"),
            Kind.CHOICE,
            YES_NO,
        ),
        Question(
            "why_urgent",
            _("If urgent: why it cannot wait"),
            needed_when=("urgent", "yes"),
            rows=3,
            ask=_("Enter why it cannot wait"),
        ),
    ),
    is_core=True,
)
_RISK = Section(
    "risk",
    _("Risk now"),
    (
        Question(
            "rosh",
            _("Who may be seriously harmed, how, and how soon?"),
            _("To whom, the nature of the harm, how imminent it is, with the level of risk for each group"),
            rows=6,
            ask=_("Enter who may be seriously harmed, how, and how soon"),
        ),
        Question("tools", _("Assessments, with their dates and results"), needed=False),
        Question(
            "raises",
            _("What would raise the risk?"),
            _("Triggers and warning signs"),
            ask=_("Enter what would raise the risk"),
        ),
        Question("protects", _("What protects against it?"), needed=False),
    ),
    is_core=True,
)
_OFFENCE = Section(
    "offence",
    _("Offence and sentence"),
    (
        Question("index", _("Index offence or caution, sentence and length")),
        Question("facts", _("Brief facts"), _("In points and in your own words, not pasted from a report"), rows=8),
        Question("previous", _("Earlier offences that matter here"), needed=False),
    ),
)
_ORDERS = Section(
    "orders",
    _("Licence and orders"),
    (
        Question("licence", _("Licence or supervision, and its conditions"), _("Write “None” if there is none")),
        Question("orders", _("Orders in force, with their ends"), _("Write “None” if there is none")),
    ),
)
_AGENCIES = Section(
    "agencies",
    _("Agencies involved"),
    (
        Question("involved", _("Which agencies work with the person, and what does each do?")),
        Question("invite", _("Who should come to the meeting?"), _("Agency, name and how to reach them"), needed=False),
    ),
)
_VICTIMS = Section(
    "victims",
    _("Victims"),
    (
        Question(
            "contact",
            _("Is a victim liaison officer involved?"),
            kind=Kind.CHOICE,
            choices=(*YES_NO_UNKNOWN, ("declined", _("Offered and declined"))),
        ),
        Question(
            "position",
            _("What the meeting must know of victims' position"),
            _("For example that contact, zones or conditions are wanted. Write “None” if there is no victim."),
        ),
    ),
    notice=_(
        "Only their position: never write a victim's name, address, place of work or anything else by which somebody"
        " could be recognised. This referral is read by several agencies."
    ),
)
_CHILDREN = Section(
    "children",
    _("Children"),
    (
        Question(
            "contact", _("Is the person in contact with children, or a risk to any?"), "", Kind.CHOICE, YES_NO_UNKNOWN
        ),
        Question(
            "details",
            _("Which children, and what is done to keep them safe"),
            _("Ages and relationship; name a child only if the meeting cannot do without it"),
            needed_when=("contact", "yes"),
        ),
        Question(
            "referred",
            _("Has children's social care been told?"),
            "",
            Kind.CHOICE,
            (*YES_NO, ("not_needed", _("Not needed"))),
        ),
    ),
)
_DIVERSITY = Section(
    "diversity",
    _("Diversity and needs"),
    (
        Question(
            "needs",
            _("What must be taken into account?"),
            _("Disability, neurodiversity, language, faith, sex, age, care experience. Write “None known” if none."),
        ),
        Question(
            "interpreter", _("Interpreter or other help needed to take part in supervision"), needed=False, rows=2
        ),
    ),
)
_PLAN = Section(
    "plan",
    _("Draft risk management plan"),
    (
        Question("supervision", _("Supervision"), rows=4),
        Question("monitoring", _("Monitoring and control"), rows=4),
        Question("interventions", _("Interventions and treatment"), rows=4),
        Question(
            "victim_safety",
            _("Victim safety"),
            _("Measures only: nothing by which a victim could be recognised"),
            rows=4,
        ),
        Question("contingency", _("Contingency: what is done if the plan fails"), rows=4),
    ),
)
_DATES = Section(
    "dates",
    _("Dates and places"),
    (
        Question("release", _("Earliest or planned release"), kind=Kind.DATE, needed=False),
        Question("meet_by", _("Meeting needed before"), kind=Kind.DATE, needed=False),
        Question(
            "dates",
            _("Other dates that matter"),
            _("End of licence, sentence or order, parole or court hearing. Write “None” if there is none."),
        ),
        Question(
            "address",
            _("Where the person lives, or will on release"),
            _("Of no fixed abode: the area of closest links"),
            rows=3,
        ),
    ),
)

FORMS: dict[str, ReferralForm] = {
    "2026-1": ReferralForm(
        "2026-1",
        (
            _REASON,
            _LEVEL,
            _RISK,
            _OFFENCE,
            _ORDERS,
            _AGENCIES,
            _VICTIMS,
            _CHILDREN,
            _DIVERSITY,
            _PLAN,
            _DATES,
        ),
    )
}
#: The version that new referrals are begun with.
CURRENT = "2026-1"
