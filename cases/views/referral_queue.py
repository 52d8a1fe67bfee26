"""The list of referrals: of a MAPPA unit to decide on, of a team to complete."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.choices import ReferralState
from cases.forms.referral_decisions import ReferralFilter, Whose
from cases.referrals.listing import Referrals, is_overdue, sent_to_units, written_by_teams
from cases.services.referrals import OPEN
from cases.views.lists_left import remember_list
from cases.views.page import actor_of
from cases.views.referral_words import is_late, state_tag
from pagekit.paging import page_of


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Twenty-five referrals, urgent ones first, then by the day until which they wait."""
    require_capability(request.user, Capability.REFER_NOMINAL, AuditAction.LIST)
    today = timezone.localdate()
    decides = standing_of(request.user).can(Capability.DECIDE_REFERRALS)
    filters = ReferralFilter(request.GET, decides=decides)
    asked: dict[str, str] = filters.cleaned_data if filters.is_valid() else {}
    is_units = decides and asked.get("whose") != Whose.OURS
    listed = sent_to_units(actor_of(request)) if is_units else written_by_teams(actor_of(request))
    page = page_of(request, _narrowed(listed, asked, today, is_units=is_units))
    rows = [{"referral": row, "state": state_tag(row), "late": is_late(row)} for row in page]
    terms = {name: value for name, value in asked.items() if value}
    detail = {"terms": terms, "count": page.paginator.count, "page": page.number}
    record(AuditAction.LIST, rule="door", shown=[row.nominal.reference for row in page], detail=detail)
    remember_list(request, request.get_full_path())
    context = {"filters": filters, "page": page, "rows": rows, "is_units": is_units}
    return render(request, "cases/referrals/queue.html", context)


def _narrowed(listed: Referrals, asked: dict[str, str], today: datetime.date, *, is_units: bool) -> Referrals:
    if state := asked.get("state"):
        listed = listed.filter(state=state)
    else:
        # What a unit has returned waits for somebody else; it comes with its own filter.
        listed = listed.filter(state=ReferralState.SUBMITTED) if is_units else listed.filter(state__in=OPEN)
    if asked.get("asked"):
        listed = listed.filter(asked_level=asked["asked"])
    if asked.get("urgency") == "urgent":
        listed = listed.filter(is_urgent=True)
    if asked.get("urgency") == "late":
        listed = listed.filter(is_overdue(today))
    waits_until: Any = Coalesce(F("decide_by"), F("complete_by"))
    return listed.order_by(F("is_urgent").desc(), waits_until.asc(nulls_last=True), "-started_at")
