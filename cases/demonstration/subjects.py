"""Everything that a demonstration's living area has beyond the cohort files, subject by subject. Each is added once."""

import datetime

from agencies.models import User
from cases.demonstration.documents import add_documents
from cases.demonstration.caseload import add_caseload
from cases.demonstration.law import add_law
from cases.demonstration.people import add_people

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (
    add_law,
    add_people,
)
from cases.demonstration.plans import add_plans
from cases.demonstration.risk import add_risk

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (add_law, add_risk, add_plans)
from cases.demonstration.orders import add_orders

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (add_law, add_orders)
from cases.demonstration.referrals import add_referrals
from cases.demonstration.transfers import add_transfers

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (add_law, add_referrals, add_transfers)
SUBJECTS = (add_law, add_documents)
from cases.demonstration.reviews import add_reviews

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (add_law, add_reviews)
SUBJECTS = (add_law, add_caseload)
from cases.demonstration.notification import add_notification

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (add_law, add_notification)


def add_subjects(people: dict[str, User], today: datetime.date) -> None:
    """Add what is not there yet. `people` are the demonstration's accounts by name."""
    for add in SUBJECTS:
        add(people, today)
