"""Which indexed names answer what was asked, and how well: the two tiers as conditions, the score as an expression.

Decides nothing about who may see the answer. The weights were chosen by measuring recall with `bench`.
"""

import datetime
from itertools import combinations, permutations
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, F, FloatField, Q, Value, When, Window
from django.db.models.functions import RowNumber

from cases.search.asking import Asked, Word
from cases.search.dates import slips, swapped

#: From these similarities up the trigram operators hold: of a whole name, and of one word within a name.
NAME_THRESHOLD, WORD_THRESHOLD = 0.45, 0.55
#: How much of the score spelling, sound and date of birth make.
SPELLING_WEIGHT, SOUND_WEIGHT, BIRTH_WEIGHT = 0.55, 0.45, 0.4
EXACT, SWAPPED, SLIPPED, NOT_KNOWN = 1.0, 0.8, 0.6, 0.2
#: Of two equal answers the main name goes before another name.
ALIAS_PENALTY = 0.01


def sounds_like(word: Word, *, transposed: bool = False) -> Q:
    return Q(codes__overlap=sorted(word.sounds | word.transposed if transposed else word.sounds))


def _any(conditions: list[Q]) -> Q:
    return Q(*conditions, _connector=Q.OR)


def by_sound(asked: Asked) -> Q:
    """Names in which two of the words sound as typed, or the only one does; one of them may have letters exchanged.

    The order of words does not matter, so that exchanged family and given names are found.
    """
    if len(asked.words) == 1:
        return sounds_like(asked.words[0], transposed=True)
    if len(asked.words) == 2:
        pairs = permutations(asked.words)
        return _any([sounds_like(one) & sounds_like(other, transposed=True) for one, other in pairs])
    return _any([sounds_like(one) & sounds_like(other) for one, other in combinations(asked.words, 2)])


def by_birth(asked: Asked, born: datetime.date) -> Q:
    """Names of people born on the day, or on one easily mistaken for it when a word of the name sounds right."""
    exact = Q(date_of_birth__in=[born, *filter(None, [swapped(born)])])
    if not asked.words:
        return exact
    sounds = frozenset().union(*(word.sounds | word.transposed for word in asked.words))
    return exact | Q(date_of_birth__in=slips(born), codes__overlap=sorted(sounds))


def by_spelling(asked: Asked) -> Q:
    """Names written much like the typed one. Needs `set_thresholds` in the same transaction."""
    lookup = "name__trigram_word_similar" if len(asked.words) == 1 else "name__trigram_similar"
    return Q(**{lookup: asked.name})


def set_thresholds() -> None:
    """Make the trigram operators as strict as this module wants, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true),"
            " set_config('pg_trgm.word_similarity_threshold', %s, true)",
            [str(NAME_THRESHOLD), str(WORD_THRESHOLD)],
        )


def tier_one(asked: Asked) -> Q:
    """What the indexes on sound and date of birth answer in a few milliseconds."""
    conditions = [by_sound(asked)] if asked.words else []
    return _any([*conditions, by_birth(asked, asked.born)] if asked.born else conditions)


def tier_two(asked: Asked) -> Q:
    """The same, and names that only look alike: several times dearer."""
    return tier_one(asked) | by_spelling(asked)


def score(asked: Asked) -> Any:
    """How well a name answers, 0 to 1."""
    penalty = Case(When(alias__isnull=False, then=Value(ALIAS_PENALTY)), default=Value(0.0))
    if asked.born is None:
        return _name_score(asked) - penalty
    birth = _birth_score(asked.born)
    if not asked.words:
        return birth - penalty
    return _name_score(asked) * Value(1 - BIRTH_WEIGHT) + birth * Value(BIRTH_WEIGHT) - penalty


def _name_score(asked: Asked) -> Any:
    single = len(asked.words) == 1
    spelling = TrigramWordSimilarity(asked.name, "name") if single else TrigramSimilarity("name", asked.name)
    share = 1 / len(asked.words)
    sound = sum(
        (Case(When(sounds_like(word), then=Value(share)), default=Value(0.0)) for word in asked.words),
        start=Value(0.0, output_field=FloatField()),
    )
    return spelling * Value(SPELLING_WEIGHT) + sound * Value(SOUND_WEIGHT)


def _birth_score(born: datetime.date) -> Case:
    return Case(
        When(date_of_birth=born, then=Value(EXACT)),
        When(date_of_birth=swapped(born) or born, then=Value(SWAPPED)),
        When(date_of_birth__in=slips(born), then=Value(SLIPPED)),
        When(date_of_birth__isnull=True, then=Value(NOT_KNOWN)),
        default=Value(0.0),
        output_field=FloatField(),
    )


def best_of_each(names: Any, asked: Asked) -> Any:
    """Of each nominal's names the one that answers best, best nominal first, with `score`."""
    scored = names.annotate(score=score(asked))
    place = Window(RowNumber(), partition_by=F("nominal_id"), order_by=(F("score").desc(), F("id").asc()))
    return scored.annotate(place=place).filter(place=1).order_by("-score", "name", "nominal_id")
