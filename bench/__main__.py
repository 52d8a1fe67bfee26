"""`python -m bench [--factor 1] [--only lists ...]`: make the national data set if need be, measure, print one table.

Ratios of one run on one machine are the result; milliseconds of two machines cannot be compared.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bench.database import bench_database
from bench.national import options

if TYPE_CHECKING:
    from bench.measuring import Line

#: What can be measured, and the module that does.
SUBJECTS = {
    "lists": "lists",
    "records": "records",
    "pages": "pages",
    "worklists": "worklists",
    "search": "searching",
    "traces": "traces",
    "audit": "auditing",
    "tables": "tables",
    "import": "importing",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__, parents=[options()])
    parser.add_argument("--only", action="append", choices=[*SUBJECTS], help="measure this alone; may be repeated")
    parser.add_argument("--output", type=Path, help="also write the table to this file")
    parser.add_argument("--keep", action="store_true", help="use the data set that is there, whatever made it")
    chosen = parser.parse_args()
    with bench_database():
        if not chosen.keep:
            _make_data(chosen.factor, chosen.seed)
        text = "\n".join(_measured(chosen.only or SUBJECTS, chosen.factor))
    if chosen.output:
        chosen.output.write_text(f"{text}\n")


def _make_data(factor: float, seed: int) -> None:
    """In a process of its own, as the owner of the tables."""
    command = [sys.executable, "-m", "bench.national", "--factor", str(factor), "--seed", str(seed)]
    subprocess.run(command, check=True)


def _measured(subjects: Iterable[str], factor: float) -> Iterator[str]:
    """The report, line by line, printed as it comes."""
    os.environ.pop("MAPPA_DB_ROLE", None)
    import django

    django.setup()
    from django.db import connection

    from bench import report

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = f"PostgreSQL {cursor.fetchone()[0]}"
    for text in (report.head(factor, version), "", *report.HEAD.split("\n")):
        print(text, flush=True)
        yield text
    for line in _lines(subjects, factor):
        print(report.row(line), flush=True)
        yield report.row(line)


def _lines(subjects: Iterable[str], factor: float) -> "Iterator[Line]":
    """Each subject's module is loaded when its turn comes: only that of the tables needs pandas."""
    from bench.standpoints import standpoints

    seen_from = standpoints()
    for subject in subjects:
        yield from import_module(f"bench.{SUBJECTS[subject]}").measure(seen_from, factor)


if __name__ == "__main__":
    main()
