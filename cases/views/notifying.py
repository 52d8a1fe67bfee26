"""The log of what was notified: its section and its page; recorded, corrected, removed; changes to be notified."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily
from django.views.decorators.http import require_safe

from agencies.choices import AgencyKind
from agencies.roles import Capability
from agencies.standing import standing_of as places_of
from cases import sections
from cases.choices import NotificationKind, Whereabouts
from cases.forms.notification import (
    ChangeToNotifyForm,
    CorrectNotificationForm,
    NotificationForm,
    WithdrawChangeForm,
)
from cases.forms.parts import NothingToAsk
from cases.models import Address, ChangeToNotify, Nominal, Notification
from cases.notification import is_weekly
from cases.services import notifying
from cases.services.versions import version_of
from cases.views.notification import notification_tab
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, frame, onward, saved, sent
from pagekit.dates import long_date
from pagekit.paging import page_of

CHANGE = Capability.CHANGE_NOMINAL
SHOWN = 8
_K = NotificationKind


def _log(asked: sections.Asked) -> dict[str, Any]:
    rows = list(asked.nominal.notifications.select_related("recorded_by")[: SHOWN + 1])
    return {"rows": rows[:SHOWN], "has_more": len(rows) > SHOWN}


sections.register(
    sections.Section(
        "notification", "log", _lazily("What was notified"), "cases/notification/_log.html", _log, place=20
    )
)


@require_safe
def notifications(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every notification of the person, the newest first."""
    nominal = fetch(request, pk)
    page = page_of(request, nominal.notifications.select_related("recorded_by").order_by("-notified_on", "pk"))
    context = {**frame(request, nominal, "notification"), "page": page, "rows": list(page)}
    return render(request, "cases/notification/log.html", context)


# --- recording --------------------------------------------------------------------------------------------------------


