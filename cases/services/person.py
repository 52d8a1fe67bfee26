"""The person: who it is. Added once, with what the area decides at the start; corrected by people who may race."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.errors import DomainError
from agencies.models import Area, Team, User
from agencies.roles import Capability
from cases.choices import LevelRoute, NotificationKind
from cases.models import Nominal
from cases.services.acts import changed, hold
from cases.services.histories import add_basis, record_whereabouts, set_level
from cases.services.notification import follow_notification
from cases.services.notifying import record_change
from cases.services.responsibility import change_responsibility
from cases.services.versions import require_version

#: What may be corrected of a person, in the order of the form.
FIELDS = (
    "family_name",
    "given_names",
    "date_of_birth",
    "sex",
    "ethnicity",
    "pnc_id",
    "cro_number",
    "crn",
    "noms_number",
    "visor_ref",
    "died_on",
)


@dataclass(frozen=True)
class Start:
    """How a person is managed from the first day; what is not decided yet stays empty and shows as such."""

    area: Area
    lead_team: Team
    started_on: datetime.date
    basis: str = ""
    basis_started_on: datetime.date | None = None
    level: int | None = None
    route: str = LevelRoute.LEAD_AGENCY
    rationale: str = ""
    whereabouts: str = ""


@transaction.atomic
def create_nominal(*, actor: User, key: uuid.UUID, values: dict[str, Any], start: Start) -> Nominal:
    """Add a person, managed from the start by an area and a team, which may see them at once.

    `key` is drawn once for each form that was begun and becomes the person's: sent twice, it makes one person. Raises
    DomainError when a rule refuses what is decided at the start.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
    made = Nominal.objects.filter(pk=key).first()
    if made is not None:
        return made
    nominal = Nominal.objects.create(pk=key, **values)
    rule = Capability.CREATE_NOMINAL.value
    record(AuditAction.CREATE, rule=rule, actor=actor, subject=nominal, detail={"area": start.area.pk})
    _begin(nominal, start, actor=actor)
    return nominal


def _begin(nominal: Nominal, start: Start, *, actor: User) -> None:
    since = start.started_on
    change_responsibility(actor=actor, nominal=nominal, area=start.area, lead_team=start.lead_team, started_on=since)
    if start.basis:
        add_basis(actor=actor, nominal=nominal, basis=start.basis, started_on=start.basis_started_on or since)
    if start.level is not None:
        decided: dict[str, Any] = {"level": start.level, "route": start.route, "rationale": start.rationale}
        set_level(actor=actor, nominal=nominal, started_on=since, **decided)
    if start.whereabouts:
        record_whereabouts(actor=actor, nominal=nominal, status=start.whereabouts, started_on=since)


@transaction.atomic
def change_person(*, actor: User, nominal: Nominal, version: int, values: dict[str, Any]) -> Nominal:
    """Correct who the person is. `version` is the one the actor saw.

    Raises Overtaken when somebody else saved in the meantime, DomainError for a death before the birth.
    """
    stored = hold(nominal.pk)
    require_version(stored, version, FIELDS)
    names = [name for name in FIELDS if name in values and getattr(stored, name) != values[name]]
    if not names:
        return stored
    for name in names:
        setattr(stored, name, values[name])
    _refuse_impossible_days(stored.date_of_birth, stored.died_on)
    stored.version += 1
    stored.save(update_fields=[*names, "version"])
    _notification_follows(stored, names, actor=actor)
    changed(actor=actor, nominal=stored, part="person", fields=names)
    return stored


def _notification_follows(nominal: Nominal, names: list[str], *, actor: User) -> None:
    """A date of birth may decide how long somebody is subject to notification; somebody subject notifies a new name."""
    today = timezone.localdate()
    if "date_of_birth" in names:
        follow_notification(actor=actor, nominal=nominal, on=today)
    is_subject = nominal.notification_requirements.in_force(today).exists()
    kind = NotificationKind.CHANGE_NAME
    is_known = nominal.changes_to_notify.filter(kind=kind, happened_on=today, withdrawn_because="").exists()
    if {"family_name", "given_names"} & set(names) and is_subject and not is_known:
        record_change(actor=actor, nominal=nominal, kind=kind, happened_on=today, note=_("Name changed in the record"))


def _refuse_impossible_days(born: datetime.date | None, died: datetime.date | None) -> None:
    """Nobody dies before being born."""
    if born is not None and died is not None and died < born:
        raise DomainError(_("The date of death must be the same as or after the date of birth."), field="died_on")
