"""The one door to nominals: who may see and change which. The only module that knows guardian.

A user has a capability on a nominal when a team, in which the user's role gives that capability, holds the guardian
row that the capability needs; when nothing excludes the user or one of the user's teams; and when the user is listed,
if the record is restricted. Lists, counts, pages, searches, interface, exports, form choices and alerts all ask here.

Not visible: 404, the same as not existing. Visible and not allowed: 403. Being a superuser shows nothing.
"""

# Every name put into SQL here is a model's; values never are.
# ruff: noqa: S608

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from agencies.audit import record
from agencies.choices import AuditAction, AuditOutcome
from agencies.database_statistics import refresh_statistics
from agencies.models import Membership, User
from agencies.roles import Capability
from agencies.standing import Place, require_capability, standing_of
from cases.choices import REASONS_TO_CHANGE, REASONS_TO_LOOK_ALONE, TransferState
from cases.models import (
    Exclusion,
    Involvement,
    Nominal,
    NominalGroupPermission,
    Restriction,
    RestrictionMember,
    Transfer,
)

Someone = User | AnonymousUser
M = TypeVar("M", bound=models.Model)

VIEW, CHANGE = "view_nominal", "change_nominal"

#: The guardian permission that a team must hold for each capability on a nominal.
NEEDED_PERMISSION: dict[str, str] = {
    Capability.VIEW_NOMINAL: VIEW,
    Capability.EXPORT_NOMINALS: VIEW,
    Capability.VIEW_ACCESS_LOG: VIEW,
    Capability.CHANGE_NOMINAL: CHANGE,
    Capability.MANAGE_ACCESS: CHANGE,
    Capability.REFER_NOMINAL: VIEW,
    Capability.SCORE_REVIEWS: CHANGE,
    Capability.DECIDE_REFERRALS: CHANGE,
    Capability.MOVE_LEVEL: CHANGE,
    Capability.COUNTERSIGN_REVIEWS: CHANGE,
    Capability.ALLOCATE_NOMINALS: CHANGE,
    Capability.OFFER_TRANSFERS: CHANGE,
}

#: What a team that may look needs another reason for than that the person was or stays in its area.
_MORE_THAN_LOOKING = frozenset({Capability.REFER_NOMINAL})


@cache
def permission_id(codename: str) -> int:
    """The key of a permission on Nominal; constant in a database, so that plans see a number and not a join."""
    return Permission.objects.get(content_type__app_label="cases", content_type__model="nominal", codename=codename).pk


def path_to_nominal(model: type[models.Model]) -> str:
    """The path from a model to its nominal's key. A model further away than one step names it in `nominal_path`."""
    return "pk" if model is Nominal else str(getattr(model, "nominal_path", "nominal_id"))


# --- reading --------------------------------------------------------------------------------------------------------


def visible(queryset: QuerySet[M], user: Someone, capability: str = Capability.VIEW_NOMINAL) -> QuerySet[M]:
    """The rows whose nominal the user has the capability on. Rows of Nominal, or of any model that leads to it."""
    standing = standing_of(user)
    groups = standing.group_ids(capability)
    if not groups:
        return queryset.none()
    nominal = OuterRef(path_to_nominal(queryset.model))
    granted = _granting(capability).filter(content_object=nominal, group__in=groups)
    return queryset.filter(Exists(granted)).filter(*_not_shut_out(user, nominal))


def _granting(capability: str) -> QuerySet[NominalGroupPermission, Any]:
    """Guardian's rows that give a capability to those whose role in the team has it."""
    rows = NominalGroupPermission.objects.filter(permission=permission_id(NEEDED_PERMISSION[capability]))
    return rows.filter(_takes_part()) if capability in _MORE_THAN_LOOKING else rows


def _takes_part() -> Exists:
    """The condition on one of guardian's rows that its team is there for more than looking for a time."""
    reasons = Involvement.objects.in_force(timezone.localdate()).exclude(reason__in=REASONS_TO_LOOK_ALONE)
    return Exists(reasons.filter(nominal=OuterRef("content_object"), team__group=OuterRef("group")))


def not_shut_out(queryset: QuerySet[M], user: Someone) -> QuerySet[M]:
    """The rows about nobody from whom the user is shut out, granted or not.

    For figures of the past alone, which count people whose records have moved on; never for showing anybody.
    """
    return queryset.filter(*_not_shut_out(user, OuterRef(path_to_nominal(queryset.model))))


