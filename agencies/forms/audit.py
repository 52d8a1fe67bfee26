"""The search form of the audit trail."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.choices import AuditAction, AuditOutcome
from pagekit.fields import ChoiceField, GovukDateField, TextField, with_blank
from pagekit.forms import PageForm

#: How far back a search without a first day goes.
DAYS_SHOWN = 30


class AuditFilter(PageForm):
    person = TextField(label=_("Name or email address of who acted"), required=False, max_length=100)
    reference = TextField(label=_("Reference"), help_text=_("Such as M-7QK4-9XTD"), required=False, max_length=40)
    action = ChoiceField(
        label=_("What was done"), choices=lambda: with_blank(AuditAction.choices), widget=forms.Select, required=False
    )
    outcome = ChoiceField(
        label=_("Outcome"), choices=lambda: with_blank(AuditOutcome.choices), widget=forms.Select, required=False
    )
    first = GovukDateField(label=_("From"), required=False)
    last = GovukDateField(label=_("To"), required=False)

    def clean_reference(self) -> str:
        return self.cleaned_data["reference"].strip().upper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must be the same as or after the first"))
        return cleaned

    def first_day(self) -> datetime.date:
        """The first day asked for, else a month before the last or before today."""
        asked: datetime.date | None = self.cleaned_data.get("first")
        return asked or (self.cleaned_data.get("last") or timezone.localdate()) - datetime.timedelta(days=DAYS_SHOWN)

    def terms(self) -> dict[str, str]:
        """What was asked for, as the audit of the audit keeps it."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}
