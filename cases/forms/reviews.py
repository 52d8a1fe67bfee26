"""A review: the questions of its version, outcome, why; the supervisor's answer to it; the score of a sampled one."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import Level, ReviewOutcome
from cases.models import DipSample
from cases.review_questions import Question, QuestionSet
from cases.services.reviews import ReviewValues
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, with_blank
from pagekit.forms import PageForm

ANSWER_LENGTH = 4000


class ReviewForm(PageForm):
    """One field for each question of a set. `seen` is the last review when the form was drawn, `version` that of a
    review which is answered again.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reviewed_on = GovukDateField(label=_("Reviewed on"), in_past=True, ask=_("Enter the day of the review"))
    outcome = ChoiceField(label=_("Outcome"), choices=ReviewOutcome.choices, ask=_("Select the outcome of the review"))
    rationale = TextareaField(
        label=_("Rationale"),
        ask=_("Enter why that is the outcome"),
        max_length=12000,
        help_text=_("Why this level is right, in words a stranger to the case can follow"),
    )
    next_due_on = GovukDateField(label=_("Next review on"), required=False)

    def __init__(self, *args: Any, questions: QuestionSet, level: int, next_hint: str = "", **kwargs: Any) -> None:
        self.questions, self.level, self.next_hint = questions, level, next_hint
        kwargs.setdefault("initial", {"reviewed_on": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def before_messages(self) -> None:
        for question in self.questions.questions:
            self.fields[question.key] = _field_of(question)
        self.fields["next_due_on"].help_text = self.next_hint
        if self.level >= Level.TWO:
            self.fields["reviewed_on"].label = _("Date of the meeting")
            del self.fields["outcome"]
        keys = [one.key for one in self.questions.questions]
        self.order_fields(["reviewed_on", *keys, "outcome", "rationale", "next_due_on"])

    def values(self) -> ReviewValues:
        cleaned = self.cleaned_data
        return ReviewValues(
            reviewed_on=cleaned["reviewed_on"],
            answers={one.key: cleaned[one.key] for one in self.questions.questions},
            outcome=cleaned.get("outcome", ReviewOutcome.REMAINS.value),
            rationale=cleaned["rationale"],
            next_due_on=cleaned["next_due_on"],
        )


def _field_of(question: Question) -> forms.Field:
    if question.choices:
        return ChoiceField(label=question.text, ask=question.ask, help_text=question.hint, choices=question.choices)
    return TextareaField(
        label=question.text, ask=question.ask, help_text=question.hint, max_length=ANSWER_LENGTH, rows=4
    )


class CountersignForm(PageForm):
    """Whether a supervisor stands by a review."""

    SIGN, SEND_BACK = "sign", "send_back"

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = ChoiceField(
        label=_("Do you stand by this review?"),
        ask=_("Select whether you stand by this review"),
        choices=[(SIGN, _("Yes, countersign it")), (SEND_BACK, _("No, send it back"))],
    )
    because = TextareaField(
        label=_("What is missing or wrong"),
        help_text=_("Only when you send it back: the reviewer reads this"),
        required=False,
        max_length=ANSWER_LENGTH,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == self.SEND_BACK and not cleaned.get("because") and "because" not in self.errors:
            self.add_error("because", _("Enter what is missing or wrong"))
        return cleaned


class ScoreForm(PageForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    score = ChoiceField(
        label=_("Score"), choices=list(reversed(DipSample.Score.choices)), ask=_("Select a score from 1 to 4")
    )
    comment = TextareaField(
        label=_("Comment"),
        ask=_("Enter what is good and what is missing"),
        help_text=_("What is good, what is missing; the lead team reads this"),
        max_length=ANSWER_LENGTH,
    )

    def clean_score(self) -> int:
        return int(self.cleaned_data["score"])


class AnswerPromptForm(PageForm):
    reply = TextareaField(
        label=_("What came of looking again"),
        ask=_("Enter what came of looking at the level again"),
        help_text=_("A sentence is enough: does the level stay right, and why"),
        max_length=ANSWER_LENGTH,
    )


class SamplesFilter(PageForm):
    """Which month's sample, and only what is still to be scored."""

    month = ChoiceField(label=_("Month"), widget=forms.Select, required=False)
    state = ChoiceField(
        label=_("State"),
        choices=with_blank([("open", _("Still to be scored")), ("scored", _("Scored"))], _("All")),
        widget=forms.Select,
        required=False,
    )

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["month"]
        field.choices = with_blank(months, _("Every month"))
