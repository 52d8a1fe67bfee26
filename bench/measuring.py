"""Times things against each other: interleaved, so that a busy moment falls on all of them, and by the median.

Knows nothing of what is timed. SQL time is what the statements took as the application waited for them.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

Act = Callable[[], Any]


@dataclass
class Timing:
    """Milliseconds of every run of one act: all of it, and the part spent in SQL."""

    all_runs: list[float] = field(default_factory=list)
    sql_runs: list[float] = field(default_factory=list)

    @property
    def all_ms(self) -> float:
        return statistics.median(self.all_runs)

    @property
    def sql_ms(self) -> float:
        return statistics.median(self.sql_runs)


@dataclass(frozen=True)
class Line:
    """One line of the report. `ratio` is to the line named `of`; `wanted` is a goal in words, `met` whether it is."""

    what: str
    sql_ms: float | None = None
    all_ms: float | None = None
    ratio: float | None = None
    of: str = ""
    wanted: str = ""
    met: bool | None = None
    note: str = ""


class _Clock:
    """Adds up what statements take."""

    def __init__(self) -> None:
        self.spent = 0.0

    def __call__(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.spent += time.perf_counter() - start


@contextmanager
def timed(timing: Timing) -> Iterator[None]:
    """Add one run to a timing."""
    clock = _Clock()
    with connection.execute_wrapper(clock):
        start = time.perf_counter()
        yield
        timing.all_runs.append((time.perf_counter() - start) * 1000)
    timing.sql_runs.append(clock.spent * 1000)


def interleaved(acts: Mapping[str, Act], rounds: int = 7) -> dict[str, Timing]:
    """Run each act once to warm up, then all of them in turn, so many rounds."""
    timings = {name: Timing() for name in acts}
    for act in acts.values():
        act()
    for _round in range(rounds):
        for name, act in acts.items():
            with timed(timings[name]):
                act()
    return timings


def line(what: str, timing: Timing, floor: Timing | None = None, of: str = "", **more: Any) -> Line:
    """A line of the report, with the ratio of SQL times."""
    ratio = timing.sql_ms / floor.sql_ms if floor else None
    return Line(what, timing.sql_ms, timing.all_ms, ratio, of, **more)
