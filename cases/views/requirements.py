"""Pages of requirements that somebody records, corrects, ends or removes."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agencies.roles import Capability
from cases.forms.notification import ChangeRequirementForm, EndRequirementForm, RequirementForm
from cases.forms.parts import NothingToAsk
from cases.models import Nominal, NotificationRequirement
from cases.services import requirements
from cases.services.versions import version_of
from cases.views.notification import notification_tab
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent

CHANGE = Capability.CHANGE_NOMINAL


@form_view
def add_requirement(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = RequirementForm(sent(request))
    if saved(
        request,
        form,
        lambda: requirements.record_requirement(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Requirement recorded. Record the last notification too, so that the next falls due on the right day."),
    ):
        return _back(request, nominal)
    intro = [
        _("Only where the offence or order behind it cannot be recorded: those make it begin by themselves."),
    ]
    return _page(request, nominal, form, _("Record a requirement by hand"), intro=intro)


@form_view
def change_requirement(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, NotificationRequirement, part)
    if not row.is_by_hand:
        messages.info(request, _("This follows from the record. Correct the offence or order it rests on."))
        return redirect("cases:notification", pk)
    form = ChangeRequirementForm(sent(request), initial=_stored(row))
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: requirements.change_requirement(
            actor=actor_of(request), requirement=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Requirement corrected."),
    )
    if was_saved:
        return _back(request, nominal)
    return _page(
        request, nominal, form, _("Correct a requirement"), changed=changed, template="cases/versioned_form.html"
    )  # fmt: skip


def _stored(row: NotificationRequirement) -> dict[str, Any]:
    lasts = requirements.lasts(row.is_indefinite, row.ended_on)
    values = {name: getattr(row, name) for name in requirements.FIELDS if name != "is_indefinite"}
    return {**values, "lasts": lasts, "version": version_of(row)}


@form_view
def end_requirement(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, NotificationRequirement, part)
    form = EndRequirementForm(sent(request))
    if saved(
        request,
        form,
        lambda: requirements.end_requirement(actor=actor_of(request), requirement=row, **form.cleaned_data),
        _("The requirement ends. Category 1 stays until its end is recorded, with Category 3 considered."),
    ):
        return _back(request, nominal)
    intro = [
        _("%(source)s, %(days)s.") % {"source": row.get_source_display(), "days": requirements.days_in_words(row)},
        _("For an end that somebody decided, such as a conviction quashed. An order's own end is recorded with it."),
    ]
    return _page(
        request, nominal, form, _("End a requirement"), intro=intro, submit=_("End the requirement"), danger=True
    )  # fmt: skip


@form_view
def remove_requirement(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, NotificationRequirement, part)
    form = NothingToAsk(sent(request))
    if saved(
        request,
        form,
        lambda: requirements.remove_requirement(actor=actor_of(request), requirement=row),
        _("Requirement removed."),
    ):
        return _back(request, nominal)
    words = {"source": row.get_source_display(), "days": requirements.days_in_words(row)}
    intro = [_("Remove “%(source)s”, %(days)s? The change history keeps it.") % words]
    return _page(
        request, nominal, form, _("Remove a requirement"), intro=intro, submit=_("Remove"), danger=True
    )  # fmt: skip


def _page(request: HttpRequest, nominal: Nominal, form: Any, heading: str, **more: Any) -> HttpResponse:
    return form_page(request, nominal, form, heading, cancel=notification_tab(nominal), **more)


def _back(request: HttpRequest, nominal: Nominal) -> HttpResponse:
    return onward(request, nominal, "cases:notification", anchor="requirements")
