"""Stores read rows: new ones are added, known ones brought up to date, none is removed.

An entry is known by code, list and first day. Law that ended is told by a last day, so that the past stays answerable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import User
from agencies.roles import Capability
from cases.models import QualifyingOffence

KEY = ("code", "schedule", "effective_from")
VALUES = ("title", "provision", "thresholds", "effective_to", "authority")


@dataclass(frozen=True)
class Stored:
    """How many entries are new, changed and as they were."""

    added: int
    changed: int
    unchanged: int


@transaction.atomic
def store_rows(*, actor: User, rows: Iterable[dict[str, Any]], dry_run: bool) -> Stored:
    """Store the rows of a file without faults, or (`dry_run`) only count."""
    held = {_key(one): one for one in QualifyingOffence.objects.select_for_update()}
    new, moved, total = [], [], 0
    for values in rows:
        total += 1
        known = held.get(tuple(values[name] for name in KEY))
        if known is None:
            new.append(QualifyingOffence(**values))
        elif any(getattr(known, name) != values[name] for name in VALUES):
            for name in VALUES:
                setattr(known, name, values[name])
            moved.append(known)
    if not dry_run:
        QualifyingOffence.objects.bulk_create(new)
        QualifyingOffence.objects.bulk_update(moved, VALUES)
    counts = Stored(len(new), len(moved), total - len(new) - len(moved))
    _tell(actor, counts, dry_run)
    return counts


def _key(one: QualifyingOffence) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in KEY)


def _tell(actor: User, counts: Stored, dry_run: bool) -> None:
    detail = {"added": counts.added, "changed": counts.changed, "dry_run": dry_run}
    record(
        AuditAction.IMPORT, rule=Capability.IMPORT_COHORT.value, actor=actor, subject_type="qualifyingoffence",
        detail=detail,
    )  # fmt: skip
