"""Flags as pages show them: which colour, in which order, with what is computed from the date of birth beside them.

A flag's note is shown where the flag is kept and nowhere else.
"""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.choices import FlagKind
from cases.models import Nominal
from cases.rules.age import comes_of_age_on
from pagekit.dates import long_date

#: The most urgent first.
FLAG_COLOURS: dict[str, str] = {
    FlagKind.STAFF_SAFETY: "red",
    FlagKind.WANTED: "red",
    FlagKind.MISSING: "red",
    FlagKind.CPPC: "orange",
    FlagKind.HIGH_PROFILE: "orange",
    FlagKind.RESTRICTED_PATIENT: "purple",
    FlagKind.INTERPRETER: "blue",
    FlagKind.FOREIGN_NATIONAL: "teal",
    FlagKind.SERVICE: "teal",
    FlagKind.LEGAL_HOLD: "yellow",
}
#: What somebody must know before they knock, or act on: shown beside the name in every list.
ON_LISTS = (FlagKind.STAFF_SAFETY, FlagKind.WANTED, FlagKind.MISSING)
#: How long it has lasted matters of these.
SHOWN_SINCE = (FlagKind.WANTED, FlagKind.MISSING)


def flags_of(nominal: Nominal, on: datetime.date) -> list[dict[str, str]]:
    """Every flag in force with its colour, for the banner. The nominal comes from `with_standing(on)`."""
    young = adult_from(nominal, on)
    shown = [_shown(kind, since) for kind, since in _held(nominal)]
    if young is not None:
        shown.append({"text": _("Under 18 until %(day)s") % {"day": long_date(young)}, "colour": "blue"})
    return shown


def flags_on_lists(nominal: Nominal) -> list[dict[str, str]]:
    """What stands beside a name in a list."""
    return [_shown(kind, since) for kind, since in _held(nominal) if kind in ON_LISTS]


def adult_from(nominal: Nominal, on: datetime.date) -> datetime.date | None:
    """The day somebody who is under 18 becomes 18; None for an adult and where the date of birth is not known."""
    if nominal.date_of_birth is None or (nominal.died_on is not None and nominal.died_on <= on):
        return None
    day = comes_of_age_on(nominal.date_of_birth)
    return day if day > on else None


def _held(nominal: Any) -> list[tuple[str, datetime.date]]:
    order = list(FLAG_COLOURS)
    held = [(one["kind"], datetime.date.fromisoformat(one["since"])) for one in nominal.flags_now]
    return sorted(held, key=lambda one: order.index(one[0]))


def _shown(kind: str, since: datetime.date) -> dict[str, str]:
    text = str(FlagKind(kind).label)
    if kind in SHOWN_SINCE:
        text = _("%(flag)s since %(day)s") % {"flag": text, "day": long_date(since)}
    return {"text": text, "colour": FLAG_COLOURS[kind]}
