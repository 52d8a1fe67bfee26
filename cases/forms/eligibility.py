"""The guided check: only what is missing is asked; the answer is confirmed with a reason; the end of a category."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.eligibility import CheckAnswers
from cases.rules.eligibility import ASKED_OF_AN_OFFENCE, EligibilityFacts, Missing, Question
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]

#: Asked of the person on the page itself.
_OF_THE_PERSON = (
    Question.NOTHING_ON_RECORD,
    Question.TERRORISM_RISK,
    Question.SERIOUS_HARM,
    Question.NEEDS_MEETINGS,
)
ASKED_ON_THE_PAGE = frozenset((*_OF_THE_PERSON, *ASKED_OF_AN_OFFENCE))


class QuestionsForm(PageForm):
    """One yes or no for each question that is missing and asked on the page. Nothing has to be answered at once."""

    def __init__(self, *args: Any, missing: Iterable[Missing], facts: EligibilityFacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {_field_of(one): one for one in missing if one.question in ASKED_ON_THE_PAGE}
        for name, one in self.asked.items():
            label, hint = _QUESTIONS[one.question]()
            offence = facts.with_offence(one.offence)
            self.fields[name] = ChoiceField(
                label=f"{label} ({offence.title})" if offence else label,
                help_text=hint,
                choices=YES_NO,
                required=False,
            )

    def answered(self, before: CheckAnswers) -> CheckAnswers:
        """What was answered before, with the new answers."""
        person = dict(before.person)
        offences = {key: dict(values) for key, values in before.offences.items()}
        for name, one in self.asked.items():
            if not (said := self.cleaned_data.get(name)):
                continue
            if one.offence:
                offences.setdefault(one.offence, {})[one.question.value] = said == "yes"
            else:
                person[one.question.value] = said == "yes"
        return CheckAnswers(person, offences)


def _field_of(missing: Missing) -> str:
    return f"{missing.question.value}-{missing.offence}" if missing.offence else missing.question.value


class ConfirmForm(PageForm):
    """Why the answer is right, in the words of who confirms it."""

    shown = forms.CharField(widget=forms.HiddenInput)
    reason = TextareaField(
        label=gettext_lazy("Reason"),
        max_length=4000,
        ask=gettext_lazy("Enter why this answer is right"),
        help_text=gettext_lazy("What you relied on, and anything the record does not show"),
    )


class BasisChoiceForm(PageForm):
    """Which of the bases in force. The choice is made here: a number in the address could be counted up."""

    basis = ChoiceField(label=gettext_lazy("Which category"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["basis"]
        field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]


class ConsiderForm(BasisChoiceForm):
    applies = ChoiceField(label=gettext_lazy("Is Category 3 to follow?"), choices=YES_NO)
    reason = TextareaField(
        label=gettext_lazy("Reason"),
        max_length=4000,
        ask=gettext_lazy("Enter why Category 3 is to follow, or why not"),
        help_text=gettext_lazy("Whether the person still may cause serious harm and needs MAPPA meetings"),
    )


class EndCategoryForm(BasisChoiceForm):
    ended_on = GovukDateField(
        label=gettext_lazy("Ends on"),
        help_text=gettext_lazy("The first day on which it no longer holds"),
        ask=gettext_lazy("Enter the day it ends"),
    )
    end_reason = TextField(
        label=gettext_lazy("Why it ends"),
        max_length=200,
        ask=gettext_lazy("Enter why it ends"),
        help_text=gettext_lazy("For example, licence expired; risk no longer needs meetings"),
    )
    applies = ChoiceField(
        label=gettext_lazy("Is Category 3 to follow?"),
        choices=YES_NO,
        required=False,
        help_text=gettext_lazy("Needed when no other category holds after this, unless it was already considered"),
    )
    applies_reason = TextareaField(label=gettext_lazy("Why, or why not"), max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("applies") and not cleaned.get("applies_reason"):
            self.add_error("applies_reason", _("Enter why Category 3 is to follow, or why not"))
        return cleaned


def last_day(today: datetime.date, expected: datetime.date | None) -> datetime.date:
    """What the box for the end says at first: the expected end, if that has come."""
    return expected if expected is not None and expected <= today else today


# Functions, because nobody's language is known while the module loads.
_QUESTIONS = {
    Question.NOTHING_ON_RECORD: lambda: (
        _("Is it certain that there is no conviction, caution or finding?"),
        _("Look it up before you answer. If there is one, add it to the record instead."),
    ),
    Question.TERRORISM_RISK: lambda: (
        _("May the person be at risk of involvement in terrorism?"),
        _("Ask Counter-Terrorism Policing or the National Security Division where there is any sign."),
    ),
    Question.SERIOUS_HARM: lambda: (
        _("Does an offence show a capacity for serious harm?"),
        _("Any conviction, caution or other disposal counts, wherever it was committed."),
    ),
    Question.NEEDS_MEETINGS: lambda: (
        _("Does the risk need MAPPA meetings at Level 2 or 3?"),
        _("Category 3 is only for people whose risk one agency cannot manage alone."),
    ),
    Question.VICTIM_UNDER_16: lambda: (
        _("Was the victim, or the person shown, under 16?"),
        _("In photographs: when they were taken."),
    ),
    Question.SEXUAL_PURPOSE: lambda: (_("Was it done to obtain sexual gratification?"), ""),
    Question.LEGAL_VIEW: lambda: (
        _("Does it count, by the legal view you were given?"),
        _("The law leaves this open. Leave it unanswered until a legal view is there."),
    ),
}
