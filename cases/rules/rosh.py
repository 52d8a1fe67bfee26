"""Risk of serious harm: the highest of its groups, and whether a new assessment changes it. Scores are not computed.

The group and the setting with the highest level say how somebody is spoken of; a tool's band or a MAPPA level is
another thing and follows from neither.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.choices import RISK_ORDER, RoshLevel


def rank(level: str) -> int:
    """The place of a level or band from low to very high; -1 for one that says nothing."""
    return RISK_ORDER.index(level) if level in RISK_ORDER else -1


def highest(levels: Iterable[str]) -> str:
    """The highest of these levels; empty when none says anything."""
    return max((level for level in levels if rank(level) >= 0), key=rank, default="")


@dataclass(frozen=True)
class Movement:
    """The highest level before and after; empty where nothing was assessed."""

    before: str
    after: str

    @property
    def is_change(self) -> bool:
        """Whether the level has to be looked at again. A first assessment is one when it is high or very high; one
        taken back without another before it is none.
        """
        return self.is_alarming if not self.before else bool(self.after) and self.before != self.after

    @property
    def is_alarming(self) -> bool:
        """Whether it rose, or was first found, to be high or very high."""
        return rank(self.after) > rank(self.before) and self.after in (RoshLevel.HIGH, RoshLevel.VERY_HIGH)
