"""The geometry of a stacked bar and of columns side by side.

Worked out in Python, because a strict content policy forbids style attributes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

WIDTH, HEIGHT, GAP = 600, 120, 10
PATTERNS = 6


@dataclass(frozen=True)
class BarPart:
    """One part of the bar: its share in words, where it starts, how wide it is (of 600) and its fill."""

    text: str
    value: int
    share: str
    x: float
    width: float
    fill: int
    href: str = ""


def share_in_words(value: int, share: float) -> str:
    """A whole percentage; somebody who is there is never rounded away to nought."""
    percent = round(share * 100)
    return _("under 1%") if value and not percent else f"{percent}%"


def bar_parts(parts: Iterable[Mapping[str, Any]]) -> list[BarPart]:
    """The parts `{"text", "value", "href"}` laid end to end; an empty total gives parts of no width."""
    parts = list(parts)
    total = sum(part["value"] for part in parts)
    laid: list[BarPart] = []
    start = 0.0
    for place, part in enumerate(parts):
        share = part["value"] / total if total else 0.0
        width = round(share * WIDTH, 2)
        fill = place % PATTERNS + 1
        words = share_in_words(part["value"], share)
        laid.append(BarPart(str(part["text"]), part["value"], words, start, width, fill, part.get("href", "")))
        start = round(start + width, 2)
    return laid


@dataclass(frozen=True)
class Column:
    """One column of a picture of 600 by 120, the highest of which fills it."""

    value: int
    x: float
    y: float
    width: float
    height: float


def columns(numbers: Iterable[int]) -> list[Column]:
    """The columns of these numbers side by side; of noughts alone columns of no height."""
    numbers = list(numbers)
    most = max(numbers, default=0) or 1
    step = WIDTH / (len(numbers) or 1)
    laid = []
    for place, number in enumerate(numbers):
        height = round(HEIGHT * number / most, 1)
        x, width = round(place * step + GAP / 2, 1), round(step - GAP, 1)
        laid.append(Column(number, x, round(HEIGHT - height, 1), width, height))
    return laid
