"""Everything that a demonstration's living area has beyond the cohort files, subject by subject. Each is added once."""

import datetime

from agencies.models import User
from cases.demonstration.law import add_law

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (add_law,)


def add_subjects(people: dict[str, User], today: datetime.date) -> None:
    """Add what is not there yet. `people` are the demonstration's accounts by name."""
    for add in SUBJECTS:
        add(people, today)
