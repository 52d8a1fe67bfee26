"""What one ground says of one category: it holds, it does not, or what is missing to say."""

import datetime
from dataclasses import dataclass

from cases.choices import Basis, Category
from cases.rules.answers import Fact
from cases.rules.eligibility.facts import Entry, Missing, Offence


@dataclass(frozen=True)
class Finding:
    """`value` None: not known. Of a ground that holds: its basis, its days (half open), the offence it rests on.

    `expected_end_on` None: no end, or not foreseeable.
    """

    category: Category
    value: bool | None
    fact: Fact
    basis: Basis | None = None
    started_on: datetime.date | None = None
    expected_end_on: datetime.date | None = None
    offence: Offence | None = None
    entry: Entry | None = None
    missing: tuple[Missing, ...] = ()
    provision: str = ""

    @property
    def lasts_until(self) -> datetime.date:
        return self.expected_end_on or datetime.date.max
