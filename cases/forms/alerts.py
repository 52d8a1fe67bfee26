"""Which alerts to show, and which kinds come by email."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import AlertKind
from pagekit.fields import ChoiceField, ChoicesField, with_blank
from pagekit.forms import PageForm


class Read(models.TextChoices):
    UNREAD = "unread", _("Unread")
    READ = "read", _("Read")


class AlertFilter(PageForm):
    read = ChoiceField(
        label=_("Read or not"),
        choices=with_blank(Read.choices, _("Read or not")),
        widget=forms.Select,
        required=False,
    )
    kind = ChoiceField(
        label=_("What happened"),
        choices=with_blank(AlertKind.choices, _("Anything")),
        widget=forms.Select,
        required=False,
    )


class EmailChoicesForm(PageForm):
    """None ticked: no email comes."""

    kinds = ChoicesField(
        label=_("Tell me by email when"),
        help_text=_("Tick none of them to get no email."),
        choices=AlertKind.choices,
        required=False,
    )
