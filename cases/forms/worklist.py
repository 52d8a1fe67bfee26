"""What of the worklist to show."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.clocks import kinds
from pagekit.fields import ChoiceField, with_blank
from pagekit.forms import PageForm


class When(models.TextChoices):
    LATE = "late", _("Overdue")
    WEEK = "week", _("Due within 7 days")
    MONTH = "month", _("Due within 28 days")


class WorklistFilter(PageForm):
    when = ChoiceField(
        label=_("When"), choices=with_blank(When.choices, _("Any time")), widget=forms.Select, required=False
    )
    kind = ChoiceField(label=_("What is due"), widget=forms.Select, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(kind.code, kind.label) for kind in kinds().values()]
        field: Any = self.fields["kind"]
        field.choices = with_blank(known, _("Everything"))
