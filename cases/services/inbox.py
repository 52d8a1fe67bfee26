"""What somebody does with their own alerts: marks them as read, says which kinds come by email."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from cases.choices import AlertKind
from cases.inbox import unread
from cases.models import Alert, DigestChoice


def mark_read(*, actor: User, alert: Alert) -> None:
    """One alert was read; the first time counts."""
    Alert.objects.filter(pk=alert.pk, user=actor, read_at__isnull=True).update(read_at=timezone.now())


def mark_all_read(*, actor: User) -> int:
    """Everything the actor may see was read; returns how many alerts that were."""
    shown = list(unread(actor).values_list("pk", flat=True))
    return Alert.objects.filter(pk__in=shown).update(read_at=timezone.now())


@transaction.atomic
def choose_digest(*, actor: User, kinds: Collection[str]) -> None:
    """Only these kinds of alert come by email."""
    declined = [kind.value for kind in AlertKind if kind.value not in kinds]
    DigestChoice.objects.filter(user=actor).exclude(kind__in=declined).delete()
    DigestChoice.objects.bulk_create([DigestChoice(user=actor, kind=kind) for kind in declined], ignore_conflicts=True)
