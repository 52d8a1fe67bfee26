"""Who is shut out of a record, and who looked at it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.choices import AuditOutcome
from agencies.models import User
from cases.choices import LimitReason
from pagekit.fields import ChoiceField, ChoicesField, GovukDateField, TextField, with_blank
from pagekit.forms import PageForm


class ExcludePersonForm(PageForm):
    """Somebody with an account, by email address: whoever is shut out need not have access yet."""

    email = TextField(
        label=_("Email address"),
        help_text=_("Of the person's account"),
        ask=_("Enter an email address"),
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
    )
    reason = ChoiceField(label=_("Reason"), choices=LimitReason.choices)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip()
        self.user = User.objects.filter(email__iexact=email).first()
        if self.user is None:
            raise forms.ValidationError(_("Nobody has an account with this email address"))
        return email


class RestrictForm(PageForm):
    """To whom a record is restricted: some of the people who may see it now."""

    people = ChoicesField(label=_("Who may still see the record"), ask=_("Select at least one person"))
    reason = ChoiceField(label=_("Reason"), choices=LimitReason.choices)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.choices = [(str(one.pk), f"{one.get_full_name()} ({one.email})") for one in people]


class WhoLookedFilter(PageForm):
    person = TextField(label=_("Name or email address"), required=False, max_length=100)
    outcome = ChoiceField(
        label=_("Outcome"),
        choices=lambda: with_blank(AuditOutcome.choices, _("Allowed or refused")),
        widget=forms.Select,
        required=False,
    )
    first = GovukDateField(label=_("From"), required=False)
    last = GovukDateField(label=_("To"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must be the same as or after the first"))
        return cleaned
