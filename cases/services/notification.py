"""The notification requirement follows from what is recorded: it begins, its end moves, and Category 1 goes with it.

Called after every change of an offence, an order, a breach or a date of birth. Where the record no longer gives a
requirement, it stays: the page says so and somebody decides. Only a breach taken back takes its requirement with it.
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
    began = _began(rows)
    found = compare(grounds_of(nominal, on), rows)
    for ground in found.unrecorded:
        row = take_over(NotificationRequirement(nominal=nominal, source=ground.source), ground)
        row.save()
        rows.append(row)
        _note(nominal, row, actor=actor, what="begun")
    for row, ground in found.moved:
        take_over(row, ground).save()
        _note(nominal, row, actor=actor, what="moved")
    category_follows(actor=actor, nominal=nominal, rows=rows, on=on, began=began)
    set_qualifying_date(nominal, rows, on)
    if found.unrecorded or found.moved:
        changed(actor=actor, nominal=nominal, part="notification requirement", what="followed")
    return rows


def take_over(row: NotificationRequirement, ground: Ground) -> NotificationRequirement:
    """Let a requirement say what its ground says; it is not saved."""
    if ground.source == NotificationSource.DISPOSAL:
        row.disposal_id = row.disposal_id if str(row.disposal_id) in ground.keys else ground.keys[0]
    else:
        row.order_id = ground.keys[0]
    row.started_on = row.relevant_date = ground.started_on
    row.ended_on, row.is_indefinite = ground.ended_on, ground.is_indefinite
    row.answer = kept(ground)
    return row


def _note(nominal: Nominal, row: NotificationRequirement, *, actor: User, what: str) -> None:
    days = {"started_on": row.started_on.isoformat(), "ended_on": row.ended_on.isoformat() if row.ended_on else ""}
    changed(actor=actor, nominal=nominal, part="notification requirement", what=what, code=row.source, **days)


@transaction.atomic
def take_back_breach(*, actor: User, nominal: Nominal, on: datetime.date) -> None:
    """Take away what a breach of a sexual risk order brought about, once no such breach is on record: the requirement,
    and the Category 1 that it began unless something else gives it. One that a review rests on stays."""
    nominal = hold(nominal.pk)
    rows = list(nominal.notification_requirements.all())
    gone = [
        row
        for row in compare(grounds_of(nominal, on), rows).without_ground
        if row.source == NotificationSource.SRO_BREACH and not row.reviews.exists()
    ]
    left = [row for row in rows if row not in gone]
    for row in gone:
        _take_back_category(nominal, row.started_on, standing_of(left, on))
        changed(actor=actor, nominal=nominal, part="notification requirement", what="removed", code=row.source)
        row.delete()
    if gone:
        category_follows(actor=actor, nominal=nominal, rows=left, on=on, began=frozenset())
        set_qualifying_date(nominal, left, on)


def _take_back_category(nominal: Nominal, day: datetime.date, now: Standing) -> None:
    """Category 1 begun on the day of what is taken back: gone, or begun with what still gives it."""
    basis = nominal.category_bases.filter(basis=BASIS, started_on=day, end_reason="").first()
    if basis is None:
        return
    if now.outcome and now.since is not None:
        _begin_on(basis, now.since)
    else:
        basis.delete()


# --- Category 1 -------------------------------------------------------------------------------------------------------


def category_follows(
    *,
    actor: User,
    nominal: Nominal,
    rows: list[NotificationRequirement],
    on: datetime.date,
    began: frozenset[datetime.date] = frozenset(),
) -> CategoryBasis | None:
    """Category 1 begins with the requirement, and its days move with it. It never ends here: a clock asks for Category
    3 to be considered first. `began` are the days on which requirements began before what just changed. The nominal
    must be held. Returns the basis in force, if there is one."""
    now = standing_of(rows, on)
    held = nominal.category_bases.in_force(on).filter(basis=BASIS).first()
    if now.outcome and held is None:
        return _begin_category(nominal, now, on, actor=actor)
    if held is not None and rows:
        first = now.since or min(row.started_on for row in rows)
        if held.started_on in began and (held.started_on not in _began(rows) or first < held.started_on):
            _begin_on(held, first)
        _move_expected_end(held, now, is_explained=min(row.started_on for row in rows) <= held.started_on)
    return held


def _began(rows: list[NotificationRequirement]) -> frozenset[datetime.date]:
    return frozenset(row.started_on for row in rows)


def _begin_on(basis: CategoryBasis, day: datetime.date) -> None:
    """Let a category that a requirement began begin with it again; never before the one before it ended."""
    earlier = CategoryBasis.objects.filter(nominal=basis.nominal_id, basis=BASIS).exclude(pk=basis.pk)
    last = earlier.filter(started_on__lt=basis.started_on).order_by("-ended_on").first()
    if last is not None and last.ended_on is not None:
        day = max(day, last.ended_on)
    if basis.ended_on is not None and basis.ended_on <= day:
        return
    if basis.started_on != day:
        basis.started_on = day
        basis.save(update_fields=["started_on"])


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
