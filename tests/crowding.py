"""Rows by the dozen around one nominal and one team: does a page cost more when it has more to show?"""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from agencies.audit import record
from agencies.choices import AuditAction, Role
from agencies.models import Invitation, Membership, Team, User
from cases.choices import EventType, InvolvementReason, LimitReason, OrderType
from cases.models import Address, Alias, CaseEvent, CohortFault, CohortImport, Exclusion, Nominal, Order
from tests.personas import AREA, LONG_AGO, People, involve, make_nominal, make_team, make_user

_numbers = itertools.count(1)


def add_rows(people: People, count: int) -> None:
    """So many more rows of every kind that some page lists."""
    for _row in range(count):
        number = next(_numbers)
        team = make_team(f"Team {number}")
        _add_person(people, team, number)
        nominal = make_nominal(people.team, family_name=f"Crowd{number}", pnc_id=f"2002/{number:07}B")
        _add_to_record(nominal, people, team, number)
        _add_to_record(people.nominal, people, team, number)


def _add_person(people: People, team: Team, number: int) -> None:
    user = make_user(Role.OFFENDER_MANAGER, people.team)
    Membership.objects.create(user=user, team=team, role=Role.PANEL_MEMBER, started_on=LONG_AGO)
    held = {"team": people.team, "role": Role.OFFENDER_MANAGER, "invited_by": people.system_administrator}
    Invitation.objects.create(
        email=f"crowd-{number}@mappa.example",
        full_name=f"Crowd {number}",
        secret_digest=f"{number:064}",
        expires_at=timezone.now() + datetime.timedelta(days=3),
        **held,
    )
    record(AuditAction.ADMINISTER, rule="role", actor=people.coordinator, subject=user, subject_type="account")
    refused = CohortImport.objects.create(
        area_id=AREA, started_by=people.administrator, state=CohortImport.State.REFUSED, fault_count=1
    )
    CohortFault.objects.create(cohort_import=refused, place=1, **_fault())


def _fault() -> dict[str, Any]:
    return {"file": "nominals.csv", "line": 2, "column": "sex", "value": "x", "sentence": "Not one of the values."}


def _add_to_record(nominal: Nominal, people: People, team: Team, number: int) -> None:
    """Other names, addresses, orders, events, teams and exclusions of one record, and people who looked at it."""
    day = LONG_AGO + datetime.timedelta(days=number)
    Alias.objects.create(nominal=nominal, family_name=f"Alias{number}")
    Address.objects.create(nominal=nominal, lines=f"{number} Crowded Lane", started_on=day)
    Order.objects.create(nominal=nominal, order_type=OrderType.SHPO, made_on=day)
    CaseEvent.objects.create(nominal=nominal, event_type=EventType.RETURNED_LICENCE, occurred_on=day)
    involve(nominal, team, InvolvementReason.INVOLVED)
    Exclusion.objects.create(nominal=nominal, user=_newest(), reason=LimitReason.KNOWS_PERSON, started_on=day)
    record(AuditAction.VIEW, rule="leads", actor=people.colleague, subject=nominal)
    nominal.save()


def _newest() -> User:
    return User.objects.latest("joined_at")
