"""The named counting rules: what no published wording settles, one switch each."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class YearlyRule(models.TextChoices):
    """How a person at both Level 2 and Level 3 in the year counts in T2, T7 and T8."""

    HIGHEST_LEVEL = "highest_level", _("Once, at the highest level")
    EACH_LEVEL = "each_level", _("In each level")


class TravelRule(models.TextChoices):
    """Whether the row of sexual harm prevention orders takes in those that restrict foreign travel (T5)."""

    WITH_TRAVEL = "with_travel", _("All orders")
    WITHOUT_TRAVEL = "without_travel", _("Only orders without a foreign travel restriction")


#: What each position of a switch means, in the sentence that stands under the tables it governs.
RULE_SENTENCES: dict[str, str | Promise] = {
    YearlyRule.HIGHEST_LEVEL: _(
        "A person at both Level 2 and Level 3 during the year is counted once, at the highest level."
    ),
    YearlyRule.EACH_LEVEL: _(
        "A person at both Level 2 and Level 3 during the year is counted in each, so that totals count such a person"
        " twice."
    ),
    TravelRule.WITH_TRAVEL: _(
        "The first row counts every sexual harm prevention order; the second is the part of it that restricts foreign"
        " travel."
    ),
    TravelRule.WITHOUT_TRAVEL: _(
        "The first row leaves out sexual harm prevention orders that restrict foreign travel; the second counts those."
    ),
}


@dataclass(frozen=True)
class CountingRules:
    """One position of every switch."""

    yearly: str = YearlyRule.HIGHEST_LEVEL
    shpo: str = TravelRule.WITH_TRAVEL
