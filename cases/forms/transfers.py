"""Moves to another area and stays there: offered, answered, withdrawn."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Area
from cases.forms.teams import LEADING, TeamField, areas, open_teams
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm


class AreaField(ChoiceField):
    """One of the areas; the answer is the area itself."""

    widget: Any = forms.Select

    def clean(self, value: Any) -> Area:
        return Area.objects.get(pk=super().clean(value))


class OfferForm(PageForm):
    """To which area, from when, why. Its unit reads this before it may see the person."""

    to_area = AreaField(label=_("Area to take over"), choices=areas, ask=_("Select the area to take over"))
    moves_on = GovukDateField(
        label=_("From"), help_text=_("The first day on which it is responsible"), ask=_("Enter the day of the move")
    )
    reason = TextareaField(
        label=_("Reason"),
        max_length=4000,
        ask=_("Enter why the person moves"),
        help_text=_(
            "The other area reads this before it accepts. Leave out the name, numbers and anything else by which"
            " somebody could be recognised."
        ),
    )


class AcceptTransferForm(PageForm):
    """Which team will lead; of the receiving area, or of another."""

    lead_team = TeamField(label=_("Lead team"), ask=_("Select the team that will lead"))

    def __init__(self, *args: Any, area_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead_team"]
        field.offer(open_teams(area_code, LEADING))


class DeclineTransferForm(PageForm):
    reason = TextareaField(
        label=_("Reason"),
        max_length=4000,
        ask=_("Enter why your area declines"),
        help_text=_("The offering area reads this"),
    )


class WithdrawTransferForm(PageForm):
    reason = TextareaField(
        label=_("Reason"),
        max_length=4000,
        ask=_("Enter why the move is off"),
        help_text=_("Kept with the offer. The other area is told that it is off, not why."),
    )


class StayForm(PageForm):
    """Where, and for how long."""

    area = AreaField(label=_("Area"), choices=areas)
    started_on = GovukDateField(label=_("From"), ask=_("Enter the day on which the stay begins"))
    ended_on = GovukDateField(
        label=_("Until"),
        help_text=_("The first day on which the person is no longer there"),
        ask=_("Enter the day on which the stay ends"),
    )
    note = TextField(
        label=_("Note"), max_length=200, required=False, help_text=_("For example with whom, and who was told")
    )


class Which(models.TextChoices):
    WAITING = "waiting", _("Offered to us, to be answered")
    ANSWERED = "answered", _("Offered to us before")
    OURS = "ours", _("Offered by us")


class TransferFilter(PageForm):
    which = ChoiceField(label=_("Which transfers"), choices=Which.choices, widget=forms.Select, required=False)
