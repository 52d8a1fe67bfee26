"""Recall, return to custody, release, and the dates that matter while inside."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import CustodyDateKind, RecallBecause
from pagekit.fields import CheckboxField, ChoiceField, GovukDateField, TextField
from pagekit.forms import PageForm


class RecallForm(PageForm):
    """`breaches`: the breaches that may be named as what led to it; without any the question is left out."""

    because = ChoiceField(label=_("Because of"), choices=RecallBecause.choices, ask=_("Select why"))
    recalled_on = GovukDateField(
        label=_("Recalled on"), in_past=True, ask=_("Enter the day"), help_text=_("Or the day of arrest or remand")
    )
    returned_on = GovukDateField(
        label=_("Back in custody on"),
        in_past=True,
        required=False,
        help_text=_("Leave empty while the person is unlawfully at large"),
    )
    breach_id = ChoiceField(label=_("The breach that led to it"), widget=forms.Select, required=False)

    def __init__(self, *args: Any, breaches: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if breaches:
            self.fields["breach_id"].choices = [("", _("None recorded")), *breaches]  # type: ignore[attr-defined]
        else:
            del self.fields["breach_id"]

    def clean_breach_id(self) -> uuid.UUID | None:
        key = self.cleaned_data["breach_id"]
        return uuid.UUID(key) if key else None

    def values(self) -> dict[str, Any]:
        names = ("because", "recalled_on", "returned_on")
        return {**{name: self.cleaned_data[name] for name in names}, "breach_id": self.cleaned_data.get("breach_id")}


class ChangeRecallForm(RecallForm):
    rereleased_on = GovukDateField(label=_("Released again on"), in_past=True, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        return {**super().values(), "rereleased_on": self.cleaned_data["rereleased_on"]}


class ReleaseForm(PageForm):
    released_on = GovukDateField(label=_("Released on"), in_past=True, ask=_("Enter the day of the release"))


class CustodyDateForm(PageForm):
    kind = ChoiceField(label=_("Which date"), choices=CustodyDateKind.choices, ask=_("Select which date"))
    on = GovukDateField(label=_("On"), ask=_("Enter the day"))
    note = TextField(label=_("Note"), max_length=200, required=False)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "on", "note")}


class ChangeCustodyDateForm(CustodyDateForm):
    is_past = CheckboxField(label=_("It is dealt with"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        return {**super().values(), "is_past": self.cleaned_data["is_past"]}


class SettleForm(PageForm):
    note = TextField(
        label=_("What came of it"), max_length=200, required=False, help_text=_("For example, released, or put off")
    )
