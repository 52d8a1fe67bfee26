"""The record on paper: choose its parts, look at them as a page to print, or have them as a PDF."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import cases.print_parts  # noqa: F401  (registers what can be printed)
from agencies.choices import AuditAction
from agencies.roles import Capability
from cases import record_print
from cases.access import abilities, get_or_404
from cases.banner import banner_of
from cases.forms.documents import PrintForm
from cases.models import Nominal
from cases.record_pdf import Print, as_pdf
from cases.sections import Asked
from cases.views.page import actor_of, fetch
from pagekit.context import MARKING
from pagekit.dates import long_date, long_instant

EXPORT = Capability.EXPORT_NOMINALS


@require_safe
def choose(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which parts to print; the answers go to the two pages below."""
    return _choosing(request, fetch(request, pk, EXPORT), PrintForm(parts=record_print.choices()))


@require_safe
def view(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The chosen parts as one page without menu, to be read or printed by the browser."""
    form = PrintForm(request.GET, parts=record_print.choices())
    if not form.is_valid():
        return _choosing(request, fetch(request, pk, EXPORT), form)
    printing = _printing(request, pk, form.cleaned_data["part"], "page")
    return render(request, "cases/print/record.html", {"printing": printing, "pk": pk})


@require_safe
def pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The chosen parts as a file."""
    form = PrintForm(request.GET, parts=record_print.choices())
    if not form.is_valid():
        return _choosing(request, fetch(request, pk, EXPORT), form)
    printing = _printing(request, pk, form.cleaned_data["part"], "pdf")
    response = HttpResponse(as_pdf(printing), content_type="application/pdf")
    name = f"{MARKING}-{printing.reference}-record-{timezone.localdate():%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _choosing(request: HttpRequest, nominal: Nominal, form: PrintForm) -> HttpResponse:
    person = banner_of(nominal, timezone.localdate())
    context = {"nominal": nominal, "person": person, "form": form, "cancel": nominal.get_absolute_url()}
    return render(request, "cases/print/choose.html", context)


def _printing(request: HttpRequest, pk: uuid.UUID, groups: list[str], medium: str) -> Print:
    """The record as this reader may see it, with evidence of what was taken out of the service."""
    on, user = timezone.localdate(), actor_of(request)
    nominals = Nominal.objects.with_standing(on)
    detail = {"medium": medium, "parts": sorted(groups)}
    nominal = get_or_404(user, nominals, EXPORT, action=AuditAction.EXPORT, detail=detail, pk=pk)
    able = abilities(user, nominal)
    asked = Asked(nominal, user, on, Capability.CHANGE_NOMINAL in able, able)
    words = {"who": user.get_full_name(), "when": long_instant(timezone.now())}
    return Print(
        title=_("%(name)s: MAPPA record") % {"name": nominal.display_name},
        reference=nominal.reference,
        printed=_("Printed by %(who)s, %(when)s") % words,
        facts=_facts(banner_of(nominal, on)),
        groups=record_print.printed(groups, asked),
    )


def _facts(person: dict[str, Any]) -> list[tuple[str, str]]:
    """What the banner says, for the top of the first page."""
    told = record_print.told
    rows = [
        (_("Reference"), person["references"][0]["value"]),
        (_("Date of birth"), long_date(person["date_of_birth"]) or told(None)),
        (_("Category and level"), f"{told(person['category'])}, {told(person['level'])}"),
        (_("Lead agency"), told(person["lead_agency"])),
        (_("Whereabouts"), told(person["whereabouts"])),
    ]
    said = [str(flag["text"]) for flag in person["flags"]] + ([_("Restricted")] if person["restricted"] else [])
    return [*rows, (_("Flags"), ", ".join(said))] if said else rows
