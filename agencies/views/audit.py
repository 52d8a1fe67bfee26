"""The audit trail of a data protection officer's areas: searched, downloaded, and its refusals counted.

Reading the trail is an act like any other and leaves an event with its terms.
"""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.evidence import Line, in_words, refused_often
from agencies.forms.audit import AuditFilter
from agencies.guards import needs
from agencies.models import AuditEvent, User
from agencies.querysets import AuditEventQuerySet
from agencies.roles import Capability
from agencies.spreadsheets import csv_response
from agencies.standing import standing_of
from pagekit import paging
from pagekit.dates import long_instant

#: A download above this is too large for a spreadsheet, and for a question.
DOWNLOAD_LIMIT = 10_000
REFUSAL_DAYS = 7


@require_safe
@needs(Capability.VIEW_AUDIT, AuditAction.SEARCH)
def audit(request: HttpRequest) -> HttpResponse:
    """Events of people of the officer's areas, newest first."""
    filters = AuditFilter(request.GET)
    events = _matching(request, filters)
    page = paging.page_of(request, events)
    _record(AuditAction.SEARCH, filters, page.paginator.count)
    context = {
        "filters": filters,
        "page": page,
        "lines": in_words(page.object_list),
        "first_day": filters.first_day() if filters.is_valid() else None,
        "download": f"{reverse('agencies:audit_download')}?{request.GET.urlencode()}",
    }
    return render(request, "agencies/audit.html", context)


@require_safe
@needs(Capability.VIEW_AUDIT, AuditAction.EXPORT)
def audit_download(request: HttpRequest) -> HttpResponse:
    """The events that the same address shows as a page, as one table."""
    filters = AuditFilter(request.GET)
    events = _matching(request, filters)
    count = events.count()
    if count > DOWNLOAD_LIMIT:
        words = {"count": count, "limit": DOWNLOAD_LIMIT}
        messages.error(request, _("These are %(count)d events. Narrow the search to %(limit)d or fewer.") % words)
        return redirect(f"{reverse('agencies:audit')}?{request.GET.urlencode()}")
    _record(AuditAction.EXPORT, filters, count)
    headings = [_("When"), _("Who"), _("Email address"), _("What"), _("About"), _("Outcome"), _("Rule"), _("Terms")]
    return csv_response(
        f"audit-{timezone.localdate():%Y-%m-%d}", [*headings, _("Page"), _("Address")], map(_row, in_words(events))
    )


@require_safe
@needs(Capability.VIEW_AUDIT, AuditAction.SEARCH)
def refusals(request: HttpRequest) -> HttpResponse:
    """Who was refused something in the last days, most often first: worth a question."""
    since = timezone.now() - datetime.timedelta(days=REFUSAL_DAYS)
    page = paging.page_of(request, refused_often(_areas(request), since))
    record(AuditAction.SEARCH, rule="role", subject_type="audit", detail={"terms": {"refusals": f"{since:%Y-%m-%d}"}})
    return render(request, "agencies/refusals.html", {"page": page, "days": REFUSAL_DAYS, "since": since.date()})


def _matching(request: HttpRequest, filters: AuditFilter) -> AuditEventQuerySet[AuditEvent]:
    """The events asked for, of the officer's areas alone; none when the question cannot be understood."""
    if not filters.is_valid():
        return AuditEvent.objects.none()
    asked = filters.cleaned_data
    found = AuditEvent.objects.of_areas(_areas(request)).between(filters.first_day(), asked["last"])
    exact = {name: asked[name] for name in ("action", "outcome") if asked[name]}
    found = found.filter(**exact)
    if asked["person"]:
        found = found.filter(actor__in=User.objects.matching(asked["person"]))
    if asked["reference"]:
        found = found.naming(asked["reference"])
    return found.select_related("actor").order_by("-at", "-pk")


def _areas(request: HttpRequest) -> list[str]:
    return standing_of(request.user).area_codes(Capability.VIEW_AUDIT)


def _record(action: AuditAction, filters: AuditFilter, count: int) -> None:
    terms = filters.terms() if filters.is_valid() else {}
    record(action, rule="role", subject_type="audit", detail={"terms": terms, "count": count})


def _row(line: Line) -> list[str]:
    event = line.event
    words = [event.get_action_display(), line.about, event.get_outcome_display(), event.rule, line.terms]
    return [long_instant(event.at), line.who, line.email, *words, event.route, event.address or ""]
