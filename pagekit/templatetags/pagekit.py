"""Tags and filters that page templates use; `docs/page-kit.md` shows each in use. All logic is in `pagekit.*`."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pagekit import charts, dates, filters, form_links, links, long_words, paging

register = template.Library()


@register.filter
def long_date(value: datetime.date | None) -> str | SafeString:
    """`27 March 2023`, or the muted words 'Not recorded'."""
    return dates.long_date(value) or not_recorded(None)


@register.filter
def long_instant(value: datetime.datetime | None) -> str | SafeString:
    """`27 March 2023 at 14:05` on the local clock, or 'Not recorded'."""
    return dates.long_instant(value) or not_recorded(None)


@register.filter
def not_recorded(value: Any) -> Any:
    """The value itself, or the muted words 'Not recorded' when it is None or an empty text. Nought stays nought."""
    if value is None or value == "":
        return format_html('<span class="app-muted">{}</span>', _("Not recorded"))
    return value


@register.filter
def breakable(text: str) -> SafeString:
    """The text with places at which a word of more than 24 letters may break; they are no part of what is copied."""
    return long_words.with_breaks(text)


@register.filter
def error_target(field: BoundField) -> str:
    """The id an error-summary link for this field leads to."""
    return form_links.first_input_id(field)


@register.simple_tag
def error_summary(form: forms.BaseForm) -> list[form_links.SummaryLine]:
    """The lines of a form's error summary, once: a page that asks again gets none."""
    return form_links.claim_summary(form)


@register.filter
def field_kind(field: BoundField) -> str:
    """Which of the special drawings `forms/field.html` gives a field: date, checkbox, password, count or none."""
    return form_links.field_kind(field)


@register.filter
def beside(columns: Iterable[Any], row: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each column of a table with the cell that stands in it."""
    return list(zip(columns, row, strict=True))


@register.filter
def bar_parts(parts: Iterable[Mapping[str, Any]]) -> list[charts.BarPart]:
    """The parts of a stacked bar with their geometry."""
    return charts.bar_parts(parts)


@register.filter
def columns(numbers: Iterable[int]) -> list[charts.Column]:
    """The columns of a trend with their geometry."""
    return charts.columns(numbers)


@register.filter
def values(points: Iterable[Mapping[str, Any]]) -> list[int]:
    """The figures of the points of a trend."""
    return [point["value"] for point in points]


@register.filter
def has_error_class(attrs: Mapping[str, Any]) -> bool:
    """Whether a widget's attributes say that its value was refused."""
    return attrs.get("aria-invalid") == "true"


@register.inclusion_tag("components/tag.html")
def tag(text: str, colour: str = "") -> dict[str, str]:
    """A status in a coloured box: `{% tag "Level 2" "blue" %}`."""
    return {"text": text, "colour": colour}


@register.inclusion_tag("components/summary_row.html")
def summary_row(key: str, value: Any, href: str = "", change: str = "") -> dict[str, Any]:
    """One row of a summary list; `href` adds a link whose word is `change` (else 'Change')."""
    return {"key": key, "value": value, "href": href, "change": change or _("Change")}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], noun: str = "") -> dict[str, Any]:
    """The numbers under a list and the sentence with the exact count; keeps the rest of the address."""
    request = context["request"]
    return {
        "page": page,
        "noun": noun or _("results"),
        "items": paging.page_links(request, page),
        "previous": paging.page_href(request, page.number - 1),
        "next": paging.page_href(request, page.number + 1),
    }


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: Context, key: str, text: str, default: str = "", numeric: bool = False) -> dict[str, Any]:
    """A column heading that sorts by `key` through the address and says the state in `aria-sort`."""
    query = context["request"].GET
    state = links.sort_state(query, key, default)
    return {"text": text, "state": state, "href": links.sort_link(query, key, default), "numeric": numeric}


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: str | int | None) -> str:
    """The address's query with these parameters changed: `<a href="{% query_with page=None view='list' %}">`."""
    return links.with_changes(context["request"].GET, **changes)


@register.simple_tag(takes_context=True)
def filter_chips(context: Context, form: forms.BaseForm) -> list[filters.Chip]:
    """The chips of a filter form: `{% filter_chips form as chips %}`."""
    return filters.chips(form, context["request"].GET)
