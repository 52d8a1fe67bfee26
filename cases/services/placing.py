"""Puts a dated row into a history of which only one period may hold, or says in a sentence why it cannot."""

import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models.periods import Period
from cases.models import Nominal
from cases.rules.spans import Obstacle, Placement, Span, place
from pagekit.dates import long_date

P = TypeVar("P", bound=Period)


def put_in_place(row: P, *, ends_previous: bool, text: str) -> P | None:
    """Save a new period of a nominal's history, ending the one before on its first day when `ends_previous`.

    `text` names the field whose words say what a period is. Returns the period that was ended. Raises DomainError
    when another period is in the way. The nominal must be held.
    """
    if row.ended_on is not None and row.ended_on <= row.started_on:
        raise DomainError(_("The end must be after the start."), field="ended_on")
    nominal: Nominal = row.nominal  # type: ignore[attr-defined]
    history = type(row)._default_manager.filter(nominal=nominal)
    held = {one.pk: one for one in history}
    spans = [Span(one.started_on, one.ended_on, key, _words(one, text)) for key, one in held.items()]
    placement = place(spans, Span(row.started_on, row.ended_on), ends_previous=ends_previous)
    _refuse(placement)
    ended = held[placement.ends.key] if placement.ends else None
    if ended is not None:
        ended.ended_on = row.started_on
        ended.save(update_fields=["ended_on"])
    row.save(force_insert=True)
    return ended


def end_period(row: Period, ended_on: datetime.date) -> None:
    """End a period that is open or ends later. Raises DomainError when it ended before or begins later."""
    if row.ended_on is not None and row.ended_on <= ended_on:
        raise DomainError(_("This already ended on %(day)s.") % {"day": long_date(row.ended_on)}, field="ended_on")
    if ended_on <= row.started_on:
        words = {"day": long_date(row.started_on)}
        raise DomainError(_("The end must be after the start, %(day)s.") % words, field="ended_on")
    row.ended_on = ended_on
    row.save(update_fields=["ended_on"])


def _words(row: Period, text: str) -> str:
    display = getattr(row, f"get_{text}_display", None)
    return str(display() if display else getattr(row, text))


def _refuse(placement: Placement) -> None:
    if placement.obstacle is None or placement.in_the_way is None:
        return
    other = placement.in_the_way
    words = {
        "what": other.text,
        "from": long_date(other.started_on),
        "until": long_date(other.ended_on) if other.ended_on else _("no end"),
    }
    raise DomainError(_SENTENCES[placement.obstacle]() % words, field=_FIELDS.get(placement.obstacle, "started_on"))


# Functions, because nobody's language is known while the module loads.
_SENTENCES = {
    Obstacle.SAME_START: lambda: _("%(what)s already starts on %(from)s. Choose another day."),
    Obstacle.STARTS_LATER: lambda: _(
        "%(what)s is recorded from %(from)s. Choose a later day, or an end on or before that one."
    ),
    Obstacle.HOLDS: lambda: _("%(what)s is recorded from %(from)s (until: %(until)s). End it, or choose other days."),
    Obstacle.GOES_ON: lambda: _(
        "%(what)s is recorded from %(from)s (until: %(until)s), also after this. Leave the end empty."
    ),
}
_FIELDS = {Obstacle.HOLDS: "ends_previous", Obstacle.GOES_ON: "ended_on"}
