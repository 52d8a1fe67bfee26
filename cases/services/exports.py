"""Lists of nominals as files: asked for, made elsewhere, fetched by whoever asked, removed when their time is over.

Whether the asker may have them is asked three times: when they ask, when the file is made, when it is fetched.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit import SHOWN_LIMIT, record
from agencies.choices import AuditAction, AuditOutcome
from agencies.errors import DomainError
from agencies.models import User
from agencies.roles import Capability
from agencies.standing import standing_of
from cases import stored_files
from cases.access import visible
from cases.choices import AlertKind, ExportProblem, ExportState
from cases.exports import MOST_ROWS, Sheet, as_file
from cases.filters import NominalFilter
from cases.models import ExportFile, Nominal
from cases.services.alerts import tell
from cases.sorting import DEFAULT, sorted_by
from cases.stored_files import EXPORTS
from pagekit.links import SORT

NOMINALS = "nominals"
EXPORT = Capability.EXPORT_NOMINALS
#: So many files of one person may wait to be made.
MOST_WAITING = 5
#: What was not made in this time never will be: its task was lost.
GIVEN_UP = datetime.timedelta(hours=6)
_PROGRESS_EVERY, _PROGRESS_SECONDS = 500, 60 * 60
_OPEN = (ExportState.WAITING, ExportState.RUNNING)

#: What an address asks of the list: filters and order.
Question = Mapping[str, str]


def people_asked_for(user: User, asked: Question, on: datetime.date) -> tuple[NominalFilter, QuerySet[Nominal, Any]]:
    """The filters of an address's question, and the people they leave of those whom the user may put into a file."""
    filters = NominalFilter(asked, standing=standing_of(user))
    people = visible(filters.narrow(Nominal.objects.all(), on), user, EXPORT)
    return filters, sorted_by(people.with_standing(on), asked.get(SORT, DEFAULT), on)  # type: ignore[attr-defined]


def request_export(
    *,
    actor: User,
    asked: Question,
    with_personal_data: bool,
    file_format: str,
    send: Callable[[uuid.UUID], object],
) -> ExportFile:
    """Note that somebody wants a list as a file; `send` is given its key once this is stored. Raises DomainError."""
    if ExportFile.objects.filter(asked_by=actor, state__in=_OPEN).count() >= MOST_WAITING:
        raise DomainError(_("Several of your files are still being made. Wait until they are ready."))
    filters, people = people_asked_for(actor, asked, timezone.localdate())
    if people.count() > MOST_ROWS:
        words = {"most": MOST_ROWS}
        raise DomainError(_("At most %(most)d people can be downloaded at once. Choose more filters.") % words)
    terms = filters.terms()
    kept = terms | {"filtered": "1"} | ({SORT: asked[SORT]} if SORT in asked else {})
    with transaction.atomic():
        made = ExportFile.objects.create(
            asked_by=actor,
            kind=NOMINALS,
            file_format=file_format,
            filters=kept,
            asked_for=filters.in_words()[:600],
            with_personal_data=with_personal_data,
            expires_at=timezone.now() + datetime.timedelta(days=settings.EXPORT_KEPT_DAYS),
        )
        detail = {"asked": True, "terms": terms, "with_personal_data": with_personal_data}
        record(AuditAction.EXPORT, rule=EXPORT, actor=actor, subject=made, detail=detail)
        transaction.on_commit(lambda: send(made.pk))
    return made


def make_export(export_id: uuid.UUID) -> str:
    """Make a file that was asked for; returns its state. One that was made, or gave up, is left alone."""
    if not ExportFile.objects.filter(pk=export_id, state__in=_OPEN).update(state=ExportState.RUNNING):
        return ExportFile.objects.values_list("state", flat=True).get(pk=export_id)
    export = ExportFile.objects.select_related("asked_by").get(pk=export_id)
    try:
        problem = _make(export)
    except BaseException:
        _end(export, ExportState.FAILED, ExportProblem.BROKEN)
        raise
    if problem:
        _end(export, ExportState.FAILED, problem)
    return export.state


