"""What leads to a person, who is around them, and the children in their household."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import AssociationKind, ParticularKind
from cases.models import Address, Nominal
from pagekit.dates import long_date
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField, with_blank
from pagekit.forms import PageForm


class ParticularForm(PageForm):
    kind = ChoiceField(label=_("What it is"), choices=ParticularKind.choices)
    value = TextField(
        label=_("Number, name or mark"),
        max_length=200,
        ask=_("Enter the number, name or mark"),
        help_text=_("For example 07700 900123, AB12 CDE, a user name, an account number, or the job"),
    )
    issuer = TextField(
        label=_("Provider, make, bank, country or employer"),
        max_length=120,
        required=False,
        help_text=_("Whatever tells two of them apart"),
    )
    note = TextField(label=_("Note"), max_length=400, required=False)
    started_on = GovukDateField(
        label=_("From"),
        in_past=True,
        ask=_("Enter the day from which it is known"),
        help_text=_("Known since this day"),
    )
    ended_on = GovukDateField(label=_("Until"), required=False, help_text=_("The first day it no longer holds"))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ChangeParticularForm(ParticularForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AssociationForm(PageForm):
    """Somebody with a record of their own is named by its reference: the two records are then linked."""

    reference = TextField(
        label=_("Reference, when they have a record here"),
        max_length=20,
        required=False,
        help_text=_("For example M-7QK4-9XTD. You must be able to see that record."),
    )
    name = TextField(label=_("Name, when they have none"), max_length=200, required=False)
    kind = ChoiceField(label=_("Relationship"), choices=AssociationKind.choices)
    note = TextField(label=_("Note"), max_length=400, required=False)
    started_on = GovukDateField(label=_("Known since"), in_past=True, ask=_("Enter since when this is known"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("reference") and not cleaned.get("name"):
            self.add_error("reference", _("Enter the reference of their record, or their name"))
        return cleaned


class ChildForm(PageForm):
    name = TextField(label=_("Name of the child"), max_length=150, ask=_("Enter the name of the child"))
    date_of_birth = GovukDateField(label=_("Date of birth"), in_past=True, required=False)
    relationship = TextField(
        label=_("Relationship to the person"),
        max_length=60,
        required=False,
        help_text=_("For example own child, partner's child"),
    )
    address = ChoiceField(label=_("Where"), choices=[], widget=forms.Select, required=False)
    started_on = GovukDateField(
        label=_("In the household since"), in_past=True, ask=_("Enter since when they share a household")
    )
    ended_on = GovukDateField(label=_("Until"), required=False, help_text=_("The first day they no longer do"))
    referred_on = GovukDateField(label=_("Referred to children's social care on"), in_past=True, required=False)
    not_referred_because = TextField(
        label=_("If not referred, why not"),
        max_length=400,
        required=False,
        help_text=_("Until either is given, this stays on the worklist"),
    )
    social_worker = TextField(label=_("Social worker and team"), max_length=150, required=False)
    note = TextareaField(label=_("What was done to keep the child safe"), max_length=4000, required=False)

    def __init__(self, *args: Any, nominal: Nominal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses = {str(one.pk): one for one in nominal.addresses.all()}
        address: Any = self.fields["address"]
        address.choices = with_blank([(key, _in_a_line(one)) for key, one in self._addresses.items()], _("Not known"))

    def values(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**values, "address": self._addresses.get(values["address"])}


class ChangeChildForm(ChildForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def _in_a_line(address: Address) -> str:
    where = ", ".join(part for part in (*address.lines.splitlines(), address.postcode) if part)
    return f"{where} ({long_date(address.started_on)})"
