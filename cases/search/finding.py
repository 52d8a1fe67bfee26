"""Finds people by whatever was typed, within what the user may see. The door is asked in the same statement."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.access import Someone, visible
from cases.models import Alias, Nominal, SearchName
from cases.search import traces
from cases.search.asking import Asked, read, with_spellings
from cases.search.names import Answer, best_of_each, first_tier, second_tier, sight_of
from cases.search.numbers import number_condition

#: Below this an answer has too little in common with the question to be shown.
LEAST_SCORE = 0.3


@dataclass(frozen=True)
class Match:
    """One answer. `nominal` has its standing today; `matched_name` is the name that answered, as it is written;
    `score` runs from 0 to 1; `why` says in words what agreed."""

    nominal: Nominal
    score: float
    matched_name: str
    why: tuple[str, ...]


def find(user: Someone, text: str = "", date_of_birth: datetime.date | None = None, limit: int = 25) -> list[Match]:
    """The people in the user's sight who answer best, the best first; empty when nothing can be compared.

    `text` is a name in any order, a date of birth, our reference, a national identifier, a sender's reference, or
    anything else that leads to a person: a telephone, a plate, an account, a postcode, a street, an associate.
    Never raises for what was typed. At most eleven queries, however many answers.
    """
    asked = read(text, date_of_birth)
    certain = _by_number(user, asked, limit) or _traced(traces.by_key(user, asked.text, limit))
    if certain:
        return certain
    named: list[Match] = []
    if not asked.is_empty:
        answers, asked = search(visible(SearchName.objects.all(), user), asked, limit)
        named = matches([answer for answer in answers if answer.score >= LEAST_SCORE], asked)
    known = {match.nominal.pk for match in named}
    found = traces.by_words(user, asked.text, limit)
    led_to = _traced({key: kind for key, kind in found.items() if key not in known})
    return (named + led_to)[:limit]


def _traced(found: dict[uuid.UUID, str]) -> list[Match]:
    """The people that traces lead to, each with what it is."""
    if not found:
        return []
    people = Nominal.objects.with_standing(timezone.localdate()).in_bulk(list(found))
    return [
        Match(people[key], 1.0, people[key].display_name, (str(traces.WORDS.get(kind, kind)),))
        for key, kind in found.items()
    ]


def _by_number(user: Someone, asked: Asked, limit: int) -> list[Match]:
    condition = number_condition(asked.text, timezone.localdate())
    return [] if condition is None else nominals_with(user, condition, limit)


def nominals_with(user: Someone, condition: Q, limit: int) -> list[Match]:
    """The visible people with a number, each as a certain answer."""
    people = Nominal.objects.with_standing(timezone.localdate()).filter(condition)
    found = visible(people, user)[:limit]
    return [Match(nominal, 1.0, nominal.display_name, (_("reference"),)) for nominal in found]


def search(names: QuerySet[SearchName], asked: Asked, limit: int) -> tuple[list[Answer], Asked]:
    """The best of the names that the door leaves, and what was asked in the end.

    The second tier is asked only when the first is not certain.
    """
    sight = sight_of(names)
    answers = best_of_each(sight, first_tier(asked), asked, limit)
    if not asked.words or any(is_certain(answer, asked) for answer in answers[:1]):
        return answers, asked
    asked = with_spellings(asked)
    return best_of_each(sight, second_tier(asked), asked, limit), asked


def is_certain(answer: Answer, asked: Asked) -> bool:
    """Whether every word and, if one was given, the date of birth are exactly as asked."""
    return asked.is_said_by(answer.name) and asked.born in (None, answer.date_of_birth)


def matches(answers: Sequence[Answer], asked: Asked) -> list[Match]:
    """The people behind the answers, in their order. Two queries."""
    if not answers:
        return []
    people = Nominal.objects.with_standing(timezone.localdate()).in_bulk([answer.nominal_id for answer in answers])
    aliases = Alias.objects.in_bulk([answer.alias_id for answer in answers if answer.alias_id])
    return [
        Match(
            nominal=people[answer.nominal_id],
            score=round(answer.score, 3),
            matched_name=_written(people[answer.nominal_id], aliases.get(answer.alias_id)),
            why=_why(answer, asked),
        )
        for answer in answers
    ]


def _written(nominal: Nominal, alias: Alias | None) -> str:
    if alias is None:
        return nominal.display_name
    whole = (alias.family_name or nominal.family_name, alias.given_names or nominal.given_names)
    return ", ".join(part for part in whole if part)


def _why(answer: Answer, asked: Asked) -> tuple[str, ...]:
    reasons = [_("alias")] if answer.alias_id else []
    if asked.words:
        reasons.append(_likeness(answer, asked))
    if asked.born and answer.date_of_birth == asked.born:
        reasons.append(_("date of birth"))
    return tuple(reasons)


def _likeness(answer: Answer, asked: Asked) -> str:
    if asked.is_said_by(answer.name):
        return _("same name")
    written = set(answer.name.split())
    sounds = all(written & {word.letters, *word.sounds} for word in asked.words)
    return _("sounds alike") if sounds else _("other spelling")
