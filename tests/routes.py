"""Every route of the running configuration, allauth's and the admin's included, as the tests of access walk them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Route:
    """One address pattern. `name` has its namespaces; a route without a name goes by its pattern."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    def path(self, **values: Any) -> str:
        """The address with its parameters filled in; values that it has no place for are left out."""
        if self.name == self.pattern:
            return "/" + re.sub(
                r"\(\?P<(\w+)>.*|<(?:\w+:)?(\w+)>", lambda it: str(values[it[1] or it[2]]), self.pattern
            )
        return reverse(self.name, kwargs={name: values[name] for name in self.parameters})

    @property
    def is_ours(self) -> bool:
        return self.view.__module__.split(".")[0] not in {"allauth", "django", "drf_spectacular"}

    @property
    def is_marked(self) -> bool:
        """Whether its view says that it holds no case data."""
        marked = (self.view, getattr(self.view, "cls", None), getattr(self.view, "view_class", None))
        return any(getattr(view, "holds_no_case_data", False) for view in marked)


@cache
def routes() -> dict[str, Route]:
    """All of them by name, in the order of the configuration."""
    found: dict[str, Route] = {}
    for route in _walk(get_resolver(), "", "", ()):
        found.setdefault(route.name, route)
    return found


def _walk(resolver: URLResolver, before: str, namespace: str, parameters: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern).lstrip("^")
        taken = (*parameters, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}" if entry.name else pattern
            yield Route(name, pattern, taken, entry.callback)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, inner, taken)
