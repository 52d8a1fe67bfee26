"""The law tab: what the law says of a nominal, one section for each subject."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases import tabs
from cases.law_sections import Asked, sections_for
from cases.views.page import actor_of, fetch, frame

tabs.register(tabs.Tab("law", _("Law"), "cases:law", place=30))


@require_safe
def law(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Category, offences, and every other legal standing, each section with its links."""
    nominal = fetch(request, pk)
    context = frame(request, nominal, "law")
    asked = Asked(nominal, actor_of(request), context["on"], context["can_change"])
    return render(request, "cases/law/law.html", {**context, "sections": sections_for(asked)})
