"""Transfers and stays on a person's record: where they stand, offered, withdrawn, added, ended early."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from cases import sections
from cases.access import get_or_404
from cases.choices import InvolvementReason, TransferState
from cases.forms.parts import NothingToAsk
from cases.forms.transfers import OfferForm, StayForm, WithdrawTransferForm
from cases.history_tables import state_on
from cases.models import Involvement, Transfer
from cases.services import stays, transfers
from cases.views.page import actor_of, fetch, form_page, form_view, frame, onward, saved, sent
from pagekit.dates import long_date

OFFER, CHANGE = Capability.OFFER_TRANSFERS, Capability.CHANGE_NOMINAL
TAB, ANCHOR = "cases:people_and_places", "transfers"
COLOURS = {
    TransferState.OFFERED: "blue",
    TransferState.ACCEPTED: "green",
    TransferState.DECLINED: "purple",
    TransferState.WITHDRAWN: "grey",
    TransferState.CALLED_OFF: "grey",
}
_STAYS = Involvement.objects.filter(reason=InvolvementReason.STAYING)


def _listed(asked: sections.Asked) -> dict[str, Any]:
    offers = list(asked.nominal.transfers.select_related("from_area", "to_area"))
    held = asked.nominal.involvements.filter(reason=InvolvementReason.STAYING).select_related("team__area")
    return {
        "offers": [{"offer": row, "colour": COLOURS[TransferState(row.state)]} for row in offers],
        "is_open": any(row.state == TransferState.OFFERED for row in offers),
        "can_offer": OFFER in asked.able,
        "stays": [
            {"stay": row, "state": state_on(row, asked.on), "can_end": row.ended_on is None or row.ended_on > asked.on}
            for row in held
        ],
    }


sections.register(
    sections.Section(
        "people", ANCHOR, gettext_lazy("Transfers and stays"), "cases/transfers/_of_person.html", _listed, place=60
    )
)


@form_view
def offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, OFFER)
    today = timezone.localdate()
    if (open_one := nominal.transfers.filter(state=TransferState.OFFERED).first()) is not None:
        return redirect("cases:transfer", pk, open_one.pk)
    form = OfferForm(sent(request))
    if saved(
        request,
        form,
        lambda: transfers.offer_transfer(actor=actor_of(request), nominal=nominal, on=today, **form.cleaned_data),
        _("The transfer is offered. Your area stays responsible until the day on which the other one takes over."),
    ):
        return onward(request, nominal, TAB, anchor=ANCHOR)
    intro = [
        _("The other area's MAPPA unit learns the reference, category, level, whereabouts and lead agency. It sees the"
          " name and the record once it has accepted and the day has come."),
        _("Level, category and plan go with the person. Your unit and lead team can look for a time afterwards."),
    ]  # fmt: skip
    heading = _("Transfer to another area")
    return _form(request, nominal, form, heading, intro=intro, submit=_("Offer"))


@require_safe
def transfer(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """One offer with its answer, and what can still be done about it."""
    nominal = fetch(request, pk)
    row = get_or_404(request.user, _offers(), pk=part, nominal=nominal)
    context = frame(request, nominal, "people")
    pending = row.state == TransferState.ACCEPTED and row.moves_on > context["on"]
    shown = {
        "transfer": row,
        "colour": COLOURS[TransferState(row.state)],
        "limit": transfers.answer_limit(timezone.localdate(row.offered_at), row.to_area_id),
        "is_open": row.state == TransferState.OFFERED,
        "can_withdraw": OFFER in context["able"] and (row.state == TransferState.OFFERED or pending),
        "is_pending": pending,
        "is_late": row.state == TransferState.OFFERED and row.answer_by < context["on"],
    }
    return render(request, "cases/transfers/transfer.html", {**context, **shown})


@form_view
def withdraw(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, OFFER)
    row = get_or_404(request.user, _offers(), OFFER, pk=part, nominal=nominal)
    form = WithdrawTransferForm(sent(request))
    if saved(
        request,
        form,
        lambda: transfers.withdraw_transfer(
            actor=actor_of(request), transfer=row, on=timezone.localdate(), **form.cleaned_data
        ),
        _("The transfer is off. Your area stays responsible."),
    ):
        return onward(request, nominal, TAB, anchor=ANCHOR)
    accepted = row.state == TransferState.ACCEPTED
    heading = _("Call the transfer off") if accepted else _("Withdraw the offer")
    return _form(request, nominal, form, heading, submit=heading, danger=True)


@form_view
def add_stay(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = StayForm(sent(request))
    if saved(
        request,
        form,
        lambda: stays.add_stay(actor=actor_of(request), nominal=nominal, on=timezone.localdate(), **form.cleaned_data),
        _("Stay recorded. The MAPPA unit there can look for that time."),
    ):
        return onward(request, nominal, TAB, anchor=ANCHOR)
    intro = [
        _("The MAPPA unit of that area may see this record during the stay, and cannot change it."),
        _("Your area stays responsible. A stay ends by itself; for a move, offer a transfer."),
    ]
    return _form(request, nominal, form, _("Record a stay in another area"), intro=intro)


@form_view
def end_stay(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    rows = _STAYS.select_related("nominal", "team__area")
    row = get_or_404(request.user, rows, CHANGE, pk=part, nominal=nominal)
    form = NothingToAsk(sent(request))
    if saved(
        request,
        form,
        lambda: stays.end_stay(actor=actor_of(request), stay=row, on=timezone.localdate()),
        _("The stay is ended."),
    ):
        return onward(request, nominal, TAB, anchor=ANCHOR)
    words = {"area": row.team.area, "day": long_date(row.started_on)}
    intro = [_("From today the MAPPA unit there no longer sees this record because of the stay from %(day)s.") % words]
    return _form(
        request,
        nominal,
        form,
        _("End the stay in %(area)s") % words,
        intro=intro,
        submit=_("End the stay"),
        danger=True,
    )


def _offers() -> Any:
    return Transfer.objects.select_related("nominal", "from_area", "to_area", "offered_by", "answered_by", "lead_team")


def _form(request: HttpRequest, nominal: Any, form: Any, heading: str, **context: Any) -> HttpResponse:
    back = f"{reverse(TAB, args=[nominal.pk])}#{ANCHOR}"
    return form_page(request, nominal, form, heading, cancel=back, **context)
