"""Small random populations whose days crowd around the edges of the year, and how they are stored."""

import datetime
import uuid
from itertools import pairwise
from random import Random

from hypothesis import strategies as st

from agencies.choices import AgencyKind
from agencies.models import Team
from agencies.teams import standard_team
from cases.choices import BASIS_CATEGORY, EventType
from cases.models import CaseEvent, CategoryBasis, LevelPeriod, Nominal, Order, Responsibility, WhereaboutsPeriod
from tests.reporting.oracle import Somebody, Span

YEAR = 2022
HERE, THERE, ELSEWHERE = "E23000016", "E23000037", "E23000014"
#: The edges of the year and a few days inside: collisions are what finds mistakes.
DAYS = [
    datetime.date.fromisoformat(day)
    for day in (
        "2021-02-03", "2022-03-31", "2022-04-01", "2022-04-02", "2022-09-14", "2022-09-15", "2022-09-16",
        "2023-03-30", "2023-03-31", "2023-04-01", "2023-04-02", "2023-08-08",
    )
]  # fmt: skip
BASIS_OF = {category.value: basis.value for basis, (category, _law) in reversed(BASIS_CATEGORY.items())}

_ORDERS = ("shpo", "shpo", "shpo", "interim_shpo", "notification_order", "sro")
_RETURNS = (EventType.RETURNED_LICENCE.value, EventType.RETURNED_LICENCE.value, EventType.RETURNED_SHPO.value)
_EVENTS = (*EventType.values, *_RETURNS, *_RETURNS)


def populations(size: int) -> st.SearchStrategy[list[Somebody]]:
    """Lists of people, each made from one number, so that a failure shrinks to the people who cause it."""
    numbers = st.lists(st.integers(0, 2**64), min_size=size // 2, max_size=size, unique=True)
    return numbers.map(lambda found: [somebody(Random(number)) for number in found])


def somebody(random: Random) -> Somebody:
    """A person with every kind of history, most of them in force at the edges of the year."""
    return Somebody(
        name=str(uuid.UUID(int=random.getrandbits(128), version=4)),
        died_on=random.choice(DAYS) if random.random() < 0.15 else None,
        areas=_one_at_a_time(random, HERE, HERE, HERE, THERE, ELSEWHERE),
        categories=_any_number(random, 1, 1, 1, 2, 2, 3, 3, 3, 4),
        levels=_one_at_a_time(random, 1, 2, 2, 3, 3),
        whereabouts=_one_at_a_time(random, *["community"] * 5, "prison", "mha_hospital", "abroad"),
        events=sorted({(random.choice(_EVENTS), random.choice(DAYS)) for _number in range(random.randint(0, 6))}),
        orders=[
            (random.choice(_ORDERS), random.choice(DAYS), random.random() < 0.4)
            for _number in range(random.randint(0, 3))
        ],
    )


def _one_at_a_time(random: Random, *values: str | int) -> list[Span]:
    """Spans that never overlap, with changes and a few gaps; the last may still hold."""
    edges = sorted(random.sample(DAYS, random.randint(0, 3)))
    if random.random() < 0.8:
        edges = sorted({DAYS[0], *edges})
    spans = [Span(random.choice(values), start, end) for start, end in pairwise(edges)]
    if edges and random.random() < 0.8:
        spans.append(Span(random.choice(values), edges[-1], None))
    return [span for span in spans if random.random() < 0.9]


def _any_number(random: Random, *values: int) -> list[Span]:
    """Spans that may hold together."""
    pairs = [sorted(random.sample(DAYS, 2)) for _number in range(random.choice((0, 1, 1, 1, 2, 2, 3)))]
    return [
        Span(random.choice(values), random.choice((start, DAYS[0])), random.choice((end, None, None)))
        for start, end in pairs
    ]


def store(people: list[Somebody]) -> None:
    """Write them as the product keeps them. A person's name is the nominal's key."""
    teams = {area: standard_team(area, AgencyKind.POLICE) for area in (HERE, THERE, ELSEWHERE)}
    Nominal.objects.bulk_create(
        Nominal(id=uuid.UUID(one.name), family_name="Invented", died_on=one.died_on) for one in people
    )
    Responsibility.objects.bulk_create(
        _responsibility(one, span, teams[str(span.value)]) for one in people for span in one.areas
    )
    CategoryBasis.objects.bulk_create(
        CategoryBasis(**_dated(one, span), category=span.value, basis=BASIS_OF[int(span.value)])
        for one in people
        for span in one.categories
    )
    LevelPeriod.objects.bulk_create(
        LevelPeriod(**_dated(one, span), level=span.value) for one in people for span in one.levels
    )
    WhereaboutsPeriod.objects.bulk_create(
        WhereaboutsPeriod(**_dated(one, span), status=span.value) for one in people for span in one.whereabouts
    )
    CaseEvent.objects.bulk_create(
        CaseEvent(nominal_id=one.name, event_type=kind, occurred_on=day) for one in people for kind, day in one.events
    )
    Order.objects.bulk_create(
        Order(nominal_id=one.name, order_type=kind, made_on=day, foreign_travel_restriction=travel)
        for one in people
        for kind, day, travel in one.orders
    )


def _dated(person: Somebody, span: Span) -> dict:
    return {"nominal_id": person.name, "started_on": span.started_on, "ended_on": span.ended_on}


def _responsibility(person: Somebody, span: Span, team: Team) -> Responsibility:
    return Responsibility(**_dated(person, span), area=team.area, lead_agency=team.agency, lead_team=team)
