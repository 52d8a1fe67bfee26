"""Recall, return to custody and release; and the dates that matter while inside."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.roles import Capability
from cases.choices import Level
from cases.forms.custody import ChangeRecallForm, RecallForm, ReleaseForm
from cases.forms.parts import NothingToAsk
from cases.models import Nominal, Recall
from cases.services import custody
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, onward, saved, sent
from pagekit.dates import long_date

CHANGE = Capability.CHANGE_NOMINAL


def _law(nominal: Nominal) -> str:
    return reverse("cases:law", args=[nominal.pk])


def _breaches(nominal: Nominal) -> list[tuple[str, Any]]:
    return [
        (str(row.pk), _("%(of)s, %(day)s") % {"of": row.get_breach_of_display(), "day": long_date(row.occurred_on)})
        for row in nominal.breaches.all()
    ]


@form_view
def add_recall(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal: Any = fetch(request, pk, CHANGE)
    form = RecallForm(sent(request), breaches=_breaches(nominal))
    if saved(
        request,
        form,
        lambda: custody.record_recall(actor=actor_of(request), nominal=nominal, **form.values()),
        _("Recorded. The MAPPA unit, victim liaison and who manages the person are told."),
    ):
        return onward(request, nominal, "cases:law", anchor="breaches")
    intro = [
        _("The MAPPA unit, victim liaison and who manages the person are told at once."),
        _("Whereabouts follow by themselves."),
    ]
    if nominal.level_now in (Level.TWO, Level.THREE):
        intro.append(_("%(level)s does not end by it: hold a review.") % {"level": Level(nominal.level_now).label})
    heading = _("Record a recall or return to custody")
    return form_page(request, nominal, form, heading, cancel=_law(nominal), intro=intro)


@form_view
def change_recall(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Recall, part)
    initial = {name: getattr(row, name) for name in custody.FIELDS} | {"version": version_of(row)}
    form = ChangeRecallForm(sent(request), breaches=_breaches(nominal), initial=initial)
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: custody.change_recall(
            actor=actor_of(request), recall=row, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Saved. Whereabouts and what is counted follow."),
    )
    if was_saved:
        return onward(request, nominal, "cases:law", anchor="breaches")
    heading = _("Record the return to custody") if row.returned_on is None else _("Correct a return to custody")
    return form_page(
        request, nominal, form, heading, changed=changed, template="cases/versioned_form.html", cancel=_law(nominal)
    )


@form_view
def remove_recall(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    row = fetch_part(request, nominal, Recall, part)
    form = NothingToAsk(sent(request))
    if saved(request, form, lambda: custody.remove_recall(actor=actor_of(request), recall=row), _("Recall removed.")):
        return onward(request, nominal, "cases:law", anchor="breaches")
    intro = [
        _("Remove the recall of %(day)s? Only if it was recorded by mistake.") % {"day": long_date(row.recalled_on)},
        _("It is then no longer counted, and the person is where they were before."),
    ]
    return form_page(
        request, nominal, form, _("Remove a recall"), intro=intro, submit=_("Remove"), danger=True,
        cancel=_law(nominal),
    )  # fmt: skip


@form_view
def release(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    form = ReleaseForm(sent(request))
    if saved(
        request,
        form,
        lambda: custody.record_release(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("Release recorded. The MAPPA unit, victim liaison and who manages the person are told."),
    ):
        return onward(request, nominal, "cases:law", anchor="breaches")
    intro = [
        _("The person is in the community from that day."),
        _("The MAPPA unit, victim liaison and who manages the person are told at once."),
        _("Add the address released to on the record, so that nobody has to ask."),
    ]
    return form_page(request, nominal, form, _("Record a release"), intro=intro, cancel=_law(nominal))
