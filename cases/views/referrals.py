"""Referrals of a person: listed, begun, written part by part."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agencies.models import Team
from agencies.roles import Capability
from cases import tabs
from cases.access import places_on, require_team, visible
from cases.forms.referrals import ReferringTeamForm, SectionForm, UrgentForm
from cases.models import Nominal, Referral
from cases.referrals.form import CURRENT, FORMS, Section
from cases.referrals.prefill import suggested
from cases.services import referrals
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, fetch_part, form_page, form_view, frame, saved, sent
from cases.views.referral_words import needed_parts, state_tag

REFER = Capability.REFER_NOMINAL
TAB = "referrals"
tabs.register(tabs.Tab(TAB, gettext_lazy("Referrals"), "cases:referrals", place=14, under="overview"))


@require_safe
def of_person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Every referral of the person with its state, and where one begins."""
    nominal: Any = fetch(request, pk)
    rows = visible(Referral.objects.filter(nominal=nominal), request.user).select_related("team", "written_by", "area")
    listed = [{"referral": row, "state": state_tag(row)} for row in rows]
    context = {**frame(request, nominal, TAB), "rows": listed, "meets": (nominal.level_now or 1) > 1}
    return render(request, "cases/referrals/of_person.html", {**context, "can_refer": REFER in context["able"]})


@form_view
def start(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """In which team's name; somebody whose team already writes one is taken there."""
    nominal = fetch(request, pk, REFER)
    teams = _teams(request, nominal)
    free, open_one = _free_teams(nominal, teams)
    if not free and open_one is not None:
        return redirect("cases:referral", pk, open_one.pk)
    form = ReferringTeamForm(sent(request), teams=free)
    if saved(
        request,
        form,
        lambda: referrals.start_referral(
            actor=actor_of(request), nominal=nominal, team=form.chosen(), on=timezone.localdate()
        ),
        _("Referral started. Each part is kept when you save it."),
    ):
        begun = Referral.objects.filter(nominal=nominal, team=form.chosen()).latest("started_at")
        return redirect("cases:referral", pk, begun.pk)
    return form_page(
        request, nominal, form, _("Refer to Level 2 or 3"), template="cases/referrals/start.html",
        submit=_("Start the referral"), cancel=reverse("cases:referrals", args=[pk]),
    )  # fmt: skip


@form_view
def urgent(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Refer today: the parts without which nobody can decide, on one page."""
    nominal: Any = fetch(request, pk, REFER)
    on = timezone.localdate()
    free, open_one = _free_teams(nominal, _teams(request, nominal))
    if not free and open_one is not None:
        messages.info(request, _("Your team already has an open referral. Say there that it is urgent."))
        return redirect("cases:referral", pk, open_one.pk)
    form = UrgentForm(
        sent(request), form=FORMS[CURRENT], teams=free,
        suggested={"risk": suggested("risk", nominal, actor_of(request), on)},
    )  # fmt: skip
    if saved(
        request,
        form,
        lambda: referrals.refer_urgently(
            actor=actor_of(request), nominal=nominal, team=form.chosen(), answers=form.values(), on=on
        ),
        _("The urgent referral is sent. Add the other parts when you can."),
    ):
        begun = Referral.objects.filter(nominal=nominal, team=form.chosen()).latest("started_at")
        return redirect("cases:referral", pk, begun.pk)
    limit = referrals.decision_limit(on, nominal.area_now, is_urgent=True)
    return form_page(
        request, nominal, form, _("Refer urgently"), template="cases/referrals/urgent.html",
        limit=limit, until=limit.after(on) if limit else on, cancel=reverse("cases:referrals", args=[pk]),
    )  # fmt: skip


@form_view
def section(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID, section: str) -> HttpResponse:
    """One part: saved as far as it is, then on to the next."""
    nominal, row = fetch_ours(request, pk, part)
    writable = referrals.writable_sections(row)
    found = referrals.form_of(row).section(section)
    if found is None:
        raise Http404
    if found not in writable:
        messages.info(request, _("This part was sent, and nobody changes it any more."))
        return redirect("cases:referral", pk, part)
    kept = row.sections.get(section)
    proposed = {} if kept else suggested(section, nominal, actor_of(request), timezone.localdate())
    answers = referrals.answers_to(row, section) if kept else proposed
    form = SectionForm(sent(request), section=found, answers=answers, version=version_of(row))
    was_saved, changed = saved_or_overtaken(
        request,
        form,
        lambda: referrals.save_section(
            actor=actor_of(request),
            referral=row,
            section=section,
            answers=form.values(),
            version=form.cleaned_data["version"],
        ),
        _("“%(part)s” is saved.") % {"part": found.heading},
    )
    if was_saved:
        return _onward(request, nominal, row, found, writable)
    return form_page(
        request, nominal, form, str(found.heading), changed=changed, template="cases/referrals/section.html",
        notice=found.notice, is_suggested=bool(proposed), submit=_("Save and continue"),
        cancel=reverse("cases:referral", args=[pk, part]),
    )  # fmt: skip


def _onward(
    request: HttpRequest, nominal: Nominal, row: Referral, done: Section, writable: list[Section]
) -> HttpResponse:
    """To the check for whoever came from there, else to the next part, after the last to all of them."""
    if request.GET.get("to") == "check":
        return redirect("cases:check_referral", nominal.pk, row.pk)
    following = writable[writable.index(done) + 1 :]
    if not following:
        return redirect("cases:referral", nominal.pk, row.pk)
    return redirect("cases:referral_section", nominal.pk, row.pk, following[0].key)


def fetch_referral(
    request: HttpRequest, pk: uuid.UUID, part: uuid.UUID, capability: str = Capability.VIEW_NOMINAL
) -> tuple[Any, Referral]:
    """The nominal with its standing and one of its referrals, through the door."""
    nominal = fetch(request, pk, capability)
    return nominal, fetch_part(request, nominal, Referral, part, capability, "team", "written_by", "area")


def fetch_ours(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> tuple[Any, Referral]:
    """A referral that one of the user's teams writes."""
    nominal, row = fetch_referral(request, pk, part, REFER)
    require_team(request.user, row, row.team_id, REFER)
    return nominal, row


def is_ours(request: HttpRequest, nominal: Nominal, row: Referral) -> bool:
    """Whether one of the user's teams writes this referral."""
    return row.team_id in {place.team_id for place in places_on(request.user, nominal, REFER)}


def tasks_page(request: HttpRequest, nominal: Any, row: Referral) -> HttpResponse:
    """The parts of a referral that is being written, how far each is, and what is still needed."""
    returned = row.steps.filter(kind="returned").select_related("by").last()
    first, others = needed_parts(row)
    context = {"referral": row, "first": first, "others": others, "unfinished": len(referrals.unfinished(row))}
    page = {**frame(request, nominal, TAB), **context, "returned": returned}
    return render(request, "cases/referrals/tasks.html", page)


def _teams(request: HttpRequest, nominal: Nominal) -> list[Team]:
    """The user's teams that may refer the person."""
    keys = {place.team_id for place in places_on(request.user, nominal, REFER)}
    if not keys:
        raise PermissionDenied
    return list(Team.objects.filter(pk__in=keys).order_by("name"))


def _free_teams(nominal: Nominal, teams: list[Team]) -> tuple[list[Team], Referral | None]:
    """The teams without an open referral of the person, and an open one of the others."""
    held = Referral.objects.filter(nominal=nominal, team__in=teams, state__in=referrals.OPEN)
    open_ones = {row.team_id: row for row in held}
    return [team for team in teams if team.pk not in open_ones], next(iter(open_ones.values()), None)
