"""The receiving side of transfers: a MAPPA unit's list of offers, and its answers.

Whoever answers may not see the person yet: nothing here shows a name, a date of birth or a number of theirs.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import Area, User
from agencies.roles import Capability
from agencies.standing import require_capability
from cases.access import can, offer_or_404, offers_to, visible
from cases.choices import Category, Level, TransferState, Whereabouts
from cases.forms.teams import AreaForm
from cases.forms.transfers import AcceptTransferForm, DeclineTransferForm, TransferFilter, Which
from cases.models import Nominal, Restriction, Transfer
from cases.services import transfer_answers
from cases.services.transfers import answer_limit
from cases.views.page import actor_of, form_view, saved, sent
from cases.views.transfers import COLOURS
from cases.wording import label_of
from pagekit.paging import page_of

Offers = QuerySet[Transfer, Any]
ANSWER = Capability.ANSWER_TRANSFERS


@dataclass(frozen=True)
class Offered:
    """What a unit needs to answer, and nothing by which the person could be recognised."""

    key: uuid.UUID
    reference: str
    from_area: Area
    to_area: Area
    moves_on: datetime.date
    answer_by: datetime.date
    state: str
    colour: str
    is_late: bool
    category: str = ""
    level: str = ""
    whereabouts: str = ""
    lead_agency: str = ""
    name: str = ""  # of one's own people alone
    nominal_id: uuid.UUID | None = None


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Offers to the units in which the user answers, the first to be answered first; or those that they made."""
    require_capability(request.user, ANSWER, AuditAction.LIST)
    today = timezone.localdate()
    filters = TransferFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    which = asked.get("which") or Which.WAITING
    page = page_of(request, _asked_for(actor_of(request), which))
    rows = _rows(page, today, is_ours=which == Which.OURS)
    detail = {"terms": {"which": str(which)}, "count": page.paginator.count, "page": page.number}
    record(AuditAction.LIST, rule="door", shown=[row.reference for row in rows], detail=detail)
    context = {"filters": filters, "page": page, "rows": rows, "is_ours": which == Which.OURS}
    return render(request, "cases/transfers/list.html", {**context, "waits": which == Which.WAITING})


@require_safe
def offer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One offer: what is needed to answer it, while it waits; its answer afterwards."""
    row = offer_or_404(request.user, key)
    context = {
        "transfer": row,
        "offered": _one(row),
        "is_open": row.state == TransferState.OFFERED,
        "limit": answer_limit(timezone.localdate(row.offered_at), row.to_area_id),
        "is_restricted": Restriction.objects.in_force(timezone.localdate()).filter(nominal=row.nominal_id).exists(),
        "can_see": can(request.user, row.nominal, Capability.VIEW_NOMINAL),
    }
    return render(request, "cases/transfers/offer.html", context)


@form_view
def accept(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Choose the team that will lead: of the receiving area, or of another chosen first."""
    row = offer_or_404(request.user, key, AuditAction.CHANGE)
    areas = AreaForm({"area": request.GET.get("area") or row.to_area_id})
    area_code = areas.cleaned_data["area"] if areas.is_valid() else row.to_area_id
    form = AcceptTransferForm(sent(request), area_code=area_code)
    if saved(
        request,
        form,
        lambda: transfer_answers.accept_transfer(
            actor=actor_of(request), transfer=row, on=timezone.localdate(), **form.cleaned_data
        ),
        _("Accepted."),
    ):
        return _after_accepting(request, row)
    context = {"areas": areas, "submit": _("Accept the transfer"), "heading": _("Accept the transfer")}
    return _answer_page(request, row, form, context)


@form_view
def decline(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    row = offer_or_404(request.user, key, AuditAction.CHANGE)
    form = DeclineTransferForm(sent(request))
    if saved(
        request,
        form,
        lambda: transfer_answers.decline_transfer(actor=actor_of(request), transfer=row, **form.cleaned_data),
        _("The transfer is declined, and the offering area is told why."),
    ):
        return redirect("cases:transfers")
    return _answer_page(request, row, form, {"submit": _("Decline"), "heading": _("Decline the transfer")})


def _after_accepting(request: HttpRequest, row: Transfer) -> HttpResponse:
    """To the record if it can be seen by now."""
    if can(request.user, row.nominal, Capability.VIEW_NOMINAL):
        return redirect(row.nominal)
    messages.info(request, _("You see the record from the day on which your area is responsible."))
    return redirect("cases:transfer_offer", row.pk)


def _answer_page(request: HttpRequest, row: Transfer, form: Any, context: dict[str, Any]) -> HttpResponse:
    cancel = reverse("cases:transfer_offer", args=[row.pk])
    shown = {"transfer": row, "offered": _one(row), "form": form, "cancel": cancel}
    return render(request, "cases/transfers/answer.html", {**shown, **context})


def _asked_for(user: User, which: str) -> Offers:
    related = ("from_area", "to_area", "nominal")
    if which == Which.OURS:
        ours = visible(Transfer.objects.select_related(*related), user, Capability.OFFER_TRANSFERS)
        return ours.order_by("-offered_at")
    offers = offers_to(user).select_related(*related)
    if which == Which.WAITING:
        return offers.filter(state=TransferState.OFFERED).order_by("answer_by", "offered_at")
    return offers.exclude(state=TransferState.OFFERED).order_by("-answered_at", "-offered_at")


def _one(row: Transfer) -> Offered:
    return _rows([row], timezone.localdate(), is_ours=False)[0]


def _rows(offers: Iterable[Transfer], on: datetime.date, *, is_ours: bool) -> list[Offered]:
    """Offers as they are shown; how the person stands today only while somebody must answer. One query for all."""
    rows = list(offers)
    asked = [row.nominal_id for row in rows if is_ours or row.state == TransferState.OFFERED]
    standing: dict[Any, Any] = Nominal.objects.with_standing(on).in_bulk(asked)
    return [_offered(row, standing.get(row.nominal_id), on, is_ours=is_ours) for row in rows]


def _offered(row: Transfer, person: Any, on: datetime.date, *, is_ours: bool) -> Offered:
    is_open = row.state == TransferState.OFFERED
    told: dict[str, Any] = {}
    if person is not None:
        told = {
            "category": label_of(Category, person.category_now),
            "level": label_of(Level, person.level_now),
            "whereabouts": label_of(Whereabouts, person.whereabouts_now),
            "lead_agency": person.lead_agency_now or "",
        }
    if is_ours:
        told |= {"name": row.nominal.display_name, "nominal_id": row.nominal_id}
    return Offered(
        key=row.pk,
        reference=row.nominal.reference,
        from_area=row.from_area,
        to_area=row.to_area,
        moves_on=row.moves_on,
        answer_by=row.answer_by,
        state=row.get_state_display(),
        colour=COLOURS[TransferState(row.state)],
        is_late=is_open and row.answer_by < on,
        **told,
    )
