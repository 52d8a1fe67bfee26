"""The words of fields and codes, as pages, files and histories say them."""

from typing import Any

from django.db import models


def label_of(choices: Any, value: Any) -> str:
    """The words of a code; empty for None."""
    return "" if value in (None, "") else str(choices(value).label)


def words_of(model: type[models.Model], name: str) -> str:
    """What a field is called, with a capital at the start."""
    field: Any = model._meta.get_field(name)
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]
