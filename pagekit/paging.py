"""One page of a list: 25 rows, the exact count, and the links to the other pages."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from pagekit import links

PAGE_SIZE = 25
AROUND = 1


class Counted(Paginator):
    """A paginator of a list whose length is known already."""

    def __init__(self, rows: Any, size: int, known: int) -> None:
        super().__init__(rows, size)
        self.count = known


def page_of(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int = PAGE_SIZE, *, count: int | None = None
) -> Page[Any]:
    """The page that `?page=` asks for, the first when it asks for none. `count`: the length, if it is known.

    A number past the end gives the last page (rows went away since the link was made).

    :raises Http404: when `page` is no positive number: no link of ours says that.
    """
    paginator = Paginator(rows, size) if count is None else Counted(rows, size, count)
    wanted = request.GET.get(links.PAGE) or "1"
    try:
        return paginator.page(wanted)
    except PageNotAnInteger:
        raise Http404(_("There is no such page of this list.")) from None
    except EmptyPage:
        if not _is_positive(wanted):
            raise Http404(_("There is no such page of this list.")) from None
        return paginator.page(paginator.num_pages)


def page_links(request: HttpRequest, page: Page[Any]) -> list[dict[str, Any]]:
    """The numbers under a list, each `{"number", "href", "current"}`; `{"gap": True}` stands for those left out."""
    entries: list[dict[str, Any]] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=AROUND, on_ends=1):
        if isinstance(number, int):
            entries.append({"number": number, "href": page_href(request, number), "current": number == page.number})
        else:
            entries.append({"gap": True})
    return entries


def page_href(request: HttpRequest, number: int) -> str:
    """The address of another page of the same list."""
    return links.with_changes(request.GET, **{links.PAGE: number})


def _is_positive(text: str) -> bool:
    return text.isdecimal() and int(text) > 0
