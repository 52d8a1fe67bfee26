"""Why a category counts today, as pages and the interface say it."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from cases.models import CategoryBasis
from cases.rules.answers import Answer, Fact
from cases.rules.category import Held, counting_category
from pagekit.dates import long_date


def why_this_category(bases: Iterable[CategoryBasis], on: datetime.date) -> Answer[int]:
    """What the rule says of these bases on a day."""
    return counting_category([Held(one.category, one.basis, one.started_on, one.ended_on) for one in bases], on)


def facts_in_words(facts: Iterable[Fact]) -> list[str]:
    """Facts with their days, one sentence each."""
    return [_in_words(fact) for fact in facts]


def _in_words(fact: Fact) -> str:
    words = {"text": fact.text, "from": long_date(fact.started_on), "until": long_date(fact.ended_on)}
    if fact.started_on is None:
        return fact.text
    if fact.ended_on is None:
        return _("%(text)s, from %(from)s") % words
    return _("%(text)s, from %(from)s until %(until)s") % words
