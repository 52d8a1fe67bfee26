"""The change history of a nominal and the parts of its record, in plain words: who, when, which field, before, after.

Reads the append-only history tables; must not decide who may read them.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from cases.models import (
    Address,
    Alias,
    CaseEvent,
    CategoryBasis,
    Disposal,
    EligibilityScreening,
    Exclusion,
    Involvement,
    LevelPeriod,
    Nominal,
    Order,
    Responsibility,
    Restriction,
    WhereaboutsPeriod,
)
from cases.wording import words_of
from pagekit.dates import long_date

#: The parts everybody who sees the record reads the changes of, and those only for who says who may see it.
PARTS: dict[type[models.Model], str | Promise] = {
    Nominal: gettext_lazy("Person"),
    Alias: gettext_lazy("Other name"),
    Address: gettext_lazy("Address"),
    Responsibility: gettext_lazy("Responsible area and lead"),
    CategoryBasis: gettext_lazy("Basis of a category"),
    LevelPeriod: gettext_lazy("Level"),
    WhereaboutsPeriod: gettext_lazy("Whereabouts"),
    Order: gettext_lazy("Order"),
    CaseEvent: gettext_lazy("Event"),
    Disposal: gettext_lazy("Offence"),
    EligibilityScreening: gettext_lazy("Screening of eligibility"),
}
ACCESS_PARTS: dict[type[models.Model], str | Promise] = {
    Involvement: gettext_lazy("Team with access"),
    Exclusion: gettext_lazy("Exclusion"),
    Restriction: gettext_lazy("Restriction"),
}
#: Fields that count or link and tell nobody anything.
_SILENT = frozenset(
    {
        "id",
        "nominal",
        "version",
        "created_at",
        "source_area",
        "source_reference",
        "responsibility",
        "answer",
        "offence_code",
    }
)
_OF_HISTORY = "pgh_"


@dataclass(frozen=True)
class Line:
    """One field: its words, what it said (empty when added), what it says (empty when removed)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One save of one row. `kind` is insert, update or delete; `by` is empty when no user did it."""

    part: str
    kind: str
    at: datetime.datetime
    by: str
    lines: list[Line] = field(default_factory=list)


def changes_of(nominal: Nominal, *, with_access: bool) -> list[Change]:
    """Every change, newest first. As many queries as there are kinds of part, and one for each kind of thing named."""
    parts = {**PARTS, **(ACCESS_PARTS if with_access else {})}
    steps = [step for model, words in parts.items() for step in _steps(model, str(words), nominal)]
    names = _Names(steps)
    found = (_change(step, names) for step in steps)
    return sorted((one for one in found if one.lines), key=lambda one: one.at, reverse=True)


@dataclass(frozen=True)
class _Step:
    """A row's state after a save, with the state before."""

    model: type[models.Model]
    words: str
    before: Any
    after: Any

    def values(self) -> Iterator[tuple[Any, Any, Any]]:
        """Each field that changed, with both values; of a new or removed row those that say something."""
        kind = self.after.pgh_label
        for one in self.model._meta.concrete_fields:
            if one.name in _SILENT:
                continue
            now = getattr(self.after, one.attname, None)
            was = getattr(self.before, one.attname, None) if self.before is not None else None
            if kind == "delete":
                was, now = now, None
            if kind == "insert":
                was = None
            if was != now and not (_says_nothing(was) and _says_nothing(now)):
                yield one, was, now


def _says_nothing(value: Any) -> bool:
    return value is None or value == "" or value is False


def _steps(model: type[models.Model], words: str, nominal: Nominal) -> Iterator[_Step]:
    history = apps.get_model(model._meta.app_label, f"{model.__name__}History")
    mine = {"pgh_obj_id": nominal.pk} if model is Nominal else {"nominal_id": nominal.pk}
    last: dict[Any, Any] = {}
    for row in history._default_manager.filter(**mine).order_by("pgh_id"):
        yield _Step(model, words, last.get(row.pgh_obj_id), row)
        last[row.pgh_obj_id] = row


class _Names:
    """The names of everything that the steps refer to: people, teams, agencies, areas; one query for each kind."""

    def __init__(self, steps: Iterable[_Step]) -> None:
        keys: dict[type[models.Model], set[Any]] = defaultdict(set)
        for step in steps:
            if (user := (step.after.pgh_context or {}).get("user")) is not None:
                keys[User].add(user)
            for one, was, now in step.values():
                if one.is_relation:
                    keys[one.related_model] |= {was, now} - {None}
        self.known = {(model, str(row.pk)): str(row) for model, wanted in keys.items() for row in _rows(model, wanted)}

    def of(self, model: type[models.Model], key: Any) -> str:
        return self.known.get((model, str(key)), "") if key is not None else ""


def _rows(model: type[models.Model], keys: set[Any]) -> Iterable[models.Model]:
    return model._default_manager.filter(pk__in=keys)


def _change(step: _Step, names: _Names) -> Change:
    lines = [_line(one, was, now, names) for one, was, now in step.values()]
    by = names.of(User, (step.after.pgh_context or {}).get("user"))
    return Change(step.words, step.after.pgh_label, step.after.pgh_created_at, by, lines)


def _line(one: Any, was: Any, now: Any, names: _Names) -> Line:
    return Line(words_of(one.model, one.name), _words(one, was, names), _words(one, now, names))


def _words(one: Any, value: Any, names: _Names) -> str:
    """A stored value as a person reads it."""
    if one.is_relation:
        return names.of(one.related_model, value)
    if value is None or value == "":
        return ""
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return long_date(value) if isinstance(value, datetime.date) else str(value)
