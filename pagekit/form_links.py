"""How a field is drawn and where the links of an error summary lead: always to an input that exists on the page."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from pagekit.widgets import PARTS, DateInput


@dataclass(frozen=True)
class SummaryLine:
    """One line of the error summary; `target` is the id of an input, empty where the message has none."""

    text: str
    target: str


def first_input_id(field: BoundField) -> str:
    """The id of the input a reader should land on: of a date the box that is wrong, of a group its first choice."""
    if isinstance(field.field.widget, DateInput):
        return f"{field.auto_id}_{PARTS[_wrong_box(field)]}"
    if field.use_fieldset:
        first = next(iter(field.subwidgets), None)
        if first is None:
            return str(field.auto_id)
        nested = first.data.get("subwidgets")
        return str(nested[0]["attrs"]["id"] if nested else first.id_for_label)
    return str(field.id_for_label)


def summary_lines(form: forms.BaseForm) -> list[SummaryLine]:
    """Every message of a form in the order of its fields, those of the form as a whole first."""
    lines = [SummaryLine(str(message), "") for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else first_input_id(field)
        lines += [SummaryLine(str(message), target) for message in field.errors]
    return lines


def claim_summary(form: forms.BaseForm) -> list[SummaryLine]:
    """The lines for whoever draws the summary first; nobody is told the same twice on one page."""
    if getattr(form, "summary_is_drawn", False):
        return []
    form.summary_is_drawn = True  # type: ignore[attr-defined]
    return summary_lines(form)


def field_kind(field: BoundField) -> str:
    """Which drawing a field needs beyond label and input; empty for an ordinary one."""
    widget = field.field.widget
    if isinstance(widget, forms.PasswordInput):
        return "password"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, DateInput):
        return "date"
    return "count" if "data-count" in widget.attrs else ""


def _wrong_box(field: BoundField) -> int:
    for error in field.errors.as_data():
        part = (error.params or {}).get("part")
        if part is not None:
            return int(part)
    return 0
