"""The notification tab's answer: subject or not, since when, until when and why; what is owed next, what was missed."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.choices import Whereabouts
from cases.clocks.notification import CODES
from cases.forms.parts import NothingToAsk
from cases.models import Clock, Nominal, NotificationRequirement
from cases.notification import Compared, compare, grounds_of, in_category_one, is_weekly, last_is_not_known, standing_of
from cases.rules.notification_duties import ENACTED, in_force
from cases.rules.notification_standing import Standing
from cases.services.notification import follow_notification
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent
from cases.why import facts_in_words
from cases.wording import label_of
from cases.worklist import Line, lines
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


@dataclass(frozen=True)
class Owed:
    """A duty with what it is about, and where it is said that nothing is owed after all."""

    line: Line
    detail: str = ""
    withdraw: str = ""

    @property
    def days_late(self) -> int:
        return -self.line.days


def _standing(asked: sections.Asked) -> dict[str, Any]:
    nominal, on = asked.nominal, asked.on
    rows = list(nominal.notification_requirements.all())
    now = standing_of(rows, on, in_category_one=in_category_one(nominal, on))
    found = compare(grounds_of(nominal, on), rows)
    owed = _owed(nominal, on)
    return {
        "is_subject": now.outcome,
        "why": _why_box(now),
        "missed": [one for one in owed if one.line.is_late],
        "next": [one for one in owed if not one.line.is_late],
        "away": _away(nominal) if now.outcome else "",
        "is_not_known": bool(now.outcome) and not owed and last_is_not_known(nominal, on),
        "rows": [_row(nominal, row, found, on) for row in rows],
        "compared": found,
        "to_add": [_to_add(nominal, one) for ground in found.not_known for one in ground.missing],
        "breach": breach_link(nominal),
        "not_in_force": [one for one in ENACTED if one not in in_force(on)],
    }


sections.register(
    sections.Section(
        "notification", "requirements", _lazily("Subject to notification"), "cases/notification/_standing.html",
        _standing, place=10,
    )
)  # fmt: skip


def _why_box(now: Standing) -> dict[str, Any]:
    """As `components/why.html` takes it, with the days in the sentence."""
    words = {"sentence": now.sentence, "since": long_date(now.since), "until": long_date(now.until)}
    outcome = now.sentence
    if now.outcome and now.until:
        outcome = _("%(sentence)s Since %(since)s, until %(until)s.") % words
    elif now.outcome and not now.end_is_known:
        outcome = _("%(sentence)s Since %(since)s. When it ends is not known yet.") % words
    elif now.outcome and not now.is_indefinite:
        outcome = _("%(sentence)s Since %(since)s, until further order.") % words
    elif now.outcome:
        outcome = _("%(sentence)s Since %(since)s.") % words
    elif now.until:
        outcome = _("%(sentence)s It ended on %(until)s.") % words
    return {
        "outcome": outcome,
        "facts": facts_in_words(now.facts),
        "provision": now.provision,
        "unknown": not now.is_known or (bool(now.outcome) and not now.end_is_known),
    }


# --- what is owed -----------------------------------------------------------------------------------------------------


def _owed(nominal: Nominal, on: datetime.date) -> list[Owed]:
    """The clocks of notification, the earliest first, each with what it is about. Three queries."""
    clocks = list(Clock.objects.filter(nominal=nominal, kind__in=CODES).order_by("due_on", "kind"))
    for clock in clocks:
        clock.nominal = nominal
    about = _about(nominal, {clock.source_id for clock in clocks})
    if any(clock.kind == "notify_periodic" for clock in clocks):
        about[nominal.pk] = _("Every 7 days: no fixed abode") if is_weekly(nominal, on) else _("Once a year")
    withdrawable = {clock.source_id for clock in clocks if clock.kind == "notify_change"}
    return [
        Owed(
            line,
            about.get(clock.source_id, "") if clock.source_id != nominal.pk or clock.kind == "notify_periodic" else "",
            reverse("cases:withdraw_change_to_notify", args=[nominal.pk, clock.source_id])
            if clock.source_id in withdrawable
            else "",
        )
        for clock, line in zip(clocks, lines(clocks, on), strict=True)
    ]


def _about(nominal: Nominal, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What changed, or where to, of each row that a clock rests on."""
    changes = nominal.changes_to_notify.filter(pk__in=keys)
    journeys = nominal.journeys.filter(pk__in=keys)
    homes = nominal.addresses.filter(pk__in=keys)
    return {
        **{one.pk: f"{one.get_kind_display()}, {long_date(one.happened_on)}" for one in changes},
        **{one.pk: f"{one.destination}, {long_date(one.departs_on)}" for one in journeys},
        **{one.pk: f"{one.get_kind_display()}, {long_date(one.started_on)}" for one in homes},
    }


