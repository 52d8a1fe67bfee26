"""Which indexed names answer what was asked, and how well: the two tiers as conditions, the score as an expression.

Written as SQL, since building the same through the ORM takes longer than answering it. Decides nothing about who may
see the answer: it reads what the door's queryset leaves, in one statement with it. The weights were chosen by
measuring recall with `bench`.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from cases.models import SearchName
from cases.search.asking import Asked, Word
from cases.search.dates import slips, swapped

#: How much of the score spelling, words and date of birth make.
SPELLING_WEIGHT, WORD_WEIGHT, BIRTH_WEIGHT = 0.55, 0.45, 0.4
#: What a word is worth: as typed, by sound, with two letters exchanged, by spelling.
SAME, SOUND, TRANSPOSED, ALIKE = 1.0, 0.95, 0.8, 0.6
EXACT, SWAPPED, SLIPPED, NOT_KNOWN = 1.0, 0.8, 0.6, 0.2
#: Of two equal answers the main name goes before another name.
ALIAS_PENALTY = 0.01
#: So many of the best names by words and birth alone are compared letter by letter, which is dear.
POOL = 300
#: Beside a date of birth that is only nearly right so many of the likeliest meanings of a word are enough.
NEAREST = 12
#: With the exact day of birth a name this little like the typed one may still be the person's.
WEAK_NAME = 0.2

_BEST = """
    SELECT nominal_id, alias_id, name, date_of_birth, score
      FROM (SELECT scored.*, row_number() OVER (PARTITION BY nominal_id ORDER BY score DESC, id) AS place
              FROM (SELECT pool.*, coarse + {spelling} AS score
                      FROM (SELECT known.*, {coarse} AS coarse FROM ({sight}) known WHERE {condition}
                             ORDER BY coarse DESC, known.id LIMIT {pool}) pool) scored) placed
     WHERE place = 1 ORDER BY score DESC, name, nominal_id LIMIT %s
"""
_COLUMNS = ("id", "nominal_id", "alias_id", "name", "terms", "date_of_birth")


class Answer(NamedTuple):
    """Of a nominal's names the one that answers best. `alias_id` is None for the main name."""

    nominal_id: uuid.UUID
    alias_id: uuid.UUID | None
    name: str
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


def _has_one_of(terms: Iterable[str]) -> Sql:
    return Sql("known.terms && %s::text[]", (list(terms),))


def date_terms(days: Iterable[datetime.date]) -> list[str]:
    """Days as the index holds them."""
    return [f"{day:%Y%m%d}" for day in days]


def days_meant(born: datetime.date) -> list[datetime.date]:
    """The day, and the one with day and month exchanged."""
    return [born, *filter(None, [swapped(born)])]


def _by_words(asked: Asked) -> Sql:
    """Names with two of the words, or the only one, in whatever order: exchanged names are found.

    By sound only one of two words may have letters exchanged; by spelling both may be wrong.
    """
    words = asked.words
    if len(words) == 1:
        return _has_one_of(words[0].meanings)
    if any(word.alike for word in words):
        pairs = [(one.meanings, other.meanings) for one, other in combinations(words, 2)]
    elif len(words) == 2:
        pairs = [(_sounds(one), other.meanings) for one, other in permutations(words)]
    else:
        pairs = [(_sounds(one), _sounds(other)) for one, other in combinations(words, 2)]
    return _joined(" OR ", [_joined(" AND ", [_has_one_of(terms) for terms in pair]) for pair in pairs])


def _sounds(word: Word) -> list[str]:
    return [word.letters, *word.sounds]


def _by_birth(asked: Asked, born: datetime.date) -> Sql:
    """Names of people born that day, or on one easily mistaken for it, with a word that is nearly right."""
    if not asked.words:
        return _has_one_of(date_terms(days_meant(born)))
    words = [
        meaning
        for word in asked.words
        for part in ((word.letters, *word.sounds), word.transposed, word.alike)
        for meaning in part[:NEAREST]
    ]
    return _joined(" AND ", [_has_one_of(date_terms([born, *slips(born)])), _has_one_of(words)])


