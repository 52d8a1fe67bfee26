"""Draws the measurements as one table, with the machine and the day they were taken on."""

import datetime
import os
import platform
from collections.abc import Iterable

from bench.measuring import Line

HEAD = "| what | SQL ms | all ms | ratio | to | wanted | met | |\n|---|--:|--:|--:|---|---|---|---|"


def machine() -> str:
    """The processor, its cores and the memory, as the system tells them."""
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {cores} cores, {memory:.0f} GB; Python {platform.python_version()}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def head(factor: float, database: str) -> str:
    """The line above the table. The load tells a run that had the machine to itself from one that had not."""
    today, load = datetime.date.today(), os.getloadavg()[0]
    return f"{machine()}; {database}; factor {factor:g}; {today:%-d %B %Y}; load {load:.1f} at the start."


def row(line: Line) -> str:
    """One line of the table."""
    met = "" if line.met is None else "yes" if line.met else "**no**"
    cells = (line.what, _ms(line.sql_ms), _ms(line.all_ms), _times(line.ratio), line.of, line.wanted, met, line.note)
    return "| " + " | ".join(cells) + " |"


def table(lines: Iterable[Line]) -> str:
    return "\n".join([HEAD, *map(row, lines)])


def _ms(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}x" if value < 100 else f"{value:.0f}x"
