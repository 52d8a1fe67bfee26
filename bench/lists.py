"""Measures the list page: through the door, with no permission at all, and through guardian's own shortcut."""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from bench.doors import WAYS, Narrow, in_place_of_the_door
from bench.measuring import Act, Line, interleaved, line
from bench.standpoints import Standpoints, size_of
from cases.models import Nominal
from cases.sorting import DEFAULT, sorted_by

PAGE = 25


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """The first page and the exact count of everybody managed today, then of one area, from each standpoint."""
    for name, (user, team) in standpoints.items():
        size = f"{size_of(team):,} people"
        for scope, where in (("all areas", {}), ("own area", {"area": team.area_id})):
            acts = {way: _page(narrow, user, where) for way, narrow in WAYS.items()}
            yield from _lines(f"list, {name}, {scope}", acts, size)
        yield from _lines(f"list, {name}, whole page (own area)", _whole_pages(user), size)


def _lines(title: str, acts: dict[str, Act], size: str) -> Iterator[Line]:
    timings = interleaved(acts)
    floor = timings["no permission"]
    yield line(f"{title}: no permission", floor)
    ratio = timings["the door"].sql_ms / floor.sql_ms
    yield line(f"{title}: the door", timings["the door"], floor, "no permission", wanted="2", met=ratio <= 2, note=size)
    yield line(f"{title}: guardian", timings["guardian"], floor, "no permission")


def _page(narrow: Narrow, user: User, where: dict[str, str]) -> Act:
    today = timezone.localdate()

    def act() -> None:
        people = narrow(Nominal.objects.managed(today, **where).alive(today), user, "view_nominal")
        list(sorted_by(people.with_standing(today), DEFAULT, today)[:PAGE])
        people.count()

    return act


def _whole_pages(user: User) -> dict[str, Act]:
    """The page as a browser asks for it, with the door in its place and with each of the others put there instead."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    address = reverse("cases:nominals")

    def asked_with(narrow: Narrow) -> Act:
        def act() -> None:
            with in_place_of_the_door(visible=narrow):
                assert client.get(address).status_code == 200  # noqa: S101

        return act

    return {way: asked_with(narrow) for way, narrow in WAYS.items()}
