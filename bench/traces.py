"""Measures the search by what leads to people: a telephone, a plate, an identity, a street; then the whole page."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from bench.doors import in_place_of_the_door, no_permission
from bench.measuring import Act, Line, interleaved, line
from bench.pages import compared, signed_in
from bench.standpoints import Standpoints
from cases.access import visible
from cases.models import Address, Association, HouseholdChild, Nominal, Particular
from cases.search import find
from cases.views.kept import MOST_KEPT

#: So many people of each kind are asked for, each of them seen by the user.
ASKED = 15
KEYS = {
    "telephone": "phone",
    "vehicle": "vehicle",
    "online identity": "online",
    "email": "email",
    "bank account": "bank_account",
}
#: What is asked for on the whole page: as many as a session keeps.
IN_THE_MIXTURE = ("telephone", "vehicle", "postcode", "house and street", "associate")


def measure(standpoints: Standpoints, factor: float) -> Iterator[Line]:
    """Each kind of trace through the door and for nobody's permission, then the page with a mixture of all."""
    for name in ("lead team", "largest unit"):
        user, _team = standpoints[name]
        asked = {kind: texts for kind, texts in _questions(user).items() if texts}
        for kind, texts in asked.items():
            yield _line(f"search by {kind}, {name}", user, texts)
        mixture = [asked[kind][0] for kind in IN_THE_MIXTURE if kind in asked]
        yield _whole_page(f"search page, {name}", user, mixture)


def _questions(user: User) -> dict[str, list[str]]:
    """What is typed, by kind."""

    def some(rows: Any, field: str) -> list[str]:
        live = Nominal.objects.managed(timezone.localdate()).values("pk")
        seen = visible(rows.filter(nominal__in=live), user).order_by("nominal__reference")
        return list(seen.values_list(field, flat=True)[:ASKED])

    first_lines = [text.splitlines()[0] for text in some(Address.objects.exclude(lines__startswith="Flat"), "lines")]
    return {
        **{kind: some(Particular.objects.filter(kind=code), "value") for kind, code in KEYS.items()},
        "postcode": some(Address.objects.exclude(postcode=""), "postcode"),
        "house and street": first_lines,
        "street alone": [text.split(" ", 1)[1] for text in first_lines],
        "employer": some(Particular.objects.filter(kind="employment"), "issuer"),
        "associate": some(Association.objects.exclude(name=""), "name"),
        "child": some(HouseholdChild.objects.all(), "name"),
        "nothing on record": [f"Nowhere {number} at all" for number in range(ASKED)],
    }


def _line(title: str, user: User, texts: list[str]) -> Line:
    found = [len(find(user, text)) for text in texts]

    def asked() -> Act:
        turns = cycle(texts)
        return lambda: find(user, next(turns))

    through, around = asked(), asked()

    def unchecked() -> None:
        with in_place_of_the_door(visible=no_permission):
            around()

    timings = interleaved({"nobody's permission": unchecked, "the door": through}, rounds=2 * len(texts))
    floor, door = timings["nobody's permission"], timings["the door"]
    met = door.sql_ms <= 2 * floor.sql_ms
    note = f"{floor.sql_ms:.1f} ms for nobody's permission; {sum(found) / len(found):.1f} answers"
    return line(title, door, floor, "nobody's permission", wanted="2", met=met, note=note)


def _whole_page(title: str, user: User, texts: list[str]) -> Line:
    """The page of answers to each of the last questions that a session keeps."""
    client = signed_in(user)
    sent = [client.post(reverse("cases:search"), {"text": text}) for text in texts]
    addresses = [one.headers["Location"] for one in sent[-MOST_KEPT:]]
    return compared(title, client, addresses, rounds=4 * len(addresses))
