"""A nominal as one row of a list: the words of the codes, the age, the link."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cases.banner import lead_of
from cases.choices import Category, Level, Whereabouts
from cases.flags import flags_on_lists
from cases.rules.age import age_on
from cases.wording import label_of


@dataclass(frozen=True)
class Row:
    """What a list shows of one person; empty where nothing is recorded."""

    href: str
    reference: str
    name: str
    date_of_birth: datetime.date | None
    age: int | None
    category: str
    level: str
    whereabouts: str
    lead: str
    manager: str
    area: str
    is_restricted: bool
    has_died: bool
    flags: list[dict[str, str]] = field(default_factory=list)


def row_of(nominal: Any, on: datetime.date) -> Row:
    """The row of a nominal that carries its standing on a day."""
    return Row(
        href=nominal.get_absolute_url(),
        reference=nominal.reference,
        name=nominal.display_name,
        date_of_birth=nominal.date_of_birth,
        age=age_on(nominal.date_of_birth, on, nominal.died_on),
        category=label_of(Category, nominal.category_now),
        level=label_of(Level, nominal.level_now),
        whereabouts=label_of(Whereabouts, nominal.whereabouts_now),
        lead=lead_of(nominal),
        manager=nominal.manager_now or "",
        area=nominal.area_name_now or "",
        is_restricted=nominal.is_restricted_now,
        has_died=nominal.died_on is not None and nominal.died_on <= on,
        flags=flags_on_lists(nominal),
    )


def rows_of(nominals: Iterable[Any], on: datetime.date) -> list[Row]:
    return [row_of(one, on) for one in nominals]
