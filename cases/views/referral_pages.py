"""A referral as it is read, checked before it is sent, sent, withdrawn."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from cases.choices import ReferralState, ReferralStepKind
from cases.forms.referrals import SendForm, WithdrawForm
from cases.models import Referral, ReferralStep
from cases.services import referrals
from cases.services.referral_decisions import may_decide
from cases.services.versions import version_of
from cases.views.page import actor_of, form_page, form_view, frame, saved, sent
from cases.views.referral_words import is_late, limit_of, state_tag, written_parts
from cases.views.referrals import TAB, fetch_ours, fetch_referral, is_ours, tasks_page

DECIDE = Capability.DECIDE_REFERRALS
_SENT = (ReferralStepKind.SUBMITTED, ReferralStepKind.ADDED)


@require_safe
def referral(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """To the team that writes it: its parts. To everybody else, and once it is sent: what was sent and decided."""
    nominal, row = fetch_referral(request, pk, part)
    ours = is_ours(request, nominal, row)
    if ours and row.state in referrals.WRITABLE:
        return tasks_page(request, nominal, row)
    context = frame(request, nominal, TAB)
    steps = list(row.steps.select_related("by"))
    waits = row.state == ReferralState.SUBMITTED
    decides = DECIDE in context["able"] and may_decide(row, actor=actor_of(request))
    shown = {
        "referral": row,
        "state": state_tag(row),
        "late": is_late(row),
        "limit": limit_of(row),
        "sent": _sent(steps),
        "earlier": _earlier(steps),
        "history": [_item(step) for step in reversed(steps)],
        "decision": steps[-1] if steps and steps[-1].kind not in _SENT else None,
        "can_decide": decides and waits,
        "can_decline": decides and row.state == ReferralState.RETURNED,
        "wrote": DECIDE in context["able"] and waits and not decides,
        "can_withdraw": ours and row.state in referrals.OPEN,
        "to_add": referrals.writable_sections(row) if ours else [],
    }
    return render(request, "cases/referrals/read.html", {**context, **shown})


def _sent(steps: list[ReferralStep]) -> list[ReferralStep]:
    """The last sending, and what was added to it."""
    sent_ones = [step for step in steps if step.kind in _SENT]
    last = max((place for place, step in enumerate(sent_ones) if step.kind == ReferralStepKind.SUBMITTED), default=0)
    return sent_ones[last:]


def _earlier(steps: list[ReferralStep]) -> list[ReferralStep]:
    """What was sent before it was returned."""
    return [step for step in steps if step.kind == ReferralStepKind.SUBMITTED][:-1]


def _item(step: ReferralStep) -> dict[str, Any]:
    """As `components/timeline.html` takes it."""
    text = "\n\n".join(part for part in (step.reason, step.advice) if part)
    by = f"{step.by.get_full_name()}, {step.team_name}" if step.team_name else step.by.get_full_name()
    level = step.get_level_display()
    return {"title": step.get_kind_display(), "by": by, "at": step.at, "text": text, "tag": level, "tag_colour": "blue"}


@form_view
def check(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """Every answer as it will be sent; the button sends exactly that."""
    nominal, row = fetch_ours(request, pk, part)
    is_first = row.state in referrals.WRITABLE
    sections = referrals.writable_sections(row)
    if not sections:
        return redirect("cases:referral", pk, part)
    form = SendForm(sent(request), initial={"version": version_of(row)})
    if saved(request, form, lambda: _send(request, row, form, is_first), _("The referral is sent to the MAPPA unit.")):
        return redirect("cases:referral", pk, part)
    unfinished = referrals.unfinished(row) if is_first else []
    today = timezone.localdate()
    limit = referrals.decision_limit(today, nominal.area_now, is_urgent=row.is_urgent)
    context = {
        "referral": row,
        "form": _of_what_is_shown(form, row),
        "parts": written_parts(row, sections),
        "unfinished": unfinished,
        "limit": limit if is_first else None,
        "until": limit.after(today) if limit else today,
        "is_first": is_first,
    }
    return render(request, "cases/referrals/check.html", {**frame(request, nominal, TAB), **context})


def _of_what_is_shown(form: SendForm, row: Referral) -> SendForm:
    """The form, which after a refusal sends what the page shows now."""
    if form.is_bound:
        form.data = {**form.data.dict(), "version": str(version_of(row))}  # type: ignore[attr-defined]
    return form


def _send(request: HttpRequest, row: Referral, form: SendForm, is_first: bool) -> object:
    version = form.cleaned_data["version"]
    if is_first:
        on = timezone.localdate()
        return referrals.submit_referral(actor=actor_of(request), referral=row, version=version, on=on)
    return referrals.send_the_rest(actor=actor_of(request), referral=row, version=version)


@form_view
def withdraw(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = fetch_ours(request, pk, part)
    was_sent = row.submitted_at is not None
    form = WithdrawForm(sent(request), was_sent=was_sent)
    if saved(
        request,
        form,
        lambda: referrals.withdraw_referral(actor=actor_of(request), referral=row, **form.cleaned_data),
        _("The referral is withdrawn."),
    ):
        return redirect("cases:referrals", pk)
    told = _("The unit is told, and reads the reason.") if was_sent else _("Nobody but your team has read it.")
    return form_page(
        request, nominal, form, _("Withdraw the referral"), intro=[told], submit=_("Withdraw"), danger=True,
        cancel=reverse("cases:referral", args=[pk, part]),
    )  # fmt: skip
