"""Measures whole pages as a browser asks for them, through the door and unchecked: the record's tabs, the home page,
the alerts, the referrals. The SQL is all of the request: session, user, evidence and what the page reads.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.models import Membership, User
from agencies.teams import standard_team
from bench.doors import UNCHECKED, in_place_of_the_door
from bench.measuring import Act, Line, interleaved, line
from bench.standpoints import MIDDLING_AREA, Standpoints
from bench.worklists import busiest
from cases.access import visible
from cases.models import Nominal

RECORDS = 20
#: The tabs of a record, by the name of their route.
TABS = {
    "overview": "cases:nominal",
    "reviews": "cases:reviews",
    "law": "cases:law",
    "notification": "cases:notification",
    "risk": "cases:risk",
    "people and places": "cases:people_and_places",
    "timeline": "cases:timeline",
}


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """The tabs of twenty records each; then the pages that are somebody's own."""
    for name in ("lead team", "largest unit"):
        user, _team = standpoints[name]
        keys = _records(user)
        for tab, route in TABS.items():
            addresses = [reverse(route, args=[key]) for key in keys]
            yield compared(f"record: {tab}, {name}", signed_in(user), addresses, rounds=RECORDS)
    readers = {name: user for name, (user, _team) in standpoints.items()} | _at_work()
    for name, user in readers.items():
        yield compared(f"home page, {name}", signed_in(user), [reverse("home")])
    for name in ("lead team", "an offender manager", "a supervisor", "largest unit"):
        if name in readers:
            yield compared(f"alerts, {name}", signed_in(readers[name]), [reverse("cases:alerts")])
    for name in ("area's unit", "largest unit"):
        yield compared(f"referrals to decide, {name}", signed_in(readers[name]), [reverse("cases:referral_queue")])


def _records(user: User) -> list[UUID]:
    """Some of those live whom the user may see."""
    live = Nominal.objects.managed(timezone.localdate()).order_by("reference")
    return list(visible(live, user).values_list("pk", flat=True)[:RECORDS])


def _at_work() -> dict[str, User]:
    """Who manages most people of the lead team, and their supervisor if there is one."""
    team = standard_team(MIDDLING_AREA, AgencyKind.POLICE)
    held = Membership.objects.filter(team=team, role=Role.TEAM_SUPERVISOR).select_related("user")
    supervisor = held.order_by("user__email").first()
    return {"an offender manager": busiest(team)} | ({"a supervisor": supervisor.user} if supervisor else {})


def signed_in(user: User) -> Client:
    """A browser of theirs."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client


def compared(title: str, client: Client, addresses: list[str], rounds: int = 7) -> Line:
    """The pages at these addresses in turn, through the door and unchecked."""
    acts = {"unchecked": _without_the_door(_page(client, addresses)), "the door": _page(client, addresses)}
    timings = interleaved(acts, rounds=rounds)
    floor, door = timings["unchecked"], timings["the door"]
    with CaptureQueriesContext(connection) as asked:
        acts["the door"]()
    met = door.sql_ms <= 2 * floor.sql_ms
    note = f"{floor.sql_ms:.1f} ms unchecked; {len(asked)} statements"
    return line(title, door, floor, "unchecked", wanted="2", met=met, note=note)


def _page(client: Client, addresses: list[str]) -> Act:
    turns = cycle(addresses)

    def act() -> None:
        assert client.get(next(turns)).status_code == 200  # noqa: S101

    return act


def _without_the_door(act: Callable[[], None]) -> Act:
    def unchecked() -> None:
        with in_place_of_the_door(**UNCHECKED):
            act()

    return unchecked
