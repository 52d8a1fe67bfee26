"""When somebody else saved first: the form keeps what was typed, shows what changed, and can be sent again."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from cases.services.versions import ChangedField, Overtaken
from cases.views.page import saved
from pagekit.dates import long_date
from pagekit.widgets import DateInput


def saved_or_overtaken(
    request: HttpRequest, form: Any, act: Callable[[], object], done: str
) -> tuple[bool, list[dict[str, str]]]:
    """As `saved`, with what others changed in the meantime: rows of field, before, now, who and yours."""
    found: list[Overtaken] = []

    def watched() -> object:
        try:
            return act()
        except Overtaken as error:
            found.append(error)
            raise

    was_saved = saved(request, form, watched, done)
    if not found:
        return was_saved, []
    rows = [_row(form, change) for change in found[0].changes]
    _take_over(form, found[0])
    return False, rows


def _row(form: Form, change: ChangedField) -> dict[str, Any]:
    yours = form.cleaned_data.get(change.name)
    return {
        "label": change.label,
        "before": _words(form, change.name, change.before),
        "now": _words(form, change.name, change.now),
        "yours": _words(form, change.name, yours if yours != change.before else change.now),
        "by": change.by,
        "at": change.at,
        "is_choice": yours not in (change.before, change.now),
    }


def _take_over(form: Form, overtaken: Overtaken) -> None:
    """Draw the form again from the version that is stored: untouched fields say what is stored, yours stay yours."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(overtaken.version)
    for change in overtaken.changes:
        if form.cleaned_data.get(change.name) == change.before:
            _set(form, data, change.name, change.now)
    form.data = data


def _set(form: Form, data: Any, name: str, value: Any) -> None:
    if isinstance(form.fields[name].widget, DateInput):
        for part in ("day", "month", "year"):
            data[f"{name}_{part}"] = str(getattr(value, part)) if value else ""
    else:
        data[name] = "" if value is None else str(value)


def _words(form: Form, name: str, value: Any) -> str:
    choices = {str(key): str(words) for key, words in getattr(form.fields[name], "choices", ())}
    if hasattr(value, "isoformat"):
        return long_date(value)
    return choices.get(str(value), "" if value is None else str(value))
