"""The cards that referrals, transfers and reviews put on the home page: what waits for somebody's decision."""

import datetime

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from agencies.home_cards import Card, Group, register
from agencies.models import User
from agencies.roles import Capability
from cases.access import to_answer
from cases.referrals.listing import to_complete, to_decide
from cases.worklist import Whose, clocks_of

COUNTERSIGN = "review_countersign"


def _to_countersign(user: User, on: datetime.date) -> int:
    return clocks_of(user, on, Whose.TEAM).filter(kind=COUNTERSIGN).count()


register(
    Card(
        key="referrals_to_decide",
        group=Group.DECIDE,
        text=_("referrals to decide"),
        count=lambda user, on: to_decide(user).count(),
        href="cases:referral_queue",
        needs=Capability.DECIDE_REFERRALS,
        urgent=True,
        place=10,
    )
)
register(
    Card(
        key="transfers_to_answer",
        group=Group.DECIDE,
        text=_("transfers to answer"),
        count=lambda user, on: to_answer(user).count(),
        href="cases:transfers",
        needs=Capability.ANSWER_TRANSFERS,
        urgent=True,
        place=20,
    )
)
register(
    Card(
        key="reviews_to_countersign",
        group=Group.DECIDE,
        text=_("reviews to countersign"),
        count=_to_countersign,
        href=reverse_lazy("cases:worklist", query={"whose": Whose.TEAM.value, "kind": COUNTERSIGN}),
        needs=Capability.COUNTERSIGN_REVIEWS,
        urgent=True,
        place=30,
    )
)
register(
    Card(
        key="referrals_begun",
        group=Group.DECIDE,
        text=_("referrals that your teams have begun"),
        count=lambda user, on: to_complete(user).count(),
        href=reverse_lazy("cases:referral_queue", query={"whose": "ours"}),
        needs=Capability.REFER_NOMINAL,
        place=40,
    )
)
