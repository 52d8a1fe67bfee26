"""Everything that a demonstration's living area has beyond the cohort files, subject by subject. Each is added once."""

import datetime

from agencies.models import User
from cases.demonstration.caseload import add_caseload
from cases.demonstration.documents import add_documents
from cases.demonstration.law import add_law
from cases.demonstration.notification import add_notification
from cases.demonstration.orders import add_orders
from cases.demonstration.people import add_people
from cases.demonstration.plans import add_plans
from cases.demonstration.referrals import add_referrals
from cases.demonstration.reviews import add_reviews
from cases.demonstration.risk import add_risk
from cases.demonstration.transfers import add_transfers

#: In this order: a later subject may rest on what an earlier one added.
SUBJECTS = (
    add_law,
    add_people,
    add_orders,
    add_notification,
    add_risk,
    add_plans,
    add_referrals,
    add_transfers,
    add_documents,
    add_reviews,
    add_caseload,
)


def add_subjects(people: dict[str, User], today: datetime.date) -> None:
    """Add what is not there yet. `people` are the demonstration's accounts by name."""
    for add in SUBJECTS:
        add(people, today)
