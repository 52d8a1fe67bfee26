"""What each address of the matrix is about: the people of `personas` and one row of every kind that has a page."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from agencies.choices import Role
from agencies.models import Invitation, ReportingUnit
from agencies.services.invitations import digest_of
from cases.choices import DisposalKind, LimitReason, OffenceOutcome, OrderType
from cases.models import Address, Alias, Disposal, Exclusion, Nominal, Order
from tests.personas import AREA, LONG_AGO, People, involve, make_people
from tests.routes import Route

SECRET = "secret-of-an-open-invitation"
NOWHERE = uuid.UUID(int=7)


@dataclass(frozen=True)
class World:
    """Everybody, and what the parameters of the routes stand for: by route, else by name.

    `strangers_parts` are the rows of the stranger's nominal at the routes where `by_route` has those of `nominal`.
    """

    people: People
    by_name: dict[str, Any]
    by_route: dict[str, dict[str, Any]]
    strangers_parts: dict[str, uuid.UUID]

    def path(self, route: Route, **instead: Any) -> str:
        return route.path(**self.by_name | self.by_route.get(route.name, {}) | instead)


def make_world() -> World:
    people = make_people()
    parts = {route: {"part": part} for route, part in _parts_of(people.nominal, people).items()}
    return World(
        people,
        _others_parameters() | _agencies(people) | _cases(people) | _figures(),
        _reference_data(people)
        | parts
        | {"cases:found": {"key": NOWHERE}, "cases:check_lists_file": {"key": NOWHERE}}
        | {"reporting:check": {"name": "without_level"}, "reporting:download": {"kind": "csv"}}
        | {name: {"pk": 1} for name in ("mfa_remove_webauthn", "mfa_edit_webauthn")},
        _parts_of(people.strangers_nominal, people),
    )


def _others_parameters() -> dict[str, Any]:
    """Those of the sign-in package, the admin and the style guide: of things that are not there."""
    return {
        "uidb36": "zz",
        "provider_id": "sso",
        "page_name": "confirmation",
        "content_type_id": "1",
        "object_id": "1",
        "app_label": "agencies",
        "url": "no-such-page",
    }


def _reference_data(people: People) -> dict[str, dict[str, Any]]:
    unit = ReportingUnit.objects.order_by("pk").values_list("pk", flat=True)[0]
    keys = {"area": AREA, "reportingunit": unit, "agency": people.team.agency_id}
    return {
        f"admin:agencies_{model}_{page}": {"object_id": key}
        for model, key in keys.items()
        for page in ("history", "delete", "change")
    }


def _agencies(people: People) -> dict[str, Any]:
    """A colleague in the team that leads, and an open invitation into it."""
    invitation = Invitation.objects.create(
        email="newcomer@mappa.example",
        full_name="Newcomer Newson",
        team=people.team,
        role=Role.OFFENDER_MANAGER,
        secret_digest=digest_of(SECRET),
        invited_by=people.system_administrator,
        expires_at=timezone.now() + datetime.timedelta(days=3),
    )
    return {
        "user_id": people.colleague.pk,
        "membership_id": people.colleague.memberships.get().pk,
        "team_id": people.team.pk,
        "invitation_id": invitation.pk,
        "secret": SECRET,
    }


def _cases(people: People) -> dict[str, Any]:
    return {"pk": people.nominal.pk, "draft": NOWHERE, "key": NOWHERE}


def _figures() -> dict[str, Any]:
    """The cell of last year's tables that counts both nominals."""
    year = timezone.localdate().year - 2
    return {"area_code": AREA, "year": year, "code": "T1", "row": "level_1", "column": "category_1"}


def _parts_of(nominal: Nominal, people: People) -> dict[str, uuid.UUID]:
    """One row of each kind that has a page of its own below a nominal, by the route of that page."""
    name = Alias.objects.create(nominal=nominal, family_name="Otherwise", given_names="Also")
    address = Address.objects.create(nominal=nominal, lines="1 Invented Lane", postcode="ZZ1 1ZZ", started_on=LONG_AGO)
    offence = Disposal.objects.create(
        nominal=nominal,
        offence_title="Invented offence",
        outcome=OffenceOutcome.CONVICTED,
        disposal=DisposalKind.values[0],
        dealt_with_on=LONG_AGO,
    )
    order = Order.objects.create(nominal=nominal, order_type=OrderType.SHPO, made_on=LONG_AGO)
    excluded = Exclusion.objects.create(
        nominal=nominal, user=people.inactive, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    return {
        "cases:change_name": name.pk,
        "cases:remove_name": name.pk,
        "cases:change_address": address.pk,
        "cases:end_address": address.pk,
        "cases:change_offence": offence.pk,
        "cases:remove_offence": offence.pk,
        "cases:end_order": order.pk,
        "cases:end_team": involve(nominal, people.schools_team).pk,
        "cases:end_exclusion": excluded.pk,
    }