def _not_shut_out(user: Someone, nominal: OuterRef) -> tuple[Any, ...]:
    """Conditions: no exclusion of the user or a team of theirs; listed, if the record is restricted."""
    restricted = Restriction.objects.in_force(timezone.localdate()).filter(nominal=nominal)
    listed = RestrictionMember.objects.filter(user=user.pk, restriction=OuterRef("pk"))
    return (_not_excluded(user, nominal), ~Exists(restricted.filter(~Exists(listed))))


def _not_excluded(user: Someone, nominal: OuterRef) -> Any:
    """The condition that no exclusion of the user, or of a team of theirs, is in force."""
    excluded = Exclusion.objects.in_force(timezone.localdate()).filter(
        Q(user=user.pk) | Q(team__in=standing_of(user).team_ids), nominal=nominal
    )
    return ~Exists(excluded)


def can(user: Someone, nominal: Nominal, capability: str) -> bool:
    """Whether the user has the capability on this nominal now."""
    return visible(Nominal.objects.filter(pk=nominal.pk), user, capability).exists()


def abilities(user: Someone, nominal: Nominal) -> frozenset[str]:
    """Every capability the user has on a nominal, in one query: what a page needs to know which buttons to show."""
    standing = standing_of(user)
    held = NominalGroupPermission.objects.filter(
        content_object=nominal.pk, group__in=[place.group_id for place in standing.places]
    ).filter(*_not_shut_out(user, OuterRef("content_object")))
    rows = held.annotate(takes_part=_takes_part()).values_list("group_id", "permission_id", "takes_part")
    holdings = {(group, permission): takes_part for group, permission, takes_part in rows}
    return frozenset(
        capability
        for place in standing.places
        for capability, codename in NEEDED_PERMISSION.items()
        if capability in place.capabilities
        and (place.group_id, permission_id(codename)) in holdings
        and (capability not in _MORE_THAN_LOOKING or holdings[place.group_id, permission_id(codename)])
    )


def places_on(user: Someone, nominal: Nominal, capability: str) -> list[Place]:
    """The user's places that give the capability on this nominal: in which team they act."""
    if not can(user, nominal, capability):
        return []
    groups = set(_granting(capability).filter(content_object=nominal.pk).values_list("group", flat=True))
    return [one for one in standing_of(user).places if capability in one.capabilities and one.group_id in groups]


def people_with(nominal: Nominal, capability: str = Capability.VIEW_NOMINAL) -> QuerySet[User]:
    """The door from its other side: the people who have a capability on this nominal today."""
    today = timezone.localdate()
    granted = _granting(capability).filter(content_object=nominal.pk)
    places = Membership.objects.in_force(today).filter(team__is_active=True, user=OuterRef("pk"))
    letting_in = places.giving(capability).filter(team__group__in=granted.values("group"))
    exclusions = Exclusion.objects.in_force(today).filter(nominal=nominal.pk)
    excluded = exclusions.filter(Q(user=OuterRef("pk")) | Q(team__in=Subquery(_teams_of_outer_user(today))))
    people = User.objects.filter(Exists(letting_in), ~Exists(excluded), is_active=True)
    restriction = Restriction.objects.in_force(today).filter(nominal=nominal.pk).first()
    return people.filter(pk__in=restriction.members.values("user")) if restriction else people


def _teams_of_outer_user(on: datetime.date) -> QuerySet[Membership, Any]:
    """Teams of the user two queries further out."""
    return Membership.objects.in_force(on).filter(user=OuterRef(OuterRef("pk")), team__is_active=True).values("team")


def get_or_404(
    user: Someone,
    queryset: QuerySet[M],
    capability: str = Capability.VIEW_NOMINAL,
    *,
    action: AuditAction = AuditAction.VIEW,
    detail: dict[str, Any] | None = None,
    **lookup: Any,
) -> M:
    """The one row, if the user has the capability on its nominal. Leaves an event either way; `detail` is added to it.

    Raises Http404 when the row does not exist or its nominal is not visible, PermissionDenied when it is visible but
    the capability is missing.
    """
    reason = _reason(user, queryset.model, capability)
    found = visible(queryset.filter(**lookup), user, capability).annotate(_reason=reason).first()
    if found is not None:
        subject = _subject(found)
        subject["detail"] = subject.get("detail", {}) | (detail or {})
        record(action, rule=found._reason or "grant", actor=_person(user), **subject)  # type: ignore[attr-defined]
        return found
    _refuse(user, queryset.filter(**lookup).first(), capability, action, lookup)
    raise Http404


