"""Bringing in cohorts: asking for an import, running it, and what is kept of it afterwards."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pghistory
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import Area, User
from agencies.roles import Capability
from agencies.standing import standing_of
from cases.imports import uploads
from cases.imports.folder import Progress
from cases.imports.outcome import Outcome
from cases.imports.service import import_folder
from cases.models import CohortFault, CohortImport

State = CohortImport.State

#: The faults of an import are kept so long: they show values of the sender's files.
FAULTS_KEPT = datetime.timedelta(days=30)
UPLOADS_KEPT = datetime.timedelta(days=2)
_PROGRESS_SECONDS = 60 * 60


def request_import(
    *, actor: User, area: Area, folder: str, is_dry_run: bool, send: Callable[[uuid.UUID], object]
) -> CohortImport:
    """Note that an upload is to be imported; `send` is given its key once this is stored, to start it elsewhere."""
    with transaction.atomic():
        made = CohortImport.objects.create(area=area, started_by=actor, folder=folder, is_dry_run=is_dry_run)
        transaction.on_commit(lambda: send(made.pk))
        detail = {"area": area.pk, "is_dry_run": is_dry_run}
        record(AuditAction.IMPORT, rule=Capability.IMPORT_COHORT, actor=actor, subject=made, detail=detail)
    return made


def run_import(import_id: uuid.UUID) -> str:
    """Run an import that was asked for; returns its state. Run twice, it does nothing the second time.

    One that a stopped worker left running is run again: nothing of it was stored.
    """
    with _alone(import_id) as is_alone:
        run = CohortImport.objects.select_related("area", "started_by").get(pk=import_id)
        if run.is_finished or not is_alone:
            return run.state
        run.state = State.RUNNING
        run.save()
        try:
            with pghistory.context(user=str(run.started_by_id), cohort_import=str(run.pk)):
                _run(run)
        except BaseException:
            _finish(run, State.FAILED)
            raise
        finally:
            uploads.discard(run.folder)
        return run.state


def abandon_import(import_id: uuid.UUID) -> None:
    """Note that an import could not be started, and remove its files."""
    run = CohortImport.objects.get(pk=import_id)
    _finish(run, State.FAILED)
    uploads.discard(run.folder)


@contextmanager
def _alone(import_id: uuid.UUID) -> Iterator[bool]:
    """Whether no other process runs this import. The lock goes with the connection of a process that dies."""
    key = int.from_bytes(import_id.bytes[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        is_alone = cursor.fetchone()[0]
    try:
        yield is_alone
    finally:
        if is_alone and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def import_from_folder(
    *, folder: Path, area_code: str | None, is_dry_run: bool, progress: Progress
) -> tuple[CohortImport, Outcome]:
    """Import a folder at once, for the command line. Its faults are the caller's to tell; they are not kept."""
    run = CohortImport.objects.create(state=State.RUNNING, is_dry_run=is_dry_run, area_id=area_code)
    try:
        with pghistory.context(command="import_cohort", cohort_import=str(run.pk)):
            outcome = import_folder(
                folder,
                area_code=area_code,
                dry_run=is_dry_run,
                progress=progress,
                conclude=lambda found: _conclude(run, found, rule="command line"),
            )
    except BaseException:
        _finish(run, State.FAILED)
        raise
    return run, outcome


def progress_of(import_id: uuid.UUID) -> tuple[str, int] | None:
    """What a running import is doing and how far it is, 0 to 100; None when it has not said."""
    return cache.get(_progress_key(import_id))


def remove_old_faults(now: datetime.datetime | None = None) -> int:
    """Remove the lists of faults, and uploads never imported, whose time is over. Returns how many faults."""
    before = (now or timezone.now()) - FAULTS_KEPT
    removed, _kinds = CohortFault.objects.filter(cohort_import__started_at__lt=before).delete()
    uploads.discard_older_than(UPLOADS_KEPT.total_seconds())
    return removed


def _run(run: CohortImport) -> None:
    """Import the upload, if whoever asked may still do so for its area."""
    allowed = standing_of(run.started_by).area_codes(Capability.IMPORT_COHORT) if run.started_by else []

    def conclude(outcome: Outcome) -> None:
        _keep_faults(run, outcome)
        _conclude(run, outcome, rule=Capability.IMPORT_COHORT)

    import_folder(
        uploads.folder_of(run.folder),
        allowed_areas=[code for code in allowed if code == run.area_id],
        dry_run=run.is_dry_run,
        progress=_progress_of(run.pk),
        conclude=conclude,
    )


def _conclude(run: CohortImport, outcome: Outcome, rule: str) -> None:
    """Note what came of it, in the transaction that stored it."""
    run.counts, run.notices = outcome.counts_as_json(), outcome.notices
    run.fault_count = len(outcome.faults)
    run.area_id = run.area_id or outcome.area_code
    detail = {"area": run.area_id, "faults": run.fault_count, "counts": run.counts}
    _finish(run, State.REFUSED if outcome.faults else State.STORED if outcome.is_stored else State.CHECKED)
    record(AuditAction.IMPORT, rule=rule, actor=run.started_by, subject=run, detail={**detail, "state": str(run.state)})


def _finish(run: CohortImport, state: str) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.save()


def _keep_faults(run: CohortImport, outcome: Outcome) -> None:
    CohortFault.objects.bulk_create(
        (
            CohortFault(
                cohort_import=run,
                place=place,
                file=fault.file,
                line=fault.line,
                column=fault.column,
                value=fault.value,
                sentence=fault.sentence,
            )
            for place, fault in enumerate(outcome.faults, 1)
        ),
        batch_size=5000,
    )


def _progress_key(import_id: uuid.UUID) -> str:
    return f"cohort-import-{import_id}"


def _progress_of(import_id: uuid.UUID) -> Progress:
    """Tells the page through the cache: what a transaction writes is seen by nobody before its end."""
    key = _progress_key(import_id)
    return lambda step, percent: cache.set(key, (step, int(percent)), _PROGRESS_SECONDS)
