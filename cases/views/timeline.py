"""The tab that shows everything dated of a nominal."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases.timeline import Kind, moments_of
from cases.views.page import fetch, frame
from pagekit.fields import ChoicesField
from pagekit.forms import PageForm
from pagekit.paging import page_of

MOMENTS_ON_A_PAGE = 50


class TimelineFilter(PageForm):
    kind = ChoicesField(label=_("Kind"), choices=Kind.choices, required=False)


@require_safe
def timeline(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Newest first, what lies ahead before it; `?kind=` narrows it, as often as wanted."""
    nominal = fetch(request, pk)
    filters = TimelineFilter(request.GET)
    kinds = filters.cleaned_data["kind"] if filters.is_valid() else None
    page = page_of(request, moments_of(nominal, kinds), MOMENTS_ON_A_PAGE)
    items = [moment.as_item() for moment in page]
    context = {**frame(request, nominal, "timeline"), "filters": filters, "page": page, "items": items}
    return render(request, "cases/record/timeline.html", context)