def _person(user: Someone) -> User | None:
    """Who acts, for the evidence; None for somebody who is not signed in."""
    return user if isinstance(user, User) else None


def require(user: Someone, nominal: Nominal, capability: str, *, action: AuditAction = AuditAction.CHANGE) -> None:
    """Raise as `get_or_404` would, unless the user has the capability on a nominal already fetched."""
    get_or_404(user, Nominal.objects.all(), capability, action=action, pk=nominal.pk)


def require_team(user: Someone, row: models.Model, team_id: uuid.UUID, capability: str) -> None:
    """Raise PermissionDenied, leaving evidence, unless this team gives the user the capability on the row's nominal."""
    nominal = _subject(row)["subject"]
    if team_id not in {place.team_id for place in places_on(user, nominal, capability)}:
        refused = AuditOutcome.REFUSED
        record(AuditAction.CHANGE, rule="another team", outcome=refused, actor=_person(user), **_subject(row))
        raise PermissionDenied


def offers_to(user: Someone) -> QuerySet[Transfer, Any]:
    """Transfers offered to the areas for which the user answers, accepted or not. Whoever reads one may not yet see the
    person: a page of it shows no name and nothing else of the record than what an answer needs.
    """
    areas = standing_of(user).area_codes(Capability.ANSWER_TRANSFERS)
    return Transfer.objects.filter(_not_excluded(user, OuterRef("nominal_id")), to_area__in=areas)


def to_answer(user: Someone) -> QuerySet[Transfer, Any]:
    """The offers that wait for the user's units."""
    return offers_to(user).filter(state=TransferState.OFFERED)


def offer_or_404(user: Someone, pk: uuid.UUID, action: AuditAction = AuditAction.VIEW) -> Transfer:
    """One transfer offered to an area for which the user answers. Leaves an event about the person either way."""
    require_capability(user, Capability.ANSWER_TRANSFERS, action)
    found = offers_to(user).filter(pk=pk).select_related("nominal", "from_area", "to_area").first()
    about: dict[str, Any] = {"detail": {"part": "transfer", "part_id": str(pk)}, "actor": _person(user)}
    if found is None:
        record(action, rule="no offer", outcome=AuditOutcome.REFUSED, subject_type="transfer", subject_id=pk, **about)
        raise Http404
    record(action, rule="offered to the area", subject=found.nominal, **about)
    return found


def _reason(user: Someone, model: type[models.Model], capability: str) -> Subquery:
    """Why a team gives the user this capability on the row's nominal: what the audit calls the rule that decided."""
    giving = Involvement.objects.in_force(timezone.localdate()).filter(
        nominal=OuterRef(path_to_nominal(model)), team__group__in=standing_of(user).group_ids(capability)
    )
    if NEEDED_PERMISSION[capability] == CHANGE:
        giving = giving.filter(reason__in=REASONS_TO_CHANGE)
    return Subquery(giving.order_by("started_on").values("reason")[:1])


def _subject(row: models.Model) -> dict[str, Any]:
    """Whom an event is about: always the nominal, with the kind of row beside it."""
    if isinstance(row, Nominal):
        return {"subject": row}
    path = path_to_nominal(type(row)).removesuffix("_id")
    nominal: Any = row
    for step in path.split("__"):
        nominal = getattr(nominal, step)
    detail = {"part": type(row)._meta.model_name, "part_id": str(row.pk), **getattr(row, "named_in_evidence", {})}
    return {"subject": nominal, "detail": detail}


def _refuse(user: Someone, row: models.Model | None, capability: str, action: AuditAction, lookup: dict) -> None:
    """Record why a row was not shown; raise PermissionDenied when the user may see it but not do this."""
    if row is None:
        asked = lookup.get("pk")
        asked = asked if isinstance(asked, uuid.UUID) else None
        missing: dict[str, Any] = {"subject_type": "nominal", "subject_id": asked}
        record(action, rule="does not exist", outcome=AuditOutcome.REFUSED, actor=_person(user), **missing)
        return
    rows = type(row)._default_manager.filter(pk=row.pk)
    seen = capability != Capability.VIEW_NOMINAL and visible(rows, user).exists()
    rule = f"no capability: {capability}" if seen else _why_not(user, row)
    record(action, rule=rule, outcome=AuditOutcome.REFUSED, actor=_person(user), **_subject(row))
    if seen:
        raise PermissionDenied


