"""An offence dealt with: what was done, what the court or the police did, for how long."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.choices import DisposalKind, OffenceOutcome
from cases.models import QualifyingOffence
from pagekit.fields import (
    CheckboxField,
    ChoiceField,
    GovukDateField,
    TextareaField,
    TextField,
    with_blank,
)
from pagekit.forms import PageForm

#: Disposals that are given for a time.
_NARROW = {"class": "govuk-input--width-3"}
_YES_NO = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known"))]
_ANSWERS = {"yes": True, "no": False, "unknown": None}


def listed_offences() -> list[tuple[str, str]]:
    """Every offence on the law's lists once, by title, with its Act and section."""
    rows = QualifyingOffence.objects.order_by("title", "-effective_from").values_list("code", "title", "provision")
    found: dict[str, str] = {}
    for code, title, provision in rows:
        found.setdefault(code, f"{title}: {provision}")
    return [("", _now("None of these")), *found.items()]


class Number(forms.IntegerField):
    """A count of years, months or days; empty means none."""

    def __init__(self, label: Any, most: int) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            max_value=most,
            widget=forms.TextInput(attrs={**_NARROW, "inputmode": "numeric"}),
        )
        self.error_messages["invalid"] = _("Enter a whole number")
        self.error_messages["min_value"] = _("Enter a number that is not negative")

    def clean(self, value: Any) -> int:
        return int(super().clean(value) or 0)


class OffenceForm(PageForm):
    offence_code = ChoiceField(
        label=_("Offence on the law's lists"),
        choices=listed_offences,
        widget=forms.Select,
        required=False,
        help_text=_("Attempts, conspiracy and aiding count as the offence itself"),
    )
    offence_title = TextField(
        label=_("Offence in words"),
        max_length=250,
        required=False,
        help_text=_("Needed when it is none of those above; else its title there is used"),
    )
    outcome = ChoiceField(label=_("Outcome"), choices=OffenceOutcome.choices)
    committed_on = GovukDateField(
        label=_("Committed on"), in_past=True, required=False, help_text=_("The last day, when it went on for longer")
    )
    dealt_with_on = GovukDateField(
        label=_("Convicted, cautioned or found on"),
        in_past=True,
        ask=_("Enter the day of conviction, caution or finding"),
    )
    sentenced_on = GovukDateField(
        label=_("Sentenced on"), in_past=True, required=False, help_text=_("Leave empty when it is the same day")
    )
    court = TextField(label=_("Court or police force"), max_length=120, required=False)
    disposal = ChoiceField(
        label=_("Disposal"), choices=with_blank(DisposalKind.choices), widget=forms.Select, ask=_("Select the disposal")
    )
    years = Number(_("Length: years"), 99)
    months = Number(_("Length: months"), 999)
    days = Number(_("Length: days"), 9999)
    is_consecutive = CheckboxField(label=_("Consecutive to another sentence of that day"), required=False)
    victim_under_18 = ChoiceField(
        label=_("Was a victim, or the other person, under 18?"), choices=_YES_NO, required=False, initial="unknown"
    )
    is_overseas = CheckboxField(label=_("Dealt with outside England and Wales"), required=False)
    is_index = CheckboxField(label=_("This is the index offence"), required=False)
    needs_legal_review = CheckboxField(
        label=_("Needs a legal view"),
        required=False,
        help_text=_("The check of eligibility then asks before it relies on a length below a threshold"),
    )
    facts = TextareaField(label=_("Brief facts"), max_length=4000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("offence_code") and not cleaned.get("offence_title"):
            self.add_error("offence_title", _("Select the offence from the lists, or enter it in words"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**values, "victim_under_18": _ANSWERS.get(values["victim_under_18"])}


class ChangeOffenceForm(OffenceForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def answer_of(value: bool | None) -> str:
    """How the form says a stored yes, no or not known."""
    return next(key for key, answer in _ANSWERS.items() if answer is value)
