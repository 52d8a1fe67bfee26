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
    """One page about a nominal. `url_name` takes the nominal's key alone; `place` orders the strip.

    `under` names another tab whose strip below it this page belongs to: it takes no place in the first strip.
    """

    key: str
    text: str | Promise
    url_name: str
    needs: str = Capability.VIEW_NOMINAL
    place: int = 50
    under: str = ""


_tabs: list[Tab] = []


def register(tab: Tab) -> None:
    """Add a tab; the same key again replaces it."""
    _tabs[:] = sorted([*(other for other in _tabs if other.key != tab.key), tab], key=lambda one: one.place)
    if sum(not one.under for one in _tabs) > MOST_TABS:
        raise ValueError(f"The strip holds {MOST_TABS} tabs and {tab.key} would be one more.")


def tabs_of(nominal: Nominal, abilities: Collection[str], active: str) -> list[dict[str, object]]:
    """The strip as `components/tabs.html` takes it, for somebody with these capabilities on the nominal."""
    head = _head_of(active)
    return [_item(tab, nominal, tab.key == head) for tab in _tabs if not tab.under and tab.needs in abilities]


def subtabs_of(nominal: Nominal, abilities: Collection[str], active: str) -> list[dict[str, object]]:
    """The second strip: the tab that is open and those under it; empty when it stands alone."""
    head = _head_of(active)
    found = [tab for tab in _tabs if head in (tab.key, tab.under) and tab.needs in abilities]
    return [_item(tab, nominal, tab.key == active) for tab in found] if found[1:] else []


def _head_of(key: str) -> str:
    return next((tab.under or tab.key for tab in _tabs if tab.key == key), key)


def _item(tab: Tab, nominal: Nominal, active: bool) -> dict[str, object]:
    return {"text": tab.text, "href": reverse(tab.url_name, args=[nominal.pk]), "active": active}


register(Tab("overview", _("Overview"), "cases:nominal", place=10))
register(Tab("timeline", _("History"), "cases:timeline", place=60))
register(Tab("changes", _("Changes"), "cases:changes", place=61, under="timeline"))
register(Tab("access", _("Access"), "cases:access", place=70))
register(Tab("audit", _("Who looked"), "cases:audit", Capability.VIEW_ACCESS_LOG, place=71, under="access"))
