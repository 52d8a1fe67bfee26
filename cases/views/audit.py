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
    "transferred_out": _("The area was responsible before a transfer"),
    "staying": _("The person stays in the area"),
    "offered to the area": _("A transfer was offered to the area; shown without a name"),
    "another team": _("Another team writes it"),
    "change_nominal": _("May change the record"),
    "refer_nominal": _("May refer the person"),
    "decide_referrals": _("Decides on referrals"),
    "offer_transfers": _("May offer a transfer"),
    "answer_transfers": _("Answers transfers to the area"),
    "create_nominal": _("May add people"),
    "allocate_nominals": _("May say who manages a person"),
    "exclusion": _("Exclusion begun"),
    "exclusion ended": _("Exclusion ended"),
    "restriction": _("Restriction begun"),
    "restriction ended": _("Restriction ended"),
    "virus scanner": _("A virus was found"),
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
    "allocation": _("Who manages"),
    "order": _("Order"),
    "orderterm": _("Prohibition or requirement of an order"),
    "orderchange": _("What happened to an order"),
    "event": _("Event"),
    "breach": _("Breach"),
    "recall": _("Recall or return to custody"),
    "release": _("Release"),
    "custodydate": _("Custody date"),
    "custody date": _("Custody date"),
    "involvement": _("Team with access"),
    "exclusion": _("Exclusion"),
    "particular": _("Contact or trace"),
    "association": _("Associate"),
    "householdchild": _("Child in the household"),
    "child": _("Child in the household"),
    "assessment": _("Assessment"),
    "rosh": _("Risk of serious harm"),
    "roshassessment": _("Risk of serious harm"),
    "home visit": _("Home visit"),
    "homevisit": _("Home visit"),
    "flag": _("Flag"),
    "plan": _("Risk management plan"),
    "riskmanagementplan": _("Risk management plan"),
    "plan measure": _("Measure of the plan"),
    "planentry": _("Measure of the plan"),
    "referral": _("Referral"),
    "transfer": _("Transfer to another area"),
    "stay": _("Stay in another area"),
    "document": _("Document"),
    "documentversion": _("Document"),
    "review": _("Review"),
    "levelreview": _("Review"),
    "rescreen prompt": _("Prompt to screen again"),
    "rescreenprompt": _("Prompt to screen again"),
    "dip sample": _("Sampled review"),
    "dipsample": _("Sampled review"),
    "ratification": _("Ratified by a meeting"),
    "exit": _("Exit from MAPPA"),
    "notification requirement": _("Notification requirement"),
    "notificationrequirement": _("Notification requirement"),
    "notification": _("Notification"),
    "change to notify": _("Change to notify"),
    "changetonotify": _("Change to notify"),
    "journey": _("Journey abroad"),
    "foreigntravel": _("Journey abroad"),
    "review of notification": _("Review of indefinite notification"),
    "indefinitereview": _("Review of indefinite notification"),
}
