"""Base classes of the project's forms: plain words for Django's own messages, and validation on the server alone."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from pagekit import fields, wording

# What Django says by default; a field that still says it is told to say something a person can act on.
_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]
_CHOOSING_WIDGETS = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput)


class PlainWords(forms.BaseForm):
    """Gives each field that has no message of its own one that names the field."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.before_messages()
        for name, field in self.fields.items():
            _say_it_plainly(name, field)

    def before_messages(self) -> None:
        """Where a form changes its fields; the messages are made from the labels that stand afterwards."""


class PageForm(PlainWords, forms.Form):
    """A form that stands alone."""


class PageModelForm(PlainWords, forms.ModelForm):
    """A form that fills a model; add `formfield_callback = pagekit.forms.field_for` to its Meta for our own fields."""


def field_for(db_field: Any, **kwargs: Any) -> forms.Field | None:
    """The form field of a model field: dates in three boxes, long text with a count, the rest as Django has it."""
    kinds = {"DateField": fields.GovukDateField, "TextField": fields.TextareaField}
    kind = kinds.get(db_field.get_internal_type())
    if kind is not None and not db_field.choices:
        kwargs.setdefault("form_class", kind)
        kwargs.pop("widget", None)
    return db_field.formfield(**kwargs)


def _say_it_plainly(name: str, field: forms.Field) -> None:
    label = field.label or name.replace("_", " ").capitalize()
    if field.error_messages.get("required") == _DJANGO_REQUIRED:
        choosing = isinstance(field.widget, _CHOOSING_WIDGETS)
        asking = wording.ask_to_select_lazily if choosing else wording.ask_to_enter_lazily
        field.error_messages["required"] = asking(label)
    for validator in field.validators:
        if isinstance(validator, MaxLengthValidator) and "message" not in validator.__dict__:
            validator.message = fields.too_long(str(label), int(validator.limit_value))
