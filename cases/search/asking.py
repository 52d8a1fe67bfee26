"""Reads what was typed into a search: a date of birth, the rest as words, with the known words each may have meant."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from cases.search.dates import take_date

# What is put into a statement here are numbers and pieces of this module; what was typed is a parameter.
# ruff: noqa: S608

#: Longer texts are cut: nobody's name is longer, and every further word costs comparisons.
LONGEST_TEXT = 160
MOST_WORDS = 5
LONGEST_WORD = 40
#: At most so many known words are taken for a typed one, those written most like it: by sound, with two letters
#: exchanged, and by spelling.
MOST_SOUNDS, MOST_TRANSPOSED, MOST_ALIKE = 30, 12, 40
#: From this similarity up a known word is written much like a typed one.
ALIKE_THRESHOLD = 0.3

_TYPED = f"""
    FROM (SELECT left(whole, {LONGEST_WORD}) AS word, position
            FROM unnest(string_to_array(cases_fold_name(%s), ' ')) WITH ORDINALITY AS split (whole, position)
           ORDER BY position LIMIT {MOST_WORDS}) typed
   ORDER BY position
"""
_KNOWN = "SELECT DISTINCT ON (known.word) known.word, similarity(known.word, typed.word) AS likeness"


def _most_like(condition: str, most: int) -> str:
    """An array of the known words that meet a condition, those most like the typed one first."""
    known = f"{_KNOWN} FROM cases_searchword known WHERE {condition}"
    return f"ARRAY(SELECT word FROM ({known}) met ORDER BY likeness DESC, word LIMIT {most})"


# The database folds, so that a typed name and the index never differ. Two letters exchanged change the sound: those
# sounds are asked for beside the word's own.
_EXCHANGED = """ARRAY(
    SELECT DISTINCT code
      FROM generate_series(1, length(typed.word) - 1) place,
           unnest(cases_name_codes(overlay(typed.word PLACING reverse(substr(typed.word, place, 2)) FROM place FOR 2)))
        AS code)"""
_SOUNDS = f"""
    SELECT typed.word, {_most_like("known.codes && cases_name_codes(typed.word)", MOST_SOUNDS)},
           {_most_like(f"known.codes && {_EXCHANGED}", MOST_TRANSPOSED)} {_TYPED}
"""
_ALIKE = f"SELECT typed.word, {_most_like('known.word %% typed.word', MOST_ALIKE)} {_TYPED}"


@dataclass(frozen=True)
class Word:
    """One folded word, and the known words it may have meant: by sound, with two letters exchanged, by spelling."""

    letters: str
    sounds: tuple[str, ...]
    transposed: tuple[str, ...]
    alike: tuple[str, ...] = ()

    @property
    def meanings(self) -> list[str]:
        """Every known word it may have meant, and itself."""
        return [self.letters, *self.sounds, *self.transposed, *self.alike]


@dataclass(frozen=True)
class Asked:
    """What is looked for. `name` is the folded name as typed; `words` leaves single letters out."""

    text: str = ""
    name: str = ""
    words: tuple[Word, ...] = ()
    born: datetime.date | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing that a name could be compared with."""
        return not self.words and self.born is None

    def is_said_by(self, name: str) -> bool:
        """Whether a folded name has every typed word, in whatever order; it may have more."""
        return bool(self.name) and not Counter(self.name.split()) - Counter(name.split())


def read(text: str, born: datetime.date | None = None) -> Asked:
    """What a text and a date of birth ask for. One query when the text has letters."""
    text = _printable(text)
    typed, rest = take_date(text, timezone.localdate())
    asked = Asked(text=text, born=born or typed)
    if not any(character.isalpha() for character in rest):
        return asked
    rows = _rows(_SOUNDS, rest)
    words = [Word(word, tuple(sounds), tuple(transposed)) for word, sounds, transposed in rows if len(word) > 1]
    return replace(asked, name=" ".join(row[0] for row in rows), words=tuple(words))


def with_spellings(asked: Asked) -> Asked:
    """The same, each word with the known words that are written much like it. One query, several times dearer."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE_THRESHOLD)])
        alike = dict(_rows(_ALIKE, asked.name))
    return replace(asked, words=tuple(replace(word, alike=tuple(alike[word.letters])) for word in asked.words))


def _printable(text: str) -> str:
    """Without what the database cannot store: the null character, halves of surrogate pairs."""
    text = re.sub(r"[\x00\ud800-\udfff]", " ", text[:LONGEST_TEXT])
    return " ".join(text.split())


def _rows(sql: str, text: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [text])
        return cursor.fetchall()
