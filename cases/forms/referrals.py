"""Writing a referral section by section or at once, sending and withdrawing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Team
from cases.forms.teams import TeamField
from cases.referrals.form import Answers, Kind, Question, ReferralForm, Section
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm

MOST_CHARACTERS = 12000


def field_of(question: Question, *, required: bool = False) -> forms.Field:
    """The form field of a question. `required` False: what is left out is asked for when the referral is sent."""
    words = {"label": question.label, "help_text": question.hint, "required": required, "ask": question.ask}
    made = _KINDS[question.kind](question, words)
    # The page says "(optional)" only of what the referral can be sent without.
    made.is_asked = question.needed or question.needed_when is not None
    return made


_KINDS: dict[Kind, Callable[[Question, dict[str, Any]], Any]] = {
    Kind.CHOICE: lambda question, words: ChoiceField(choices=question.choices, **words),
    Kind.DATE: lambda question, words: GovukDateField(**words),
    Kind.LINE: lambda question, words: TextField(max_length=200, **words),
    Kind.TEXT: lambda question, words: TextareaField(max_length=MOST_CHARACTERS, rows=question.rows, **words),
}


def text_of(value: Any) -> str:
    """An answer as it is kept."""
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)


class SectionForm(PageForm):
    """The questions of one section; nothing has to be answered at once."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, section: Section, answers: Answers, version: int, **kwargs: Any) -> None:
        self.section = section
        initial = {one.key: one.value(answers.get(one.key, "")) for one in section.questions}
        super().__init__(*args, initial={**initial, "version": version}, **kwargs)

    def before_messages(self) -> None:
        for one in self.section.questions:
            self.fields[one.key] = field_of(one)

    def values(self) -> dict[str, str]:
        return {one.key: text_of(self.cleaned_data[one.key]) for one in self.section.questions}


class ReferringTeamForm(PageForm):
    """In which team's name somebody refers; not asked of whoever has one."""

    team = TeamField(label=gettext_lazy("Which of your teams refers?"), ask=gettext_lazy("Select the team that refers"))

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        self.only = teams[0] if len(teams) == 1 else None
        super().__init__(*args, **kwargs)
        field: Any = self.fields["team"]
        field.offer(teams)
        if self.only:
            del self.fields["team"]

    def chosen(self) -> Team:
        """The team, once the form is valid."""
        return self.only or self.cleaned_data["team"]


class UrgentForm(ReferringTeamForm):
    """The sections without which nobody can decide, on one page."""

    def __init__(self, *args: Any, form: ReferralForm, suggested: dict[str, Answers], **kwargs: Any) -> None:
        self.asked = {
            f"{section.key}-{one.key}": (section, one)
            for section in form.needed(is_urgent=True)
            for one in section.questions
            if one.key != "urgent"  # whoever is here has said so
        }
        initial = {
            name: one.value(suggested.get(section.key, {}).get(one.key, ""))
            for name, (section, one) in self.asked.items()
        }
        super().__init__(*args, initial=initial, **kwargs)

    def before_messages(self) -> None:
        for name, (_section, one) in self.asked.items():
            self.fields[name] = field_of(one, required=one.is_needed({"urgent": "yes"}))

    def groups(self) -> Iterable[tuple[Section, list[Any]]]:
        """The sections with their fields, as the page shows them."""
        found: dict[str, tuple[Section, list[Any]]] = {}
        for name, (section, _question) in self.asked.items():
            found.setdefault(section.key, (section, []))[1].append(self[name])
        return found.values()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("level-level") == "3" and not cleaned.get("level-senior"):
            self.add_error("level-senior", _("Enter what senior managers must commit at Level 3"))
        return cleaned

    def values(self) -> dict[str, dict[str, str]]:
        """The answers by section."""
        found: dict[str, dict[str, str]] = {"level": {"urgent": "yes"}}
        for name, (section, one) in self.asked.items():
            found.setdefault(section.key, {})[one.key] = text_of(self.cleaned_data[name])
        return found


class SendForm(PageForm):
    """Sends what the page shows, and nothing written since."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(PageForm):
    """Why a referral is taken back; one that nobody has read needs no reason."""

    reason = TextareaField(
        label=gettext_lazy("Why is it withdrawn?"), max_length=4000, ask=gettext_lazy("Enter why it is withdrawn")
    )

    def __init__(self, *args: Any, was_sent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = was_sent
