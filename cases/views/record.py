"""The overview of a nominal: how the person stands today and why, and every history."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import history_tables
from cases.access import visible
from cases.identifiers import IDENTIFIERS
from cases.models import Address, Nominal
from cases.querysets import order_in_force
from cases.rules.answers import Answer
from cases.views.page import fetch, frame
from cases.why import facts_in_words, why_this_category
from cases.wording import words_of


@require_safe
def nominal(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who this is, how the person is managed today, and what is known, each part with its history."""
    found = fetch(request, pk)
    context = frame(request, found, "overview")
    on = context["on"]
    bases = list(found.category_bases.all())
    parts = {
        "why": _why_box(why_this_category(bases, on)),
        "categories": history_tables.category_table(bases, on),
        "levels": history_tables.level_table(found, on),
        "whereabouts": history_tables.whereabouts_table(found, on),
        "responsibilities": history_tables.responsibility_table(found, on),
        "orders": found.orders.annotate(holds=order_in_force(on)),
        "events": history_tables.event_table(found),
        "names": found.aliases.all(),
        # Where somebody lives goes through the door by itself, so that it can be narrowed without touching the page.
        "addresses": visible(Address.objects.filter(nominal=found), request.user),
        "details": _details(found),
    }
    return render(request, "cases/record/overview.html", {**context, **parts})


def _why_box(why: Answer[int]) -> dict[str, Any]:
    """As `components/why.html` takes it."""
    return {
        "outcome": why.sentence,
        "facts": facts_in_words(why.facts),
        "provision": why.provision,
        "unknown": not why.is_known,
    }


def _details(found: Nominal) -> list[dict[str, Any]]:
    """Who the person is, label by label."""
    rows = [
        {"key": _("Family name"), "value": found.family_name},
        {"key": _("Given names"), "value": found.given_names},
        {"key": _("Sex"), "value": found.get_sex_display()},
        {"key": _("Ethnicity"), "value": found.get_ethnicity_display()},
        *({"key": words_of(Nominal, one.field), "value": getattr(found, one.field)} for one in IDENTIFIERS),
    ]
    if found.source_reference:
        rows.append({"key": _("Sender's own reference"), "value": found.source_reference})
    return rows
