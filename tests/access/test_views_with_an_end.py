"""Whoever may look for a time alone, because the person stays in the area or has left it, changes nothing anywhere."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.teams import standard_team
from cases.choices import InvolvementReason
from tests.access_matrix import POSTS
from tests.asking import Crowd, client_of
from tests.personas import OTHER_AREA, involve, make_user
from tests.routes import routes

DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def onlookers(crowd: Crowd) -> Iterator[dict[str, Client]]:
    """Of the area in which the person stays, and of the one that answered before: those who may do most at home."""
    with transaction.atomic():
        today, nominal = timezone.localdate(), crowd.people.nominal
        days = {"started_on": today - DAY, "ended_on": today + 30 * DAY}
        unit = standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT)
        police = standard_team(OTHER_AREA, AgencyKind.POLICE)
        involve(nominal, unit, InvolvementReason.STAYING, **days)
        involve(nominal, police, InvolvementReason.TRANSFERRED_OUT, **days)
        places = [(Role.MAPPA_COORDINATOR, unit), (Role.PANEL_CHAIR, unit), (Role.TEAM_SUPERVISOR, police)]
        yield {role: client_of(make_user(role, team)) for role, team in places}
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", [name for name in POSTS if "pk" in routes()[name].parameters and "cases:" in name])
def test_a_view_with_an_end_lets_nobody_write(name: str, crowd: Crowd, onlookers: dict[str, Client]) -> None:
    for role, browser in onlookers.items():
        with transaction.atomic():
            for method in (browser.get, browser.post):
                response = method(crowd.path(name))
                reads = method == browser.get and name == "cases:sample"
                assert response.status_code in ({200} if reads else {403, 404, 405}), (role, method)
            transaction.set_rollback(True)
