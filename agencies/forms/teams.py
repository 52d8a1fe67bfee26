"""Forms of the pages about teams and invitations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.choices import InvitationStatus, Role
from agencies.forms import choices
from agencies.models import Agency, User
from pagekit.fields import ChoiceField, TextField, with_blank
from pagekit.forms import PageForm


class TeamStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    EMPTY = "empty", _("Without members")


class TeamFilter(PageForm):
    area = ChoiceField(label=_("Area"), choices=choices.areas, widget=forms.Select, required=False)
    kind = ChoiceField(label=_("Kind of agency"), choices=choices.agency_kinds, widget=forms.Select, required=False)
    status = ChoiceField(
        label=_("Team"), choices=lambda: with_blank(TeamStatus.choices), widget=forms.Select, required=False
    )
    q = TextField(label=_("Name"), required=False, max_length=100)


class TeamForm(PageForm):
    """A further team of one of the agencies that work in an area."""

    agency = ChoiceField(label=_("Agency"), ask=_("Select an agency"), widget=forms.Select)
    name = TextField(label=_("Name of the team"), ask=_("Enter a name for the team"), max_length=120)

    def __init__(self, *args: Any, area_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in Agency.objects.filter(teams__area=area_code).distinct()}
        field: Any = self.fields["agency"]
        field.choices = with_blank((key, agency.name) for key, agency in self.agencies.items())

    def clean_agency(self) -> Agency:
        return self.agencies[self.cleaned_data["agency"]]


class TeamNameForm(PageForm):
    name = TextField(label=_("Name of the team"), ask=_("Enter a name for the team"), max_length=120)


class InvitationFilter(PageForm):
    status = ChoiceField(
        label=_("Invitation"), choices=lambda: with_blank(InvitationStatus.choices), widget=forms.Select, required=False
    )
    q = TextField(label=_("Name or email address"), required=False, max_length=100)


class InvitationForm(PageForm):
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,
        error_messages={
            "required": _("Enter an email address"),
            "invalid": _("Enter an email address in the correct format, like name@example.org"),
        },
    )
    full_name = TextField(label=_("Full name"), ask=_("Enter a full name"), max_length=120)
    role = ChoiceField(label=_("Role"), ask=_("Select a role"), choices=Role.choices)


class JoiningForm(PageForm):
    """The password that an invited person chooses."""

    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "At least 12 characters. Not a common password, not only numbers, nothing close to your name or address."
        ),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a password")},
    )

    def __init__(self, *args: Any, email: str, full_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = User(email=email, full_name=full_name)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password
