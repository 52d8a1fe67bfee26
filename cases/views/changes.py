"""The tab that shows who changed what of a nominal."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.changes import changes_of
from cases.views.page import actor_of, fetch, frame
from pagekit.paging import page_of


@require_safe
def changes(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Newest first. Who may see the record is shown to those alone who decide it: an exclusion names people."""
    nominal = fetch(request, pk)
    context = frame(request, nominal, "changes")
    page = page_of(request, changes_of(nominal, reader=actor_of(request), with_access=context["can_manage_access"]))
    return render(request, "cases/record/changes.html", {**context, "page": page})