@form_view
def add_notification(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Any kind; `?kind=` chooses it beforehand."""
    nominal = fetch(request, pk, CHANGE)
    asked = request.GET.get("kind", "")
    return _record(request, nominal, None, {"kind": asked if asked in _K.values else ""})


@form_view
def add_first(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return _record(request, fetch(request, pk, CHANGE), _K.INITIAL, {})


@form_view
def add_periodic(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Yearly; weekly for somebody without a sole or main residence."""
    nominal = fetch(request, pk, CHANGE)
    kind = _K.WEEKLY if is_weekly(nominal, timezone.localdate()) else _K.PERIODIC
    return _record(request, nominal, kind, {})


@form_view
def add_release(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """After release from custody or hospital, or back from abroad."""
    nominal = fetch(request, pk, CHANGE)
    gone = nominal.whereabouts.exclude(status=Whereabouts.COMMUNITY).filter(ended_on__lte=timezone.localdate())
    last = gone.order_by("-ended_on").first()
    kind = _K.TRAVEL_RETURN if last is not None and last.status == Whereabouts.ABROAD else _K.RELEASE
    return _record(request, nominal, kind, {"event_on": last.ended_on if last else None})


@form_view
def add_address(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """That a home taken on a day was notified."""
    nominal = fetch(request, pk, CHANGE)
    home = fetch_part(request, nominal, Address, part)
    said = ", ".join(one for one in (*home.lines.splitlines(), home.postcode) if one)
    return _record(request, nominal, _K.CHANGE_ADDRESS, {"event_on": home.started_on, "details": said})


@form_view
def add_change_notified(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """That a change on record was notified."""
    nominal = fetch(request, pk, CHANGE)
    change = fetch_part(request, nominal, ChangeToNotify, part)
    return _record(request, nominal, _K(change.kind), {"event_on": change.happened_on, "details": change.note})


def _record(
    request: HttpRequest, nominal: Nominal, kind: NotificationKind | None, initial: dict[str, Any]
) -> HttpResponse:
    form = NotificationForm(sent(request), fixed=kind, initial={**_usual(request, nominal), **initial})
    if saved(
        request,
        form,
        lambda: notifying.record_notification(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Notification recorded."),
    ):
        return onward(request, nominal, "cases:notification", anchor="requirements")
    heading = _("Record: %(kind)s") % {"kind": kind.label} if kind else _("Record a notification")
    intro = [] if kind else [_("A journey abroad is recorded under “Journeys abroad” on the notification tab.")]
    return form_page(request, nominal, form, heading, intro=intro, cancel=notification_tab(nominal))


def _usual(request: HttpRequest, nominal: Nominal) -> dict[str, str]:
    """What most likely goes into the boxes: the place of last time; of the police, the user as the officer."""
    actor = actor_of(request)
    last = nominal.notifications.values_list("station", flat=True).first()
    is_police = any(place.agency_kind == AgencyKind.POLICE for place in places_of(actor).places)
    return {"station": last or "", "officer": actor.get_full_name() if is_police else ""}


@form_view
def change_notification(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Notification, part)
    fixed = _K(row.kind) if row.journey_id else None
    initial = {name: getattr(row, name) for name in notifying.FIELDS} | {"version": version_of(row)}
    form = CorrectNotificationForm(sent(request), fixed=fixed, initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: notifying.change_notification(
            actor=actor_of(request), notification=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Notification corrected."),
    )
    if was_saved:
        return onward(request, nominal, "cases:notification", anchor="log")
    return form_page(
        request, nominal, form, _("Correct a notification"), changed=changed, template="cases/versioned_form.html",
        cancel=notification_tab(nominal),
    )  # fmt: skip


@form_view
def remove_notification(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Notification, part)
    form = NothingToAsk(sent(request))
    if saved(
        request,
        form,
        lambda: notifying.remove_notification(actor=actor_of(request), notification=row),
        _("Notification removed."),
    ):
        return onward(request, nominal, "cases:notification", anchor="log")
    words = {"kind": row.get_kind_display(), "day": long_date(row.notified_on)}
    intro = [
        _("Remove “%(kind)s” of %(day)s? Only if it was recorded by mistake. The change history keeps it.") % words,
        _("What it answered is owed again."),
    ]
    return form_page(
        request, nominal, form, _("Remove a notification"), intro=intro, submit=_("Remove"), danger=True,
        cancel=notification_tab(nominal),
    )  # fmt: skip


# --- changes to be notified -------------------------------------------------------------------------------------------


@form_view
def add_change(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A change of which somebody learned: it is owed until it is notified."""
    nominal = fetch(request, pk, CHANGE)
    form = ChangeToNotifyForm(sent(request))
    if saved(
        request,
        form,
        lambda: notifying.record_change(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("The change is recorded: it is owed until it is notified."),
    ):
        return onward(request, nominal, "cases:notification", anchor="requirements")
    home = reverse("cases:add_address", args=[nominal.pk])
    intro = [
        _("For a change the person has not notified yet. It is owed within three days, counting the day itself."),
        _("A new home is recorded as an address; it is then owed by itself."),
    ]
    return form_page(
        request, nominal, form, _("Record a change to be notified"), intro=intro, cancel=notification_tab(nominal),
        template="cases/notification/change.html", home=home,
    )  # fmt: skip


@form_view
def withdraw_change(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    change = fetch_part(request, nominal, ChangeToNotify, part)
    form = WithdrawChangeForm(sent(request))
    if saved(
        request,
        form,
        lambda: notifying.withdraw_change(actor=actor_of(request), change=change, **form.cleaned_data),
        _("Nothing is owed for this change."),
    ):
        return onward(request, nominal, "cases:notification", anchor="requirements")
    words = {"kind": change.get_kind_display(), "day": long_date(change.happened_on)}
    intro = [_("%(kind)s on %(day)s.") % words]
    return form_page(
        request, nominal, form, _("Nothing is owed for this change"), intro=intro, cancel=notification_tab(nominal)
    )  # fmt: skip
