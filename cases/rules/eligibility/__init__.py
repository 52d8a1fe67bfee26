"""Whether a person is MAPPA eligible, in which category and why: the tests of sections 325 and 327 as a pure rule.

Facts go in, an answer comes out: Category 4, 1, 2 or 3, not eligible, or what is missing to say. Law is dated and comes
with the facts as rows of the law's lists; what the law leaves open is answered "needs a legal view", never guessed.
"""

from cases.rules.eligibility.answering import Eligibility, decide
from cases.rules.eligibility.facts import (
    ASKED_OF_AN_OFFENCE,
    EligibilityFacts,
    Entry,
    Missing,
    Notifying,
    Offence,
    Question,
)

__all__ = [
    "ASKED_OF_AN_OFFENCE",
    "Eligibility",
    "EligibilityFacts",
    "Entry",
    "Missing",
    "Notifying",
    "Offence",
    "Question",
    "decide",
]
