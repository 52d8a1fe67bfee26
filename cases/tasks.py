"""What runs outside a request for nominals: imports that were asked for on a page, and what follows by date alone."""

import uuid

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from cases.clocks import refresh
from cases.services import clock_alerts, digests
from cases.services.allocation_fit import end_allocations_of_leavers, end_unfit_allocations
from cases.services.cohorts import abandon_import, remove_old_faults, run_import
from cases.services.involvement import follow_responsibilities


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
