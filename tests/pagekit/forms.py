"""A form with a field of every kind, for the tests of fields and of filters."""

from django import forms

from pagekit.fields import CheckboxField, ChoiceField, ChoicesField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm

COLOURS = [("r", "Red"), ("g", "Green")]


class EveryKind(PageForm):
    family_name = TextField(label="Family name", max_length=10, ask="Enter the family name")
    pnc = TextField(label="PNC number")
    born = GovukDateField(label="Date of birth", in_past=True)
    review = GovukDateField(label="Next review", in_future=True, required=False)
    colour = ChoiceField(label="Colour", choices=COLOURS)
    shades = ChoicesField(label="Shades", choices=COLOURS)
    reason = TextareaField(label="Reason", max_length=20)
    sure = CheckboxField(label="I have checked")
    paper = forms.FileField(label="Document")
    email = forms.EmailField(label="Email address")
