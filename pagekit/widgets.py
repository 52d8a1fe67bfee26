"""Widgets that GOV.UK pages need and Django has not."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = ("day", "month", "year")
PART_LABELS = (_("Day"), _("Month"), _("Year"))


class CharacterCountTextarea(forms.Textarea):
    """A text area that tells how many characters are left when its attributes hold `data-count`."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Ties the line with the count to the box, in the id the script looks for."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["counts"] = "data-count" in widget["attrs"]
        if widget["counts"] and "id" in widget["attrs"]:
            described = widget["attrs"].get("aria-describedby", "")
            widget["attrs"]["aria-describedby"] = f"{described} {widget['attrs']['id']}-info".strip()
        return context


class DateInput(forms.Widget):
    """Three boxes named `<name>_day`, `<name>_month`, `<name>_year`; gives back a list of the three texts."""

    template_name = "forms/widgets/date.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """One entry per box, with its own id."""
        context = super().get_context(name, value, attrs)
        base_id = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["boxes"] = [
            {"name": f"{name}_{part}", "id": f"{base_id}_{part}", "label": label, "value": text, "part": part}
            for part, label, text in zip(PARTS, PART_LABELS, self._texts(value), strict=True)
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str] | None:
        """The three texts as typed; a whole date under the plain name is taken too (links and filters use it)."""
        texts = [data.get(f"{name}_{part}", "") for part in PARTS]
        if not any(texts) and data.get(name):
            return [data[name], "", ""]
        return texts

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in PARTS)))

    def id_for_label(self, id_: str) -> str:
        """The group has no one label: its legend names it."""
        return ""

    def format_value(self, value: Any) -> Any:
        """Left as it is: the boxes are filled by `get_context`."""
        return value

    @staticmethod
    def _texts(value: Any) -> list[str]:
        if isinstance(value, datetime.date):
            return [str(value.day), str(value.month), str(value.year)]
        if isinstance(value, str):
            return [value, "", ""]
        return list(value) if value else ["", "", ""]
