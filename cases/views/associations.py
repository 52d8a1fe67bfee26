"""The people around a person, each end of a link through the door."""

import uuid
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily

from agencies.roles import Capability
from cases import sections
from cases.access import get_or_404, visible
from cases.forms.parts import EndForm
from cases.forms.people import AssociationForm
from cases.models import Association, Nominal
from cases.services import associations
from cases.views.page import actor_of, fetch, form_page, form_view, onward, saved, sent
from cases.views.particulars import tab_of

CHANGE = Capability.CHANGE_NOMINAL


def _listed(asked: sections.Asked) -> dict[str, Any]:
    """Links recorded at either end. Of a linked person out of sight nothing is shown but that there is one."""
    mine = asked.nominal.pk
    rows = list(Association.objects.filter(Q(nominal=mine) | Q(other=mine)).order_by("kind", "-started_on"))
    ends = {row.pk: row.other_id if row.nominal_id == mine else row.nominal_id for row in rows}
    seen = visible(Nominal.objects.filter(pk__in=[key for key in ends.values() if key]), asked.user).in_bulk()
    return {"rows": [_line(row, ends[row.pk], seen, asked) for row in rows]}


def _line(row: Association, end: uuid.UUID | None, seen: dict[Any, Nominal], asked: sections.Asked) -> dict[str, Any]:
    other = seen.get(end)
    return {
        "row": row,
        "other": other,
        "is_hidden": end is not None and other is None,
        "holds": row.ended_on is None or row.ended_on > asked.on,
        "can_end": row.nominal_id == asked.nominal.pk and row.ended_on is None,
    }


sections.register(
    sections.Section(
        "people",
        "associates",
        _lazily("Associates and linked people"),
        "cases/people/_associates.html",
        _listed,
        place=40,
    )
)


@form_view
def add_association(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = AssociationForm(sent(request))
    if saved(
        request,
        form,
        lambda: associations.add_association(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Added."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="associates")
    intro = [_("A link shows on both records, to those who may see both. Never enter a victim here.")]
    heading = _("Add an associate or linked person")
    return form_page(request, nominal, form, heading, intro=intro, cancel=tab_of(nominal))


@form_view
def end_association(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    seen = Q(other__isnull=True) | Q(other__in=visible(Nominal.objects.all(), request.user))
    rows = Association.objects.select_related("nominal").filter(seen)
    row = get_or_404(request.user, rows, CHANGE, pk=part, nominal=nominal)
    form = EndForm(sent(request))
    if saved(
        request,
        form,
        lambda: associations.end_association(
            actor=actor_of(request), association=row, ended_on=form.cleaned_data["ended_on"]
        ),
        _("Ended."),
    ):
        return onward(request, nominal, "cases:people_and_places", anchor="associates")
    intro = [row.get_kind_display()]
    return form_page(request, nominal, form, _("No longer associated"), intro=intro, cancel=tab_of(nominal))
