"""A breach of notification, of an order or of a licence, and its outcome."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import BreachOf, BreachOutcome
from pagekit.fields import ChoiceField, GovukDateField, TextareaField
from pagekit.forms import PageForm


class BreachForm(PageForm):
    breach_of = ChoiceField(label=_("Breach of"), choices=BreachOf.choices, ask=_("Select what was breached"))
    order_id = ChoiceField(
        label=_("Which order"), widget=forms.Select, required=False, help_text=_("Only for the breach of an order")
    )
    occurred_on = GovukDateField(label=_("Occurred on"), in_past=True, ask=_("Enter the day of the breach"))
    details = TextareaField(label=_("What happened"), max_length=12000, ask=_("Enter what happened"), rows=6)
    outcome = ChoiceField(label=_("Outcome"), choices=BreachOutcome.choices, initial=BreachOutcome.OPEN)
    outcome_on = GovukDateField(
        label=_("Outcome on"), in_past=True, required=False, help_text=_("Leave empty while it is not decided")
    )

    def __init__(self, *args: Any, orders: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if orders:
            self.fields["order_id"].choices = [("", _("None")), *orders]  # type: ignore[attr-defined]
        else:
            del self.fields["order_id"]
            of: Any = self.fields["breach_of"]
            of.choices = [(value, label) for value, label in BreachOf.choices if value != BreachOf.ORDER]

    def clean_order_id(self) -> uuid.UUID | None:
        key = self.cleaned_data["order_id"]
        return uuid.UUID(key) if key else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("breach_of") == BreachOf.ORDER and "order_id" not in self.errors and not cleaned.get("order_id"):
            self.add_error("order_id", _("Select the order that was breached"))
        decided = cleaned.get("outcome") not in (BreachOutcome.OPEN, None)
        if decided and "outcome_on" not in self.errors and not cleaned.get("outcome_on"):
            self.add_error("outcome_on", _("Enter the day of the outcome"))
        if cleaned.get("outcome") == BreachOutcome.OPEN and cleaned.get("outcome_on"):
            self.add_error("outcome", _("Select the outcome of that day, or leave the day empty"))
        return cleaned

    def values(self) -> dict[str, Any]:
        names = ("breach_of", "occurred_on", "details", "outcome", "outcome_on")
        return {**{name: self.cleaned_data[name] for name in names}, "order_id": self.cleaned_data.get("order_id")}


class ChangeBreachForm(BreachForm):
    """A breach on record: its outcome, which is what is mostly recorded here, stands first."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("outcome", "outcome_on", "breach_of", "order_id", "occurred_on", "details", "version")
