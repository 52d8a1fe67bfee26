"""The words of an alert and where it is dealt with, made when it is shown, from its kind and its facts.

Whoever tells (`cases.services.alerts.tell`) names in the facts the row it is about (`referral`, `order` ...), or the
route that deals with it, `route`, with `part`, the key of a row below the nominal; else the kind's own page opens. A
fact named `on`, or ending so, is the day in the words. `register` gives a kind other words or another place.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.choices import AlertKind
from cases.clocks import kinds
from cases.models import Alert
from pagekit.dates import long_date

Sentence = Callable[[Alert], str]


@dataclass(frozen=True)
class Spoken:
    """An alert as a page shows it. `name` and `reference` are those of the person it is about, if it is."""

    alert: Alert
    text: str
    href: str
    name: str
    reference: str


def spoken(alert: Alert) -> Spoken:
    """The alert in words. It comes with its nominal, and through the door."""
    kind = AlertKind(alert.kind)
    about = alert.nominal
    name, reference = (about.display_name, about.reference) if about else ("", "")
    return Spoken(alert, _SENTENCES.get(kind, _label)(alert), place_of(alert), name, reference)


def register(kind: AlertKind, sentence: Sentence | None = None, route: str = "") -> None:
    """Give a kind of alert a sentence of its own, or the route (of a nominal's key) where it is dealt with."""
    if sentence is not None:
        _SENTENCES[kind] = sentence
    if route:
        _PLACES[kind] = route


def place_of(alert: Alert) -> str:
    """The address at which the alert is dealt with; the first of those that there are."""
    kind = AlertKind(alert.kind)
    facts, about = alert.facts, [alert.nominal_id] if alert.nominal_id else []
    part = [facts["part"]] if facts.get("part") else []
    rows = _ROWS if about else _ROWS_OF_NOBODY
    candidates = [
        _place_of_clock(alert) if about and kind in _OF_CLOCKS else "",
        _reversed(facts.get("route", ""), [*about, *part]),
        *(_reversed(route, [*about, facts[name]]) for name, route in rows.items() if facts.get(name)),
        _reversed(_PLACES.get(kind, ""), about) if about else _reversed(_LISTS.get(kind, ""), []),
        reverse("cases:nominal", args=about) if about else reverse("cases:worklist"),
    ]
    return next(address for address in candidates if address)


def _reversed(route: str, keys: list[uuid.UUID]) -> str:
    """The address of a route; empty when there is none of that name for these keys, as after an upgrade."""
    try:
        return reverse(route, args=keys) if route else ""
    except NoReverseMatch:
        return ""


def _place_of_clock(alert: Alert) -> str:
    kind = kinds().get(alert.facts.get("clock", ""))
    if kind is None:
        return ""
    source = alert.facts.get("source")
    return _reversed(kind.route, [alert.nominal_id, source] if kind.takes_source else [alert.nominal_id])  # type: ignore[list-item]


def _label(alert: Alert) -> str:
    """What happened, and on which day where the facts say so."""
    days = (name for name in alert.facts if name == "on" or name.endswith("_on"))
    day = next((found for name in days if (found := _day(alert, name))), "")
    words = {"what": alert.get_kind_display(), "day": day}
    return _("%(what)s, %(day)s") % words if day else str(words["what"])


def _day(alert: Alert, name: str) -> str:
    """A day of the facts as it is read; empty when they hold none."""
    try:
        return long_date(datetime.date.fromisoformat(str(alert.facts.get(name, ""))))
    except ValueError:
        return ""


def _of_clock(alert: Alert) -> str:
    kind = kinds().get(alert.facts.get("clock", ""))
    what: str | Promise = kind.label if kind else alert.get_kind_display()
    return _OF_CLOCKS[AlertKind(alert.kind)]() % {"what": what, "day": _day(alert, "due_on")}


def _allocated(alert: Alert) -> str:
    number = int(alert.facts.get("count", 1))
    return ngettext("%(n)d person was allocated to you", "%(n)d people were allocated to you", number) % {"n": number}


def _reallocated(alert: Alert) -> str:
    number = int(alert.facts.get("count", 1))
    one = _("A person you managed was allocated to a colleague")
    many = _("%(n)d people you managed were allocated to a colleague") % {"n": number}
    return one if number == 1 else many


# Functions, because nobody's language is known while the module loads.
_OF_CLOCKS: dict[AlertKind, Callable[[], str]] = {
    AlertKind.CLOCK_DUE: lambda: _("%(what)s. Due on %(day)s"),
    AlertKind.CLOCK_MISSED: lambda: _("%(what)s. Overdue: it was due on %(day)s"),
    AlertKind.CLOCK_ESCALATED: lambda: _("%(what)s. Overdue since %(day)s and passed to you"),
}
_SENTENCES: dict[AlertKind, Sentence] = {
    **dict.fromkeys(_OF_CLOCKS, _of_clock),
    AlertKind.ALLOCATED: _allocated,
    AlertKind.REALLOCATED: _reallocated,
}
#: Rows that the facts name, and the page of each: below the nominal, and about nobody whom the reader may see yet. A
#: route that is not there is passed over.
_ROWS: dict[str, str] = {
    "referral": "cases:referral",
    "review": "cases:review",
    "transfer": "cases:transfer",
    "order": "cases:order",
}
_ROWS_OF_NOBODY: dict[str, str] = {"transfer": "cases:transfer_offer"}
#: Where an alert about nobody in particular leads.
_LISTS: dict[AlertKind, str] = {
    AlertKind.ALLOCATED: "cases:my_cases",
    AlertKind.REALLOCATED: "cases:my_cases",
    AlertKind.FILE_READY: "cases:files",
    AlertKind.TRANSFER_OFFERED: "cases:transfers",
    AlertKind.TRANSFER_ANSWERED: "cases:transfers",
    AlertKind.REFERRAL_RECEIVED: "cases:referral_queue",
}
#: The page of the record on which each kind is seen and dealt with.
_PLACES: dict[AlertKind, str] = {
    AlertKind.ORDER_CHANGED: "cases:law",
    AlertKind.BREACH_RECORDED: "cases:law",
    AlertKind.CATEGORY_CHANGED: "cases:law",
    AlertKind.RECALLED: "cases:timeline",
    AlertKind.RELEASED: "cases:timeline",
}
