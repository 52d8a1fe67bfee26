"""An application to end an indefinite notification requirement (ss.91A to 91F), from receipt to decision."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import AlertKind, Basis, EventType, PracticeName, RevocationOutcome
from cases.models import CaseEvent, IndefiniteReview, Nominal, NotificationRequirement
from cases.notification import may_apply_of, reviewable, standing_of
from cases.practice import limit_for
from cases.rules.notification_review import FACTORS, next_after_refusal
from cases.services.acts import changed, hold
from cases.services.alerts import supervisors_of, tell, those_who_manage, unit_of, victim_liaison_of
from cases.services.category_end import Consideration, end_category
from cases.services.notification import category_follows, set_qualifying_date
from cases.services.versions import require_version
from pagekit.dates import long_date

STEPS = ("applied_on", "acknowledged_on", "bodies_asked_on", "last_reply_on")
PART = "review of notification"


@transaction.atomic
def receive_application(*, actor: User, nominal: Nominal, applied_on: datetime.date) -> IndefiniteReview:
    """A written application. Raises DomainError when there is nothing to review, or it came too early."""
    nominal = hold(nominal.pk)
    requirement = reviewable(nominal.notification_requirements.all(), applied_on)
    answer = may_apply_of(nominal, requirement, applied_on)
    if requirement is None or not answer.outcome:
        words = {"sentence": answer.sentence, "day": long_date(answer.from_on)}
        is_early = answer.from_on is not None and not answer.is_ruled_out
        raise DomainError(
            _("%(sentence)s It may from %(day)s.") % words if is_early else answer.sentence, field="applied_on"
        )
    if nominal.indefinite_reviews.filter(decided_on__isnull=True).exists():
        raise DomainError(_("An application is being decided already."))
    row = IndefiniteReview(nominal=nominal, requirement=requirement, applied_on=applied_on)
    _set_limits(row)
    row.save(force_insert=True)
    _done(nominal, row, actor=actor, what="received")
    return row


@transaction.atomic
def change_steps(*, actor: User, review: IndefiniteReview, version: int, values: dict[str, Any]) -> IndefiniteReview:
    """How far the review has come. Raises Overtaken when somebody else recorded a step in the meantime."""
    nominal, row = _hold_open(review)
    require_version(row, version, STEPS)
    for field in STEPS:
        setattr(row, field, values[field])
    _refuse_impossible(row)
    _set_limits(row)
    row.save()
    _done(nominal, row, actor=actor, what="step")
    return row


@transaction.atomic
def record_factors(*, actor: User, review: IndefiniteReview, version: int, factors: dict[str, str]) -> IndefiniteReview:
    """What was found on each factor of section 91D. Raises Overtaken when somebody else recorded any meanwhile."""
    nominal, row = _hold_open(review)
    require_version(row, version, ("factors",))
    row.factors = factors
    row.save(update_fields=["factors"])
    _done(nominal, row, actor=actor, what="factors")
    return row


@transaction.atomic
def decide_review(
    *,
    actor: User,
    review: IndefiniteReview,
    outcome: str,
    decided_on: datetime.date,
    decided_by: str,
    reasons: str,
    ceases_on: datetime.date | None = None,
    years: int | None = None,
    consideration: Consideration | None = None,
) -> IndefiniteReview:
    """The decision of a superintendent. Revoked: the indefinite requirements end on the day the person receives the
    notice (`ceases_on`, that of the decision when None; section 91C), Category 1 with them unless another requirement
    holds. Refused: the day from which the person may apply again, `years` later (8 when None).

    Raises DomainError for an impossible day, and when Category 1 ends and nobody considered Category 3.
    """
    nominal, row = _hold_open(review)
    if not all(row.factors.get(code) for code in FACTORS):
        raise DomainError(_("Record every factor of section 91D before the decision, also where there is nothing."))
    if decided_on < row.applied_on:
        raise DomainError(_("A decision follows the application."), field="decided_on")
    row.outcome, row.decided_on, row.decided_by, row.reasons = outcome, decided_on, decided_by, reasons
    if outcome == RevocationOutcome.REFUSED:
        row.may_apply_again_on = _next(decided_on, years)
    else:
        row.ceases_on = ceases_on or decided_on
        _refuse_early_notice(row.ceases_on, decided_on)
    row.save()
    if row.ceases_on is not None:
        _revoke(nominal, row, decided_on, row.ceases_on, consideration, actor=actor)
    rows = list(nominal.notification_requirements.all())
    set_qualifying_date(nominal, rows, timezone.localdate())
    _done(nominal, row, actor=actor, what="decided", code=outcome)
    return row


def ends_category(nominal: Nominal, on: datetime.date) -> bool:
    """Whether revoking would leave no category: nothing else keeps the person subject, no other basis holds."""
    rows = nominal.notification_requirements.all()
    others = [row for row in rows if not row.is_indefinite]
    bases = nominal.category_bases.in_force(on)
    in_one = bases.filter(basis=Basis.NOTIFICATION_REQUIREMENT).exists()
    return bool(
        in_one and not standing_of(others, on).outcome and not bases.exclude(basis=Basis.NOTIFICATION_REQUIREMENT)
    )


def _next(decided_on: datetime.date, years: int | None) -> datetime.date:
    try:
        return next_after_refusal(decided_on, years) if years is not None else next_after_refusal(decided_on)
    except ValueError as error:
        raise DomainError(_("Enter a number of years from 8 to 15."), field="years") from error


def _refuse_early_notice(ceases_on: datetime.date, decided_on: datetime.date) -> None:
    if ceases_on < decided_on:
        raise DomainError(_("The person receives the notice after the decision."), field="ceases_on")


def _revoke(
    nominal: Nominal,
    row: IndefiniteReview,
    decided_on: datetime.date,
    day: datetime.date,
    consideration: Consideration | None,
    *,
    actor: User,
) -> None:
    """From `day` on nobody is subject by these requirements; what the tables count is the decision."""
    reason = _("Ended on review by the police")
    for one in nominal.notification_requirements.in_force(day).filter(is_indefinite=True):
        if one.started_on >= day:
            raise DomainError(_("The requirement begins on or after that day."), field="ceases_on")
        one.ended_on, one.end_reason = day, reason
        one.save(update_fields=["ended_on", "end_reason"])
    CaseEvent.objects.get_or_create(nominal=nominal, event_type=EventType.REVOKED, occurred_on=decided_on)
    _category_after(nominal, day, reason, consideration, actor=actor)
    people = [
        one
        for one in (
            *those_who_manage(nominal),
            *supervisors_of(nominal),
            *unit_of(nominal),
            *victim_liaison_of(nominal),
        )
        if one.pk != actor.pk
    ]
    tell(
        people, AlertKind.CATEGORY_CHANGED, nominal, source=f"revoked {row.pk}", category=1,
        ended_on=day.isoformat(),
    )  # fmt: skip


def _category_after(
    nominal: Nominal, day: datetime.date, reason: str, consideration: Consideration | None, *, actor: User
) -> None:
    """Category 1 ends that day, or goes on for as long as another requirement holds."""
    rows: list[NotificationRequirement] = list(nominal.notification_requirements.all())
    if standing_of(rows, day).outcome:
        category_follows(actor=actor, nominal=nominal, rows=rows, on=day)
        return
    basis = nominal.category_bases.in_force(day).filter(basis=Basis.NOTIFICATION_REQUIREMENT).first()
    if basis is not None:
        end_category(
            actor=actor, nominal=nominal, basis_id=basis.pk, ended_on=day, end_reason=reason,
            consideration=consideration, on=timezone.localdate(),
        )  # fmt: skip


def _set_limits(row: IndefiniteReview) -> None:
    """The last days of each step, by the limits as they stand on the day the step begins to run."""
    names = PracticeName
    row.acknowledge_by = _after(row, names.REVOCATION_ACKNOWLEDGE, row.applied_on)
    row.replies_by = _after(row, names.REVOCATION_REPLIES, row.bodies_asked_on)
    row.decide_by = _after(row, names.REVOCATION_DECISION, row.replies_by or row.acknowledged_on)


def _after(row: IndefiniteReview, name: PracticeName, day: datetime.date | None) -> datetime.date | None:
    held = limit_for(row.nominal, name, day) if day else None
    return held.after(day) if held and day else None


def _refuse_impossible(row: IndefiniteReview) -> None:
    steps = [(name, getattr(row, name)) for name in STEPS]
    for name, day in steps[1:]:
        if day is not None and day < row.applied_on:
            raise DomainError(_("This follows the application: enter the same day or a later one."), field=name)
    if row.last_reply_on and row.bodies_asked_on and row.last_reply_on < row.bodies_asked_on:
        raise DomainError(_("A reply follows the question."), field="last_reply_on")


def _hold_open(review: IndefiniteReview) -> tuple[Nominal, IndefiniteReview]:
    nominal = hold(review.nominal_id)
    row = IndefiniteReview.objects.select_related("nominal").get(pk=review.pk)
    if row.decided_on is not None:
        raise DomainError(_("This application is decided already."))
    return nominal, row


def _done(nominal: Nominal, row: IndefiniteReview, *, actor: User, what: str, **more: Any) -> None:
    changed(actor=actor, nominal=nominal, part=PART, what=what, review=str(row.pk), **more)
