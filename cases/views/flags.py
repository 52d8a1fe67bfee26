"""Flags: those that hold with their notes, those that could be set, those that ended. Set and ended in two clicks."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from cases import sections
from cases.choices import FlagKind
from cases.flags import FLAG_COLOURS, adult_from
from cases.forms.risk import EndFlagForm, SetFlagForm
from cases.models import Flag
from cases.services import flags
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent
from cases.views.risk_parts import CHANGE, Kind, risk_tab, row_of

KIND = Kind(Flag, (), "flags")


def _listed(asked: sections.Asked) -> dict[str, Any]:
    rows = list(asked.nominal.flags.order_by("-started_on"))
    holding = [row for row in rows if row.ended_on is None or row.ended_on > asked.on]
    held = {row.kind for row in holding}
    return {
        "held": [{"flag": row, "colour": FLAG_COLOURS[row.kind]} for row in holding],
        "unset": [{"kind": kind.value, "text": kind.label} for kind in FlagKind if kind.value not in held],
        "ended": [row for row in rows if row not in holding],
        "adult_from": adult_from(asked.nominal, asked.on),
    }


sections.register(sections.Section("risk", "flags", _lazily("Flags"), "cases/risk/_flags.html", _listed, place=50))


@form_view
def set_flag(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    if kind not in FlagKind.values:
        raise Http404
    words = {"flag": FlagKind(kind).label}
    form = SetFlagForm(sent(request))
    if saved(
        request, form,
        lambda: flags.set_flag(actor=actor_of(request), nominal=nominal, kind=kind, **form.cleaned_data),
        _("The flag “%(flag)s” is set.") % words,
    ):  # fmt: skip
        return onward(request, nominal, "cases:risk", anchor=KIND.anchor)
    heading = _("Set the flag “%(flag)s”") % words
    return form_page(request, nominal, form, heading, submit=_("Set the flag"), cancel=risk_tab(nominal))


@form_view
def end_flag(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, row = row_of(request, KIND, pk, part)
    words = {"flag": row.get_kind_display()}
    form = EndFlagForm(sent(request))
    if saved(
        request, form,
        lambda: flags.end_flag(actor=actor_of(request), flag=row, ended_on=form.cleaned_data["ended_on"]),
        _("The flag “%(flag)s” is ended.") % words,
    ):  # fmt: skip
        return onward(request, nominal, "cases:risk", anchor=KIND.anchor)
    heading = _("End the flag “%(flag)s”") % words
    intro = [row.note] if row.note else []
    return form_page(request, nominal, form, heading, intro=intro, submit=_("End the flag"), cancel=risk_tab(nominal))
