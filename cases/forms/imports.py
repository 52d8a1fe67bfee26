"""Which files to bring in, for which area, and whether to store them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from agencies.models import Area
from cases.imports import uploads
from pagekit.fields import ChoiceField
from pagekit.forms import PageForm


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; gives a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            return super().clean(None, initial)
        return [super(FilesField, self).clean(one, initial) for one in files]


class ImportForm(PageForm):
    """`areas` are those whose records the user may bring in; with one only there is nothing to choose.

    The files are kept once everything else is in order: `cleaned_data["folder"]` is the name of their folder.
    """

    CHECK, STORE = "check", "store"

    area = ChoiceField(label=_("Area"), choices=())
    records = FilesField(
        label=_("Files"),
        help_text=_("The seven CSV files, or one ZIP file that holds them. 200 MB at most."),
        error_messages={"required": _("Select the files"), "empty": _("One of the files is empty.")},
        allow_empty_file=True,
        widget=FilesInput(attrs={"accept": ".csv,.zip"}),
    )
    what = ChoiceField(
        label=_("What to do"),
        choices=((CHECK, _("Check only: store nothing")), (STORE, _("Check, and store if nothing is wrong"))),
    )

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.pk: area for area in areas}
        choice: Any = self.fields["area"]
        choice.choices = [(area.pk, area.name) for area in areas]
        if len(areas) == 1:
            del self.fields["area"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["folder"] = self._receive(cleaned["records"])
        return cleaned

    def _receive(self, files: list[UploadedFile]) -> str:
        try:
            return uploads.receive(files)
        except forms.ValidationError as error:
            self.add_error("records", error)
            return ""

    def answers(self) -> dict[str, Any]:
        """What the service is told."""
        code = self.cleaned_data.get("area") or next(iter(self.areas))
        is_dry_run = self.cleaned_data["what"] == self.CHECK
        return {"area": self.areas[code], "folder": self.cleaned_data["folder"], "is_dry_run": is_dry_run}
