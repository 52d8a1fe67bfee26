"""What the MAPPA unit decides on a referral: accept at a level, return for more, decline with advice."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.roles import Capability
from cases.access import visible
from cases.choices import Level
from cases.forms.referral_decisions import AcceptForm, DeclineForm, ReturnForm
from cases.models import LevelPeriod, Referral, RoshAssessment
from cases.services import referral_decisions
from cases.services.referrals import decision_limit
from cases.views.page import actor_of, form_page, form_view, saved, sent
from cases.views.referrals import fetch_referral
from cases.wording import words_of
from pagekit.dates import long_date

DECIDE = Capability.DECIDE_REFERRALS
_GROUPS = ("children", "public", "known_adult", "staff", "prisoners")


@form_view
def accept(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = fetch_referral(request, pk, part, DECIDE)
    form = AcceptForm(sent(request), initial={"level": str(row.asked_level or "")})
    if saved(
        request,
        form,
        lambda: referral_decisions.accept_referral(
            actor=actor_of(request),
            referral=row,
            level=int(form.cleaned_data["level"]),
            criteria=form.cleaned_data["criteria"],
            reason=form.cleaned_data["reason"],
            on=timezone.localdate(),
        ),
        _("The referral is accepted, and the level holds from today."),
    ):
        return redirect("cases:referral", pk, part)
    known = [_risk_known(request, nominal), _level_3_before(nominal), _category_to_come(nominal)]
    return _page(
        request, nominal, row, form, _("Accept the referral"), template="cases/referrals/accept.html",
        known=[one for one in known if one], submit=_("Accept"),
    )  # fmt: skip


@form_view
def send_back(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = fetch_referral(request, pk, part, DECIDE)
    today = timezone.localdate()
    limit = decision_limit(today, nominal.area_now, is_urgent=row.is_urgent)
    form = ReturnForm(sent(request), initial={"complete_by": limit.after(today) if limit else today})
    if saved(
        request,
        form,
        lambda: referral_decisions.return_referral(actor=actor_of(request), referral=row, **form.cleaned_data),
        _("The referral is returned to %(team)s.") % {"team": row.team},
    ):
        return redirect("cases:referral", pk, part)
    intro = [_("%(team)s can write in it again. What was sent so far is kept as it was.") % {"team": row.team}]
    return _page(request, nominal, row, form, _("Return for more"), intro=intro, submit=_("Return"))


@form_view
def decline(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = fetch_referral(request, pk, part, DECIDE)
    form = DeclineForm(sent(request))
    if saved(
        request,
        form,
        lambda: referral_decisions.decline_referral(actor=actor_of(request), referral=row, **form.cleaned_data),
        _("The referral is declined. %(team)s is told, with your advice.") % {"team": row.team},
    ):
        return redirect("cases:referral", pk, part)
    intro = [_("The person stays as managed now. %(team)s reads both answers.") % {"team": row.team}]
    return _page(request, nominal, row, form, _("Decline with advice"), intro=intro, submit=_("Decline"))


def _page(request: HttpRequest, nominal: Any, row: Referral, form: Any, heading: str, **context: Any) -> HttpResponse:
    return form_page(
        request, nominal, form, heading, cancel=reverse("cases:referral", args=[nominal.pk, row.pk]), **context
    )


def _risk_known(request: HttpRequest, nominal: Any) -> str:
    """The last recorded risk of serious harm, which is not the level."""
    row = visible(RoshAssessment.objects.filter(nominal=nominal), request.user).first()
    if row is None:
        return _("No risk of serious harm is recorded.")
    groups = [f"{words_of(RoshAssessment, name)}: {getattr(row, f'get_{name}_display')()}" for name in _GROUPS]
    words = {"day": long_date(row.assessed_on), "groups": "; ".join(groups)}
    return _("Risk of serious harm on %(day)s: %(groups)s.") % words


def _level_3_before(nominal: Any) -> str:
    row = LevelPeriod.objects.filter(nominal=nominal, level=Level.THREE).first()
    return _("Was at Level 3 from %(day)s.") % {"day": long_date(row.started_on)} if row else ""


def _category_to_come(nominal: Any) -> str:
    if nominal.category_now:
        return ""
    return _("No category holds: accepting brings Category 3 from today, resting on an offence on record.")
