"""What runs outside a request for nominals: imports and files asked for, scans, what follows by date alone."""

import uuid
from contextlib import suppress

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from cases.clocks import refresh
from cases.services import clock_alerts, digests, exports, scans
from cases.services.allocation_fit import end_allocations_of_leavers, end_unfit_allocations
from cases.services.cohorts import abandon_import, remove_old_faults, run_import
from cases.services.dip_samples import draw_dip_samples
from cases.services.involvement import follow_responsibilities
from cases.services.order_ends import follow_ended_orders


@shared_task
def import_cohort(import_id: str) -> str:
    """Run one import. Safe to repeat: a finished one is left alone."""
    return run_import(uuid.UUID(import_id))


@shared_task
def sync_access() -> dict[str, int]:
    """Nightly: access that began or ended by date alone. Also mends what should never differ. Safe to repeat."""
    followed = follow_responsibilities()
    return {"added": followed.grants_added, "removed": followed.grants_removed}


@shared_task
def end_allocations() -> dict[str, int]:
    """Nightly, before the clocks: nobody manages a person for a team that no longer leads, or that they left.

    Safe to repeat.
    """
    return {"unfit": end_unfit_allocations(), "left": end_allocations_of_leavers()}


@shared_task
def refresh_clocks() -> dict[str, int]:
    """Nightly: what became due, or no longer is, by date alone. Safe to repeat."""
    changed, removed = refresh()
    return {"changed": changed, "removed": removed}


@shared_task
def follow_orders_that_ended() -> int:
    """Nightly: orders that reached their end by date alone. Safe to repeat."""
    return follow_ended_orders(timezone.localdate())


@shared_task
def draw_samples() -> int:
    """Monthly: the reviews of last month that are scored for quality. Safe to repeat: a month is drawn once."""
    return draw_dip_samples(timezone.localdate())


@shared_task
def tell_of_clocks() -> dict[str, int]:
    """Nightly, after the clocks: what became due or overdue, and what stays so. Safe to repeat: each is told once."""
    told = clock_alerts.tell_of_clocks()
    return {"due": told.due, "missed": told.missed, "escalated": told.escalated, "settled": told.settled}


@shared_task
def send_daily_emails() -> int:
    """In the morning: hand out the people who have something unread, a batch to a task. Safe to repeat."""
    batches = list(digests.batches_waiting())
    for batch in batches:
        send_batch_of_emails.delay([str(key) for key in batch])
    return len(batches)


@shared_task
def send_batch_of_emails(user_ids: list[str]) -> int:
    """The day's email to each of these people, once a day however often it runs."""
    return digests.send_digests([uuid.UUID(key) for key in user_ids], timezone.localdate())


@shared_task
def forget_import_faults() -> int:
    """Nightly: remove what imports keep for a time only. Safe to repeat."""
    return remove_old_faults(timezone.now())


def send_import(import_id: uuid.UUID) -> None:
    """Have a worker run an import. When the broker cannot be reached it is noted as failed, not left waiting."""
    try:
        import_cohort.delay(str(import_id))
    except OperationalError:
        abandon_import(import_id)


@shared_task
def scan_document(version_id: str) -> str:
    """Have one version of a document scanned for viruses. Safe to repeat: one that was decided is left alone."""
    return scans.scan_version(uuid.UUID(version_id))


@shared_task
def scan_documents_again() -> int:
    """Every few minutes: documents that still wait for their scan, or whose scan failed. Safe to repeat."""
    return scans.scan_again(send_scan)


@shared_task
def make_export(export_id: str) -> str:
    """Make one file that somebody asked for. Safe to repeat: a finished one is left alone."""
    return exports.make_export(uuid.UUID(export_id))


@shared_task
def expire_exports() -> int:
    """Hourly: remove files made for download whose time is over. Safe to repeat."""
    return exports.expire_exports()


@shared_task
def sweep_files() -> int:
    """Nightly: remove stored files that nothing names, such as those of a change that was undone. Safe to repeat."""
    return scans.sweep_files()


def send_scan(version_id: uuid.UUID) -> None:
    """Have a worker scan a version. When the broker cannot be reached it keeps waiting, and is sent again later."""
    with suppress(OperationalError):
        scan_document.delay(str(version_id))


def send_export(export_id: uuid.UUID) -> None:
    """Have a worker make a file. When the broker cannot be reached it is noted as failed, not left waiting."""
    try:
        make_export.delay(str(export_id))
    except OperationalError:
        exports.abandon_export(export_id)
