"""The one way in: read, check, match and store a folder in one transaction, or say everything that is wrong with it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import connection, transaction
from django.utils.translation import gettext as _

from agencies.models import Area
from cases.imports import checking, matching, places, staging, storing
from cases.imports.faults import Fault
from cases.imports.format import FILE_NAMES, NOMINALS, CohortFile, cohort_files
from cases.imports.reading import Reader
from cases.imports.targets import TARGETS
from cases.services.involvement import follow_responsibilities

#: Told what is being done and how much of the whole is done, 0 to 100.
Progress = Callable[[str, float], None]

#: Two imports at once would not see each other's people: the second waits. Any number, the same everywhere.
_LOCK = 20_030_325


@dataclass
class Count:
    """What became of the rows of one file."""

    rows: int = 0
    new: int = 0
    changed: int = 0


@dataclass
class Outcome:
    """What an import found and did. `faults` empty and `is_stored` false: a check that found nothing wrong."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    area_code: str | None = None
    is_stored: bool = False

    @property
    def has_changes(self) -> bool:
        return any(count.new or count.changed for count in self.counts.values())

    def as_json(self) -> dict[str, dict[str, int]]:
        return {name: asdict(count) for name, count in self.counts.items()}


def _silent(step: str, percent: float) -> None:
    """Progress for nobody."""


def import_folder(
    folder: Path,
    *,
    area_code: str | None = None,
    allowed_areas: Collection[str] | None = None,
    dry_run: bool = False,
    progress: Progress = _silent,
) -> Outcome:
    """Bring in the cohort of a folder: all of it in one transaction, or nothing and every fault.

    `area_code` is the sender; None: the area that most responsibilities name. With `allowed_areas` a sender that is not
    among them is a fault. A check (`dry_run`) does all but keep the result.
    """
    with transaction.atomic():
        _take_turn(progress)
        run = _Run(folder, progress)
        outcome = run.check(area_code, allowed_areas)
        if not outcome.faults:
            run.store()
            outcome.is_stored = not dry_run
        if dry_run or outcome.faults:
            transaction.set_rollback(True)
    outcome.faults.sort()
    return outcome


def _take_turn(progress: Progress) -> None:
    """Hold the lock until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            progress(_("Waiting for another import to finish"), 0)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


class _Run:
    """One folder on its way in. Reading takes the first 40 of 100, checking 10, storing 50."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder, self.progress = folder, progress
        known = places.create_table()
        self.files = cohort_files(known.area_codes, known.agencies)
        self.outcome = Outcome()

    def check(self, area_code: str | None, allowed_areas: Collection[str] | None) -> Outcome:
        has_references = self._read()
        self.progress(_("Checking"), 40)
        faults = self.outcome.faults
        faults += checking.folder_faults(self.files, NOMINALS, has_references)
        if not faults:
            self._find_sender(area_code, allowed_areas)
        if not faults:
            self._match()
        return self.outcome

    def _read(self) -> bool:
        """Read every file that is there. Returns whether the people's references could be told."""
        sizes = {name: _size(self.folder / name) for name in FILE_NAMES}
        total, done, has_references = sum(sizes.values()) or 1, 0, False
        for file in self.files:
            staging.create_table(file)
            path = self.folder / file.file_name
            if not path.is_file():
                self.outcome.faults.append(Fault(file.file_name, 0, "", "", _("This file is missing.")))
                continue
            title = _("Reading %(file)s") % {"file": file.file_name}
            reader = Reader(path, file, self.outcome.faults, self._advancing(title, done, total))
            self.outcome.counts[file.name] = Count(rows=staging.stage(file, reader.rows()))
            has_references = has_references or (file is NOMINALS and reader.has_references)
            done += sizes[file.file_name]
        return has_references

    def _advancing(self, title: str, done: int, total: int) -> Callable[[int], None]:
        state = {"done": done, "told": -1}

        def advance(count: int) -> None:
            state["done"] += count
            percent = min(40, 40 * state["done"] // total)
            if percent > state["told"]:
                state["told"] = percent
                self.progress(title, percent)

        return advance

    def _find_sender(self, area_code: str | None, allowed_areas: Collection[str] | None) -> None:
        responsibilities = self.files[1]
        code = area_code or checking.sender_of(responsibilities)
        if code is None and self.outcome.counts[NOMINALS.name].rows:
            sentence = _("No row names an area, so it cannot be told whose records these are. Name the area.")
            self.outcome.faults.append(Fault(responsibilities.file_name, 0, "", "", sentence))
        elif code is not None and allowed_areas is not None and code not in allowed_areas:
            sentence = _(
                "These are the records of %(area)s: most rows name it. You can only bring in those of your own area."
            )
            words = {"area": Area.objects.get(pk=code)}
            self.outcome.faults.append(Fault(responsibilities.file_name, 0, "area_code", code, sentence % words))
        self.outcome.area_code = code

    def _match(self) -> None:
        known = matching.match_people(self.outcome.area_code or "")
        for target in TARGETS:
            matching.match_rows(target, known)
            if known:
                self.outcome.faults += matching.conflicts(target)

    def store(self) -> None:
        self.progress(_("Storing people"), 50)
        counts = self.outcome.counts
        counts["nominals"].new, counts["nominals"].changed = storing.store_people(self.outcome.area_code or "")
        for place, target in enumerate(TARGETS):
            self.progress(_("Storing %(what)s") % {"what": target.model._meta.verbose_name_plural}, 55 + 5 * place)
            counts[target.file].new, counts[target.file].changed = storing.store_rows(target)
        self.progress(_("Giving teams access"), 85)
        follow_responsibilities(self._people_with_other_teams())
        self.progress(_("Finishing"), 98)

    def _people_with_other_teams(self) -> list[uuid.UUID]:
        """Those whose responsibilities this import touched."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT nominal_id FROM wanted_responsibilities WHERE NOT is_same")
            return [key for (key,) in cursor.fetchall()]


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


__all__ = ["CohortFile", "Count", "Outcome", "import_folder"]
