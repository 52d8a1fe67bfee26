"""What runs outside a request for nominals: imports that were asked for on a page, and what follows by date alone."""

import uuid

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from cases.clocks import refresh
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
def refresh_clocks() -> dict[str, int]:
    """Nightly: what became due, or no longer is, by date alone. Safe to repeat."""
    changed, removed = refresh()
    return {"changed": changed, "removed": removed}


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
