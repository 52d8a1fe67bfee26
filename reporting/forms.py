"""The switches of the counting rules, for the page of the tables."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pagekit.fields import ChoiceField
from pagekit.forms import PageForm
from reporting.choices import TravelRule, YearlyRule


class CountingRulesForm(PageForm):
    """Sent with GET: the address of a page says how it was counted."""

    yearly = ChoiceField(
        label=_("A person at both Level 2 and Level 3 in the year is counted"),
        choices=YearlyRule.choices,
        widget=forms.RadioSelect,
    )
    shpo = ChoiceField(
        label=_("The row of sexual harm prevention orders counts"), choices=TravelRule.choices, widget=forms.RadioSelect
    )
