"""Assessments, risk of serious harm, home visits, flags."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.choices import ROSH_GROUPS, TOOLS, RiskBand, RoshLevel, RoshSetting, VisitOutcome
from cases.forms.parts import EndForm
from pagekit.fields import CheckboxField, ChoiceField, GovukDateField, TextareaField, TextField, with_blank
from pagekit.forms import PageForm

#: The answer of the list of tools that leads to the field below it.
OTHER = "other"
_NARROW = {"class": "govuk-input--width-10"}


class AssessmentForm(PageForm):
    """Any tool: those in use are listed, with those this person was assessed by, and any other is typed in."""

    tool = ChoiceField(label=_("Tool"), widget=forms.Select, ask=_("Select the tool"))
    other_tool = TextField(
        label=_("Name of the tool"), max_length=40, required=False, help_text=_("Only when it is none of those above")
    )
    tool_version = TextField(
        label=_("Version of the tool"), max_length=20, required=False, widget=forms.TextInput(attrs=_NARROW)
    )
    assessed_on = GovukDateField(label=_("Assessed on"), in_past=True, ask=_("Enter the day of the assessment"))
    assessor = TextField(label=_("Assessor"), max_length=120, ask=_("Enter who made the assessment"))
    score = TextField(label=_("Score"), max_length=30, required=False, widget=forms.TextInput(attrs=_NARROW))
    band = ChoiceField(
        label=_("Band"),
        choices=RiskBand.choices,
        help_text=_("As the tool or the assessor gave it: no band is worked out from a score here"),
    )
    next_due_on = GovukDateField(
        label=_("Next due"), required=False, help_text=_("Leave empty for the interval of the tool, where one is set")
    )
    note = TextareaField(label=_("Note"), max_length=12000, required=False)

    def __init__(self, *args: Any, known: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tools = [*TOOLS, *sorted({tool for tool in known if tool not in TOOLS})]
        self.fields["tool"].choices = [  # type: ignore[attr-defined]
            *with_blank((tool, tool) for tool in tools),
            (OTHER, _now("Another tool, named below")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        other = cleaned.get("other_tool")
        if cleaned.get("tool") == OTHER and not other:
            self.add_error("other_tool", _("Enter the name of the tool"))
        elif cleaned.get("tool") == OTHER:
            cleaned["tool"] = other
        elif other and cleaned.get("tool"):
            self.add_error("other_tool", _("Select “Another tool” above, or leave this empty"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("other_tool", "version")}


class ChangeAssessmentForm(AssessmentForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class RoshForm(PageForm):
    """Five groups in one setting. What was found before stands as a hint, and is not filled in."""

    setting = ChoiceField(label=_("Where the risk was assessed"), choices=RoshSetting.choices)
    assessed_on = GovukDateField(label=_("Assessed on"), in_past=True, ask=_("Enter the day of the assessment"))
    children = ChoiceField(label=_("Risk to children"), choices=with_blank(RoshLevel.choices), widget=forms.Select)
    public = ChoiceField(label=_("Risk to the public"), choices=with_blank(RoshLevel.choices), widget=forms.Select)
    known_adult = ChoiceField(
        label=_("Risk to a known adult"), choices=with_blank(RoshLevel.choices), widget=forms.Select
    )
    staff = ChoiceField(label=_("Risk to staff"), choices=with_blank(RoshLevel.choices), widget=forms.Select)
    prisoners = ChoiceField(
        label=_("Risk to prisoners"),
        choices=with_blank(RoshLevel.choices),
        widget=forms.Select,
        required=False,
        help_text=_("Needed in custody"),
    )
    nature = TextareaField(
        label=_("Nature and imminence"),
        max_length=12000,
        required=False,
        help_text=_("What harm, to whom, in which circumstances, how soon; what would raise or lower the risk"),
    )

    def __init__(self, *args: Any, before: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group in ROSH_GROUPS:
            if before and before.get(group):
                hint = [self.fields[group].help_text, before[group]]
                self.fields[group].help_text = ". ".join(str(part) for part in hint if part)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ChangeRoshForm(RoshForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class VisitForm(PageForm):
    visited_on = GovukDateField(
        label=_("Visited on"), in_past=True, initial=timezone.localdate, ask=_("Enter the day of the visit")
    )
    outcome = ChoiceField(label=_("What came of it"), choices=VisitOutcome.choices, ask=_("Select what came of it"))
    was_announced = CheckboxField(label=_("The visit was announced"), required=False)
    officers = TextField(label=_("By"), max_length=200, ask=_("Enter who made the visit"))
    note = TextareaField(
        label=_("Note"),
        max_length=12000,
        rows=8,
        ask=_("Enter what was seen and said, or why nobody was seen"),
        help_text=_("Who lives there, devices, concerns, what was said"),
    )
    next_due_on = GovukDateField(
        label=_("Next visit due"),
        required=False,
        help_text=_("Leave empty to go by the schedule; enter a day only when another is decided"),
    )

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ChangeVisitForm(VisitForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class SetFlagForm(PageForm):
    started_on = GovukDateField(
        label=_("Since"), in_past=True, initial=timezone.localdate, ask=_("Enter the day since when it holds")
    )
    note = TextField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Shown on the tab “Risk and plan” and nowhere else: not on the banner, not in lists"),
    )


class EndFlagForm(EndForm):
    ended_on = GovukDateField(
        label=_("Until"),
        in_past=True,
        initial=timezone.localdate,
        ask=_("Enter the day it ends"),
        help_text=_("The first day on which it no longer holds"),
    )
