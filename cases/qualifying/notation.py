"""Thresholds in words: `age_18 and victim_under_18 or custody_12`. "or" joins alternatives, "and" conditions."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from cases.rules.eligibility.conditions import is_condition

Thresholds = list[list[str]]


class UnknownCondition(ValueError):
    """A word that is not in the vocabulary; it is the only argument."""


def read_thresholds(text: str) -> Thresholds:
    """The alternatives. An empty text: no threshold. Raises UnknownCondition."""
    if not text.strip():
        return []
    alternatives = [[word.strip() for word in one.split(" and ")] for one in text.strip().split(" or ")]
    for word in (word for one in alternatives for word in one):
        if not is_condition(word):
            raise UnknownCondition(word)
    return alternatives


def write_thresholds(thresholds: Sequence[Sequence[str]]) -> str:
    """The text that `read_thresholds` reads."""
    return " or ".join(" and ".join(one) for one in thresholds)


def thresholds_in_words(thresholds: Sequence[Sequence[str]]) -> list[str]:
    """One sentence part for each alternative, for pages."""
    return [_(" and ").join(_condition_in_words(word) for word in one) for one in thresholds]


def _condition_in_words(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]()
    kind, number = word.rsplit("_", 1)
    return _NUMBERED[kind]() % {"number": number}


# Functions, because nobody's language is known while the module loads.
_WORDS: dict[str, Callable[[], str]] = {
    "custody": lambda: _("a custodial sentence of any length"),
    "hospital": lambda: _("detained in a hospital"),
    "hospital_restricted": lambda: _("a hospital order with restriction"),
    "victim_under_18": lambda: _("the victim was under 18"),
    "victim_under_16": lambda: _("the victim, or the person shown, was under 16"),
    "sexual_purpose": lambda: _("done to obtain sexual gratification"),
}
_NUMBERED: dict[str, Callable[[], str]] = {
    "age": lambda: _("the offender was %(number)s or over"),
    "under": lambda: _("the offender was under %(number)s"),
    "custody": lambda: _("a custodial sentence of %(number)s months or more"),
    "community": lambda: _("a community order of %(number)s months or more"),
}
