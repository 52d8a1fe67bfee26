"""Evidence of what people did and were refused. Everybody writes it here; nobody changes it.

Inside a request the events are collected and inserted together as the last statement of the request's own transaction
(`agencies.middleware.EvidenceMiddleware`): if they cannot be stored, the page is not shown. Outside a request, in a
task or a command, each is inserted at once, in the caller's transaction.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model

from agencies.choices import AuditAction, AuditOutcome
from agencies.models import AuditEvent, User

#: At most this many references of one page are kept with its event.
SHOWN_LIMIT = 200


@dataclass
class Collector:
    """The events of one request, with what they have in common."""

    actor: User | None
    route: str = ""
    method: str = ""
    address: str | None = None
    request_id: uuid.UUID = field(default_factory=uuid.uuid4)
    events: list[AuditEvent] = field(default_factory=list)
    stored: list[AuditEvent] = field(default_factory=list)

    def add(self, event: AuditEvent) -> None:
        event.method, event.address, event.request_id = self.method[:8], self.address, self.request_id
        event.actor = event.actor or self.actor
        self.events.append(event)

    def store(self) -> None:
        """Insert what is not stored yet, in one statement."""
        for event in self.events:
            event.route = self.route[:100]
        # Those with a key were stored in a transaction that may or may not have been committed.
        AuditEvent.objects.bulk_create(self.events, ignore_conflicts=any(event.pk for event in self.events))
        self.stored, self.events = self.stored + self.events, []

    def unstore(self) -> None:
        """Take back what was stored in a transaction that failed, to be stored again."""
        self.stored, self.events = [], self.stored + self.events


_collector: ContextVar[Collector | None] = ContextVar("audit_collector", default=None)


@contextmanager
def collecting(collector: Collector) -> Iterator[Collector]:
    """Gather the events recorded inside; storing them is the caller's job."""
    token = _collector.set(collector)
    try:
        yield collector
    finally:
        _collector.reset(token)


def record(
    action: AuditAction,
    *,
    rule: str,
    outcome: AuditOutcome = AuditOutcome.ALLOWED,
    actor: User | None = None,
    subject: Model | None = None,
    subject_type: str = "",
    subject_id: uuid.UUID | None = None,
    subject_reference: str = "",
    shown: Iterable[str] = (),
    detail: dict[str, Any] | None = None,
) -> None:
    """Record one act.

    `rule` names what decided ("team grant", "no grant", "role"). `subject` gives type, id and reference by itself; the
    three may be given apart when there is no object, as for a record that does not exist. `shown` is the references
    a list or search put before the actor. `detail` holds plain JSON: terms, counts, changed field names; never values.
    """
    if subject is not None:
        subject_type = subject_type or subject._meta.model_name or ""
        subject_id = subject_id or (subject.pk if isinstance(subject.pk, uuid.UUID) else None)
        subject_reference = subject_reference or str(getattr(subject, "reference", "") or subject.pk)
    event = AuditEvent(
        actor=actor,
        action=action,
        outcome=outcome,
        rule=rule,
        subject_type=subject_type,
        subject_id=subject_id,
        subject_reference=subject_reference[:40],
        shown=list(shown)[:SHOWN_LIMIT],
        detail=detail or {},
    )
    collector = _collector.get()
    if collector is None:
        event.save(force_insert=True)
    else:
        collector.add(event)


View = TypeVar("View", bound=Callable[..., Any])


def holds_no_case_data(view: View) -> View:
    """Mark a view that shows nothing of a nominal, a victim, minutes or a document, so that it needs no event."""
    view.holds_no_case_data = True  # type: ignore[attr-defined]
    return view
