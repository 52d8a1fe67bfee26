"""An application to end an indefinite notification requirement: receipt, steps, the factors, the decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.choices import RevocationOutcome
from cases.forms.eligibility import YES_NO
from cases.rules.notification_review import FACTORS, REFUSED_YEARS, REFUSED_YEARS_AT_MOST
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm


class ApplicationForm(PageForm):
    applied_on = GovukDateField(
        label=_("Application received on"), in_past=True, ask=_("Enter the day the application was received")
    )


class StepsForm(ApplicationForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    acknowledged_on = GovukDateField(label=_("Acknowledged on"), in_past=True, required=False)
    bodies_asked_on = GovukDateField(
        label=_("Responsible bodies told on"),
        in_past=True,
        required=False,
        help_text=_("Police, probation, prisons and the bodies that co-operate, which may reply"),
    )
    last_reply_on = GovukDateField(
        label=_("Last reply received on"), in_past=True, required=False, help_text=_("When no more is expected")
    )

    def values(self) -> dict[str, Any]:
        names = ("applied_on", "acknowledged_on", "bodies_asked_on", "last_reply_on")
        return {name: self.cleaned_data[name] for name in names}


class FactorsForm(PageForm):
    """One answer for each factor of section 91D. Nothing has to be answered at once; the decision needs all of them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words in FACTORS.items():
            self.fields[code] = TextareaField(label=words(), max_length=4000, rows=3, required=False)

    def values(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in FACTORS}


class DecisionForm(PageForm):
    """`ends_category`: revoking would end the last category, so that Category 3 has to be considered."""

    outcome = ChoiceField(label=_("Decision"), choices=RevocationOutcome.choices)
    decided_on = GovukDateField(label=_("Decided on"), in_past=True, ask=_("Enter the day of the decision"))
    decided_by = TextField(
        label=_("Superintendent who decided"),
        max_length=120,
        ask=_("Enter the name of the superintendent who decided"),
        help_text=_("A police officer of at least that rank decides for the chief officer"),
    )
    ceases_on = GovukDateField(
        label=_("If the requirement ends: notice received on"),
        required=False,
        help_text=_(
            "It ends on the day the person receives the notice, which may lie ahead. Leave empty when it is the day of"
            " the decision."
        ),
    )
    reasons = TextareaField(
        label=_("Reasons"),
        max_length=12000,
        ask=_("Enter the reasons"),
        help_text=_("They go to the person with the decision"),
    )
    years = forms.IntegerField(
        label=_("If refused: years until the next application"),
        required=False,
        min_value=REFUSED_YEARS,
        max_value=REFUSED_YEARS_AT_MOST,
        initial=REFUSED_YEARS,
        help_text=_("8 years, or up to 15 where the risk is such that this is justified"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter a whole number of years"),
            "min_value": _("Enter a number of years from 8 to 15"),
            "max_value": _("Enter a number of years from 8 to 15"),
        },
    )
    applies = ChoiceField(
        label=_("If the requirement ends: is Category 3 to follow?"),
        choices=YES_NO,
        required=False,
        help_text=_("No other category holds after this, unless it was already considered"),
    )
    applies_reason = TextareaField(label=_("Why, or why not"), max_length=4000, required=False)

    def __init__(self, *args: Any, ends_category: bool, **kwargs: Any) -> None:
        self.ends_category = ends_category
        super().__init__(*args, **kwargs)

    def before_messages(self) -> None:
        if not self.ends_category:
            del self.fields["applies"], self.fields["applies_reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("applies") and not cleaned.get("applies_reason"):
            self.add_error("applies_reason", _now("Enter why Category 3 is to follow, or why not"))
        return cleaned
