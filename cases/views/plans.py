"""The risk management plan: read under its pillars, started, changed, carried into versions, compared."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazily
from django.views.decorators.http import require_safe

from agencies.models import Agency
from cases import sections
from cases.access import get_or_404
from cases.choices import Pillar, PracticeName
from cases.forms.plans import ChangeMeasureForm, MeasureForm, SummaryForm, TakeOutForm
from cases.models import Nominal, PlanEntry, RiskManagementPlan
from cases.plan_compare import compare
from cases.practice import area_of, limit
from cases.services import plans
from cases.services.plans import as_in_force, current_plan
from cases.services.versions import version_of
from cases.views.overtaken import saved_or_overtaken
from cases.views.page import actor_of, fetch, form_page, form_view, frame, onward, saved, sent
from cases.views.risk_parts import CHANGE, risk_tab

ANCHOR = "plan"


def _section(asked: sections.Asked) -> dict[str, Any]:
    versions = list(asked.nominal.plans.select_related("made_by"))
    plan = next((one for one in versions if one.is_current), None)
    found: dict[str, Any] = {"plan": plan, "earlier": [one for one in versions if one is not plan]}
    if plan is None:
        return {**found, "limit": limit(PracticeName.PLAN_DUE, asked.on, area=asked.area)}
    return {**found, "pillars": _pillars(_entries(plan), asked)}


def _entries(plan: RiskManagementPlan) -> list[PlanEntry]:
    return list(plan.entries.filter(is_taken_out=False).select_related("owner_agency"))


def _pillars(entries: Iterable[PlanEntry], asked: Any = None) -> list[dict[str, Any]]:
    """Every pillar in order, also one without a measure: a gap is to be seen."""
    under: dict[str, list[dict[str, Any]]] = {pillar.value: [] for pillar in Pillar}
    for entry in entries:
        late = asked is not None and entry.review_on is not None and entry.review_on < asked.on
        under[entry.pillar].append({"entry": entry, "is_late": late})
    return [{"code": pillar.value, "label": pillar.label, "measures": under[pillar.value]} for pillar in Pillar]


sections.register(
    sections.Section("risk", ANCHOR, _lazily("Risk management plan"), "cases/risk/_plan.html", _section, place=20)
)


@form_view
def start_plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The first version, or the next: one page, because both begin with the risk to be managed."""
    nominal = fetch(request, pk, CHANGE)
    plan = current_plan(nominal)
    form = SummaryForm(sent(request), initial=_summary_of(plan))
    done = _("The new version is in force, with the measures of the one before.") if plan else _("The plan is started.")
    was_saved, changed = saved_or_overtaken(
        request, form,
        lambda: plans.start_version(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        done,
    )  # fmt: skip
    if was_saved:
        return onward(request, nominal, "cases:risk", anchor=ANCHOR)
    heading = _("Start a new version of the plan") if plan else _("Start a risk management plan")
    words = {"number": plan.number if plan else 0}
    told = _("The measures of version %(number)d are carried over. That version stays readable as it is.") % words
    return form_page(
        request, nominal, form, heading, changed=changed, template="cases/versioned_form.html",
        intro=[told] if plan else [], submit=_("Start the version") if plan else _("Start the plan"),
        cancel=risk_tab(nominal),
    )  # fmt: skip


def _summary_of(plan: RiskManagementPlan | None) -> dict[str, Any]:
    return {"summary": plan.summary, "version": version_of(plan)} if plan else {"version": 0}


@form_view
def change_summary(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    plan = current_plan(nominal)
    if plan is None:
        messages.info(request, _("There is no plan yet. Start one first."))
        return onward(request, nominal, "cases:risk", anchor=ANCHOR)
    form = SummaryForm(sent(request), initial=_summary_of(plan))
    was_saved, changed = saved_or_overtaken(
        request, form,
        lambda: plans.change_summary(actor=actor_of(request), nominal=nominal, **form.cleaned_data),
        _("The plan is changed."),
    )  # fmt: skip
    if was_saved:
        return onward(request, nominal, "cases:risk", anchor=ANCHOR)
    return form_page(
        request, nominal, form, _("Change the risk to be managed"), changed=changed,
        template="cases/versioned_form.html", cancel=risk_tab(nominal),
    )  # fmt: skip


def _agencies(nominal: Nominal) -> list[Agency]:
    """Those with a team in the responsible area, and those that own a measure already."""
    area = area_of(nominal, timezone.localdate())
    owning = PlanEntry.objects.filter(plan__nominal=nominal).values("owner_agency")
    here = Q(teams__area=area, teams__is_active=True)
    return list(Agency.objects.filter(here | Q(pk__in=owning)).distinct())


@form_view
def add_measure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    nominal = fetch(request, pk, CHANGE)
    if current_plan(nominal) is None:
        messages.info(request, _("There is no plan yet. Start one first."))
        return redirect("cases:start_plan", nominal.pk)
    form = MeasureForm(sent(request), initial={"pillar": request.GET.get("pillar", "")}, agencies=_agencies(nominal))
    if saved(
        request, form,
        lambda: plans.add_measure(actor=actor_of(request), nominal=nominal, values=form.values()),
        _("Measure added to the plan."),
    ):  # fmt: skip
        return onward(request, nominal, "cases:risk", anchor=ANCHOR)
    return form_page(request, nominal, form, _("Add a measure"), cancel=risk_tab(nominal))


def _measure(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> tuple[Nominal, PlanEntry]:
    nominal = fetch(request, pk, CHANGE)
    entries = PlanEntry.objects.select_related("plan__nominal")
    return nominal, get_or_404(request.user, entries, CHANGE, pk=part, plan__nominal=nominal)


@form_view
def change_measure(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, entry = _measure(request, pk, part)
    if request.method != "POST" and not entry.plan.is_current:
        return _to_version_in_force(request, nominal, entry)
    initial = {name: getattr(entry, name) for name in plans.FIELDS} | {"version": version_of(entry)}
    form = ChangeMeasureForm(sent(request), initial=initial, agencies=_agencies(nominal))
    was_saved, changed = saved_or_overtaken(
        request, form,
        lambda: plans.change_measure(
            actor=actor_of(request), measure=entry, version=form.cleaned_data["version"], values=form.values()
        ),
        _("Measure changed."),
    )  # fmt: skip
    if was_saved:
        return onward(request, nominal, "cases:risk", anchor=ANCHOR)
    out = _("This measure was taken out of the plan. Saving puts it back.")
    return form_page(
        request, nominal, form, _("Change a measure"), changed=changed, template="cases/versioned_form.html",
        intro=[out] if entry.is_taken_out and not form.is_bound else [], cancel=risk_tab(nominal),
    )  # fmt: skip


def _to_version_in_force(request: HttpRequest, nominal: Nominal, entry: PlanEntry) -> HttpResponse:
    """An old link leads to the same measure in the plan as it is now."""
    now = as_in_force(entry)
    if now is None:
        messages.info(request, _("This measure is not in the version in force."))
        return onward(request, nominal, "cases:risk", anchor=ANCHOR)
    return redirect("cases:change_measure", nominal.pk, now.pk)


@form_view
def take_measure_out(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    nominal, entry = _measure(request, pk, part)
    shown = as_in_force(entry) or entry
    form = TakeOutForm(sent(request), initial={"version": version_of(shown)})
    if saved(
        request, form,
        lambda: plans.take_measure_out(
            actor=actor_of(request), measure=entry, version=form.cleaned_data["version"]
        ),
        _("The measure is taken out of the plan."),
    ):  # fmt: skip
        return onward(request, nominal, "cases:risk", anchor=ANCHOR)
    if form.is_bound:  # what stands on the page now is what the next answer is about
        form.data = {**form.data.dict(), "version": str(version_of(shown))}  # type: ignore[attr-defined]
    intro = [
        _("Take this measure out of the plan? Earlier versions and the change history keep it."),
        f"{shown.get_pillar_display()}: {shown.measure}",
    ]
    return form_page(
        request, nominal, form, _("Take a measure out"), intro=intro, submit=_("Take it out"), danger=True,
        cancel=risk_tab(nominal),
    )  # fmt: skip


def _version(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> tuple[Nominal, RiskManagementPlan]:
    nominal = fetch(request, pk)
    versions = RiskManagementPlan.objects.select_related("nominal", "made_by")
    return nominal, get_or_404(request.user, versions, pk=part, nominal=nominal)


@require_safe
def plan_version(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """One version as it was, with every other to compare it with."""
    nominal, plan = _version(request, pk, part)
    shown = {
        "plan": plan,
        "pillars": _pillars(_entries(plan)),
        "others": nominal.plans.exclude(pk=plan.pk),
        "heading": _("Version %(number)d of the plan") % {"number": plan.number},
        "cancel": risk_tab(nominal),
    }
    return render(request, "cases/risk/plan_version.html", {**frame(request, nominal, "risk"), **shown})


@require_safe
def compare_plans(request: HttpRequest, pk: uuid.UUID, part: uuid.UUID) -> HttpResponse:
    """What was added, changed and taken out between a version and the one before it, or another named by `with`."""
    nominal, plan = _version(request, pk, part)
    others = list(nominal.plans.exclude(pk=plan.pk).select_related("made_by"))
    second = _beside(plan, others, request.GET.get("with", ""))
    if second is None:
        messages.info(request, _("There is only one version of the plan."))
        return redirect("cases:plan_version", nominal.pk, plan.pk)
    earlier, later = sorted((plan, second), key=lambda one: one.number)
    numbers = {"earlier": earlier.number, "later": later.number}
    shown = {
        "versions": [earlier, later],
        "is_same_summary": earlier.summary == later.summary,
        "pillars": [
            {"label": label, "differences": rows} for label, rows in compare(_entries(earlier), _entries(later))
        ],
        "heading": _("Versions %(earlier)d and %(later)d of the plan") % numbers,
        "cancel": reverse("cases:plan_version", args=[nominal.pk, plan.pk]),
    }
    return render(request, "cases/risk/plan_compare.html", {**frame(request, nominal, "risk"), **shown})


def _beside(plan: RiskManagementPlan, others: list[RiskManagementPlan], number: str) -> RiskManagementPlan | None:
    """The version asked for, else the one before, else the nearest after; `others` come latest first."""
    asked = next((one for one in others if str(one.number) == number), None)
    before = next((one for one in others if one.number < plan.number), None)
    return asked or before or next(reversed(others), None)
