"""An area's own value of a limit of practice."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.services.practice import NewLimit
from pagekit.fields import ChoiceField, GovukDateField, TextField
from pagekit.forms import PageForm


class AreaOfLimits(PageForm):
    """Sent by GET: whose limits are shown."""

    area = ChoiceField(label=_("Area"), widget=forms.Select)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = areas


class LimitForm(PageForm):
    """`seen` is the stamp of the limit when the form was drawn."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    value = forms.IntegerField(
        label=_("Value"),
        min_value=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    effective_from = GovukDateField(
        label=_("Holds from"), ask=_("Enter the day from which it holds"), help_text=_("Today or a later day")
    )
    authority = TextField(
        label=_("Where it is set"),
        max_length=200,
        ask=_("Enter who decided it, and where that is written"),
        help_text=_("Shown wherever the limit is used, such as: Strategic management board, minutes of 4 March 2026"),
    )

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("effective_from", timezone.localdate())
        self.fields["value"].help_text = _("In %(unit)s") % {"unit": unit}
        self.fields["value"].error_messages["invalid"] = _("Enter a whole number")

    def values(self) -> NewLimit:
        cleaned = self.cleaned_data
        return NewLimit(cleaned["value"], cleaned["effective_from"], cleaned["authority"])
