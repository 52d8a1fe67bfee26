"""Recall, return to custody and release: whereabouts, the countable event and the telling follow from one record."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import (
    AlertKind,
    CustodyDateKind,
    EventType,
    RecallBecause,
    RescreenTrigger,
    Whereabouts,
)
from cases.models import Breach, LevelPeriod, Nominal, Recall
from cases.services.acts import changed, hold
from cases.services.alerts import tell, those_who_manage, unit_of, victim_liaison_of
from cases.services.events import follow_event
from cases.services.held import hold_part
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version
from cases.services.whereabouts import move_start, place_from, take_back, whereabouts_on
from pagekit.dates import long_date

FIELDS = ("because", "recalled_on", "returned_on", "rereleased_on", "breach_id")
_EVENTS = {RecallBecause.LICENCE: EventType.RETURNED_LICENCE, RecallBecause.SHPO: EventType.RETURNED_SHPO}
#: Dates that a release deals with.
_DONE_BY_RELEASE = (CustodyDateKind.PAROLE_HEARING, CustodyDateKind.EARLIEST_RELEASE, CustodyDateKind.PLANNED_RELEASE)


@transaction.atomic
def record_recall(
    *,
    actor: User,
    nominal: Nominal,
    because: str,
    recalled_on: datetime.date,
    returned_on: datetime.date | None,
    breach_id: Any = None,
) -> Recall:
    """A recall, and the return to custody once it happened: the person is in prison from that day.

    Level and category of the day are frozen in. The MAPPA unit, victim liaison and who manages the person are told, and
    the level is to be looked at again; a Level 2 or 3 does not end by it. Raises DomainError while another recall is
    open.
    """
    nominal = hold(nominal.pk)
    _refuse_open(nominal)
    row = Recall(nominal=nominal, because=because, recalled_on=recalled_on, recorded_by=actor)
    row.returned_on, row.breach_id = returned_on, _breach(nominal, breach_id)
    _refuse_impossible(row)
    if returned_on is not None:
        place_from(nominal, Whereabouts.PRISON, returned_on)
    _freeze(row)
    row.save(force_insert=True)
    prompt_to_rescreen(nominal, RescreenTrigger.RECALL, returned_on or recalled_on)
    _tell_recalled(row, actor=actor)
    _follow(row, actor=actor, what="recorded")
    return row


@transaction.atomic
def change_recall(*, actor: User, recall: Recall, version: int, values: dict[str, Any]) -> Recall:
    """Record the return to custody, or correct what was recorded wrongly; whereabouts and event follow.

    Raises Overtaken when somebody else did in the meantime.
    """
    _nominal, row = hold_part(recall, "event")
    require_version(row, version, FIELDS)
    was_returned, was_released = row.returned_on, row.rereleased_on
    for field in FIELDS:
        setattr(row, field, values[field])
    row.breach_id = _breach(row.nominal, row.breach_id)
    _refuse_impossible(row)
    _move(row, was_returned, was_released)
    if row.returned_on != was_returned or row.returned_on is None:
        _freeze(row)
    row.save()
    if row.returned_on is not None and was_returned is None:
        _tell_recalled(row, actor=actor)
    _follow(row, actor=actor, what="corrected")
    return row


@transaction.atomic
def remove_recall(*, actor: User, recall: Recall) -> None:
    """Take away a recall recorded by mistake, with its event; the person was where they were before."""
    _nominal, row = hold_part(recall, "event")
    if row.rereleased_on is not None:
        raise DomainError(_("A release after this recall is recorded. Correct the recall instead."))
    if row.returned_on is not None:
        take_back(row.nominal, Whereabouts.PRISON, row.returned_on)
    follow_event(row, None)
    row.delete()
    changed(actor=actor, nominal=row.nominal, part="recall", what="removed", recall=str(recall.pk))


@transaction.atomic
def record_release(*, actor: User, nominal: Nominal, released_on: datetime.date) -> Nominal:
    """The person is in the community from a day; an open recall is closed, and dates ahead of a release are dealt with.

    The MAPPA unit, victim liaison and who manages the person are told. Raises DomainError for somebody who is not in
    prison that day.
    """
    nominal = hold(nominal.pk)
    recall = open_recall(nominal)
    _require_in_prison(nominal, recall, released_on)
    place_from(nominal, Whereabouts.COMMUNITY, released_on)
    if recall is not None:
        recall.rereleased_on = released_on
        recall.save(update_fields=["rereleased_on"])
    nominal.custody_dates.filter(kind__in=_DONE_BY_RELEASE, is_past=False).update(is_past=True)
    prompt_to_rescreen(nominal, RescreenTrigger.RELEASE, released_on)
    day = released_on.isoformat()
    tell(_to_tell(nominal, actor=actor), AlertKind.RELEASED, nominal, source=f"release {day}", on=day)
    changed(actor=actor, nominal=nominal, part="release", released_on=day)
    return nominal


def open_recall(nominal: Nominal) -> Recall | None:
    """The recall after which no release is recorded."""
    return Recall.objects.filter(nominal=nominal, rereleased_on__isnull=True).first()


def _refuse_open(nominal: Nominal) -> None:
    other = open_recall(nominal)
    if other is None:
        return
    if other.returned_on is None:
        words = {"day": long_date(other.recalled_on)}
        raise DomainError(_("A recall of %(day)s is still open: record the return to custody there.") % words)
    words = {"day": long_date(other.returned_on)}
    raise DomainError(_("Back in custody since %(day)s: record the release first.") % words)


def _breach(nominal: Nominal, key: Any) -> Any:
    """The key of a breach of this person, or None."""
    if not key:
        return None
    if not Breach.objects.filter(pk=key, nominal=nominal).exists():
        raise DomainError(_("Select one of the breaches in the list."), field="breach_id")
    return key


def _refuse_impossible(row: Recall) -> None:
    if row.returned_on is not None and row.returned_on < row.recalled_on:
        raise DomainError(_("The return follows the recall: enter the same day or a later one."), field="returned_on")
    if row.rereleased_on is None:
        return
    if row.returned_on is None:
        raise DomainError(_("Enter the day of the return to custody."), field="returned_on")
    if row.rereleased_on <= row.returned_on:
        raise DomainError(_("A release comes after the return to custody."), field="rereleased_on")


def _move(row: Recall, was_returned: datetime.date | None, was_released: datetime.date | None) -> None:
    """Whereabouts follow corrected days. A release is put in place after the return, and taken back before it."""
    if (row.returned_on, row.rereleased_on) == (was_returned, was_released):
        return
    nominal = row.nominal
    if was_released is not None:
        take_back(nominal, Whereabouts.COMMUNITY, was_released)
    if was_returned is None and row.returned_on is not None:
        place_from(nominal, Whereabouts.PRISON, row.returned_on)
    elif was_returned is not None and row.returned_on is None:
        take_back(nominal, Whereabouts.PRISON, was_returned)
    elif was_returned is not None and row.returned_on is not None and was_returned != row.returned_on:
        move_start(nominal, Whereabouts.PRISON, was_returned, row.returned_on)
    if row.rereleased_on is not None:
        place_from(nominal, Whereabouts.COMMUNITY, row.rereleased_on)


def _freeze(row: Recall) -> None:
    """Level and category of the day of return; before it, of the day of the recall."""
    day = row.returned_on or row.recalled_on
    nominal = row.nominal
    basis = nominal.category_bases.in_force(day).first_to_count().first()
    level = LevelPeriod.objects.in_force(day).filter(nominal=nominal).first()
    row.level_then = level.level if level else None
    row.category_then = basis.category if basis else None


def _follow(row: Recall, *, actor: User, what: str) -> None:
    event_type = _EVENTS.get(RecallBecause(row.because))
    follow_event(row, (event_type, row.returned_on) if event_type and row.returned_on else None)
    returned = row.returned_on.isoformat() if row.returned_on else ""
    detail = {"code": row.because, "recalled_on": row.recalled_on.isoformat(), "returned_on": returned}
    changed(actor=actor, nominal=row.nominal, part="recall", what=what, recall=str(row.pk), **detail)


def _tell_recalled(row: Recall, *, actor: User) -> None:
    state = "returned" if row.returned_on else "at large"
    facts = {"recall": str(row.pk), "because": row.because, "state": state}
    day = (row.returned_on or row.recalled_on).isoformat()
    source = f"recall {row.pk} {state}"
    tell(_to_tell(row.nominal, actor=actor), AlertKind.RECALLED, row.nominal, source=source, on=day, **facts)


def _to_tell(nominal: Nominal, *, actor: User) -> list[User]:
    people = [*unit_of(nominal), *victim_liaison_of(nominal), *those_who_manage(nominal)]
    return [person for person in people if person.pk != actor.pk]


def _require_in_prison(nominal: Nominal, recall: Recall | None, released_on: datetime.date) -> None:
    if recall is not None and recall.returned_on is None:
        words = {"day": long_date(recall.recalled_on)}
        raise DomainError(_("Recalled on %(day)s and not back yet: record the return to custody first.") % words)
    if recall is not None and recall.returned_on is not None and released_on <= recall.returned_on:
        words = {"day": long_date(recall.returned_on)}
        raise DomainError(_("Back in custody from %(day)s: enter a later day.") % words, field="released_on")
    held = whereabouts_on(nominal, released_on)
    if held is not None and held.status != Whereabouts.PRISON:
        words = {"where": held.get_status_display(), "day": long_date(held.started_on)}
        raise DomainError(_("Not in prison that day: %(where)s from %(day)s.") % words, field="released_on")
    if held is not None and held.started_on == released_on:
        words = {"day": long_date(released_on)}
        raise DomainError(_("In prison only from %(day)s: enter a later day.") % words, field="released_on")
