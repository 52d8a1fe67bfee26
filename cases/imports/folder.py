"""Reads a whole folder into the staging tables, a file after the other, telling how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from cases.imports import staging
from cases.imports.faults import Fault
from cases.imports.format import NOMINALS, CohortFile
from cases.imports.outcome import Count, Outcome
from cases.imports.reading import Reader

#: Told what is being done and how much of the whole is done, 0 to 100.
Progress = Callable[[str, float], None]


def read_folder(folder: Path, files: Iterable[CohortFile], outcome: Outcome, progress: Progress, share: float) -> bool:
    """Fill the tables, counts and faults. `share` is how much of the whole this is.

    Returns whether the references of the people could be told: without them no other row can be held against them.
    """
    sizes = {file: _size(folder / file.file_name) for file in files}
    per_character = share / (sum(sizes.values()) or 1)
    done, has_references = 0.0, False
    for file, size in sizes.items():
        path = folder / file.file_name
        if not path.is_file():
            outcome.faults.append(Fault(file.file_name, 0, "", "", _("This file is missing.")))
            continue
        reader = Reader(path, file, outcome.faults, _told(file, done, per_character, progress))
        outcome.counts[file.name] = Count(rows=staging.stage(file, reader.rows()))
        has_references = has_references or (file is NOMINALS and reader.has_references)
        done += size * per_character
    return has_references


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _told(file: CohortFile, done: float, per_character: float, progress: Progress) -> Callable[[int], None]:
    """Counts characters and tells of each whole hundredth."""
    title = _("Reading %(file)s") % {"file": file.file_name}
    told = -1

    def advance(count: int) -> None:
        nonlocal done, told
        done += count * per_character
        if int(done) > told:
            told = int(done)
            progress(title, done)

    return advance