def _away(nominal: Any) -> str:
    """Why nothing is owed of somebody who is not in the community."""
    where = nominal.whereabouts_now
    if where in (None, Whereabouts.COMMUNITY):
        return ""
    words = {"where": label_of(Whereabouts, where)}
    return _("%(where)s: nothing falls due until three days beginning with the release or return.") % words


def breach_link(nominal: Nominal) -> str:
    """Where a breach of notification is recorded."""
    return reverse("cases:add_breach", args=[nominal.pk]) + "?of=notification"


# --- what it rests on -------------------------------------------------------------------------------------------------


def _row(nominal: Nominal, row: NotificationRequirement, found: Compared, on: datetime.date) -> dict[str, Any]:
    answer = row.answer or {}
    is_open = row.ended_on is None or row.ended_on > on
    is_free = row.pk in {one.pk for one in found.without_ground}
    return {
        "row": row,
        "answer": answer,
        "until": _until(row),
        "holds": row.started_on <= on and is_open,
        "is_free": is_free,
        "to_add": [_to_add(nominal, one) for one in answer.get("missing", ())],
        "may_end": is_open,
        "may_remove": is_free or row.is_by_hand,
    }


def _until(row: NotificationRequirement) -> str | Promise:
    if row.ended_on is not None:
        return long_date(row.ended_on)
    if row.is_indefinite:
        return _("Without end")
    return _("Not known yet") if (row.answer or {}).get("missing") else _("Until further order")


def _to_add(nominal: Nominal, gap: Any) -> dict[str, str]:
    """Where a missing fact is added."""
    question, sentence, offence = (
        (gap["question"], gap["sentence"], gap["offence"])
        if isinstance(gap, dict)
        else (gap.question.value, gap.sentence, gap.offence)
    )
    if question == "date_of_birth":
        href = reverse("cases:edit", args=[nominal.pk])
    elif question in ("length", "committed_on", "victim_under_18") and offence:
        href = reverse("cases:change_offence", args=[nominal.pk, offence])
    elif question in ("length", "end"):
        href = reverse("cases:law", args=[nominal.pk])
    else:
        href = reverse("cases:check_eligibility", args=[nominal.pk])
    return {"text": sentence[:1].upper() + sentence[1:], "href": href}


@form_view
def bring_in_line(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the record gives beside what is recorded, and a button that makes the requirements follow."""
    nominal = fetch(request, pk, CHANGE)
    on = timezone.localdate()
    found = compare(grounds_of(nominal, on), list(nominal.notification_requirements.all()))
    form = NothingToAsk(sent(request))
    if saved(
        request,
        form,
        lambda: follow_notification(actor=actor_of(request), nominal=nominal, on=on),
        _("The notification requirements follow from the record."),
    ):
        return onward(request, nominal, "cases:notification", anchor="requirements")
    intro = [f"{_days(ground)}: {ground.sentence}" for ground in found.unrecorded]
    intro += [f"{_days(ground)}: {ground.sentence}" for _row_held, ground in found.moved]
    return form_page(
        request, nominal, form, _("Bring notification in line with the record"),
        intro=intro or [_("The requirements agree with the record already.")],
        submit=_("Bring in line"), cancel=notification_tab(nominal),
    )  # fmt: skip


def _days(ground: Any) -> str:
    words = {"from": long_date(ground.started_on), "until": long_date(ground.ended_on)}
    if ground.ended_on is None:
        return _("From %(from)s") % words
    return _("From %(from)s until %(until)s") % words


def notification_tab(nominal: Nominal) -> str:
    return reverse("cases:notification", args=[nominal.pk])
