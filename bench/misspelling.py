"""Asks for known people as they are asked for in life: misspelt, exchanged, by another name, with a wrong date.

Seven kinds, drawn from a seed. Knows nothing of how the search works.
"""

import datetime
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Spellings that sound alike, each way; and letters that are not heard.
SOUNDS = [
    *[
        ("ph", "f"),
        ("ck", "k"),
        ("ee", "ie"),
        ("ea", "ee"),
        ("y", "i"),
        ("s", "z"),
        ("oo", "u"),
        ("ai", "ay"),
        ("c", "k"),
    ],
    *[
        ("th", "t"),
        ("ll", "l"),
        ("ss", "s"),
        ("tt", "t"),
        ("ff", "f"),
        ("mm", "m"),
        ("qu", "kw"),
        ("ie", "y"),
        ("rr", "r"),
    ],
]
UNHEARD = [("gh", "g"), ("wh", "w"), ("kn", "n"), ("ey", "y"), ("mb", "m")]


@dataclass(frozen=True)
class Known:
    """A person as recorded; `alias` is given name and family name."""

    key: str
    family: str
    given: str
    born: datetime.date
    alias: tuple[str, str]


@dataclass(frozen=True)
class Question:
    """What is typed, and who is meant."""

    kind: str
    text: str
    born: datetime.date | None
    key: str


def slip(word: str, draw: random.Random) -> str:
    """One letter wrong, missing or too many; not the first, which is seldom mistyped."""
    place = draw.randrange(1, len(word))
    letter = draw.choice(LETTERS)
    kept = draw.choice((word[:place] + letter, word[:place], word[:place] + word[place] + letter))
    return kept + word[place + 1 :]


def transpose(word: str, draw: random.Random) -> str:
    """Two neighbouring letters exchanged."""
    places = [place for place in range(len(word) - 1) if word[place].lower() != word[place + 1].lower()]
    place = draw.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def respell(word: str, draw: random.Random) -> str:
    """Written otherwise, but to the same sound; doubled where nothing else offers."""
    ways = [way for way in [*SOUNDS, *[pair[::-1] for pair in SOUNDS], *UNHEARD] if way[0] in word[1:]]
    if not ways:
        return re.sub(r"([bdfglmnprst])(?!\1)", r"\1\1", word, count=1)
    old, new = draw.choice(ways)
    return word[0] + word[1:].replace(old, new, 1)


def exchange_day_and_month(born: datetime.date) -> datetime.date:
    return born.replace(month=born.day, day=born.month) if born.day <= 12 else born


def mistake_year(born: datetime.date, draw: random.Random) -> datetime.date:
    """Wrong by a year or two, or by ten."""
    return born.replace(day=min(born.day, 28), year=born.year + draw.choice((-10, -2, -1, 1, 2, 10)))


Ask = Callable[[Known, random.Random], tuple[str, datetime.date | None]]
KINDS: dict[str, Ask] = {
    "family name misspelt": lambda one, draw: (f"{one.given} {slip(one.family, draw)}", one.born),
    "given name misspelt": lambda one, draw: (f"{slip(one.given, draw)} {one.family}", one.born),
    "names exchanged, no date": lambda one, draw: (f"{one.family} {one.given}", None),
    "written by ear, no date": lambda one, draw: (f"{one.given} {respell(one.family, draw)}", None),
    "letters exchanged, no date": lambda one, draw: (f"{one.given} {transpose(one.family, draw)}", None),
    "by an alias, day and month exchanged": lambda one, draw: (
        " ".join(one.alias),
        exchange_day_and_month(one.born),
    ),
    "family name misspelt and year wrong": lambda one, draw: (
        f"{one.given} {slip(one.family, draw)}",
        mistake_year(one.born, draw),
    ),
}


def questions(known: list[Known], seed: int = 3) -> list[Question]:
    """One question about each, the kinds in turn."""
    draw = random.Random(seed)
    found = []
    for number, one in enumerate(known):
        kind = list(KINDS)[number % len(KINDS)]
        found.append(Question(kind, *KINDS[kind](one, draw), one.key))
    return found
