"""The risk management plan: started, carried into new versions, its summary and measures changed by several people.

Who saves second is told what changed and keeps what was typed: within a version (`Overtaken`), when a measure was taken
out, and when a new version was started, into which what was typed then goes. A form sends back the number in the change
history from which it was drawn; it says from which version of the plan that was.
"""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.models import Nominal, PlanEntry, RiskManagementPlan
from cases.services.acts import changed, hold
from cases.services.versions import ChangedField, Overtaken, changes_between, last_to_save, require_version, version_of

FIELDS = ("pillar", "measure", "risk_factor", "owner_agency_id", "owner_name", "starts_on", "review_on")
SUMMARY = ("summary",)


class NewVersion(Overtaken):
    """Somebody started another version of the plan first: what was typed goes into it when it is sent again."""

    def __init__(
        self, plan: RiskManagementPlan, changes: list[ChangedField], version: int, *, starts_another: bool = False
    ) -> None:
        words = {"who": plan.made_by.get_full_name(), "number": plan.number}
        sentence = _(
            "%(who)s started version %(number)d of the plan while you had this open. Nothing you typed is lost: check"
            " it and save again, and it goes into the plan as it is now."
        )
        if starts_another:
            sentence = _(
                "%(who)s started version %(number)d of the plan while you had this open. Nothing you typed is lost:"
                " send it again only if one more version is needed, else change the plan as it is now."
            )
        super().__init__(changes, version, sentence % words)


class TakenOut(Overtaken):
    """Somebody took the measure out of the plan first. Saving again puts it back."""

    def __init__(self, who: str, version: int) -> None:
        sentence = _(
            "%(who)s took this measure out of the plan while you had it open. Nothing you typed is lost: save again to"
            " put it back into the plan, or cancel to leave it out."
        )
        super().__init__([], version, sentence % {"who": who})


def current_plan(nominal: Nominal) -> RiskManagementPlan | None:
    return nominal.plans.filter(is_current=True).select_related("made_by").first()


def as_in_force(entry: PlanEntry) -> PlanEntry | None:
    """The measure in the version in force, of one read in an earlier version; None when it was left out of it."""
    if entry.plan.is_current:
        return entry
    return PlanEntry.objects.filter(plan__nominal=entry.plan.nominal_id, plan__is_current=True, line=entry.line).first()


@transaction.atomic
def start_version(*, actor: User, nominal: Nominal, version: int, summary: str) -> RiskManagementPlan:
    """The first version, or the next with the measures of the one before; one only is in force.

    `version` is of the plan in force when the form was drawn, 0 when there was none. Raises Overtaken.
    """
    nominal = hold(nominal.pk)
    before = current_plan(nominal)
    if before is not None:
        _require_summary_seen(before, version, starts_another=True)
        before.is_current = False
        before.save(update_fields=["is_current"])
    number = before.number + 1 if before else 1
    plan = RiskManagementPlan.objects.create(nominal=nominal, number=number, summary=summary, made_by=actor)
    for entry in before.entries.filter(is_taken_out=False) if before else ():
        _copy_into(plan, entry).save(force_insert=True)
    changed(actor=actor, nominal=nominal, part="plan", what="version", number=number)
    return plan


@transaction.atomic
def change_summary(*, actor: User, nominal: Nominal, version: int, summary: str) -> RiskManagementPlan:
    """The risk to be managed, in other words. Raises Overtaken."""
    nominal = hold(nominal.pk)
    plan = _require_plan(nominal)
    _require_summary_seen(plan, version)
    plan.summary = summary
    plan.save(update_fields=SUMMARY)
    changed(actor=actor, nominal=nominal, part="plan", what="summary", number=plan.number)
    return plan


