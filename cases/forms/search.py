"""What is typed into the search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pagekit.fields import GovukDateField, TextField
from pagekit.forms import PageForm


class SearchForm(PageForm):
    """One box for names, numbers and whatever else leads to a person, and a date of birth; at least one of them."""

    text = TextField(
        label=_("Name, number, address or anything else that leads to the person"),
        max_length=160,
        required=False,
        help_text=_(
            "A name in any order or spelling, an alias, M-7QK4-9XTD, a PNC ID, CRN, NOMS or ViSOR number, a telephone,"
            " number plate, email address, account, passport, postcode, street, employer, associate or child"
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    date_of_birth = GovukDateField(label=_("Date of birth"), required=False, in_past=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("text", "").strip() and cleaned.get("date_of_birth") is None:
            self.add_error("text", _("Enter a name, a reference or an identifier, or a date of birth"))
        return cleaned
