"""The sections of the law tab: one list for every subject, so that each adds its own without touching the page.

A section is drawn by its own template from what its function gives; the page knows neither.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agencies.models import User
from cases.models import Nominal


@dataclass(frozen=True)
class Asked:
    """For whom a section is drawn: the nominal with its standing, the reader, the day."""

    nominal: Nominal
    user: User
    on: datetime.date
    can_change: bool


@dataclass(frozen=True)
class Section:
    """One section. `template` gets what `facts` returns under `section`, beside the context of the page.

    `key` is also the anchor of its heading.
    """

    key: str
    template: str
    facts: Callable[[Asked], dict[str, Any]]
    place: int = 50


_sections: list[Section] = []


def register(section: Section) -> None:
    """Add a section; the same key again replaces it."""
    others = (other for other in _sections if other.key != section.key)
    _sections[:] = sorted([*others, section], key=lambda one: one.place)


def sections_for(asked: Asked) -> list[dict[str, Any]]:
    """Every section in order, with what its template needs."""
    return [{"template": one.template, "facts": one.facts(asked)} for one in _sections]
