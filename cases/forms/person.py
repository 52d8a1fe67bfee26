"""Who a person is: names, birth, sex, ethnicity, identifiers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import Ethnicity, Sex
from cases.identifiers import IDENTIFIERS, Identifier
from pagekit.fields import ChoiceField, GovukDateField, TextField
from pagekit.forms import PageForm

IDENTIFIER_LABELS = {
    "pnc_id": _("PNC ID"),
    "cro_number": _("CRO number"),
    "crn": _("CRN"),
    "noms_number": _("NOMS number"),
    "visor_ref": _("ViSOR reference"),
}
IDENTIFIER_EXAMPLES = {
    "pnc_id": _("For example, 2001/0012345A"),
    "cro_number": _("For example, 123456/01A"),
    "crn": _("For example, X123456"),
    "noms_number": _("For example, A1234BC"),
    "visor_ref": _("For example, V1234567"),
}


class IdentifierField(TextField):
    """One national identifier: spaces around are dropped, letters made capital, then the form is checked."""

    def __init__(self, identifier: Identifier, **kwargs: Any) -> None:
        kwargs.setdefault("label", IDENTIFIER_LABELS[identifier.field])
        kwargs.setdefault("help_text", IDENTIFIER_EXAMPLES[identifier.field])
        widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"})
        super().__init__(required=False, validators=[identifier.check], widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return "".join(str(super().to_python(value) or "").upper().split())


class IdentifiersForm(PageForm):
    """The five national identifiers, all optional."""

    pnc_id, cro_number, crn, noms_number, visor_ref = (IdentifierField(one) for one in IDENTIFIERS)

    def identifiers(self) -> dict[str, str]:
        return {one.field: self.cleaned_data[one.field] for one in IDENTIFIERS if self.cleaned_data.get(one.field)}


class PersonForm(IdentifiersForm):
    """Everything about a new person that is not decided by anybody."""

    family_name = TextField(label=_("Family name"), max_length=100)
    given_names = TextField(label=_("Given names"), max_length=150, required=False)
    date_of_birth = GovukDateField(label=_("Date of birth"), required=False, in_past=True)
    sex = ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.NOT_KNOWN)
    ethnicity = ChoiceField(
        label=_("Ethnicity"),
        choices=Ethnicity.choices,
        widget=forms.Select,
        initial=Ethnicity.NS,
        help_text=_("As the person describes it"),
    )

    field_order = ("family_name", "given_names", "date_of_birth", "sex", "ethnicity")

    def values(self) -> dict[str, Any]:
        """What the model takes."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "version"}


class EditPersonForm(PersonForm):
    """The same of somebody recorded, with the death and the version that the form was drawn from."""

    died_on = GovukDateField(label=_("Date of death"), required=False, in_past=True)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NearMatchForm(IdentifiersForm):
    """What is looked for before somebody is added."""

    family_name = TextField(label=_("Family name"), max_length=100)
    given_names = TextField(label=_("Given names"), max_length=150, required=False)
    date_of_birth = GovukDateField(label=_("Date of birth"), required=False, in_past=True)

    field_order = ("family_name", "given_names", "date_of_birth")
