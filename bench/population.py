"""The people of the national data set: rows of one person's record, drawn from a seed. Writes nothing.

Proportions are those of a national caseload: one in four is live; four in five of the live are in the community; nearly
all are at Level 1; three in four are in Category 1.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from bench.vocabulary import Names, family_names, given_names
from cases.identifiers import _ALPHABET as ALPHABET  # the letters of our references

LIVE_SHARE = 0.25
LEADS = [("police", 70), ("probation", 25), ("youth_justice", 2), ("health", 1), ("prison", 1), ("probation_nsd", 1)]
#: Agencies beside the lead, and in how many cases of a hundred each is involved.
INVOLVED = [
    *[
        ("probation", 45),
        ("police", 30),
        ("prison", 25),
        ("health", 20),
        ("victim_liaison", 18),
        ("adult_social_care", 12),
    ],
    *[("childrens_social_care", 12), ("dwp", 8), ("substance_misuse", 6), ("approved_premises", 6), ("immigration", 4)],
    *[("electronic_monitoring", 4), ("education", 2), ("registered_landlord", 2), ("housing", 2.5)],
]
BASES = [
    ("1", "notification_requirement"),
    ("2", "sentence_12_months"),
    ("2", "hospital_order"),
    ("3", "other_dangerous"),
    ("4", "terrorism_sentence"),
]
ORDERS = ["shpo", "restraining_order", "notification_order", "interim_shpo", "sro", "cbo", "non_molestation", "stpo"]
EVENTS = [
    *["returned_to_custody_licence_breach", "notification_breach_convicted", "notification_breach_cautioned"],
    *["sfo_charged", "sfo_convicted", "indefinite_notification_revoked", "sro_breach_notification"],
    "returned_to_custody_shpo_breach",
]
NONE = r"\N"

Row = tuple[object, ...]


@dataclass(frozen=True)
class Places:
    """Where people live and who works there. `teams` is by area and kind of agency; values are (agency, team)."""

    areas: list[str]
    weights: list[float]
    teams: dict[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True)
class Person:
    """What the rows of one record share."""

    key: str
    reference: str
    family: str
    given: str
    born: datetime.date
    is_live: bool
    closed_on: datetime.date | None


class Population:
    """Draws people one after another; two with the same seed, size and day draw the same."""

    def __init__(self, places: Places, today: datetime.date, seed: int) -> None:
        self.places, self.today = places, today
        self.random = random.Random(seed)
        self.families, self.givens = family_names(), given_names()
        self.area_weights = list(accumulate(places.weights))
        self.references: set[int] = set()

    def people(self, count: int) -> Iterator[tuple[str, Row]]:
        """Everything of so many people: the table and the row, a person's record before the next."""
        families = _endless(self.families, self.random)
        givens = _endless(self.givens, self.random)
        for number in range(count):
            yield from self._record(number, families, givens)

    def _record(self, number: int, families: Iterator[str], givens: Iterator[str]) -> Iterator[tuple[str, Row]]:
        draw = self.random
        is_live = draw.random() < LIVE_SHARE
        closed_on = None if is_live else self.today - datetime.timedelta(draw.randrange(30, 3000))
        born = self.today - datetime.timedelta(draw.randrange(18 * 365, 80 * 365))
        given = next(givens) + (f" {next(givens)}" if draw.random() < 0.55 else "")
        person = Person(
            f"{draw.getrandbits(128):032x}",
            self._reference(),
            _double(next(families), draw),
            given,
            born,
            is_live,
            closed_on,
        )
        yield "nominal", self._nominal(number, person)
        yield from self._aliases(person, families, givens)
        yield from self._histories(person)
        yield from self._happenings(person)

    def _reference(self) -> str:
        bits = self.random.getrandbits(40)
        while bits in self.references:
            bits = self.random.getrandbits(40)
        self.references.add(bits)
        body = "".join(ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
        return f"M-{body[:4]}-{body[4:]}"

    def _nominal(self, number: int, person: Person) -> Row:
        draw = self.random
        letter = chr(65 + number % 26)
        sex = "male" if draw.random() < 0.96 else "female"
        pnc = f"{person.born.year + 19}/{number % 10_000_000:07d}{letter}" if draw.random() < 0.9 else ""
        crn = f"{letter}{number % 1_000_000:06d}" if draw.random() < 0.6 else ""
        died = NONE if person.is_live or draw.random() < 0.9 else person.closed_on
        yield_row = (
            person.key,
            person.reference,
            person.family,
            person.given,
            person.born,
            sex,
            "W1",
            pnc,
            "",
            crn,
            "",
        )
        return (*yield_row, f"V{number:07d}", died, NONE, f"N{number:07d}", 1, f"{self.today} 09:00+00")

    def _aliases(self, person: Person, families: Iterator[str], givens: Iterator[str]) -> Iterator[tuple[str, Row]]:
        draw = self.random
        for _alias in range(draw.choice((0, 1, 1, 2, 2, 3))):
            kind = draw.choice(("alias", "nickname", "former"))
            family = "" if kind == "nickname" else next(families)
            given = next(givens) if kind != "former" else ""
            yield "alias", (f"{draw.getrandbits(128):032x}", person.key, kind, family, given)

    def _histories(self, person: Person) -> Iterator[tuple[str, Row]]:
        draw, end = self.random, person.closed_on
        opened = (end or self.today) - datetime.timedelta(draw.randrange(200, 3650))
        area = draw.choices(self.places.areas, cum_weights=self.area_weights)[0]
        for start, stop in self._stretches(opened, end, 1 if draw.random() < 0.88 else 2):
            lead = draw.choices(LEADS, [share for _kind, share in LEADS])[0][0]
            agency, team = self.places.teams[area, lead]
            yield "responsibility", (person.key, area, agency, team, start, stop)
        basis = draw.choices(BASES, (74, 21, 3, 1, 1))[0]
        yield "categorybasis", (person.key, *basis, opened, end or NONE)
        if draw.random() < 0.15:
            yield "categorybasis", (person.key, *BASES[0], opened + datetime.timedelta(60), end or NONE)
        for start, stop in self._stretches(opened, end, draw.choice((1, 1, 1, 2))):
            level = draw.choices("123", (94, 5, 1) if stop == NONE else (80, 16, 4))[0]
            yield "levelperiod", (person.key, level, NONE, "", start, stop)
        for start, stop in self._stretches(opened, end, draw.choice((1, 1, 2, 3))):
            status = draw.choices(("community", "prison", "mha_hospital", "abroad"), (78, 18, 3, 1))[0]
            yield "whereaboutsperiod", (person.key, status, start, stop)
        if person.is_live:
            yield from self._involvements(person, area, lead, opened)

    def _stretches(self, opened: datetime.date, end: datetime.date | None, count: int) -> list[tuple[object, object]]:
        """So many days-on-end one after another from `opened` to `end`, or still open."""
        span = ((end or self.today) - opened).days
        cuts = sorted(self.random.sample(range(1, span), count - 1)) if span > count else []
        days = [opened, *(opened + datetime.timedelta(cut) for cut in cuts)]
        return list(zip(days, [*days[1:], end or NONE], strict=True))

    def _involvements(self, person: Person, area: str, lead: str, opened: datetime.date) -> Iterator[tuple[str, Row]]:
        draw = self.random
        for kind, share in INVOLVED:
            if kind != lead and draw.random() * 100 < share and (area, kind) in self.places.teams:
                team = self.places.teams[area, kind][1]
                yield (
                    "involvement",
                    (f"{draw.getrandbits(128):032x}", person.key, team, "involved", NONE, "", opened, NONE),
                )

    def _happenings(self, person: Person) -> Iterator[tuple[str, Row]]:
        draw, last = self.random, person.closed_on or self.today
        for _order in range(draw.choice((0, 1, 1, 2, 3))):
            kind = draw.choices(ORDERS, (45, 15, 5, 10, 5, 10, 5, 5))[0]
            made = last - datetime.timedelta(draw.randrange(1, 2500))
            travel = "t" if kind == "shpo" and draw.random() < 0.1 else "f"
            yield (
                "order",
                (f"{draw.getrandbits(128):032x}", person.key, kind, made, NONE, travel, "Crown Court", "", NONE, ""),
            )
        days = {last - datetime.timedelta(draw.randrange(1, 2500)) for _event in range(draw.choice((0, 1, 1, 3)))}
        for day in sorted(days):
            yield "caseevent", (person.key, draw.choices(EVENTS, (40, 15, 15, 8, 6, 6, 2, 8))[0], day)


def _double(family: str, draw: random.Random) -> str:
    return family if draw.random() > 0.02 else f"{family}-{family[:1]}{family[1:4]}ley"


def _endless(names: Names, draw: random.Random) -> Iterator[str]:
    """Names without end, drawn by the thousand."""
    while True:
        yield from names.draw(draw, 1000)
