"""The annual tables, answered slowly: day by day and person by person, in plain Python, from the prose alone.

Written without a look at the SQL, so that the two can disagree. Takes its own simple people, no model and no query.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

ONE_DAY = datetime.timedelta(days=1)
Days = Iterator[datetime.date]
Counted = dict[tuple[str, str, str], list[str]]


@dataclass(frozen=True)
class Span:
    """Something that held from a day up to, and not including, another (None: still does)."""

    value: str | int
    started_on: datetime.date
    ended_on: datetime.date | None

    def holds(self, day: datetime.date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass
class Somebody:
    name: str
    died_on: datetime.date | None = None
    areas: list[Span] = field(default_factory=list)
    categories: list[Span] = field(default_factory=list)
    levels: list[Span] = field(default_factory=list)
    whereabouts: list[Span] = field(default_factory=list)
    events: list[tuple[str, datetime.date]] = field(default_factory=list)
    orders: list[tuple[str, datetime.date, bool]] = field(default_factory=list)

    def is_alive(self, day: datetime.date) -> bool:
        return self.died_on is None or day < self.died_on

    def area(self, day: datetime.date) -> str | None:
        return next((str(span.value) for span in self.areas if span.holds(day)), None)

    def level(self, day: datetime.date) -> int | None:
        return next((int(span.value) for span in self.levels if span.holds(day)), None)

    def place(self, day: datetime.date) -> str | None:
        return next((str(span.value) for span in self.whereabouts if span.holds(day)), None)

    def category(self, day: datetime.date) -> int | None:
        """The first of 4, 1, 2, 3 among those in force."""
        held = {int(span.value) for span in self.categories if span.holds(day)}
        for candidate in (4, 1, 2, 3):
            if candidate in held:
                return candidate
        return None


@dataclass(frozen=True)
class Question:
    """Which areas, taken as one, in which year, with the switches."""

    areas: frozenset[str]
    year: int
    each_level: bool = False
    without_travel: bool = False

    @property
    def days(self) -> list[datetime.date]:
        first = datetime.date(self.year, 4, 1)
        return [first + number * ONE_DAY for number in range((datetime.date(self.year + 1, 4, 1) - first).days)]

    def is_ours(self, person: Somebody, day: datetime.date) -> bool:
        """Whether these areas were responsible for the person, alive, that day."""
        return person.is_alive(day) and person.area(day) in self.areas


def answer(people: list[Somebody], question: Question) -> Counted:
    """The names behind every cell, totals included; a name stands there as often as it is counted."""
    cells: Counted = defaultdict(list)
    for person in people:
        for code, row, column in _cells_of(person, question):
            cells[code, row, column].append(person.name)
            if code in ("T1", "T2", "T7", "T8"):
                cells[code, "total", column].append(person.name)
                cells[code, row, "total"].append(person.name)
                cells[code, "total", "total"].append(person.name)
    return {cell: sorted(names) for cell, names in cells.items()}


def _cells_of(person: Somebody, question: Question) -> Iterator[tuple[str, str, str]]:
    yield from _on_31_march(person, question)
    yield from _at_a_meeting_level(person, question)
    yield from _orders(person, question)
    yield from _events(person, question)
    yield from _returns(person, question, "T7", "returned_to_custody_licence_breach", (1, 2, 3))
    yield from _returns(person, question, "T8", "returned_to_custody_shpo_breach", (1,))


def _grid(code: str, level: int, category: int) -> tuple[str, str, str]:
    return code, f"level_{level}", f"category_{category}"


def _on_31_march(person: Somebody, question: Question) -> Iterator[tuple[str, str, str]]:
    day = datetime.date(question.year + 1, 3, 31)
    level, category = person.level(day), person.category(day)
    if not question.is_ours(person, day) or person.place(day) != "community":
        return
    if level is not None and category in (1, 2, 3):
        yield _grid("T1", level, category)


def _at_a_meeting_level(person: Somebody, question: Question) -> Iterator[tuple[str, str, str]]:
    spent: dict[int, list[datetime.date]] = {2: [], 3: []}
    for day in question.days:
        level = person.level(day)
        if level in spent and question.is_ours(person, day):
            spent[level].append(day)
    reached = [level for level in (3, 2) if spent[level]]
    for level in reached if question.each_level else reached[:1]:
        for day in reversed(spent[level]):
            category = person.category(day)
            if category is not None:
                if category != 4:
                    yield _grid("T2", level, category)
                break


def _orders(person: Somebody, question: Question) -> Iterator[tuple[str, str, str]]:
    days = set(question.days)
    for kind, day, restricts_travel in person.orders:
        if day not in days or not question.is_ours(person, day) or person.category(day) != 1:
            continue
        if kind == "notification_order":
            yield "T5", "notification_order", "one"
        if kind == "shpo":
            if not (restricts_travel and question.without_travel):
                yield "T5", "shpo", "one"
            if restricts_travel:
                yield "T5", "shpo_foreign_travel", "one"


def _events(person: Somebody, question: Question) -> Iterator[tuple[str, str, str]]:
    breached = ("notification_breach_cautioned", "notification_breach_convicted")
    if any(person.category(day) == 1 for day in _happened(person, question, *breached)):
        yield "T3", "one", "one"
    for code, kind in (("T4", "indefinite_notification_revoked"), ("T6", "sro_breach_notification")):
        if any(person.category(day) != 4 for day in _happened(person, question, kind)):
            yield code, "one", "one"


def _happened(person: Somebody, question: Question, *kinds: str) -> list[datetime.date]:
    days = set(question.days)
    found = [day for kind, day in person.events if kind in kinds]
    return [day for day in found if day in days and question.is_ours(person, day)]


def _returns(
    person: Somebody, question: Question, code: str, kind: str, categories: tuple[int, ...]
) -> Iterator[tuple[str, str, str]]:
    """Of the returns that the table could count: the one at the highest level, then the latest."""
    candidates = [
        (level, day, category)
        for day in _happened(person, question, kind)
        if (level := person.level(day)) in (2, 3) and (category := person.category(day)) in categories
    ]
    counted: set[int] = set()
    for level, _day, category in sorted(candidates, key=lambda one: one[:2], reverse=True):
        if level not in counted and (question.each_level or not counted):
            counted.add(level)
            yield _grid(code, level, category)
