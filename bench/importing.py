"""Measures the import of a cohort against plain COPY of the same files into tables without an index.

The import runs in a process of its own (`python -m bench.importing FOLDER`), so that its memory can be told.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction

from bench.database import vacuum
from bench.make_cohort import HEADERS, make_cohort
from bench.measuring import Line

if TYPE_CHECKING:
    from bench.standpoints import Standpoints
    from cases.imports.outcome import Outcome

PEOPLE = 100_000
SECONDS, MEGABYTES = 180, 500


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """One run: it takes too long to repeat. The import is rolled back, so that the next run finds the same data."""
    people = round(PEOPLE * factor)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_cohort(folder, people, seed=1)
        plain = _copy(folder)
        command = [sys.executable, "-m", "bench.importing", name]
        done = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    vacuum()
    seconds, megabytes = done["seconds"], done["megabytes"]
    yield Line(f"plain COPY of {people:,} people", all_ms=plain * 1000)
    yield Line(
        f"import of {people:,} people",
        all_ms=seconds * 1000,
        ratio=seconds / plain,
        of="plain COPY",
        wanted=f"{SECONDS} s and {MEGABYTES} MB at 100,000",
        met=seconds <= SECONDS and megabytes <= MEGABYTES,
        note=f"{seconds:.0f} s, {megabytes:.0f} MB of memory, one run",
    )


def _copy(folder: Path) -> float:
    """Seconds that COPY takes for the seven files."""
    start = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for name, header in HEADERS.items():
            columns = ", ".join(f"{column} text" for column in header.split(","))
            cursor.execute(f"CREATE TEMPORARY TABLE plain_{name} ({columns}) ON COMMIT DROP")
            with (folder / f"{name}.csv").open(encoding="utf-8") as lines:
                cursor.cursor.copy_expert(f"COPY plain_{name} FROM STDIN (FORMAT csv, HEADER)", lines)
    return time.perf_counter() - start


class _Stored(Exception):
    """The import has done all that it does before its transaction ends."""


def _check_and_undo(outcome: Outcome) -> None:
    """Have the database check now what it leaves to the commit, and nothing committed."""
    if outcome.faults:
        sys.exit(f"The cohort has faults: {outcome.faults[:3]}")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    raise _Stored


def main() -> None:
    """Import a folder; print the seconds and the megabytes that it took."""
    import django

    django.setup()
    from cases.imports.service import import_folder

    start = time.perf_counter()
    with suppress(_Stored):
        import_folder(Path(sys.argv[1]), conclude=_check_and_undo)
    print(json.dumps({"seconds": time.perf_counter() - start, "megabytes": _peak_megabytes()}))


def _peak_megabytes() -> float:
    """The most memory that this program held. Where the system tells only `ru_maxrss`, that of whoever started it
    counts with it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main()
