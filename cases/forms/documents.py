"""Documents and files: what to upload, how to call it, why to withdraw it, what to print, what a list's file holds."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.choices import DocumentType, ExportFormat, Marking
from cases.file_types import SUFFIXES, allowed_in_words
from pagekit.fields import ChoiceField, ChoicesField, GovukDateField, TextareaField, TextField
from pagekit.forms import PageForm


class AnyFile(forms.FileField):
    """One file; what may be in it is the service's to say."""

    widget = forms.FileInput(attrs={"accept": SUFFIXES})

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": _("Select a file"), "missing": _("Select a file")}
        super().__init__(allow_empty_file=True, error_messages=messages, **kwargs)


def _what_may_be_uploaded() -> str:
    words = {"kinds": allowed_in_words(), "limit": settings.DOCUMENT_MAX_MB}
    return _now("%(kinds)s. %(limit)d MB at most, no macros, no archives.") % words


class _Described(PageForm):
    document_type = ChoiceField(label=_("Type"), choices=DocumentType.choices, ask=_("Select the type of document"))
    title = TextField(label=_("Title"), max_length=200)
    dated_on = GovukDateField(
        label=_("Date of the document"),
        in_past=True,
        required=False,
        help_text=_("Of a photograph: the day it was taken"),
    )
    marking = ChoiceField(label=_("Protective marking"), choices=Marking.choices, initial=Marking.SENSITIVE)


class _WithFile(PageForm):
    """A browser forgets a chosen file when a page comes back: whoever has something else to mend is told."""

    file = AnyFile(label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _what_may_be_uploaded()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors and "file" in self.cleaned_data:
            self.add_error("file", _("Select the file again: the browser does not keep it"))
        return cleaned


class DocumentForm(_WithFile, _Described):
    field_order = ("file", "document_type", "title", "dated_on", "marking")

    def before_messages(self) -> None:
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty: the name of the file")

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "file"}


class VersionForm(_WithFile):
    """A later version of a document."""


class ChangeDocumentForm(_Described):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class WithdrawForm(PageForm):
    reason = TextareaField(
        label=_("Why is it withdrawn?"),
        max_length=200,
        rows=3,
        ask=_("Enter why it is withdrawn"),
        help_text=_("For example: it is about somebody else"),
    )


class PrintForm(PageForm):
    """Which parts of the record to print; all of them to begin with."""

    part = ChoicesField(label=_("Parts of the record"), choices=(), ask=_("Select at least one part"))

    def __init__(self, *args: Any, parts: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, initial={"part": [key for key, _words in parts]}, **kwargs)
        field: Any = self.fields["part"]
        field.choices = parts


class ExportForm(PageForm):
    WITHOUT, WITH = "without", "with"

    content = ChoiceField(
        label=_("What the file holds"),
        choices=(
            (WITHOUT, _("No names: reference, year of birth, sex, category, level, whereabouts, lead agency")),
            (WITH, _("Names, dates of birth and identifiers as well")),
        ),
        ask=_("Select what the file is to hold"),
    )
    file_format = ChoiceField(label=_("Kind of file"), choices=ExportFormat.choices, initial=ExportFormat.XLSX)

    def answers(self) -> dict[str, Any]:
        """What the service is told."""
        with_personal_data = self.cleaned_data["content"] == self.WITH
        return {"with_personal_data": with_personal_data, "file_format": self.cleaned_data["file_format"]}