def _why_not(user: Someone, row: models.Model) -> str:
    nominal_id = _subject(row)["subject"].pk
    today = timezone.localdate()
    teams = standing_of(user).team_ids
    if Exclusion.objects.in_force(today).filter(Q(user=user.pk) | Q(team__in=teams), nominal=nominal_id).exists():
        return "excluded"
    if Restriction.objects.in_force(today).filter(nominal=nominal_id).exclude(members__user=user.pk).exists():
        return "restricted"
    return "no grant"


# --- granting: guardian's rows follow from the reasons ----------------------------------------------------------------

_EXPECTED = """
    SELECT DISTINCT team.group_id, permission.id AS permission_id, reason.nominal_id AS content_object_id
      FROM cases_involvement reason
      JOIN agencies_team team ON team.id = reason.team_id
      JOIN (VALUES (%(view)s, NULL), (%(change)s, %(changing)s)) AS permission (id, reasons)
        ON permission.reasons IS NULL OR reason.reason = ANY (permission.reasons::text[])
     WHERE reason.started_on <= %(on)s AND (reason.ended_on IS NULL OR reason.ended_on > %(on)s)
       {scope}
"""


def _parameters(on: datetime.date, nominal_ids: list[uuid.UUID] | None) -> dict[str, Any]:
    return {
        "on": on,
        "view": permission_id(VIEW),
        "change": permission_id(CHANGE),
        "changing": "{" + ",".join(sorted(REASONS_TO_CHANGE)) + "}",
        "ids": [str(key) for key in nominal_ids] if nominal_ids is not None else None,
    }


#: From so many people on, the planner's statistics are brought up to date on the way.
MANY_PEOPLE = 1000


def sync_grants(nominal_ids: Iterable[uuid.UUID] | None = None, on: datetime.date | None = None) -> tuple[int, int]:
    """Make guardian's rows what the involvements in force say, for these nominals or for all.

    Set-based: one INSERT, one DELETE. Returns how many rows were added and removed. Call it in the transaction that
    changed an involvement; the nightly task calls it for what began or ended by date alone.
    """
    ids = None if nominal_ids is None else list(nominal_ids)
    parameters = _parameters(on or timezone.localdate(), ids)
    expected = _EXPECTED.format(scope="" if ids is None else "AND reason.nominal_id = ANY (%(ids)s::uuid[])")
    scope = "" if ids is None else "AND held.content_object_id = ANY (%(ids)s::uuid[])"
    table = NominalGroupPermission._meta.db_table
    is_large = ids is None or len(ids) >= MANY_PEOPLE
    with transaction.atomic(), connection.cursor() as cursor:
        if is_large:
            refresh_statistics(Involvement)
        cursor.execute(
            f"INSERT INTO {table} (group_id, permission_id, content_object_id) {expected} ON CONFLICT DO NOTHING",
            parameters,
        )
        added = cursor.rowcount
        if is_large:
            refresh_statistics(NominalGroupPermission)
        cursor.execute(
            f"""DELETE FROM {table} held WHERE NOT EXISTS (
                    SELECT 1 FROM ({expected}) wanted
                     WHERE (wanted.group_id, wanted.permission_id, wanted.content_object_id)
                         = (held.group_id, held.permission_id, held.content_object_id)) {scope}""",
            parameters,
        )
        return added, cursor.rowcount


def grant_differences(on: datetime.date | None = None) -> tuple[list[tuple], list[tuple]]:
    """Guardian rows that lack a reason, and reasons that lack a guardian row: (group, permission, nominal) each."""
    parameters = _parameters(on or timezone.localdate(), None)
    expected = _EXPECTED.format(scope="")
    held = f"SELECT group_id, permission_id, content_object_id FROM {NominalGroupPermission._meta.db_table}"
    with connection.cursor() as cursor:
        cursor.execute(f"{held} EXCEPT ({expected})", parameters)
        without_reason = cursor.fetchall()
        cursor.execute(f"({expected}) EXCEPT {held}", parameters)
        return without_reason, cursor.fetchall()
