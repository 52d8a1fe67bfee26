"""What runs by the clock for accounts."""

from celery import shared_task
from django.utils import timezone

from agencies.dormancy import switch_off_dormant


@shared_task
def switch_off_dormant_accounts() -> int:
    """Nightly. Safe to repeat."""
    return switch_off_dormant(timezone.localdate())
