"""The tab that shows who looked at a nominal. Whoever may read only this sees a reference and no name."""

import uuid

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.evidence import events_about
from agencies.models import AuditEvent
from agencies.querysets import AuditEventQuerySet
from agencies.roles import Capability
from cases.access import can
from cases.forms.access import WhoLookedFilter
from cases.views.page import fetch, frame
from pagekit.paging import page_of


@require_safe
def who_looked(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Views, changes, and the lists, searches and downloads that showed the person; allowed and refused."""
    nominal = fetch(request, pk, Capability.VIEW_ACCESS_LOG)
    filters = WhoLookedFilter(request.GET)
    page = page_of(request, _narrowed(events_about(nominal.pk, nominal.reference), filters))
    rows = [_row(event) for event in page]
    context = {"reference": nominal.reference, "filters": filters, "page": page, "rows": rows}
    if not can(request.user, nominal, Capability.VIEW_NOMINAL):
        return render(request, "cases/record/who_looked_without_name.html", context)
    return render(request, "cases/record/who_looked.html", {**frame(request, nominal, "audit"), **context})


def _row(event: AuditEvent) -> dict[str, object]:
    """An event with its rule and the part of the record it was about in words."""
    part = PARTS.get(event.detail.get("part", ""), "")
    return {"event": event, "rule": RULES.get(event.rule, event.rule), "part": part}


def _narrowed(events: AuditEventQuerySet[AuditEvent], filters: WhoLookedFilter) -> AuditEventQuerySet[AuditEvent]:
    if not filters.is_valid():
        return events.none()
    asked = filters.cleaned_data
    for word in asked["person"].split():
        events = events.filter(Q(actor__full_name__icontains=word) | Q(actor__email__icontains=word))
    if asked["outcome"]:
        events = events.filter(outcome=asked["outcome"])
    return events.between(asked["first"], asked["last"])


#: The rules that decided, as a person reads them; a rule that is not here is shown as it was recorded.
RULES = {
    "leads": _("The team leads"),
    "area_unit": _("MAPPA unit of the area"),
    "involved": _("The agency is involved"),
    "invited": _("Invited to a meeting"),
    "approved_request": _("Approved request"),
    "grant": _("The team had access"),
    "door": _("Only what the person may see was listed"),
    "no grant": _("No team of theirs has access"),
    "excluded": _("Excluded"),
    "restricted": _("Restricted to others"),
    "change_nominal": _("May change the record"),
    "create_nominal": _("May add people"),
    "exclusion": _("Exclusion begun"),
    "exclusion ended": _("Exclusion ended"),
    "restriction": _("Restriction begun"),
    "restriction ended": _("Restriction ended"),
}

#: The parts of a record that an event names.
PARTS = {
    "person": _("Who it is"),
    "name": _("Other name"),
    "alias": _("Other name"),
    "address": _("Address"),
    "category basis": _("Basis of a category"),
    "level": _("Level"),
    "whereabouts": _("Whereabouts"),
    "responsibility": _("Who is responsible"),
    "order": _("Order"),
    "event": _("Event"),
    "involvement": _("Team with access"),
    "exclusion": _("Exclusion"),
}
