"""The tabs of a nominal that are made of sections: each subject registers its own, these pages show them in order."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cases import tabs
from cases.sections import Asked, sections_for
from cases.views.page import actor_of, fetch, frame

TABS = (
    tabs.Tab("reviews", _("Reviews and level"), "cases:reviews", place=11, under="overview"),
    tabs.Tab("law", _("Law"), "cases:law", place=20),
    tabs.Tab("notification", _("Notification"), "cases:notification", place=25),
    tabs.Tab("risk", _("Risk and plan"), "cases:risk", place=30),
    tabs.Tab("people", _("People and places"), "cases:people_and_places", place=35),
)
for _tab in TABS:
    tabs.register(_tab)
_HEADINGS: dict[str, str | Promise] = {tab.key: tab.text for tab in TABS}


@require_safe
def section_page(request: HttpRequest, pk: uuid.UUID, tab: str) -> HttpResponse:
    """Every section of one tab, each with its links."""
    nominal = fetch(request, pk)
    context = frame(request, nominal, tab)
    asked = Asked(nominal, actor_of(request), context["on"], context["can_change"], context["able"])
    shown = {"heading": _HEADINGS[tab], "sections": sections_for(tab, asked)}
    return render(request, "cases/record/sections.html", {**context, **shown})
