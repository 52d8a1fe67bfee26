"""What a review asks, kept as data: each version of the questions with the levels and the day from which it is used.

A review keeps its version, so that it is read years later as it was asked. To change a question, add a version.
"""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import Level

Words = str | Promise


@dataclass(frozen=True)
class Question:
    """One question. `choices` are its answers as (code, words); without them it is answered in words."""

    key: str
    text: Words
    ask: Words
    hint: Words = ""
    choices: tuple[tuple[str, Words], ...] = ()

    def words_of(self, answer: str) -> str:
        """An answer as it is read."""
        return str(dict(self.choices).get(answer, answer))


@dataclass(frozen=True)
class QuestionSet:
    """The questions of one version, for these levels, from a day on."""

    version: str
    levels: frozenset[int]
    effective_from: datetime.date
    questions: tuple[Question, ...]

    def by_key(self) -> dict[str, Question]:
        return {one.key: one for one in self.questions}


YES, NO = ("yes", _("Yes")), ("no", _("No"))

_CHANGES = Question("changes", _("What has changed since the last review?"), _("Enter what has changed"))

LEAD_AGENCY = QuestionSet(
    "lead-agency-1",
    frozenset({Level.ONE}),
    datetime.date(2022, 1, 1),
    (
        _CHANGES,
        Question(
            "risk_is_right",
            _("Is the assessed risk of serious harm still right?"),
            _("Select whether the assessed risk is still right"),
            choices=(YES, ("no", _("No, it is to be assessed again")), ("unknown", _("It has not been assessed"))),
        ),
        Question(
            "risk_because",
            _("What does that rest on?"),
            _("Enter what that rests on"),
            _("The latest assessment, what you saw, what others reported"),
        ),
        Question(
            "compliance",
            _("Does the person keep to licence, orders and notification?"),
            _("Enter whether the person keeps to them"),
            _("Appointments, conditions, prohibitions, notifications; any breach and what was done"),
        ),
        Question(
            "behaviour",
            _("Has there been any offending, arrest or worrying behaviour?"),
            _("Enter any offending or worrying behaviour, or that there was none"),
        ),
        Question(
            "home",
            _("Where does the person live, with whom, and is it suitable?"),
            _("Enter where the person lives and whether it is suitable"),
        ),
        Question(
            "victims_and_children",
            _("Is a victim or a child at risk?"),
            _("Enter whether a victim or a child is at risk"),
            _("Contact with children, known victims and new partners; what was done to protect them"),
        ),
        Question(
            "agencies",
            _("Which other agencies did you ask, and what do they know?"),
            _("Enter which agencies you asked and what they know"),
            _("Name each; say so if one knows nothing"),
        ),
        Question(
            "meetings",
            _("Would meetings at Level 2 or 3 add anything to the management of this risk?"),
            _("Select whether meetings would add anything"),
            choices=(NO, YES),
        ),
        Question(
            "plan",
            _("What is the plan until the next review?"),
            _("Enter the plan until the next review"),
            _("Who does what, by when"),
        ),
    ),
)
MEETING = QuestionSet(
    "meeting-1",
    frozenset({Level.TWO, Level.THREE}),
    datetime.date(2022, 1, 1),
    (
        _CHANGES,
        Question(
            "plan",
            _("What did the meeting decide until the next one?"),
            _("Enter what the meeting decided"),
            _("The level stays here; a change of level is recorded as such"),
        ),
    ),
)

#: Every version ever used. None is taken away.
QUESTION_SETS = (LEAD_AGENCY, MEETING)


def questions_for(level: int, on: datetime.date) -> QuestionSet:
    """The questions a review of that level asks on a day: of the sets in use the latest, before all the first."""
    asked = sorted((one for one in QUESTION_SETS if level in one.levels), key=lambda one: one.effective_from)
    return next((one for one in reversed(asked) if one.effective_from <= on), asked[0])


def questions_of(version: str) -> QuestionSet | None:
    """The set of that version; None when there is none, as of a review brought in."""
    return next((one for one in QUESTION_SETS if one.version == version), None)


def question_words(key: str) -> str:
    """What was asked by a key, in the latest version that asks it; the key itself when none does."""
    asked = [one.by_key()[key] for one in QUESTION_SETS if key in one.by_key()]
    return str(asked[-1].text) if asked else key
