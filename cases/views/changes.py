"""The tab that shows who changed what of a nominal."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.changes import changes_of
from cases.views.dip_samples import SEE_SCORES
from cases.views.page import actor_of, fetch, frame
from pagekit.paging import page_of


@require_safe
def changes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Newest first. Who may see the record is shown to those alone who decide it: an exclusion names people. The score
    of a review is shown to those who see it on its own page.
    """
    nominal = fetch(request, pk)
    context = frame(request, nominal, "changes")
    scores = bool(context["able"] & SEE_SCORES)
    shown = {"with_access": context["can_manage_access"], "with_scores": scores}
    page = page_of(request, changes_of(nominal, reader=actor_of(request), **shown))
    return render(request, "cases/record/changes.html", {**context, "page": page})
