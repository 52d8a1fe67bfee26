"""The limits of practice of an area: read by everybody who works with people's records, set by its co-ordinators."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.audit import holds_no_case_data, record
from agencies.choices import AuditAction, AuditOutcome
from agencies.models import Area
from agencies.roles import Capability
from agencies.standing import require_capability, standing_of
from cases.forms.practice import LimitForm
from cases.limits_of_practice import Chain, chain_of, history_of, in_force, is_law
from cases.models import PracticeSetting
from cases.practice import value_in_words
from cases.services.practice import set_limit, stamp_of
from cases.views.page import actor_of, form_view, saved, sent

VIEW, MANAGE = Capability.VIEW_NOMINAL, Capability.MANAGE_PRACTICE


@require_safe
@holds_no_case_data
def limits(request: HttpRequest) -> HttpResponse:
    """Every limit that counts today in an area of the user's (`?area=`): value, from when, where it is set."""
    area, areas = _area(request)
    today = timezone.localdate()
    context = {
        "areas": areas,
        "area": area,
        "rows": in_force(area.pk, today),
        "can_set": _manages(request, area),
    }
    return render(request, "cases/practice/limits.html", context)


@form_view
@holds_no_case_data
def limit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One limit through time in an area (`?area=`), and the form by which its co-ordinator sets another value."""
    area, areas = _area(request)
    row = PracticeSetting.objects.filter(pk=key).first()
    if row is None or row.area_id not in (None, area.pk):
        raise Http404
    chain = chain_of(row)
    if request.method == "POST":
        _require_managing(request, area)
    unit = str(PracticeSetting.Unit(chain.unit).label)
    form = LimitForm(sent(request), unit=unit, initial={"seen": stamp_of(chain, area.pk)})
    if saved(request, form, lambda: _set(request, chain, area, form), _("Limit set.")):
        return redirect(f"{request.path}?area={area.pk}")
    if form.is_bound:
        data: Any = form.data.copy()  # type: ignore[attr-defined]
        data["seen"] = stamp_of(chain, area.pk)
        form.data = data
    today = timezone.localdate()
    context = {
        "area": area,
        "areas": areas,
        "chain": chain,
        "is_law": is_law(chain.name),
        "rows": _rows(chain, area.pk, today),
        "form": form if _manages(request, area) and not is_law(chain.name) else None,
    }
    return render(request, "cases/practice/limit.html", context)


def _set(request: HttpRequest, chain: Chain, area: Area, form: LimitForm) -> PracticeSetting:
    seen = form.cleaned_data["seen"]
    return set_limit(actor=actor_of(request), chain=chain, area=area, seen=seen, values=form.values())


def _rows(chain: Chain, area: str, on: datetime.date) -> list[dict[str, Any]]:
    """Every value with whether it counts today: the latest of the area's own that has begun, else of the national."""
    found = history_of(chain, area)
    begun = [one for one in found if one.effective_from <= on and (one.effective_to is None or one.effective_to > on)]
    counts = next((one for one in begun if one.area_id), None) or next(iter(begun), None)
    return [
        {
            "setting": one,
            "value": value_in_words(one.value, one.unit),
            "counts": one is counts,
            "ahead": one.effective_from > on,
        }
        for one in found
    ]


def _area(request: HttpRequest) -> tuple[Area, list[Area]]:
    """The area whose limits are shown, and the user's own ones to choose from. Limits are no secret between areas: a
    record that another area answers for leads to that area's.
    """
    require_capability(request.user, VIEW, AuditAction.LIST)
    standing = standing_of(request.user)
    managed = standing.area_codes(MANAGE)
    codes = [*managed, *(code for code in standing.area_codes(VIEW) if code not in managed)]
    wanted = request.GET.get("area") or codes[0]
    areas = Area.objects.in_bulk()
    if wanted not in areas:
        raise Http404
    return areas[wanted], [areas[code] for code in dict.fromkeys([*codes, wanted])]


def _manages(request: HttpRequest, area: Area) -> bool:
    return area.pk in standing_of(request.user).area_codes(MANAGE)


def _require_managing(request: HttpRequest, area: Area) -> None:
    """403 unless the user sets the limits of that very area."""
    if not _manages(request, area):
        outcome = AuditOutcome.REFUSED
        record(AuditAction.ADMINISTER, rule="role", outcome=outcome, subject_type=MANAGE, detail={"area": area.pk})
        raise PermissionDenied
