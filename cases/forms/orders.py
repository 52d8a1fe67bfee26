"""Orders of courts, and events."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.choices import EventType, OrderType
from cases.forms.parts import EndForm
from pagekit.fields import CheckboxField, ChoiceField, GovukDateField, TextField, with_blank
from pagekit.forms import PageForm


class OrderForm(PageForm):
    order_type = ChoiceField(label=_("Order"), choices=with_blank(OrderType.choices), widget=forms.Select)
    made_on = GovukDateField(label=_("Made on"), in_past=True, ask=_("Enter the day the order was made"))
    ends_on = GovukDateField(label=_("Ends on"), required=False, help_text=_("Leave empty for 'until further order'"))
    foreign_travel_restriction = CheckboxField(label=_("It restricts foreign travel"), required=False)
    court = TextField(label=_("Court"), max_length=120, required=False)
    applicant = TextField(label=_("Applied for by"), max_length=80, required=False)


class EndOrderForm(EndForm):
    ended_on = GovukDateField(label=_("Ended on"), in_past=True, ask=_("Enter the day it ended"))
    end_reason = TextField(
        label=_("Why it ended"), max_length=80, ask=_("Enter why it ended"), help_text=_("For example, discharged")
    )


class EventForm(PageForm):
    event_type = ChoiceField(label=_("What happened"), choices=EventType.choices)
    occurred_on = GovukDateField(label=_("On"), in_past=True, ask=_("Enter the day it happened"))
