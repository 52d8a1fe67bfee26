"""Every answer of several forms as rows to be checked: words instead of codes, a link to change each."""

import datetime
import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pagekit.dates import long_date


def answers_of(forms: dict[str, Any], draft: uuid.UUID) -> list[dict[str, Any]]:
    """One section for each form: its heading, its rows, the address to change them at."""
    headings = {
        "person": _("The person"),
        "management": _("Who manages"),
        "standing": _("What is decided"),
    }
    return [
        {
            "heading": headings[name],
            "href": reverse(f"cases:create_{name}", args=[draft]),
            "rows": [_row(field, form.cleaned_data[field.name]) for field in form],
        }
        for name, form in forms.items()
    ]


def _row(field: Any, value: Any) -> dict[str, str]:
    return {"key": str(field.label), "value": _words(field, value)}


def _words(field: Any, value: Any) -> str:
    if isinstance(value, datetime.date):
        return long_date(value)
    choices = {str(key): str(words) for key, words in getattr(field.field, "choices", ())}
    key = str(getattr(value, "pk", value) or "")
    return choices.get(key, "" if value is None else str(value))
