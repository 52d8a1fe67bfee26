"""Links that keep what is already in the address: filters, search words, sort order."""

from django.http import QueryDict

PAGE = "page"
SORT = "sort"


def with_changes(query: QueryDict, **changes: str | int | None) -> str:
    """The query string with these parameters set, or removed where the value is None; `?` when nothing is left."""
    changed = query.copy()
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def without_value(query: QueryDict, name: str, value: str | None = None) -> str:
    """The query string without one value of a parameter (all of them when `value` is None), back on the first page."""
    changed = query.copy()
    changed.pop(PAGE, None)
    kept = [] if value is None else [other for other in changed.getlist(name) if other != value]
    changed.setlist(name, kept)
    return f"?{changed.urlencode()}"


def sort_state(query: QueryDict, key: str, default: str = "") -> str:
    """How a table is sorted by this column now, in the words of `aria-sort`: ascending, descending or none."""
    current = query.get(SORT, default)
    return {key: "ascending", f"-{key}": "descending"}.get(current, "none")


def sort_link(query: QueryDict, key: str, default: str = "") -> str:
    """The address that sorts by this column; a second click turns the order round."""
    descending = sort_state(query, key, default) == "ascending"
    return with_changes(query, **{SORT: f"-{key}" if descending else key, PAGE: None})
