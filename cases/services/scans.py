"""Virus scans of documents, and the sweep of files that belong to none. Run outside requests; safe to repeat."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from agencies.audit import record
from agencies.choices import AuditAction
from cases import scanning, stored_files
from cases.choices import AlertKind, ScanState
from cases.models import DocumentVersion, ExportFile
from cases.services.alerts import tell
from cases.stored_files import DOCUMENTS, EXPORTS

DECIDED = frozenset({ScanState.CLEAN, ScanState.INFECTED})
#: A version that waits longer than this was not scanned when it was stored: its task was lost.
WAITED = datetime.timedelta(minutes=5)
MOST_AT_ONCE = 500
_NAMES_AT_ONCE = 1000


def scan_version(version_id: uuid.UUID) -> str:
    """Have one version scanned; returns its state. One that was decided already is left alone."""
    version = DocumentVersion.objects.get(pk=version_id)
    if version.scan_state in DECIDED:
        return version.scan_state
    state = _asked(version) if scanning.is_configured() else ScanState.NOT_SCANNED
    with transaction.atomic():
        row = DocumentVersion.objects.select_for_update().get(pk=version_id)
        if row.scan_state not in DECIDED:
            row.scan_state, row.scanned_at = state, timezone.now()
            row.save(update_fields=["scan_state", "scanned_at"])
            if state == ScanState.INFECTED:
                _shut_away(row)
    return row.scan_state


def _asked(version: DocumentVersion) -> ScanState:
    try:
        with stored_files.path_of(DOCUMENTS, version.stored_name).open("rb") as handle:
            verdict = scanning.scan(handle)
    except (scanning.ScannerError, FileNotFoundError):
        return ScanState.FAILED
    return ScanState.CLEAN if verdict.is_clean else ScanState.INFECTED


def _shut_away(version: DocumentVersion) -> None:
    """The file goes where nothing is given out from; whoever uploaded it is told."""
    nominal = version.document.nominal
    facts = {"document": str(version.document_id), "version": version.number}
    tell([version.uploaded_by], AlertKind.VIRUS_FOUND, nominal, source=f"version {version.pk}", **facts)
    detail = {"part": "documentversion", "part_id": str(version.pk), "what": "infected", **facts}
    record(AuditAction.CHANGE, rule="virus scanner", subject=nominal, detail=detail)
    transaction.on_commit(lambda: stored_files.quarantine(version.stored_name))


def scan_again(send: Callable[[uuid.UUID], object], now: datetime.datetime | None = None) -> int:
    """Have scanned what still waits or failed, and, now that there is a scanner, what came before it.

    Without a scanner, what waits learns that nothing scans here. Returns how many.
    """
    waited = Q(scan_state=ScanState.WAITING, uploaded_at__lt=(now or timezone.now()) - WAITED)
    others = [ScanState.FAILED, ScanState.NOT_SCANNED] if scanning.is_configured() else [ScanState.FAILED]
    wanted = DocumentVersion.objects.filter(waited | Q(scan_state__in=others))
    longest = wanted.order_by(F("scanned_at").asc(nulls_first=True), "uploaded_at")
    keys = list(longest.values_list("pk", flat=True)[:MOST_AT_ONCE])
    for key in keys:
        send(key)
    return len(keys)


def sweep_files() -> int:
    """Remove files that no row names, and shut away infected ones still in their place. Returns how many."""
    for name in DocumentVersion.objects.filter(scan_state=ScanState.INFECTED).values_list("stored_name", flat=True):
        if stored_files.path_of(DOCUMENTS, name).exists():
            stored_files.quarantine(name)
    removed = 0
    for shelf, model in ((DOCUMENTS, DocumentVersion), (EXPORTS, ExportFile)):
        lying = stored_files.names_on(shelf)
        for names in _in_parts(lying):
            known = set(model._default_manager.filter(stored_name__in=names).values_list("stored_name", flat=True))
            for name in set(names) - known:
                lying[name].unlink(missing_ok=True)
                removed += 1
    return removed


def _in_parts(names: Iterable[str]) -> Iterator[list[str]]:
    every = sorted(names)
    return (every[first : first + _NAMES_AT_ONCE] for first in range(0, len(every), _NAMES_AT_ONCE))
