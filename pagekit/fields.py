"""Form fields that say what to do in plain words and lose nothing that was typed.

They check shape only (is this a date, is it too long); what the law or a service allows is decided elsewhere.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pagekit import dates, wording
from pagekit.widgets import CharacterCountTextarea, DateInput

Words = str | Promise


class AsksInPlainWords(forms.Field):
    """A field whose message for an empty answer is `ask`, or is made from the label: 'Enter family name'."""

    asking: Callable[[object], str] = staticmethod(wording.ask_to_enter_lazily)

    def __init__(self, *args: Any, ask: Words | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask = ask
        if ask is not None:
            self.error_messages["required"] = ask  # type: ignore[assignment]
        elif self.label and "required" not in (kwargs.get("error_messages") or {}):
            self.error_messages["required"] = type(self).asking(self.label)


class TextField(AsksInPlainWords, forms.CharField):
    """One line of text. `max_length` is told in a sentence, never enforced by cutting what was typed."""

    def validate(self, value: Any) -> None:
        """As a text field, plus the sentence for a text that is too long."""
        super().validate(value)
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(too_long(str(self.label), self.max_length), code="max_length")

    def run_validators(self, value: Any) -> None:
        """Everything but the length, which `validate` has already answered in plain words."""
        if self.max_length is None or len(value) <= self.max_length:
            super().run_validators(value)


class TextareaField(TextField):
    """Several lines of text, with a count of what is left when there is a `max_length`."""

    widget = CharacterCountTextarea

    def __init__(self, *args: Any, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs.update({"rows": rows})
        if self.max_length is not None:
            self.widget.attrs["data-count"] = self.max_length
            self.widget.attrs.pop("maxlength", None)


class ChoiceField(AsksInPlainWords, forms.ChoiceField):
    """One of a few answers as radios; pass `widget=forms.Select` for a long list."""

    asking = staticmethod(wording.ask_to_select_lazily)
    widget = forms.RadioSelect
    default_error_messages = {"invalid_choice": gettext_lazy("Select one of the answers in the list")}


class ChoicesField(AsksInPlainWords, forms.MultipleChoiceField):
    """Any number of answers as checkboxes."""

    asking = staticmethod(wording.ask_to_select_lazily)
    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": gettext_lazy("Select from the answers in the list")}


class CheckboxField(AsksInPlainWords, forms.BooleanField):
    """One checkbox to confirm something; unticked is an error unless `required=False`."""

    asking = staticmethod(wording.ask_to_confirm_lazily)


class GovukDateField(AsksInPlainWords, forms.Field):
    """A date typed as day, month and year; the month as a number or a name, or the whole date in the first box.

    :param in_past: the date may not be after today.
    :param in_future: the date may not be before today.
    """

    widget = DateInput

    def __init__(self, *args: Any, in_past: bool = False, in_future: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_past, self.in_future = in_past, in_future

    def to_python(self, value: Any) -> datetime.date | None:
        """The date, or None for three empty boxes. The sentences are those of `dates.read_date`."""
        if isinstance(value, datetime.date) or value is None:
            return value
        typed = dates.TypedDate(*(str(part or "").strip() for part in value))
        if typed.is_empty:
            return None
        try:
            return dates.read_date(typed, str(self.label))
        except dates.DateProblem as problem:
            raise ValidationError(problem.sentence, code="invalid", params={"part": problem.part}) from None

    def validate(self, value: datetime.date | None) -> None:
        """Refuses an empty answer where one is needed, and a date on the wrong side of today."""
        super().validate(value)
        if value is None:
            return
        if self.in_past and value > timezone.localdate():
            raise ValidationError(_("%(label)s must be today or in the past") % {"label": self.label}, code="future")
        if self.in_future and value < timezone.localdate():
            raise ValidationError(_("%(label)s must be today or in the future") % {"label": self.label}, code="past")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes say another date than the one they were filled with."""
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


def too_long(label: str, limit: int) -> str:
    """The sentence for a text above its limit."""
    return _("%(label)s must be %(limit)d characters or fewer") % {"label": label, "limit": limit}


def with_blank(choices: Iterable[tuple[str, Words]], blank: Words = "") -> list[tuple[str, Words]]:
    """The choices of a select with an empty first line, so that nothing is chosen by accident."""
    return [("", blank), *choices]
