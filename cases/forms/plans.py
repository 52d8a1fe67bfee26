"""The risk management plan: its summary, and a measure with exactly one named owner."""

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import AgencyKind
from agencies.models import Agency
from cases.choices import Pillar
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField, with_blank
from pagekit.forms import PageForm

#: What joins two names: "police/probation" owns nothing.
_SEVERAL = re.compile(r"[/&;,+]|\b(and|or)\b", re.IGNORECASE)


class SummaryForm(PageForm):
    """`version` is 0 while there is no plan."""

    summary = TextareaField(
        label=_("Risk to be managed"),
        max_length=12000,
        rows=8,
        ask=_("Enter the risk that the plan manages"),
        help_text=_("Who may be harmed, how, when it is most likely, what protects them"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MeasureForm(PageForm):
    pillar = ChoiceField(label=_("Pillar"), choices=Pillar.choices)
    measure = TextareaField(
        label=_("Measure"), max_length=4000, ask=_("Enter what is done"), help_text=_("Specific enough to be checked")
    )
    risk_factor = TextField(
        label=_("Risk it addresses"), max_length=250, required=False, help_text=_("For example, contact with children")
    )
    owner_agency_id = ChoiceField(
        label=_("Agency that owns it"), widget=forms.Select, ask=_("Select the agency that owns it")
    )
    owner_name = TextField(
        label=_("Named person"),
        max_length=120,
        ask=_("Enter the person who does it"),
        help_text=_("Exactly one person, who answers for it"),
    )
    starts_on = GovukDateField(
        label=_("From"), initial=timezone.localdate, ask=_("Enter the day from which it is in place")
    )
    review_on = GovukDateField(
        label=_("Review on"), required=False, help_text=_("It is on the list of what is due two weeks before")
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {str(one.pk): one.name for one in agencies}
        self.fields["owner_agency_id"].choices = with_blank(self._agencies.items())  # type: ignore[attr-defined]

    def clean_owner_agency_id(self) -> uuid.UUID:
        return uuid.UUID(self.cleaned_data["owner_agency_id"])

    def clean_owner_name(self) -> str:
        name = str(self.cleaned_data["owner_name"])
        words = {str(label).casefold() for label in AgencyKind.labels} | {
            known.casefold() for known in self._agencies.values()
        }
        if name.casefold() in words:
            raise forms.ValidationError(_("Enter a person, not an agency"))
        if _SEVERAL.search(name):
            raise forms.ValidationError(_("Enter one person: a measure has exactly one owner"))
        return name

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ChangeMeasureForm(MeasureForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class TakeOutForm(PageForm):
    """The measure as it stands on the page is the one that goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
