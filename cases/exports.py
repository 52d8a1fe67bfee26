"""A list of nominals as a CSV file: marked, dated, and with no text that a spreadsheet would take for a formula."""

import csv
import datetime
import io
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import User
from cases.choices import Category, Level, Whereabouts
from cases.models import Nominal
from cases.wording import label_of
from pagekit.context import MARKING
from pagekit.dates import long_instant

#: More than this is not a list that somebody works with.
MOST_ROWS = 20_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def file_name(on: datetime.date) -> str:
    return f"{MARKING}-nominals-{on.isoformat()}.csv"


def as_csv(people: Iterable[Any], made_by: User, at: datetime.datetime) -> str:
    """The file's text, with the byte order mark by which spreadsheets know UTF-8. The people carry their standing."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text)
    made = _("Made by %(who)s, %(when)s") % {"who": made_by.get_full_name(), "when": long_instant(at)}
    writer.writerow([MARKING, harmless(made)])
    writer.writerow(_headings())
    writer.writerows([harmless(value) for value in _row(one)] for one in people)
    return text.getvalue()


def harmless(value: str) -> str:
    """A text that begins like a formula gets an apostrophe before it."""
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA_STARTS) or value.startswith(_FORMULA_STARTS) else value


def _headings() -> list[str]:
    return [
        _("Reference"),
        _("Family name"),
        _("Given names"),
        _("Date of birth"),
        _("Category"),
        _("Level"),
        _("Whereabouts"),
        _("Area"),
        _("Lead agency"),
        _("Lead team"),
        _("Restricted"),
    ]


def _row(one: Nominal) -> list[str]:
    row: Any = one
    return [
        one.reference,
        one.family_name,
        one.given_names,
        one.date_of_birth.isoformat() if one.date_of_birth else "",
        label_of(Category, row.category_now),
        label_of(Level, row.level_now),
        label_of(Whereabouts, row.whereabouts_now),
        row.area_name_now or "",
        row.lead_agency_now or "",
        row.lead_team_now or "",
        _("Yes") if row.is_restricted_now else _("No"),
    ]