def first_tier(asked: Asked) -> Sql:
    """What sounds as typed, or was born that day or nearly: a few milliseconds."""
    conditions = [_by_words(asked)] if asked.words else []
    return _joined(" OR ", [*conditions, _by_birth(asked, asked.born)] if asked.born else conditions)


def second_tier(asked: Asked) -> Sql:
    """The same of an `asked` with spellings, and with the day of birth also a name that is only a little alike."""
    if not asked.born:
        return first_tier(asked)
    born = _has_one_of(date_terms(days_meant(asked.born)))
    weak = Sql("similarity(known.name, %s) > %s", (asked.name, WEAK_NAME))
    return _joined(" OR ", [first_tier(asked), _joined(" AND ", [born, weak])])


def _coarse_score(asked: Asked) -> Sql:
    """How well words and birth agree; without the spelling of the whole name."""
    parts = [Sql(f"CASE WHEN known.alias_id IS NULL THEN 0::float8 ELSE -{ALIAS_PENALTY} END")]
    if asked.born:
        parts.append(_birth_score(asked.born, BIRTH_WEIGHT if asked.words else 1.0))
    each = _name_weight(asked) * WORD_WEIGHT / (len(asked.words) or 1)
    return _joined(" + ", parts + [_word_score(word, each) for word in asked.words])


def _name_weight(asked: Asked) -> float:
    return 1 - BIRTH_WEIGHT if asked.born else 1.0


def _word_score(word: Word, weight: float) -> Sql:
    kinds = [([word.letters], SAME), (word.sounds, SOUND), (word.transposed, TRANSPOSED), (word.alike, ALIKE)]
    whens = [
        Sql(f"WHEN known.terms && %s::text[] THEN {worth * weight:.4f}", (list(ways),)) for ways, worth in kinds if ways
    ]
    cases = _joined(" ", whens)
    return Sql(f"CASE {cases.text[1:-1]} ELSE 0::float8 END", cases.parameters)


def _birth_score(born: datetime.date, weight: float) -> Sql:
    text = (
        f"{weight}::float8 * CASE WHEN known.date_of_birth = %s::date THEN {EXACT}"
        f" WHEN known.date_of_birth = %s::date THEN {SWAPPED}"
        f" WHEN known.date_of_birth = ANY (%s::date[]) THEN {SLIPPED}"
        f" WHEN known.date_of_birth IS NULL THEN {NOT_KNOWN} ELSE 0 END"
    )
    return Sql(text, (born, days_meant(born)[-1], slips(born)))


def _spelling_score(asked: Asked) -> Sql:
    if not asked.words:
        return Sql("0")
    function = "word_similarity(%s, pool.name)" if len(asked.words) == 1 else "similarity(%s, pool.name)"
    return Sql(f"{_name_weight(asked) * SPELLING_WEIGHT:.4f}::float8 * {function}", (asked.name,))


def sight_of(names: QuerySet[SearchName]) -> Sql | None:
    """What a queryset of the door leaves, as a piece of a statement; None when that is nothing."""
    try:
        return Sql(*names.values_list(*_COLUMNS).query.sql_with_params())
    except EmptyResultSet:
        return None


def best_of_each(sight: Sql | None, condition: Sql, asked: Asked, limit: int) -> list[Answer]:
    """The nominals within `sight` that answer best by a condition, each once, the best first."""
    if sight is None:
        return []
    pieces = {
        "spelling": _spelling_score(asked),
        "coarse": _coarse_score(asked),
        "sight": sight,
        "condition": condition,
    }
    sql = _BEST.format(**{name: piece.text for name, piece in pieces.items()}, pool=max(POOL, 4 * limit))
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for piece in pieces.values() for value in piece.parameters] + [limit])
        return [Answer._make(row) for row in cursor.fetchall()]
