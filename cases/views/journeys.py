"""Journeys abroad of somebody subject to notification: listed on the tab, recorded, notified, come back from."""

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.forms.notification import AddJourneyForm, ChangeJourneyForm, NoticeForm, ReturnForm
from cases.models import ForeignTravel, Nominal
from cases.rules import notification_duties as duties
from cases.services import journeys
from cases.services.versions import version_of
from cases.views.notification import notification_tab
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    return {"rows": [_told(row, asked.on) for row in asked.nominal.journeys.all()]}


sections.register(
    sections.Section(
        "notification", "journeys", _lazily("Journeys abroad"), "cases/notification/_journeys.html", _listed, place=30
    )
)


def _told(row: ForeignTravel, on: datetime.date) -> dict[str, Any]:
    """A journey with what was late or never came."""
    notice_due = duties.travel_notice_due(row.departs_on)
    back = row.returned_on or row.returns_on
    return_due = duties.return_due(back) if back else None
    return {
        "journey": row,
        "notice_due": notice_due,
        "notice_late": row.notified_on is not None and row.notified_on > notice_due,
        "notice_missed": row.notified_on is None and on > notice_due,
        "return_due": return_due,
        "return_late": bool(row.return_notified_on and return_due and row.return_notified_on > return_due),
        "return_missed": row.return_notified_on is None and return_due is not None and on > return_due,
        "may_return": row.return_notified_on is None and row.departs_on <= on,
    }


@form_view
def add_journey(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = AddJourneyForm(sent(request))
    if saved(
        request,
        form,
        lambda: journeys.record_journey(
            actor=actor_of(request), nominal=nominal, values=form.values(), notice=form.notice()
        ),
        _("Journey recorded."),
    ):
        return _back(request, nominal)
    intro = [_("A journey of any length is notified at least seven days before it.")]
    return _page(request, nominal, form, _("Record a journey abroad"), intro=intro)


@form_view
def change_journey(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, ForeignTravel, part)
    initial = {name: getattr(row, name) for name in journeys.FIELDS} | {"version": version_of(row)}
    form = ChangeJourneyForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: journeys.change_journey(
            actor=actor_of(request), journey=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Journey corrected."),
    )
    if was_saved:
        return _back(request, nominal)
    return _page(request, nominal, form, _("Correct a journey"), changed=changed, template="cases/versioned_form.html")


@form_view
def notify_journey(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """That a journey known of was notified."""
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, ForeignTravel, part)
    form = NoticeForm(sent(request))
    if saved(
        request,
        form,
        lambda: journeys.notify_journey(actor=actor_of(request), journey=row, notice=form.notice()),
        _("The journey is notified."),
    ):
        return _back(request, nominal)
    due = long_date(duties.travel_notice_due(row.departs_on))
    intro = [_in_words(row), _("To be notified by %(day)s, seven days before.") % {"day": due}]
    return _page(request, nominal, form, _("The journey was notified"), intro=intro)


@form_view
def notify_return(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """That the person is back, and that they notified it."""
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, ForeignTravel, part)
    today = timezone.localdate()
    expected = row.returns_on if row.returns_on and row.returns_on <= today else None
    form = ReturnForm(sent(request), initial={"returned_on": row.returned_on or expected})
    if saved(
        request,
        form,
        lambda: journeys.record_return(
            actor=actor_of(request), journey=row, returned_on=form.cleaned_data["returned_on"], notice=form.notice()
        ),
        _("The return is recorded."),
    ):
        return _back(request, nominal)
    intro = [_in_words(row), _("A return is notified within three days.")]
    return _page(request, nominal, form, _("Back from abroad"), intro=intro)


def _in_words(row: ForeignTravel) -> str:
    words = {"where": row.destination, "from": long_date(row.departs_on), "until": long_date(row.returns_on)}
    if row.returns_on is None:
        return _("%(where)s, from %(from)s.") % words
    return _("%(where)s, from %(from)s, expected back on %(until)s.") % words


def _page(request: HttpRequest, nominal: Nominal, form: Any, heading: str, **more: Any) -> HttpResponse:
    return form_page(request, nominal, form, heading, cancel=notification_tab(nominal), **more)


def _back(request: HttpRequest, nominal: Nominal) -> HttpResponse:
    return onward(request, nominal, "cases:notification", anchor="journeys")
