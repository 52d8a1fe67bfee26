"""The page of the law's lists: its filter, and the file that is brought in."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.choices import Schedule
from cases.eligibility import UNCHECKED
from cases.models import QualifyingOffence
from pagekit.fields import ChoiceField, GovukDateField, TextField, with_blank
from pagekit.forms import PageForm

#: A file of all the lists is far smaller.
MOST_BYTES = 2_000_000


class ListsFilter(PageForm):
    """Which entries: of a list, in force on a day, with some words in them, still to be checked."""

    schedule = ChoiceField(
        label=_("List"), choices=with_blank(Schedule.choices, _("All lists")), widget=forms.Select, required=False
    )
    on = GovukDateField(label=_("In force on"), required=False)
    words = TextField(label=_("Words in the title or the Act"), max_length=100, required=False)
    checked = ChoiceField(
        label=_("Compared with the text of the law"),
        choices=with_blank([("no", _("Still to be checked"))], _("Checked or not")),
        widget=forms.Select,
        required=False,
    )

    def apply(self) -> QuerySet[QualifyingOffence]:
        """The entries that fit; every entry when the filter is not well formed."""
        rows = QualifyingOffence.objects.all()
        if not self.is_valid():
            return rows
        asked = self.cleaned_data
        if asked["schedule"]:
            rows = rows.filter(schedule=asked["schedule"])
        if asked["on"]:
            rows = rows.filter(in_force_on(asked["on"]))
        if asked["words"]:
            rows = rows.filter(Q(title__icontains=asked["words"]) | Q(provision__icontains=asked["words"]))
        if asked["checked"]:
            rows = rows.filter(authority__contains=UNCHECKED)
        return rows


def in_force_on(day: datetime.date) -> Q:
    return Q(effective_from__lte=day) & (Q(effective_to__isnull=True) | Q(effective_to__gt=day))


class ListsFileForm(PageForm):
    file = forms.FileField(
        label=_("CSV file of qualifying offences"),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty")},
        help_text=_("The file is checked first. Nothing is stored until you say so."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB"))
        return file
