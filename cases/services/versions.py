"""Two people who edit the same: what the record said when a form was drawn, and what others changed since.

A form sends back the version it was drawn from: for a nominal its own count of saves, for a part of the record the
number of its last row in the change history.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from agencies.errors import Conflict
from agencies.models import User
from cases.models import Nominal
from cases.wording import words_of


@dataclass(frozen=True)
class ChangedField:
    """A field that somebody changed since: its words, what it said, what it says, who did it and when."""

    name: str
    label: str
    before: Any
    now: Any
    by: str
    at: datetime.datetime


class Overtaken(Conflict):
    """Somebody saved first. `changes` are their changes, `version` the one to send back to save all the same."""

    def __init__(self, changes: list[ChangedField], version: int, sentence: str = "") -> None:
        words = _("%(who)s changed this while you had it open. Nothing you typed is lost: check it and save again.")
        who = ", ".join(sorted({change.by for change in changes})) or _("Somebody")
        super().__init__(sentence or words % {"who": who})
        self.changes, self.version = changes, version


def version_of(row: Any) -> int:
    """What a form about this row sends back."""
    if isinstance(row, Nominal):
        return row.version
    last = row.history_rows.order_by("-pgh_id").values_list("pgh_id", flat=True).first()
    return int(last or 0)


def require_version(row: Any, version: int, fields: Iterable[str]) -> None:
    """Raise Overtaken when a stored row, which is held, is no longer what it was at this version in these fields."""
    if version_of(row) == version:
        return
    changes = changes_since(row, version, fields)
    if changes:
        raise Overtaken(changes, version_of(row))


def changes_since(row: Any, version: int, fields: Iterable[str]) -> list[ChangedField]:
    """What others changed in these fields since a version; empty when they set everything back."""
    base = _base(row, version)
    later = list(row.history_rows.filter(pgh_id__gt=base.pgh_id if base else 0).order_by("pgh_id"))
    people = _people(later)
    found = []
    for name in fields:
        before, now = _plain(base, row, name), _plain(row, row, name)
        if before != now:
            last = _last_to_change(later, row, name, before)
            by = people.get((last.pgh_context or {}).get("user") or "", _("The system"))
            found.append(ChangedField(name, words_of(type(row), name), before, now, by, last.pgh_created_at))
    return found


def _plain(state: Any, row: Any, name: str) -> Any:
    """A field's value in a row or in a state of its history; of a relation its key as a form sends it, "" for none."""
    one = row._meta.get_field(name)
    if not one.is_relation:
        return getattr(state, name, None)
    return str(getattr(state, one.attname, None) or "")


def changes_between(base: Any, row: Any, fields: Iterable[str]) -> list[ChangedField]:
    """In which fields a stored row differs from a state of another that it replaced; as saved by whoever saved it."""
    last = row.history_rows.order_by("-pgh_id").first()
    by = last_to_save(row)
    return [
        ChangedField(name, words_of(type(row), name), getattr(base, name), getattr(row, name), by, last.pgh_created_at)
        for name in fields
        if getattr(base, name) != getattr(row, name)
    ]


def last_to_save(row: Any) -> str:
    """The name of who saved a row last."""
    last = row.history_rows.order_by("-pgh_id").first()
    people = _people([last] if last else [])
    return next(iter(people.values()), _("The system"))


def _base(row: Any, version: int) -> Any:
    """The row as it stood at a version; None when there never was such a version."""
    history = row.history_rows.order_by("-pgh_id")
    found = history.filter(version=version) if isinstance(row, Nominal) else history.filter(pgh_id=version)
    return found.first()


def _last_to_change(later: list[Any], row: Any, name: str, before: Any) -> Any:
    last, value = later[-1], before
    for state in later:
        if _plain(state, row, name) != value:
            last, value = state, _plain(state, row, name)
    return last


def _people(rows: list[Any]) -> dict[str, str]:
    keys = {uuid.UUID(row.pgh_context["user"]) for row in rows if (row.pgh_context or {}).get("user")}
    return {str(key): user.get_full_name() for key, user in User.objects.in_bulk(list(keys)).items()}
