"""The words of fields and codes, as pages, files and histories say them."""

from typing import Any

from django.db import models
from django.utils.translation import ngettext


def label_of(choices: Any, value: Any) -> str:
    """The words of a code; empty for None."""
    return "" if value in (None, "") else str(choices(value).label)


def words_of(model: type[models.Model], name: str) -> str:
    """What a field is called, with a capital at the start."""
    field: Any = model._meta.get_field(name)
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def length_in_words(row: Any) -> str:
    """The length of a sentence as the court gave it; empty when none is recorded."""
    parts = (
        (row.years, ngettext("%(n)d year", "%(n)d years", row.years)),
        (row.months, ngettext("%(n)d month", "%(n)d months", row.months)),
        (row.days, ngettext("%(n)d day", "%(n)d days", row.days)),
    )
    return ", ".join(words % {"n": number} for number, words in parts if number)
