"""The words of an alert and where it is dealt with, made when it is shown, from its kind and its facts.

Whoever tells (`cases.services.alerts.tell`) may name in the facts the route that deals with it, `route`, with `part`,
the key of the row below the nominal; without them the kind's own page of the record opens. `register` gives a kind
other words or another place.
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
    """The address at which the alert is dealt with."""
    kind = AlertKind(alert.kind)
    if alert.nominal_id is None:
        return _reversed(alert.facts.get("route", ""), []) or reverse(_LISTS.get(kind, "cases:worklist"))
    if kind in _OF_CLOCKS and (address := _place_of_clock(alert)):
        return address
    keys = [alert.nominal_id, *([alert.facts["part"]] if alert.facts.get("part") else [])]
    named = _reversed(alert.facts.get("route", ""), keys) or _reversed(_PLACES.get(kind, ""), [alert.nominal_id])
    return named or reverse("cases:nominal", args=[alert.nominal_id])


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
    day = _day(alert, "on")
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
#: Where an alert about nobody in particular leads.
_LISTS: dict[AlertKind, str] = {AlertKind.ALLOCATED: "cases:my_cases", AlertKind.REALLOCATED: "cases:my_cases"}
#: The page of the record on which each kind is seen and dealt with.
_PLACES: dict[AlertKind, str] = {
    AlertKind.ORDER_CHANGED: "cases:law",
    AlertKind.BREACH_RECORDED: "cases:law",
    AlertKind.CATEGORY_CHANGED: "cases:law",
    AlertKind.RECALLED: "cases:timeline",
    AlertKind.RELEASED: "cases:timeline",
    AlertKind.REFERRAL_DECIDED: "cases:risk",
    AlertKind.REFERRAL_RECEIVED: "cases:risk",
    AlertKind.REVIEW_TO_COUNTERSIGN: "cases:risk",
    AlertKind.REVIEW_SENT_BACK: "cases:risk",
}