@transaction.atomic
def add_measure(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> PlanEntry:
    """One more measure of the version in force."""
    nominal = hold(nominal.pk)
    row = PlanEntry(plan=_require_plan(nominal), **values)
    _complete(row)
    row.place = _last_place(row)
    row.save(force_insert=True)
    _done(nominal, row, actor=actor, what="added")
    return row


@transaction.atomic
def change_measure(*, actor: User, measure: PlanEntry, version: int, values: dict[str, Any]) -> PlanEntry:
    """Change a measure, in whichever version it was opened: it is changed in the one in force. Raises Overtaken."""
    nominal = hold(measure.plan.nominal_id)
    plan = _require_plan(nominal)
    row = plan.entries.filter(line=measure.line).first()
    if row is None:
        row = _put_back(plan, measure, version)
    else:
        _require_measure_seen(plan, row, version)
    moves = row.pillar != values["pillar"]
    for field in FIELDS:
        setattr(row, field, values[field])
    _complete(row)
    row.is_taken_out, row.place = False, _last_place(row) if moves else row.place
    row.save()
    _done(nominal, row, actor=actor, what="changed")
    return row


@transaction.atomic
def take_measure_out(*, actor: User, measure: PlanEntry, version: int) -> None:
    """A measure that is no longer part of the plan. Raises Overtaken when somebody changed it since it was read."""
    nominal = hold(measure.plan.nominal_id)
    plan = _require_plan(nominal)
    row = plan.entries.filter(line=measure.line, is_taken_out=False).first()
    if row is None:
        raise DomainError(_("This measure is no longer in the plan."))
    _require_measure_seen(plan, row, version)
    row.is_taken_out = True
    row.save(update_fields=["is_taken_out"])
    _done(nominal, row, actor=actor, what="taken out")


def _require_plan(nominal: Nominal) -> RiskManagementPlan:
    plan = current_plan(nominal)
    if plan is None:
        raise DomainError(_("There is no plan yet. Start one first."))
    return plan


def _require_summary_seen(plan: RiskManagementPlan, version: int, *, starts_another: bool = False) -> None:
    if _is_of(plan, version):
        require_version(plan, version, SUMMARY)
        return
    base = _history(RiskManagementPlan).filter(pgh_id=version, nominal_id=plan.nominal_id).first()
    changes = changes_between(base, plan, SUMMARY) if base else []
    raise NewVersion(plan, changes, version_of(plan), starts_another=starts_another)


def _require_measure_seen(plan: RiskManagementPlan, row: PlanEntry, version: int) -> None:
    if row.is_taken_out and version != version_of(row):
        raise TakenOut(last_to_save(row), version_of(row))
    if _is_of(row, version):
        require_version(row, version, FIELDS)
        return
    base = _history(PlanEntry).filter(pgh_id=version, line=row.line).first()
    raise NewVersion(plan, changes_between(base, row, FIELDS) if base else [], version_of(row))


def _put_back(plan: RiskManagementPlan, measure: PlanEntry, version: int) -> PlanEntry:
    """The measure of an earlier version once more, for somebody who was told that the one in force has it not."""
    if version != 0:
        raise NewVersion(plan, [], 0)
    return _copy_into(plan, measure)


def _is_of(row: Any, version: int) -> bool:
    """Whether a number in the change history is one of this row's."""
    return row.history_rows.filter(pgh_id=version).exists()


def _history(model: Any) -> Any:
    return model._meta.get_field("history_rows").related_model.objects


def _copy_into(plan: RiskManagementPlan, entry: PlanEntry) -> PlanEntry:
    values = {field: getattr(entry, field) for field in FIELDS}
    return PlanEntry(plan=plan, line=entry.line, place=entry.place, **values)


def _complete(row: PlanEntry) -> None:
    if row.review_on is not None and row.review_on <= row.starts_on:
        raise DomainError(_("A measure is reviewed after it begins."), field="review_on")


def _last_place(row: PlanEntry) -> int:
    others = PlanEntry.objects.filter(plan=row.plan_id, pillar=row.pillar).exclude(pk=row.pk)
    return int(others.aggregate(last=Max("place"))["last"] or 0) + 1


def _done(nominal: Nominal, row: PlanEntry, *, actor: User, what: str) -> None:
    changed(actor=actor, nominal=nominal, part="plan measure", what=what, measure=str(row.pk))
