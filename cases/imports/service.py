"""The one way in: read, check, match and store a folder in one transaction, or say everything that is wrong with it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.database_statistics import refresh_statistics
from agencies.models import Area
from cases.clocks.upkeep import refresh
from cases.imports import checking, matching, places, staging, storing
from cases.imports.faults import Fault
from cases.imports.folder import Progress, read_folder
from cases.imports.format import NOMINALS, CohortFile, cohort_files
from cases.imports.notices import notices
from cases.imports.outcome import Outcome
from cases.imports.targets import TARGETS, Target
from cases.models import Nominal, Order
from cases.services.involvement import follow_responsibilities
from cases.services.notification_of_many import follow_orders

#: Two imports at once would not see each other's people: the second waits. Any number, the same everywhere.
_LOCK = 20_030_325


#: Given the outcome of an import.
Conclusion = Callable[[Outcome], None]


def _silent(step: str, percent: float) -> None:
    """Progress for nobody."""


def _nothing_more(outcome: Outcome) -> None:
    """No conclusion."""


def import_folder(
    folder: Path,
    *,
    area_code: str | None = None,
    allowed_areas: Collection[str] | None = None,
    dry_run: bool = False,
    progress: Progress = _silent,
    conclude: Conclusion = _nothing_more,
) -> Outcome:
    """Bring in the cohort of a folder: all of it in one transaction, or nothing and every fault.

    `area_code` is the sender; None: the area that most responsibilities name. With `allowed_areas` a sender that is not
    among them is a fault. A check (`dry_run`) finds the same faults and counts and stores nothing. `conclude` is given
    the outcome at the end, in the transaction of what was stored.
    """
    outcome = Outcome()
    with _temporary_tables() as files:
        has_references = read_folder(folder, files, outcome, progress, share=30)
        progress(_("Checking"), 30)
        outcome.faults += checking.folder_faults(files, NOMINALS, has_references)
        if not outcome.faults:
            _find_sender(files, outcome, area_code, allowed_areas)
            outcome.notices += notices(folder, timezone.localdate())
        with transaction.atomic():
            if not outcome.faults:
                take_turn(progress)
                _match(outcome, progress)
            if not outcome.faults and not dry_run:
                if outcome.has_changes:
                    _store(outcome, progress)
                outcome.is_stored = True
            outcome.faults.sort()
            conclude(outcome)
    return outcome


@contextmanager
def _temporary_tables() -> Iterator[tuple[CohortFile, ...]]:
    known = places.create_table()
    files = cohort_files(known.area_codes, known.agencies)
    for file in files:
        staging.create_table(file)
    names = [places.TABLE, *map(staging.table_of, files), *matching.create_tables(), *storing.create_tables()]
    yield files
    # After an error they stay until the connection ends or the next import replaces them.
    staging.drop_tables(names)


def take_turn(progress: Progress) -> None:
    """Hold the lock until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            progress(_("Waiting for another import to finish"), 33)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _find_sender(
    files: tuple[CohortFile, ...], outcome: Outcome, area_code: str | None, allowed: Collection[str] | None
) -> None:
    responsibilities = files[1]
    outcome.area_code = code = area_code or checking.sender_of(responsibilities)
    if code is None and outcome.counts[NOMINALS.name].rows:
        sentence = _("No row names an area, so it cannot be told whose records these are. Name the area.")
        outcome.faults.append(Fault(responsibilities.file_name, 0, "", "", sentence))
    elif code is not None and allowed is not None and code not in allowed:
        sentence = _("Most rows name %(area)s. You can only bring in the records of your own area.")
        words = {"area": Area.objects.get(pk=code)}
        outcome.faults.append(Fault(responsibilities.file_name, 0, "area_code", code, sentence % words))


def _match(outcome: Outcome, progress: Progress) -> None:
    progress(_("Comparing with what is stored"), 35)
    known = matching.match_people(outcome.area_code or "")
    people = outcome.counts[NOMINALS.name]
    people.new, people.changed = matching.count_people()
    for target in TARGETS:
        matching.match_rows(target, known)
        count = outcome.counts[target.file]
        count.new, count.changed = matching.count_rows(target)
        if known:
            outcome.faults += matching.conflicts(target)


def _store(outcome: Outcome, progress: Progress) -> None:
    progress(_("Storing people"), 40)
    _quicken_triggers()
    storing.store_people(outcome.area_code or "")
    refresh_statistics(Nominal)
    for place, target in enumerate(TARGETS):
        progress(_("Storing %(what)s") % {"what": target.model._meta.verbose_name_plural}, 50 + 4 * place)
        storing.store_rows(target)
    progress(_("Giving teams access"), 75)
    if people := _touched(TARGETS[:1]):
        follow_responsibilities(people)
    if people := _touched(one for one in TARGETS if one.model is Order):
        follow_orders(people, timezone.localdate())
    if people := _touched(TARGETS):
        refresh(people)
    progress(_("Finishing"), 98)


def _quicken_triggers() -> None:
    """Set what the history triggers ask for, to its empty value. Where it is not set at all each of them runs into an
    error and recovers, and to recover PostgreSQL goes through every check still due at the end of the transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def _touched(targets: Iterable[Target]) -> list[uuid.UUID]:
    """The people of whom a row in one of these files is new or changed."""
    every = " UNION ".join(f"SELECT nominal_id FROM {matching.wanted(one)} WHERE NOT is_same" for one in targets)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(every)
        return [key for (key,) in cursor.fetchall()]
