"""Other names and addresses of a person."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import AddressKind, AliasKind
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")


class NameForm(PageForm):
    kind = ChoiceField(label=_("Kind of name"), choices=AliasKind.choices, initial=AliasKind.ALIAS)
    given_names = TextField(label=_("Given names"), max_length=150, required=False)
    family_name = TextField(label=_("Family name"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("family_name") and not cleaned.get("given_names"):
            self.add_error("given_names", _("Enter a family name or given names"))
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "family_name", "given_names")}


class ChangeNameForm(NameForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AddressForm(PageForm):
    """Somebody of no fixed abode has an area of closest links in place of an address."""

    kind = ChoiceField(label=_("Kind of address"), choices=AddressKind.choices)
    lines = TextareaField(
        label=_("Address"), max_length=400, rows=4, ask=_("Enter the address, or the area of closest links")
    )
    postcode = TextField(
        label=_("Postcode"), required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"})
    )
    started_on = GovukDateField(label=_("From"), ask=_("Enter the day from which the person lives there"))
    ended_on = GovukDateField(label=_("Until"), required=False, help_text=_("The first day they no longer live there"))

    def clean_postcode(self) -> str:
        letters = re.sub(r"\s", "", self.cleaned_data["postcode"]).upper()
        if not letters:
            return ""
        found = _POSTCODE.fullmatch(letters)
        if not found:
            raise forms.ValidationError(_("Enter a full UK postcode, such as WR1 2EY"))
        return f"{found[1]} {found[2]}"

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "lines", "postcode", "started_on", "ended_on")}


class ChangeAddressForm(AddressForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class NothingToAsk(PageForm):
    """A confirmation: the button is the answer."""


class EndForm(PageForm):
    """The first day on which something no longer holds."""

    ended_on = GovukDateField(
        label=_("Until"), help_text=_("The first day on which it no longer holds"), ask=_("Enter the day it ends")
    )
