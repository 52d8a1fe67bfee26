"""The sections of the tabs of a nominal: each subject adds its own without touching the page that shows it.

A section is drawn by its own template from what its function gives; the page knows neither.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from agencies.models import User
from cases.models import Nominal


@dataclass(frozen=True)
class Asked:
    """For whom a section is drawn: the nominal with its standing, the reader, the day, what the reader may do."""

    nominal: Nominal
    user: User
    on: datetime.date
    can_change: bool
    able: frozenset[str] = frozenset()

    @property
    def area(self) -> str | None:
        """The code of the area responsible that day, for the limits of practice."""
        code: str | None = getattr(self.nominal, "area_now", None)
        return code


@dataclass(frozen=True)
class Section:
    """One section. `template` gets what `facts` returns under `section`, beside the context of the page.

    `tab` is the key of the tab it stands on, `key` the anchor of its heading, `title` its words in the page's list of
    contents.
    """

    tab: str
    key: str
    title: str | Promise
    template: str
    facts: Callable[[Asked], dict[str, Any]]
    place: int = 50


_sections: list[Section] = []


def register(section: Section) -> None:
    """Add a section; the same key on the same tab again replaces it."""
    others = (other for other in _sections if (other.tab, other.key) != (section.tab, section.key))
    _sections[:] = sorted([*others, section], key=lambda one: one.place)


def sections_for(tab: str, asked: Asked) -> list[dict[str, Any]]:
    """Every section of a tab in order, with what its template needs."""
    return [
        {"key": one.key, "title": one.title, "template": one.template, "facts": one.facts(asked)}
        for one in _sections
        if one.tab == tab
    ]
