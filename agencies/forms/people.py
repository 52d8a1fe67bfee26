"""Forms of the pages about accounts and memberships."""

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import Role
from agencies.forms import choices
from agencies.models import Team
from pagekit.fields import ChoiceField, GovukDateField, TextareaField, TextField, with_blank
from pagekit.forms import PageForm


class AccountStatus(models.TextChoices):
    ON = "on", _("Can sign in")
    OFF = "off", _("Switched off")
    SOON = "soon", _("About to be switched off, not used")
    NOWHERE = "nowhere", _("In no team")


class PeopleFilter(PageForm):
    q = TextField(label=_("Name or email address"), required=False, max_length=100)
    area = ChoiceField(label=_("Area"), choices=choices.areas, widget=forms.Select, required=False)
    role = ChoiceField(label=_("Role"), choices=choices.roles, widget=forms.Select, required=False)
    status = ChoiceField(
        label=_("Account"), choices=lambda: with_blank(AccountStatus.choices), widget=forms.Select, required=False
    )


class NamesForm(PageForm):
    """Name and rank, and what they were when the page was opened."""

    full_name = TextField(label=_("Full name"), ask=_("Enter a full name"), max_length=120)
    grade = TextField(label=_("Rank or grade"), max_length=60, required=False)
    was_full_name = forms.CharField(widget=forms.HiddenInput, required=False)
    was_grade = forms.CharField(widget=forms.HiddenInput, required=False)

    def answers(self) -> dict[str, Any]:
        """The new names, and those that were on the page."""
        said = self.cleaned_data
        was = (said["was_full_name"], said["was_grade"])
        return {"full_name": said["full_name"], "grade": said["grade"], "was": was}


class ReasonForm(PageForm):
    reason = TextareaField(label=_("Reason"), ask=_("Enter the reason"), max_length=200, rows=3)


class NothingToAsk(PageForm):
    """A confirmation: the button is the answer."""


class AreaForm(PageForm):
    area = ChoiceField(label=_("Area"), ask=_("Select an area"), choices=choices.areas, widget=forms.Select)


class MembershipForm(PageForm):
    """A role in one of an area's open teams."""

    team = ChoiceField(label=_("Team"), ask=_("Select a team"), widget=forms.Select)
    role = ChoiceField(label=_("Role"), ask=_("Select a role"), choices=Role.choices)
    started_on = GovukDateField(label=_("From"), ask=_("Enter the day from which it holds"))

    def __init__(self, *args: Any, area_code: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"started_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in Team.objects.filter(area=area_code, is_active=True)}
        field: Any = self.fields["team"]
        field.choices = with_blank(
            sorted(((key, team.name) for key, team in self.teams.items()), key=lambda one: one[1])
        )

    def clean_team(self) -> Team:
        return self.teams[self.cleaned_data["team"]]
