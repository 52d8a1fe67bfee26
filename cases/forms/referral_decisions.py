"""What the unit says to a referral, and what of its list to show."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import Level, ReferralState
from cases.rules.level_criteria import OF_LEVEL_2, OF_LEVEL_3, WORDS, Criterion
from pagekit.fields import ChoiceField, ChoicesField, GovukDateField, TextareaField, with_blank
from pagekit.forms import PageForm

_MOST = 12000


class AcceptForm(PageForm):
    """Which criteria are met, at which level, and why."""

    criteria = ChoicesField(
        label=_("Which criteria are met?"),
        help_text=_("Level 2 needs the first and one of the next three; Level 3 one of the last two as well."),
        choices=[(one.value, WORDS[one]) for one in (Criterion.ADDS_VALUE, *OF_LEVEL_2, *OF_LEVEL_3)],
        ask=_("Select the criteria that are met"),
    )
    level = ChoiceField(
        label=_("Accept at"),
        choices=[(str(one.value), one.label) for one in (Level.TWO, Level.THREE)],
        ask=_("Select a level"),
    )
    reason = TextareaField(
        label=_("Reasons"),
        max_length=_MOST,
        ask=_("Enter why this level is right"),
        help_text=_("Kept as the rationale of the level"),
    )


class ReturnForm(PageForm):
    reason = TextareaField(
        label=_("What is missing"),
        max_length=_MOST,
        ask=_("Enter what is missing"),
        help_text=_("The writer reads this."),
    )
    complete_by = GovukDateField(label=_("Wanted by"), in_future=True, ask=_("Enter the day by which you want it back"))


class DeclineForm(PageForm):
    reason = TextareaField(
        label=_("Why Level 2 and 3 are not right"), max_length=_MOST, ask=_("Enter why it is declined")
    )
    advice = TextareaField(
        label=_("Advice"),
        max_length=_MOST,
        ask=_("Enter what the agencies should do instead"),
        help_text=_("How the risk can be managed at Level 1, and what should bring the person back to you"),
    )


class Whose(models.TextChoices):
    TO_DECIDE = "unit", _("Sent to my MAPPA unit")
    OURS = "ours", _("Written by my teams")


class ReferralFilter(PageForm):
    """What of the referrals to show."""

    whose = ChoiceField(label=_("Which referrals"), choices=Whose.choices, widget=forms.Select, required=False)
    state = ChoiceField(label=_("State"), widget=forms.Select, required=False)
    asked = ChoiceField(
        label=_("Level asked for"),
        choices=with_blank([(str(one.value), one.label) for one in (Level.TWO, Level.THREE)], _("Any level")),
        widget=forms.Select,
        required=False,
    )
    urgency = ChoiceField(
        label=_("Urgency"),
        choices=with_blank([("urgent", _("Urgent")), ("late", _("Overdue"))], _("Any")),
        widget=forms.Select,
        required=False,
    )

    def __init__(self, *args: Any, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state: Any = self.fields["state"]
        state.choices = with_blank(ReferralState.choices, _("Open"))
        if not decides:
            del self.fields["whose"]
