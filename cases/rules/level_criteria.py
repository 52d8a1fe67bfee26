"""Which level the criteria of the guidance support: formal meetings must add value, and senior ones must be needed."""

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import Level
from cases.rules.answers import Answer, Fact

PROVISION = "MAPPA guidance, chapter 7"


class Criterion(StrEnum):
    """What may be said of a person's management."""

    ADDS_VALUE = "adds_value"
    HIGH_RISK = "high_risk"
    NEEDS_COORDINATION = "needs_coordination"
    WAS_LEVEL_3 = "was_level_3"
    RESOURCES = "resources"
    PUBLIC_INTEREST = "public_interest"


WORDS = {
    Criterion.ADDS_VALUE: gettext_lazy("Formal multi-agency meetings would add value"),
    Criterion.HIGH_RISK: gettext_lazy("The risk of serious harm is high or very high"),
    Criterion.NEEDS_COORDINATION: gettext_lazy(
        "Exceptionally, the risk is lower and needs active multi-agency co-ordination"
    ),
    Criterion.WAS_LEVEL_3: gettext_lazy("Managed at Level 3 before, and no longer needs it"),
    Criterion.RESOURCES: gettext_lazy("Senior managers must commit significant resources at short notice"),
    Criterion.PUBLIC_INTEREST: gettext_lazy("High media or public interest that senior managers must answer"),
}
#: One of these beside added value supports Level 2; one of the others on top of that Level 3.
OF_LEVEL_2 = (Criterion.HIGH_RISK, Criterion.NEEDS_COORDINATION, Criterion.WAS_LEVEL_3)
OF_LEVEL_3 = (Criterion.RESOURCES, Criterion.PUBLIC_INTEREST)


def supported_level(met: Collection[str]) -> Answer[int]:
    """The highest level that the criteria met support, and why not a higher one."""
    facts = tuple(Fact(str(WORDS[one])) for one in Criterion if one in met)
    if Criterion.ADDS_VALUE not in met:
        sentence = _("Level 1: without meetings that add value neither Level 2 nor Level 3 is supported.")
        return Answer(Level.ONE, sentence, facts, PROVISION)
    if not _any(OF_LEVEL_2, met):
        sentence = _("Level 1: meetings would add value, and none of the further criteria of Level 2 is met.")
        return Answer(Level.ONE, sentence, facts, PROVISION)
    if not _any(OF_LEVEL_3, met):
        sentence = _("Level 2: its criteria are met; nothing calls for senior representation.")
        return Answer(Level.TWO, sentence, facts, PROVISION)
    return Answer(
        Level.THREE, _("Level 3: the criteria of Level 2 are met, and senior representation."), facts, PROVISION
    )


def _any(criteria: Collection[Criterion], met: Collection[str]) -> bool:
    return any(one in met for one in criteria)
