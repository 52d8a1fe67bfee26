"""The dates that matter to somebody in custody: the section of the law tab, added, corrected, dealt with."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.choices import CustodyDateKind, PracticeName
from cases.forms.custody import ChangeCustodyDateForm, CustodyDateForm, SettleForm
from cases.models import CustodyDate, Nominal
from cases.practice import Limit, limits
from cases.services import custody_dates
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from cases.wording import time_left
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL

#: Which limit says from when a date is in a list; the end of a sentence is in none.
PROMPTS = {
    CustodyDateKind.PAROLE_HEARING: PracticeName.PAROLE_PROMPT,
    CustodyDateKind.EARLIEST_RELEASE: PracticeName.LEVEL_BEFORE_RELEASE,
    CustodyDateKind.PLANNED_RELEASE: PracticeName.LEVEL_BEFORE_RELEASE,
    CustodyDateKind.LICENCE_ENDS: PracticeName.LICENCE_END_PROMPT,
}


def _listed(asked: sections.Asked) -> dict[str, Any]:
    nominal: Any = asked.nominal
    dates = list(nominal.custody_dates.order_by("is_past", "on"))
    known = limits(set(PROMPTS.values()), asked.on, area=nominal.area_now) if dates else {}
    rows = [
        {
            "date": row,
            "left": "" if row.is_past else time_left(row.on, asked.on),
            "late": not row.is_past and row.on < asked.on,
            "prompt": _prompt_words(known.get(PROMPTS.get(CustodyDateKind(row.kind), ""))),
            "ends_licence": row.kind == CustodyDateKind.LICENCE_ENDS and not row.is_past,
        }
        for row in dates
    ]
    return {"rows": rows}


sections.register(
    sections.Section("law", "custody", _lazily("Custody dates"), "cases/custody/_dates.html", _listed, place=50)
)


def _prompt_words(found: Limit | None) -> str:
    if found is None:
        return ""
    words = {"value": found.value, "unit": found.unit_words, "authority": found.authority}
    return _("In lists from %(value)d %(unit)s before. %(authority)s.") % words


def _law(nominal: Nominal) -> str:
    return reverse("cases:law", args=[nominal.pk])


@form_view
def add_custody_date(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = CustodyDateForm(sent(request))
    if saved(
        request,
        form,
        lambda: custody_dates.add_custody_date(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Date added."),
    ):
        return onward(request, nominal, "cases:law", anchor="custody")
    return form_page(request, nominal, form, _("Add a custody date"), cancel=_law(nominal))


@form_view
def change_custody_date(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, CustodyDate, part)
    initial = {name: getattr(row, name) for name in custody_dates.FIELDS} | {"version": version_of(row)}
    form = ChangeCustodyDateForm(sent(request), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: custody_dates.change_custody_date(
            actor=actor_of(request), date=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Date corrected."),
    )
    if was_saved:
        return onward(request, nominal, "cases:law", anchor="custody")
    return form_page(
        request, nominal, form, _("Correct a custody date"), changed=changed, template="cases/versioned_form.html",
        cancel=_law(nominal),
    )  # fmt: skip


@form_view
def settle_custody_date(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """A date is dealt with: what is to be done about it is said, with the pages on which it is done."""
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, CustodyDate, part)
    form = SettleForm(sent(request), initial={"note": row.note})
    if saved(
        request,
        form,
        lambda: custody_dates.settle_custody_date(actor=actor_of(request), date=row, **form.cleaned_data),
        _("Dealt with: it is in no list any more."),
    ):
        return onward(request, nominal, "cases:law", anchor="custody")
    words = {"what": row.get_kind_display(), "day": long_date(row.on)}
    return form_page(
        request,
        nominal,
        form,
        _("%(what)s: %(day)s") % words,
        submit=_("Mark as dealt with"),
        cancel=_law(nominal),
        template="cases/custody/settle.html",
        date=row,
    )
