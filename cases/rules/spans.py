"""Half-open spans of days, and where a new one finds its place among those of which only one may hold."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True)
class Span:
    """From `started_on` up to, and not including, `ended_on` (None: open). `key` and `text` say which it is."""

    started_on: datetime.date
    ended_on: datetime.date | None = None
    key: object = None
    text: str = ""

    def holds(self, day: datetime.date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    def overlaps(self, other: "Span") -> bool:
        return (other.ended_on is None or self.started_on < other.ended_on) and (
            self.ended_on is None or other.started_on < self.ended_on
        )


class Obstacle(Enum):
    """Why a new span cannot stand where it was put."""

    EMPTY = auto()  # it ends on or before its start
    SAME_START = auto()  # another starts the same day
    STARTS_LATER = auto()  # another starts within it
    HOLDS = auto()  # another holds on its first day, and is not to be ended
    GOES_ON = auto()  # another holds before and after it: ending that one would lose the days after


@dataclass(frozen=True)
class Placement:
    """Where a new span stands: `ends` is the one that has to end on its first day; or what is in its way."""

    ends: Span | None = None
    obstacle: Obstacle | None = None
    in_the_way: Span | None = None

    @property
    def is_free(self) -> bool:
        return self.obstacle is None


def place(held: Iterable[Span], new: Span, *, ends_previous: bool) -> Placement:
    """Whether `new` may stand beside `held`, of which no two overlap.

    With `ends_previous` the one that holds on its first day ends on that day.
    """
    if new.ended_on is not None and new.ended_on <= new.started_on:
        return Placement(obstacle=Obstacle.EMPTY)
    crossed = sorted((span for span in held if span.overlaps(new)), key=lambda span: span.started_on)
    for span in crossed:
        if span.started_on == new.started_on:
            return Placement(obstacle=Obstacle.SAME_START, in_the_way=span)
        if span.started_on > new.started_on:
            return Placement(obstacle=Obstacle.STARTS_LATER, in_the_way=span)
    return _after(crossed[0], new, ends_previous) if crossed else Placement()


def _after(previous: Span, new: Span, ends_previous: bool) -> Placement:
    """The place of a span that begins while another, which began before it, holds; no other is in the way."""
    if not ends_previous:
        return Placement(obstacle=Obstacle.HOLDS, in_the_way=previous)
    if new.ended_on is not None and (previous.ended_on is None or previous.ended_on > new.ended_on):
        return Placement(obstacle=Obstacle.GOES_ON, in_the_way=previous)
    return Placement(ends=previous)
