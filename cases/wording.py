"""The words of fields and codes, as pages, files and histories say them."""

import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def label_of(choices: Any, value: Any) -> str:
    """The words of a code; empty for None."""
    return "" if value in (None, "") else str(choices(value).label)


def words_of(model: type[models.Model], name: str) -> str:
    """What a field is called, with a capital at the start."""
    field: Any = model._meta.get_field(name)
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


#: From so many days on a distance is told in months.
_MONTHS_FROM, _DAYS_A_MONTH = 92, 30.44


def time_left(day: datetime.date, on: datetime.date) -> str:
    """How far a day is: "today", "in 12 days", "in 5 months", "3 days ago"."""
    days = (day - on).days
    if days == 0:
        return _("today")
    distance = abs(days)
    if distance >= _MONTHS_FROM:
        number = round(distance / _DAYS_A_MONTH)
        if number >= 24:
            number = number // 12
            words = ngettext("%(n)d year", "%(n)d years", number) % {"n": number}
        else:
            words = ngettext("%(n)d month", "%(n)d months", number) % {"n": number}
    else:
        words = ngettext("%(n)d day", "%(n)d days", distance) % {"n": distance}
    return _("in %(time)s") % {"time": words} if days > 0 else _("%(time)s ago") % {"time": words}


def length_in_words(row: Any) -> str:
    """The length of a sentence as the court gave it; empty when none is recorded."""
    parts = (
        (row.years, ngettext("%(n)d year", "%(n)d years", row.years)),
        (row.months, ngettext("%(n)d month", "%(n)d months", row.months)),
        (row.days, ngettext("%(n)d day", "%(n)d days", row.days)),
    )
    return ", ".join(words % {"n": number} for number, words in parts if number)
