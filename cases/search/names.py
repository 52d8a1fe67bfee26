"""Which indexed names answer what was asked, and how well: the two tiers as conditions, the score as an expression.

Written as SQL, since building the same through the ORM takes longer than answering it. Decides nothing about who may
see the answer: it reads what the door's queryset leaves, in one statement with it. The weights were chosen by
measuring recall with `bench`.
"""

# Values are parameters, always; what is put into a statement are the pieces of this module.

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from cases.models import SearchName
from cases.search.asking import Asked, Word
from cases.search.dates import slips, swapped

#: From these similarities up the trigram operators hold: of a whole name, and of one word within a name.
NAME_THRESHOLD, WORD_THRESHOLD = 0.45, 0.55
#: How much of the score spelling, sound and date of birth make.
SPELLING_WEIGHT, SOUND_WEIGHT, BIRTH_WEIGHT = 0.55, 0.45, 0.4
EXACT, SWAPPED, SLIPPED, NOT_KNOWN = 1.0, 0.8, 0.6, 0.2
#: Of two equal answers the main name goes before another name.
ALIAS_PENALTY = 0.01

_BEST = """
    SELECT nominal_id, alias_id, name, codes, date_of_birth, score
      FROM (SELECT scored.*, row_number() OVER (PARTITION BY nominal_id ORDER BY score DESC, id) AS place
              FROM (SELECT known.*, {score} AS score FROM ({sight}) known WHERE {condition}) scored) placed
     WHERE place = 1 ORDER BY score DESC, name, nominal_id LIMIT %s
"""
_COLUMNS = ("id", "nominal_id", "alias_id", "name", "codes", "date_of_birth")


class Answer(NamedTuple):
    """Of a nominal's names the one that answers best. `alias_id` is None for the main name."""

    nominal_id: uuid.UUID
    alias_id: uuid.UUID | None
    name: str
    codes: list[str]
    date_of_birth: datetime.date | None
    score: float


@dataclass(frozen=True)
class Sql:
    """A piece of a statement with its parameters, in order."""

    text: str
    parameters: tuple[Any, ...] = ()


def _joined(word: str, parts: Sequence[Sql]) -> Sql:
    text = word.join(part.text for part in parts)
    return Sql(f"({text})", tuple(value for part in parts for value in part.parameters))


def sounds_like(word: Word, *, transposed: bool = False) -> Sql:
    sounds = word.sounds | word.transposed if transposed else word.sounds
    return Sql("known.codes && %s::text[]", (sorted(sounds),))


def by_sound(asked: Asked) -> Sql:
    """Names in which two of the words sound as typed, or the only one does; one of them may have letters exchanged.

    The order of words does not matter, so that exchanged family and given names are found.
    """
    if len(asked.words) == 1:
        return sounds_like(asked.words[0], transposed=True)
    if len(asked.words) == 2:
        pairs = [(sounds_like(one), sounds_like(other, transposed=True)) for one, other in permutations(asked.words)]
    else:
        pairs = [(sounds_like(one), sounds_like(other)) for one, other in combinations(asked.words, 2)]
    return _joined(" OR ", [_joined(" AND ", pair) for pair in pairs])


def by_birth(asked: Asked, born: datetime.date) -> Sql:
    """Names of people born on the day, or on one easily mistaken for it when a word of the name sounds right."""
    exact = Sql("known.date_of_birth = ANY (%s::date[])", (_and_swapped(born),))
    if not asked.words:
        return exact
    sounds = frozenset().union(*(word.sounds | word.transposed for word in asked.words))
    near = Sql("known.date_of_birth = ANY (%s::date[]) AND known.codes && %s::text[]", (slips(born), sorted(sounds)))
    return _joined(" OR ", [exact, near])


def _and_swapped(born: datetime.date) -> list[datetime.date]:
    return [born, *filter(None, [swapped(born)])]


def by_spelling(asked: Asked) -> Sql:
    """Names written much like the typed one. Needs `set_thresholds` in the same transaction."""
    return Sql("known.name %%> %s" if len(asked.words) == 1 else "known.name %% %s", (asked.name,))


def set_thresholds() -> None:
    """Make the trigram operators as strict as this module wants, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true),"
            " set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [str(NAME_THRESHOLD), str(WORD_THRESHOLD)],
        )


def tier_one(asked: Asked) -> Sql:
    """What the indexes on sound and date of birth answer in a few milliseconds."""
    conditions = [by_sound(asked)] if asked.words else []
    return _joined(" OR ", [*conditions, by_birth(asked, asked.born)] if asked.born else conditions)


def tier_two(asked: Asked) -> Sql:
    """The same, and names that only look alike: several times dearer."""
    return _joined(" OR ", [tier_one(asked), by_spelling(asked)])


def score(asked: Asked) -> Sql:
    """How well a name answers, 0 to 1."""
    parts = []
    share = 1.0
    if asked.born:
        share = 1 - BIRTH_WEIGHT if asked.words else 0.0
        parts.append(_weighted(1 - share, _birth_score(asked.born)))
    if asked.words:
        parts += [_weighted(share * SPELLING_WEIGHT, _spelling_score(asked))]
        each = share * SOUND_WEIGHT / len(asked.words)
        parts += [_when(sounds_like(word), each) for word in asked.words]
    parts.append(Sql(f"CASE WHEN known.alias_id IS NULL THEN 0 ELSE -{ALIAS_PENALTY} END"))
    return _joined(" + ", parts)


def _weighted(weight: float, part: Sql) -> Sql:
    return Sql(f"{weight:.4f}::float8 * {part.text}", part.parameters)


def _when(condition: Sql, worth: float) -> Sql:
    return Sql(f"CASE WHEN {condition.text} THEN {worth:.4f}::float8 ELSE 0 END", condition.parameters)


def _spelling_score(asked: Asked) -> Sql:
    function = "word_similarity(%s, known.name)" if len(asked.words) == 1 else "similarity(%s, known.name)"
    return Sql(function, (asked.name,))


def _birth_score(born: datetime.date) -> Sql:
    text = (
        f"CASE WHEN known.date_of_birth = %s::date THEN {EXACT} WHEN known.date_of_birth = %s::date THEN {SWAPPED}"
        f" WHEN known.date_of_birth = ANY (%s::date[]) THEN {SLIPPED}"
        f" WHEN known.date_of_birth IS NULL THEN {NOT_KNOWN} ELSE 0 END"
    )
    return Sql(text, (born, swapped(born) or born, slips(born)))


def best_of_each(sight: QuerySet[SearchName], condition: Sql, asked: Asked, limit: int) -> list[Answer]:
    """The nominals within `sight` that answer best by a condition, each once, the best first."""
    try:
        visible, visible_parameters = sight.values_list(*_COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        return []
    worth = score(asked)
    sql = _BEST.format(score=worth.text, sight=visible, condition=condition.text)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*worth.parameters, *visible_parameters, *condition.parameters, limit])
        return [Answer._make(row) for row in cursor.fetchall()]
