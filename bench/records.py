"""Measures fetching one record: through the door, unchecked, and with guardian's own check."""

from collections.abc import Callable, Iterator
from itertools import cycle
from uuid import UUID

from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from agencies.audit import Collector, collecting
from agencies.models import User
from agencies.roles import Capability
from bench.measuring import Act, Line, interleaved, line
from bench.standpoints import Standpoints
from cases.access import abilities, get_or_404, visible
from cases.models import Nominal

RECORDS = 40
BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "guardian.backends.ObjectPermissionBackend"]


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """Each run fetches another of forty records that the user may see."""
    for name, (user, _team) in standpoints.items():
        keys = list(visible(Nominal.objects.order_by("reference"), user).values_list("pk", flat=True)[:RECORDS])
        acts = {what: _over(keys, fetch, user) for what, fetch in WAYS.items()}
        with override_settings(AUTHENTICATION_BACKENDS=BACKENDS):
            timings = interleaved(acts, rounds=2 * RECORDS + 1)
        floor = timings["unchecked"]
        for what, timing in timings.items():
            is_door = what == "the door"
            more = {"wanted": "2", "met": timing.sql_ms <= 2 * floor.sql_ms} if is_door else {}
            yield line(f"record, {name}: {what}", timing, None if timing is floor else floor, "unchecked", **more)
        yield line(f"record, {name}: whole page", interleaved({"page": _page(keys, user)}, rounds=RECORDS)["page"])


def _unchecked(user: User, key: UUID) -> None:
    Nominal.objects.with_standing(timezone.localdate()).get(pk=key)


def _door(user: User, key: UUID) -> None:
    get_or_404(user, Nominal.objects.with_standing(timezone.localdate()), Capability.VIEW_NOMINAL, pk=key)


def _door_and_abilities(user: User, key: UUID) -> None:
    nominal = get_or_404(user, Nominal.objects.with_standing(timezone.localdate()), Capability.VIEW_NOMINAL, pk=key)
    abilities(user, nominal)


def _guardian(user: User, key: UUID) -> None:
    nominal = Nominal.objects.with_standing(timezone.localdate()).get(pk=key)
    user.has_perm("cases.view_nominal", nominal)


def _guardian_both(user: User, key: UUID) -> None:
    nominal = Nominal.objects.with_standing(timezone.localdate()).get(pk=key)
    user.has_perm("cases.view_nominal", nominal)
    user.has_perm("cases.change_nominal", nominal)


WAYS: dict[str, Callable[[User, UUID], None]] = {
    "unchecked": _unchecked,
    "the door": _door,
    "the door, and what the user may do": _door_and_abilities,
    "guardian's has_perm": _guardian,
    "guardian's has_perm, twice": _guardian_both,
}


def _over(keys: list[UUID], fetch: Callable[[User, UUID], None], user: User) -> Act:
    turns = cycle(keys)

    def act() -> None:
        # As in a request: what the user stands for is already read, what guardian keeps on a user is not.
        with collecting(Collector(actor=user)):
            fetch(user, next(turns))

    return act


def _page(keys: list[UUID], user: User) -> Act:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    turns = cycle(keys)

    def act() -> None:
        assert client.get(reverse("cases:nominal", args=[next(turns)])).status_code == 200  # noqa: S101

    return act
