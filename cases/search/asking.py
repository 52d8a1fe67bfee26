"""Reads what was typed into a search: words of a name with their sounds, a date of birth, the rest as a number."""

import datetime
import re
from collections import Counter
from dataclasses import dataclass, replace

from django.db import connection
from django.utils import timezone

from cases.search.dates import take_date

#: Longer texts are cut: nobody's name is longer, and every further word costs comparisons.
LONGEST_TEXT = 160
MOST_WORDS = 5
LONGEST_WORD = 40

# The database folds, so that a typed name and the index never differ; letters exchanged with their neighbour change
# the sound, so those sounds are asked for beside the word's own.
_SOUNDS = f"""
    SELECT word, cases_name_codes(word), ARRAY(
               SELECT DISTINCT code
                 FROM generate_series(1, length(word) - 1) place,
                      unnest(cases_name_codes(overlay(word PLACING reverse(substr(word, place, 2)) FROM place FOR 2)))
                      AS code)
      FROM (SELECT left(whole, {LONGEST_WORD}) AS word, position
              FROM unnest(string_to_array(cases_fold_name(%s), ' ')) WITH ORDINALITY AS typed (whole, position)
             LIMIT {MOST_WORDS}) typed
     ORDER BY position
"""  # noqa: S608 (two numbers of this module)


@dataclass(frozen=True)
class Word:
    """One folded word, the codes of its sound, and those of its sound with two letters exchanged."""

    letters: str
    sounds: frozenset[str]
    transposed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """What is looked for. `name` is the folded name as typed, `words` those of it that can be compared by sound."""

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
    return replace(asked, **_words(rest)) if any(character.isalpha() for character in rest) else asked


def _printable(text: str) -> str:
    """Without what the database cannot store: the null character, halves of surrogate pairs."""
    text = re.sub(r"[\x00\ud800-\udfff]", " ", text[:LONGEST_TEXT])
    return " ".join(text.split())


def _words(text: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(_SOUNDS, [text])
        rows = cursor.fetchall()
    words = [
        Word(word, frozenset(sounds), frozenset(transposed) - frozenset(sounds))
        for word, sounds, transposed in rows
        if len(word) > 1
    ]
    return {"name": " ".join(row[0] for row in rows), "words": tuple(words)}
