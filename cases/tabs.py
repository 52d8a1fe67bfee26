"""The tab strip of a nominal: one list of tabs for every app, each shown only to those who may open it.

An app further right adds its own with `register` when it starts; at most eight fit.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.roles import Capability
from cases.models import Nominal

MOST_TABS = 8


@dataclass(frozen=True)
class Tab:
    """One page about a nominal. `url_name` takes the nominal's key alone; `place` orders the strip."""

    key: str
    text: str | Promise
    url_name: str
    needs: str = Capability.VIEW_NOMINAL
    place: int = 50


_tabs: list[Tab] = []


def register(tab: Tab) -> None:
    """Add a tab; the same key again replaces it."""
    _tabs[:] = sorted([*(other for other in _tabs if other.key != tab.key), tab], key=lambda one: one.place)
    if len(_tabs) > MOST_TABS:
        raise ValueError(f"The strip holds {MOST_TABS} tabs and {tab.key} would be one more.")


def tabs_of(nominal: Nominal, abilities: Collection[str], active: str) -> list[dict[str, object]]:
    """The strip as `components/tabs.html` takes it, for somebody with these capabilities on the nominal."""
    return [
        {"text": tab.text, "href": reverse(tab.url_name, args=[nominal.pk]), "active": tab.key == active}
        for tab in _tabs
        if tab.needs in abilities
    ]


register(Tab("overview", _("Overview"), "cases:nominal", place=10))
register(Tab("timeline", _("Timeline"), "cases:timeline", place=20))
register(Tab("access", _("Access"), "cases:access", place=70))
register(Tab("audit", _("Who looked"), "cases:audit", Capability.VIEW_ACCESS_LOG, place=80))
register(Tab("changes", _("Changes"), "cases:changes", place=90))
