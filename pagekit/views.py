"""Two routes of the kit itself: the answer to 'Stay signed in' and the style guide of a demonstration."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from pagekit import samples

View = Callable[..., HttpResponse]
PAGES = {
    "": "pagekit/styleguide.html",
    "interruption": "pagekit/styleguide_interruption.html",
    "confirmation": "pagekit/styleguide_confirmation.html",
}


@require_POST
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """A sign of life, which any request is; it shows nothing. Only the page's script asks for it."""
    request.session.modified = True
    return HttpResponse(status=204)


def _holds_no_case_data(view: View) -> View:
    """Says to the evidence middleware, by an attribute, that nobody real is on this page."""
    view.holds_no_case_data = True  # type: ignore[attr-defined]
    return view


@_holds_no_case_data
@login_not_required
@require_safe
def styleguide(request: HttpRequest, page_name: str = "") -> HttpResponse:
    """Every component once, with invented people; `?errors=1` shows the form refused."""
    if page_name not in PAGES:
        raise Http404
    refused = {"born_day": "31", "born_month": "2", "born_year": "2001", "family_name": "x" * 60}
    form = samples.GuideForm(refused if "errors" in request.GET else None, auto_id="guide_%s")
    filters = samples.GuideFilter(request.GET)
    filters.is_valid()
    page = Paginator(range(612), 25).get_page(request.GET.get("page"))
    context = {"form": form, "filters": filters, "page": page, **samples.components()}
    return render(request, PAGES[page_name], context)
