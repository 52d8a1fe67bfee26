"""The orders in which a list of nominals can be read, by the word in its address.

Each order ends with name and key, so that pages neither repeat nor lose anybody. What is sorted by a history joins the
one period in force instead of asking a question per person.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, QuerySet, SmallIntegerField, Value, When

from agencies.querysets import in_force
from cases.choices import CATEGORY_PRECEDENCE
from cases.models import CategoryBasis, Nominal

People = QuerySet[Nominal, Any]
DEFAULT = "name"
_NAME = ("family_name", "given_names", "pk")


def sorted_by(people: People, asked: str, on: datetime.date) -> People:
    """People in the order asked for (`-` before it turns it round); an unknown word is the default order.

    Whoever has no value for it comes last either way.
    """
    key = asked.removeprefix("-")
    if key not in _KEYS:
        asked = key = DEFAULT
    people, expression = _KEYS[key](people, on)
    turn = expression.desc if asked.startswith("-") else expression.asc
    rest = _NAME if key != DEFAULT else _NAME[1:]
    if key == DEFAULT and asked.startswith("-"):
        return people.order_by("-family_name", "-given_names", "-pk")
    return people.order_by(turn(nulls_last=True) if key in _MAY_BE_MISSING else turn(), *rest)


def _column(name: str) -> Callable[[People, datetime.date], tuple[People, Any]]:
    return lambda people, on: (people, F(name))


def _period(relation: str, value: str) -> Callable[[People, datetime.date], tuple[People, Any]]:
    """By a value of the one period of a history that is in force."""

    def joined(people: People, on: datetime.date) -> tuple[People, Any]:
        period = FilteredRelation(relation, condition=in_force(on, f"{relation}__"))
        return people.annotate(_sorted_by=period), F(f"_sorted_by__{value}")

    return joined


def _category(people: People, on: datetime.date) -> tuple[People, Any]:
    """By the category that counts, in the order of the numbers. Several bases may hold: a join would repeat people."""
    held = CategoryBasis.objects.in_force(on).filter(nominal=OuterRef("pk"))
    counts = [When(Exists(held.filter(category=one)), then=Value(one.value)) for one in CATEGORY_PRECEDENCE]
    return people, Case(*counts, output_field=SmallIntegerField())


_KEYS: dict[str, Callable[[People, datetime.date], tuple[People, Any]]] = {
    "name": _column("family_name"),
    "reference": _column("reference"),
    "born": _column("date_of_birth"),
    "category": _category,
    "level": _period("levels", "level"),
    "whereabouts": _period("whereabouts", "status"),
    "lead": _period("responsibilities", "lead_team__name"),
}
_MAY_BE_MISSING = frozenset({"born", "category", "level", "whereabouts", "lead"})
