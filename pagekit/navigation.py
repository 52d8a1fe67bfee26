"""One entry of the main menu; the project's own callable (settings.NAVIGATION) gives a list of them for a request."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NavigationItem:
    """A word and where it leads. `count` is shown behind the word when it is above nought.

    `active` is worked out from the address when the callable leaves it None: the longest entry that the path begins
    with, so that a page below a section marks the section. `below` are addresses elsewhere that belong to the entry.
    """

    text: str
    href: str
    count: int = 0
    active: bool | None = None
    below: tuple[str, ...] = ()


def marked(items: list[NavigationItem], path: str) -> list[dict[str, object]]:
    """The entries as the template takes them: `current` on the page itself, `active` anywhere below it."""
    covering = [(href, item) for item in items for href in (item.href, *item.below) if _covers(href, path)]
    best = max(covering, key=lambda one: len(one[0]), default=("", None))[1]
    return [
        {
            "text": item.text,
            "href": item.href,
            "count": item.count,
            "current": item.href == path,
            "active": item is best if item.active is None else item.active,
        }
        for item in items
    ]


def _covers(href: str, path: str) -> bool:
    return path == href or (href != "/" and path.startswith(href.rstrip("/") + "/"))
