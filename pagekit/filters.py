"""What a filter form has selected, as chips that can each be taken away."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from pagekit import dates, links


@dataclass(frozen=True)
class Chip:
    """One selected filter: the field's label, the words of the choice, the address without it."""

    label: str
    text: str
    href: str


def chips(form: forms.BaseForm, query: QueryDict) -> list[Chip]:
    """One chip for each value the form has understood; a value it refused has an error beside its field instead."""
    found: list[Chip] = []
    for name, value in getattr(form, "cleaned_data", {}).items():
        field = form[name]
        if field.is_hidden or value in field.field.empty_values or value is False:
            continue
        found.extend(_chips_of(field, value, query))
    return found


def _chips_of(field: forms.BoundField, value: Any, query: QueryDict) -> list[Chip]:
    label = str(field.label)
    if isinstance(field.field.widget, forms.CheckboxInput):
        return [Chip("", label, _without(query, field.html_name))]
    choices = _choice_texts(field)
    if choices:
        chosen = query.getlist(field.html_name)
        return [
            Chip(label, choices[one], links.without_value(query, field.html_name, one))
            for one in chosen
            if one in choices
        ]
    text = dates.long_date(value) if hasattr(value, "isoformat") else str(value)
    return [Chip(label, text, _without(query, field.html_name))]


def _without(query: QueryDict, name: str) -> str:
    changed = query.copy()
    for part in ("day", "month", "year"):
        changed.pop(f"{name}_{part}", None)
    return links.without_value(changed, name)


def _choice_texts(field: forms.BoundField) -> dict[str, str]:
    texts: dict[str, str] = {}
    for value, text in getattr(field.field, "choices", ()):
        members = text if isinstance(text, list | tuple) else [(value, text)]
        texts.update({str(one): str(words) for one, words in members})
    return texts
