"""Puts something else in the place of the door, for as long as a measurement takes: nobody's permission, or guardian's.

What is put there has the names of the door's functions; every module that took one from the door takes the other.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any
from unittest.mock import patch

from django.urls import get_resolver
from guardian.shortcuts import get_objects_for_user

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.standing import standing_of
from cases import access
from cases.access import NEEDED_PERMISSION, visible

Narrow = Callable[..., Any]


def no_permission(people: Any, user: Any, *capability: Any) -> Any:
    """The floor: everybody, as if there were no permissions."""
    return people


def by_guardian(people: Any, user: Any, *capability: Any) -> Any:
    """What guardian offers for lists."""
    return get_objects_for_user(user, "cases.view_nominal", people, with_superuser=False)


#: What may stand where the lists ask the door.
WAYS: dict[str, Narrow] = {"no permission": no_permission, "the door": visible, "guardian": by_guardian}


def _unchecked(user: Any, queryset: Any, capability: str = "", *, action: Any = AuditAction.VIEW, **lookup: Any) -> Any:
    """The row, whoever asks, with the same evidence left."""
    detail = lookup.pop("detail", None) or {}
    found = queryset.get(**lookup)
    record(action, rule="unchecked", actor=user, **access._subject(found) | {"detail": detail})
    return found


def _whatever_the_role_gives(user: Any, nominal: Any) -> frozenset[str]:
    """So that the page draws the same buttons, without a question about this person."""
    return frozenset(
        one for place in standing_of(user).places for one in place.capabilities if one in NEEDED_PERMISSION
    )


#: A whole page that asks nobody's permission.
UNCHECKED: dict[str, Callable[..., Any]] = {
    "visible": no_permission,
    "get_or_404": _unchecked,
    "abilities": _whatever_the_role_gives,
}


@contextmanager
def in_place_of_the_door(**instead: Callable[..., Any]) -> Iterator[None]:
    """Every module that took these from the door takes the others, for the block.

    The views are loaded before: one that is loaded inside would take, and keep, what stands there.
    """
    _load_every_view()
    with ExitStack() as stack:
        for name, other in instead.items():
            for module in _holding(name, getattr(access, name)):
                stack.enter_context(patch.object(module, name, other))
        yield
    if kept := [module.__name__ for name, other in instead.items() for module in _holding(name, other)]:
        raise RuntimeError(f"These would be measured without the door from now on: {kept}")


def _load_every_view() -> None:
    list(get_resolver().url_patterns)


def _holding(name: str, function: Callable[..., Any]) -> list[ModuleType]:
    """The modules of nominals in which the name stands for this function."""
    modules = [module for path, module in sys.modules.items() if path.startswith("cases.")]
    return [module for module in modules if getattr(module, name, None) is function]
