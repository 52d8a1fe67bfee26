"""Orders of courts, their terms, and what happened to them; events of no other page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import ORDER_APPLICANTS, EventType, OrderChangeKind, OrderEnd, OrderTermKind, OrderType
from pagekit.fields import CheckboxField, ChoiceField, GovukDateField, TextareaField, TextField, with_blank
from pagekit.forms import PageForm

ASKED = ("on_conviction", "police", "nca", "other")
#: What somebody records by hand; that a later order took its place follows from that order.
HAPPENED = [(kind.value, kind.label) for kind in OrderChangeKind if kind != OrderChangeKind.REPLACED]
#: How an order may have come about; "chief_officer" is the same in the words of older files.
APPLICANTS = [("", _("Not known")), *((code, words) for code, words in ORDER_APPLICANTS.items() if code in ASKED)]
#: Events that no other page brings about.
EVENTS = [(kind.value, kind.label) for kind in (EventType.SFO_CHARGED, EventType.SFO_CONVICTED)]


class AsMadeForm(PageForm):
    """A form about what a court made. Whether it really did so is asked only when it lies outside the law's limits."""

    as_made = CheckboxField(
        label=_("Record it as the court made it"),
        required=False,
        help_text=_("Tick this when the order itself says so. Otherwise correct what was entered."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._as_made = self.fields["as_made"]
        if "as_made" not in self.data:
            del self.fields["as_made"]

    def ask_as_made(self) -> None:
        """Ask for the confirmation from now on."""
        self.fields["as_made"] = self._as_made

    @property
    def is_as_made(self) -> bool:
        return bool(self.cleaned_data.get("as_made", False))

    def values_of(self, *names: str) -> dict[str, Any]:
        """These answers, as the service takes them."""
        return {name: self.cleaned_data[name] for name in names}


class ChangeOrderForm(AsMadeForm):
    order_type = ChoiceField(
        label=_("Order"), choices=with_blank(OrderType.choices), widget=forms.Select, ask=_("Select the order")
    )
    made_on = GovukDateField(label=_("Made on"), in_past=True, ask=_("Enter the day the order was made"))
    ends_on = GovukDateField(
        label=_("Ends on"),
        required=False,
        help_text=_("The first day it no longer holds. Leave empty for “until further order”"),
    )
    court = TextField(label=_("Court"), max_length=120, required=False)
    applicant = ChoiceField(label=_("How it came about"), choices=APPLICANTS, widget=forms.Select, required=False)
    foreign_travel_restriction = CheckboxField(label=_("It restricts foreign travel"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What a file said of the applicant in its own words stays among the answers."""
        super().__init__(*args, **kwargs)
        held = self.initial.get("applicant", "")
        if held and held not in ASKED:
            own = (held, ORDER_APPLICANTS.get(held, held))
            self.fields["applicant"].choices = [*APPLICANTS, own]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        names = ("order_type", "made_on", "ends_on", "foreign_travel_restriction", "court", "applicant")
        return self.values_of(*names)


class OrderForm(ChangeOrderForm):
    """A new order: the end of a travel restriction is asked at once, since it is shorter than the order's."""

    travel_ends_on = GovukDateField(
        label=_("The foreign travel restriction ends on"),
        required=False,
        help_text=_("At most 5 years after the order was made. Only when it restricts foreign travel"),
    )
    version = None  # type: ignore[assignment]

    field_order = (
        "order_type",
        "made_on",
        "ends_on",
        "court",
        "applicant",
        "foreign_travel_restriction",
        "travel_ends_on",
        "as_made",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("travel_ends_on") and not cleaned.get("foreign_travel_restriction"):
            self.add_error("foreign_travel_restriction", _("Tick this when it restricts foreign travel"))
        return cleaned


class TermForm(AsMadeForm):
    kind = ChoiceField(label=_("Kind"), choices=OrderTermKind.choices)
    text = TextareaField(
        label=_("Wording"),
        max_length=4000,
        required=False,
        help_text=_("As the order says it. May be left empty for foreign travel and electronic monitoring"),
    )
    starts_on = GovukDateField(label=_("From"), ask=_("Enter the day from which it holds"))
    ends_on = GovukDateField(
        label=_("Until"),
        required=False,
        help_text=_("The first day it no longer holds. Leave empty for “until further order”"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wordy = (OrderTermKind.PROHIBITION, OrderTermKind.REQUIREMENT)
        if cleaned.get("kind") in wordy and not cleaned.get("text"):
            self.add_error("text", _("Enter what the order forbids or requires"))
        return cleaned

    def values(self) -> dict[str, Any]:
        return self.values_of("kind", "text", "starts_on", "ends_on")


class ChangeTermForm(TermForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class OrderChangeForm(AsMadeForm):
    """What happened to an order. The renewal of a travel restriction is asked only where there is one."""

    kind = ChoiceField(label=_("What happened"), choices=HAPPENED)
    changed_on = GovukDateField(label=_("On"), in_past=True, ask=_("Enter the day it happened"))
    court = TextField(label=_("Court"), max_length=120, required=False)
    effect = ChoiceField(label=_("The order’s end"), choices=OrderEnd.choices, ask=_("Select what happens to its end"))
    new_ends_on = GovukDateField(
        label=_("New end"), required=False, help_text=_("The first day it no longer holds. Only for a new end")
    )
    travel_ends_on = GovukDateField(
        label=_("The foreign travel restriction is renewed until"),
        required=False,
        help_text=_("At most 5 years more. Leave empty when it is not renewed"),
    )
    note = TextareaField(label=_("Note"), max_length=4000, required=False)

    def __init__(self, *args: Any, has_travel: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_travel:
            del self.fields["travel_ends_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("effect") == OrderEnd.NEW_END and not cleaned.get("new_ends_on"):
            self.add_error("new_ends_on", _("Enter the new end"))
        if cleaned.get("effect") not in (OrderEnd.NEW_END, None) and cleaned.get("new_ends_on"):
            self.add_error("effect", _("Select “A new end”, or leave the new end empty"))
        return cleaned

    def values(self) -> dict[str, Any]:
        return self.values_of("kind", "changed_on", "court", "effect", "new_ends_on", "note")


class EventForm(PageForm):
    event_type = ChoiceField(label=_("What happened"), choices=EVENTS)
    occurred_on = GovukDateField(label=_("On"), in_past=True, ask=_("Enter the day it happened"))
