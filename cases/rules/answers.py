"""What a rule says: the outcome, the facts it rests on, the provision. Unknown is an outcome of its own."""

import datetime
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Fact:
    """One thing an answer rests on. Its days are half open; None: not dated, or still open."""

    text: str
    started_on: datetime.date | None = None
    ended_on: datetime.date | None = None


@dataclass(frozen=True)
class Answer(Generic[T]):
    """`outcome` is None when it cannot be said; `sentence` is the outcome in words."""

    outcome: T | None
    sentence: str
    facts: tuple[Fact, ...] = ()
    provision: str = ""

    @property
    def is_known(self) -> bool:
        return self.outcome is not None
