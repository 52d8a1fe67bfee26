"""What was typed, kept in the session under a random key: names must stand in no address and in no log."""

import uuid
from typing import Any

from django.http import HttpRequest

#: So many of each kind are kept; the oldest goes.
MOST_KEPT = 5


def keep(request: HttpRequest, kind: str, value: dict[str, Any], key: uuid.UUID | None = None) -> uuid.UUID:
    """Keep a value, in place of the one under `key` if given; returns its key."""
    key = key or uuid.uuid4()
    kept = {name: old for name, old in request.session.get(kind, {}).items() if name != str(key)}
    request.session[kind] = dict([*kept.items(), (str(key), value)][-MOST_KEPT:])
    return key


def kept(request: HttpRequest, kind: str, key: uuid.UUID | str | None) -> dict[str, Any] | None:
    """What was kept under a key; None when nothing is, as after signing out."""
    found: dict[str, Any] | None = request.session.get(kind, {}).get(str(key))
    return found


def typed(request: HttpRequest, names: Any) -> dict[str, str]:
    """The sent texts of these fields, the boxes of dates included."""
    boxes = [f"{name}_{part}" for name in names for part in ("day", "month", "year")]
    return {name: request.POST[name] for name in (*names, *boxes) if name in request.POST}
