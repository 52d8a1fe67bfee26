"""Before a person is added: who is already known by nearly the same name, birth or numbers."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from cases.access import Someone, visible
from cases.models import Nominal, SearchName
from cases.search.asking import Asked, read
from cases.search.finding import Match, matches, nominals_with, search
from cases.search.names import date_terms, days_meant
from cases.search.numbers import identifiers_condition

#: A near match is better than an answer to a search: it is put before somebody who did not ask for it.
LEAST_NEAR = 0.6
MOST_SHOWN = 10


@dataclass(frozen=True)
class NearMatches:
    """`visible`: people in the user's sight who may be the one. `hidden_exists`: a strong match lies outside it;
    nothing more may be told."""

    visible: list[Match]
    hidden_exists: bool


def near_matches(
    user: Someone,
    *,
    family_name: str,
    given_names: str = "",
    date_of_birth: datetime.date | None = None,
    identifiers: Mapping[str, str] | None = None,
) -> NearMatches:
    """Who may already be recorded. `identifiers` maps field names (`pnc_id`, `crn`, ...) to what was typed."""
    asked = read(f"{given_names} {family_name}", date_of_birth)
    numbers = identifiers_condition(identifiers or {})
    seen = [] if numbers is None else nominals_with(user, numbers, MOST_SHOWN)
    known = {match.nominal.pk for match in seen}
    alike = [match for match in _alike(user, asked) if match.nominal.pk not in known]
    return NearMatches((seen + alike)[:MOST_SHOWN], _is_hidden(user, asked, numbers))


def _alike(user: Someone, asked: Asked) -> list[Match]:
    if not asked.words:
        return []
    answers, asked = search(visible(SearchName.objects.all(), user), asked, MOST_SHOWN)
    return matches([answer for answer in answers if answer.score >= LEAST_NEAR], asked)


def _is_hidden(user: Someone, asked: Asked, numbers: Q | None) -> bool:
    """Whether somebody outside the user's sight bears one of the numbers, or name and birth as strongly."""
    out_of_sight = ~Exists(visible(Nominal.objects.filter(pk=OuterRef("nominal_id")), user))
    if asked.words and SearchName.objects.filter(_strong(asked), out_of_sight).exists():
        return True
    if numbers is None:
        return False
    out_of_sight = ~Exists(visible(Nominal.objects.filter(pk=OuterRef("pk")), user))
    return Nominal.objects.filter(numbers).filter(out_of_sight).exists()


def _strong(asked: Asked) -> Q:
    """Every word sounds as typed, and the birth agrees; without a date of birth on either side the name is the same."""
    same = Q(terms__contains=[word.letters for word in asked.words], name__in=_orders(asked))
    if asked.born is None:
        return same
    sounds = Q(*(Q(terms__overlap=[word.letters, *word.sounds]) for word in asked.words))
    return (sounds & Q(terms__overlap=date_terms(days_meant(asked.born)))) | (same & Q(date_of_birth__isnull=True))


def _orders(asked: Asked) -> list[str]:
    """The name as typed, and with the last word first."""
    *first, last = asked.name.split()
    return [asked.name, " ".join([last, *first])]
