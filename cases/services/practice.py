"""An area's own limits of practice: set from a day on. What held until then is never edited."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.errors import Conflict, DomainError
from agencies.models import Area, User
from agencies.roles import Capability
from cases.limits_of_practice import Chain, history_of, is_law
from cases.models import PracticeSetting
from cases.practice import value_in_words
from pagekit.dates import long_date

#: The most of each unit that can be meant.
MOST = {"days": 366, "working_days": 260, "weeks": 104, "months": 60, "people": 500, "per_cent": 100}


@dataclass(frozen=True)
class NewLimit:
    value: int
    effective_from: datetime.date
    authority: str


@transaction.atomic
def set_limit(*, actor: User, chain: Chain, area: Area, seen: str, values: NewLimit) -> PracticeSetting:
    """The area's own value from a day, which is today or later. A value set for the same day, which has not governed
    any day before today, is replaced; the change history keeps it.

    `seen` is `stamp_of` the chain when the form was drawn: Conflict when somebody set it since. Raises DomainError for
    a limit of law, a day in the past, and a value that cannot be.
    """
    with connection.cursor() as cursor:  # two who set the same limit wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"practice {area.pk} {chain}"])
    _refuse_impossible(chain, values)
    now = stamp_of(chain, area.pk)
    if now != seen:
        raise _overtaken(chain, area)
    key: dict[str, Any] = {"name": chain.name, "level": chain.level, "band": chain.band, "area": area}
    row, _created = PracticeSetting.objects.update_or_create(
        **key,
        effective_from=values.effective_from,
        defaults={"value": values.value, "unit": chain.unit, "authority": values.authority, "set_by": actor},
    )
    detail = {"limit": chain.name, "level": chain.level, "band": chain.band, "area": area.pk, "value": values.value}
    record(
        AuditAction.ADMINISTER,
        rule=Capability.MANAGE_PRACTICE.value,
        actor=actor,
        subject=row,
        detail={**detail, "from": values.effective_from.isoformat()},
    )
    return row


def stamp_of(chain: Chain, area: str) -> str:
    """What a form sends back: the number of the last change of the area's own values of a limit."""
    history: Any = PracticeSetting._meta.get_field("history_rows").related_model
    rows = history.objects.filter(name=chain.name, level=chain.level, band=chain.band, area=area)
    return str(rows.order_by("-pgh_id").values_list("pgh_id", flat=True).first() or "")


def _overtaken(chain: Chain, area: Area) -> Conflict:
    latest = next((row for row in history_of(chain, area.pk) if row.area_id is not None), None)
    now = {}
    if latest is not None:  # a changed address may name a stamp that there never was
        label = _("from %(day)s") % {"day": long_date(latest.effective_from)}
        now[label] = value_in_words(latest.value, latest.unit)
    return Conflict(
        _("Somebody set this limit while you had it open. Nothing you typed is lost: check it and save again."),
        changed=now,
    )


def _refuse_impossible(chain: Chain, values: NewLimit) -> None:
    if is_law(chain.name):
        raise DomainError(_("This limit is set by law: an area cannot set its own."))
    if values.effective_from < timezone.localdate():
        raise DomainError(
            _("Choose today or a later day: what held in the past is not edited."), field="effective_from"
        )
    if not 1 <= values.value <= MOST[chain.unit]:
        words = {"most": value_in_words(MOST[chain.unit], chain.unit)}
        raise DomainError(_("Enter a number from 1 to %(most)s.") % words, field="value")