def _make(export: ExportFile) -> str:
    """Write the file, with evidence of everybody in it; returns why it could not be made, or nothing."""
    user = export.asked_by
    if not standing_of(user).can(EXPORT):
        record(AuditAction.EXPORT, rule="role", outcome=AuditOutcome.REFUSED, actor=user, subject=export)
        return ExportProblem.NOT_ALLOWED
    filters, people = people_asked_for(user, export.filters, timezone.localdate())
    rows = list(people[: MOST_ROWS + 1])
    if len(rows) > MOST_ROWS:
        return ExportProblem.TOO_MANY
    sheet = Sheet(user, timezone.now(), export.with_personal_data)
    kept = stored_files.keep(EXPORTS, [as_file(sheet, _counted(export, rows), export.file_format)])
    try:
        with transaction.atomic():
            export.stored_name, export.size, export.rows = kept.name, kept.size, len(rows)
            export.people = [one.pk for one in rows]
            _record_people(export, [one.reference for one in rows], filters.terms())
            _end(export, ExportState.READY)
            tell([user], AlertKind.FILE_READY, source=f"file {export.pk}", file=str(export.pk), rows=export.rows)
    except BaseException:
        stored_files.discard(EXPORTS, kept.name)
        raise
    return ""


def _end(export: ExportFile, state: str, problem: str = "") -> None:
    export.state, export.problem, export.finished_at = state, problem, timezone.now()
    export.save()


def _counted(export: ExportFile, rows: list[Nominal]) -> Iterator[Nominal]:
    """The people, one by one; tells the page through the cache how far it is."""
    for number, one in enumerate(rows):
        if number % _PROGRESS_EVERY == 0:
            cache.set(_progress_key(export.pk), number * 100 // len(rows), _PROGRESS_SECONDS)
        yield one


def progress_of(export: ExportFile) -> int:
    """How much of a file is made, 0 to 100."""
    return int(cache.get(_progress_key(export.pk)) or 0)


def _progress_key(export_id: uuid.UUID) -> str:
    return f"export-{export_id}"


def _record_people(export: ExportFile, references: list[str], terms: dict[str, str]) -> None:
    """One event for as many people as one event can name."""
    parts = range(0, max(len(references), 1), SHOWN_LIMIT)
    for number, first in enumerate(parts, 1):
        record(
            AuditAction.EXPORT,
            rule="door",
            actor=export.asked_by,
            subject=export,
            shown=references[first : first + SHOWN_LIMIT],
            detail={
                "terms": terms,
                "count": len(references),
                "part": number,
                "parts": len(parts),
                "with_personal_data": export.with_personal_data,
            },
        )


def withhold(*, actor: User, export: ExportFile) -> str:
    """Why a file that is ready may not be fetched after all, or nothing. One that may not is removed at once."""
    if export.expires_at <= timezone.now():
        _remove(export)
        return _("The file has expired.")
    mine = visible(Nominal.objects.filter(pk__in=export.people), actor, EXPORT).count()
    if mine < export.rows:
        _remove(export, ExportProblem.NOT_YOURS)
        return str(ExportProblem.NOT_YOURS.label)
    return ""


def _remove(export: ExportFile, problem: str = "") -> None:
    """The file goes, what it was stays on record."""
    name = export.stored_name
    export.state, export.problem, export.stored_name, export.people = ExportState.EXPIRED, problem, "", []
    export.save()
    transaction.on_commit(lambda: stored_files.discard(EXPORTS, name))


def abandon_export(export_id: uuid.UUID) -> None:
    """Note that the making of a file could not be started."""
    _end(ExportFile.objects.get(pk=export_id), ExportState.FAILED, ExportProblem.BROKEN)


def expire_exports(now: datetime.datetime | None = None) -> int:
    """Remove the files whose time is over and give up on those that were never made. Returns how many expired."""
    now = now or timezone.now()
    expired = list(ExportFile.objects.filter(state=ExportState.READY, expires_at__lte=now))
    for export in expired:
        _remove(export)
    for export in ExportFile.objects.filter(state__in=_OPEN, asked_at__lt=now - GIVEN_UP):
        _end(export, ExportState.FAILED, ExportProblem.BROKEN)
    return len(expired)
