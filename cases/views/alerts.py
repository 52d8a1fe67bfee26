"""Somebody's own alerts: the list, opening one, marking them as read, and which kinds come by email."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction, AuditOutcome
from agencies.roles import Capability
from agencies.standing import require_capability
from cases.alert_words import place_of, spoken
from cases.choices import AlertKind
from cases.forms.alerts import AlertFilter, EmailChoicesForm, Read
from cases.inbox import alerts_of, unread
from cases.models import Alert
from cases.services import inbox
from cases.views.lists_left import remember_list
from cases.views.page import actor_of, form_view, saved, sent
from pagekit.paging import page_of


@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """Twenty-five alerts, the unread first, each leading to where it is dealt with."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    user = actor_of(request)
    filters = AlertFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    page = page_of(request, _narrowed(alerts_of(user), asked).select_related("nominal"))
    shown = [spoken(one) for one in page]
    terms = {name: value for name, value in asked.items() if value}
    detail = {"terms": terms, "count": page.paginator.count, "page": page.number}
    references = [one.reference for one in shown if one.reference]
    record(AuditAction.LIST, rule="door", subject_type="alerts", shown=references, detail=detail)
    remember_list(request, request.get_full_path())
    context = {"filters": filters, "page": page, "alerts": shown, "unread": unread(user).count()}
    return render(request, "cases/alerts/list.html", context)


def _narrowed(found: QuerySet[Alert, Any], asked: dict[str, str]) -> QuerySet[Alert, Any]:
    if asked.get("read"):
        found = found.filter(read_at__isnull=asked["read"] == Read.UNREAD)
    return found.filter(kind=asked["kind"]) if asked.get("kind") else found


def _alert(request: HttpRequest, key: uuid.UUID) -> Alert:
    """One of the reader's own alerts. Anything else is not there, and that somebody asked is on record."""
    found = alerts_of(actor_of(request)).filter(pk=key).first()
    if found is None:
        record(AuditAction.VIEW, rule="not theirs", outcome=AuditOutcome.REFUSED, subject_type="alert", subject_id=key)
        raise Http404
    return found


@require_safe
def open_alert(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """To where the alert is dealt with; from now on it is read."""
    found = _alert(request, key)
    inbox.mark_read(actor=actor_of(request), alert=found)
    return redirect(place_of(found))


@require_POST
def mark_alert_read(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Back to the list, where the alert now stands among the read ones."""
    inbox.mark_read(actor=actor_of(request), alert=_alert(request, key))
    return redirect("cases:alerts")


@require_POST
def mark_all_alerts_read(request: HttpRequest) -> HttpResponse:
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    number = inbox.mark_all_read(actor=actor_of(request))
    words = ngettext("%(n)d alert marked as read.", "%(n)d alerts marked as read.", number)
    messages.success(request, words % {"n": number})
    return redirect("cases:alerts")


@form_view
@holds_no_case_data
def email_choices(request: HttpRequest) -> HttpResponse:
    """Which kinds of alert the daily email tells of."""
    require_capability(request.user, Capability.VIEW_NOMINAL, AuditAction.LIST)
    user = actor_of(request)
    declined = set(user.digest_choices.values_list("kind", flat=True))
    wanted = [kind.value for kind in AlertKind if kind.value not in declined]
    form = EmailChoicesForm(sent(request), initial={"kinds": wanted})
    if saved(request, form, lambda: inbox.choose_digest(actor=user, **form.cleaned_data), _("Email choices saved.")):
        return redirect("cases:alerts")
    return render(request, "cases/alerts/email_choices.html", {"form": form})
