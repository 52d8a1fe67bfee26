"""The notification requirement follows from what is recorded: it begins, its end moves, and Category 1 goes with it.

Called after every change of an offence, an order, a breach or a date of birth. Nothing recorded is taken away: where
the record no longer gives a requirement, the page says so and somebody decides.
"""

from __future__ import annotations

import datetime

from django.db import transaction

from agencies.models import User
from cases.choices import AlertKind, Basis, NotificationSource
from cases.models import CategoryBasis, Nominal, NotificationRequirement
from cases.notification import (
    compare,
    grounds_of,
    kept,
    may_apply_of,
    reviewable,
    standing_of,
)
from cases.rules.notification_grounds import Ground
from cases.rules.notification_standing import Standing
from cases.services.acts import changed, hold
from cases.services.alerts import tell, those_who_manage, unit_of
from cases.services.histories import add_basis

BASIS = Basis.NOTIFICATION_REQUIREMENT


@transaction.atomic
def follow_notification(*, actor: User, nominal: Nominal, on: datetime.date) -> list[NotificationRequirement]:
    """Make the requirements follow from offences, orders and breaches, and Category 1 from them. Safe to repeat.

    Returns every requirement of the person. One that nothing gives any more, and one whose end somebody decided, is
    left as it is.
    """
    nominal = hold(nominal.pk)
    rows = list(nominal.notification_requirements.all())
    found = compare(grounds_of(nominal, on), rows)
    for ground in found.unrecorded:
        row = NotificationRequirement(nominal=nominal, source=ground.source)
        _take_over(row, ground)
        rows.append(row)
        _note(nominal, row, actor=actor, what="begun")
    for row, ground in found.moved:
        _take_over(row, ground)
        _note(nominal, row, actor=actor, what="moved")
    category_follows(actor=actor, nominal=nominal, rows=rows, on=on)
    set_qualifying_date(nominal, rows, on)
    if found.unrecorded or found.moved:
        changed(actor=actor, nominal=nominal, part="notification requirement", what="followed")
    return rows


def _take_over(row: NotificationRequirement, ground: Ground) -> None:
    """Save a requirement as its ground says it."""
    if ground.source == NotificationSource.DISPOSAL:
        row.disposal_id = row.disposal_id if str(row.disposal_id) in ground.keys else ground.keys[0]
    else:
        row.order_id = ground.keys[0]
    row.started_on = row.relevant_date = ground.started_on
    row.ended_on, row.is_indefinite = ground.ended_on, ground.is_indefinite
    row.answer = kept(ground)
    row.save()


def _note(nominal: Nominal, row: NotificationRequirement, *, actor: User, what: str) -> None:
    days = {"started_on": row.started_on.isoformat(), "ended_on": row.ended_on.isoformat() if row.ended_on else ""}
    changed(actor=actor, nominal=nominal, part="notification requirement", what=what, code=row.source, **days)


# --- Category 1 -------------------------------------------------------------------------------------------------------


def category_follows(
    *, actor: User, nominal: Nominal, rows: list[NotificationRequirement], on: datetime.date
) -> CategoryBasis | None:
    """Category 1 begins with the requirement, and its expected end moves with it. It never ends here: a clock asks for
    Category 3 to be considered first. The nominal must be held. Returns the basis in force, if there is one."""
    now = standing_of(rows, on)
    held = nominal.category_bases.in_force(on).filter(basis=BASIS).first()
    if now.outcome and held is None:
        return _begin_category(nominal, now, on, actor=actor)
    if held is not None and rows:
        _move_expected_end(held, now, is_explained=min(row.started_on for row in rows) <= held.started_on)
    return held


def _begin_category(nominal: Nominal, now: Standing, on: datetime.date, *, actor: User) -> CategoryBasis:
    """From the day of the requirement, or where Category 1 ended since then from that end."""
    ended = nominal.category_bases.filter(basis=BASIS, ended_on__lte=on).order_by("-ended_on").first()
    since = now.since or on
    if ended is not None and ended.ended_on is not None:
        since = max(since, ended.ended_on)
    basis = add_basis(actor=actor, nominal=nominal, basis=BASIS, started_on=since)
    _move_expected_end(basis, now, is_explained=True)
    people = [one for one in (*those_who_manage(nominal), *unit_of(nominal)) if one.pk != actor.pk]
    tell(
        people, AlertKind.CATEGORY_CHANGED, nominal, source=f"basis {basis.pk}", category=1, basis=BASIS.value,
        started_on=since.isoformat(),
    )  # fmt: skip
    return basis


def _move_expected_end(basis: CategoryBasis, now: Standing, *, is_explained: bool) -> None:
    """An end recorded without a reason was a forecast and becomes the expected one. A category that began before any
    requirement on record rests on something else: its end is only ever put off."""
    if basis.ended_on is not None and basis.end_reason:
        return
    forecast = basis.ended_on or basis.expected_end_on
    until = now.until if now.outcome or is_explained else forecast
    if not is_explained and (forecast is None or (until is not None and until < forecast)):
        return
    if (basis.ended_on, basis.expected_end_on) != (None, until):
        basis.ended_on, basis.expected_end_on = None, until
        basis.save(update_fields=["ended_on", "expected_end_on"])


# --- reviews ----------------------------------------------------------------------------------------------------------


def set_qualifying_date(nominal: Nominal, rows: list[NotificationRequirement], on: datetime.date) -> None:
    """Keep with the indefinite requirement from when the person may apply to end it. The nominal must be held."""
    about = reviewable(rows, on)
    for row in rows:
        day = may_apply_of(nominal, row, on).from_on if about is not None and row.pk == about.pk else None
        if row.may_apply_on != day:
            row.may_apply_on = day
            row.save(update_fields=["may_apply_on"])
