"""Cards of the home page that subjects add by themselves: how many wait, in words, and the list of exactly them.

A subject registers when its module is loaded, as with sections and tabs (an app's urls load its views):

    register(Card(
        key="referrals_waiting",
        group=Group.DECIDE,
        text=_("referrals waiting for a decision"),
        count=lambda user, on: referrals_waiting(user).count(),   # through the door
        href="cases:referrals",                                   # a route without arguments, or an address
        needs=Capability.DECIDE_REFERRALS,
        urgent=True,
    ))

The list behind `href` must be as long as the count says; ask both of one function. `needs` says who gets the card: it
is not counted for anybody else. Within a group the cards stand by `place`. A card of nought is shown only in the groups
that say so (`ALWAYS_SHOWN`); `count` may return None for a card that only leads somewhere.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from agencies.models import User
from agencies.roles import Capability
from agencies.standing import standing_of


class Group(StrEnum):
    """Where on the page a card stands, the first thing first."""

    DUE = "due"
    DECIDE = "decide"
    LIMBO = "limbo"
    PEOPLE = "people"
    COMING = "coming"


#: What waits for a decision or hangs in the air is worth a card only when there is some.
ALWAYS_SHOWN = frozenset({Group.DUE, Group.PEOPLE, Group.COMING})


@dataclass(frozen=True)
class Card:
    """`count` gets the reader and the day. `href` is the name of a route without arguments, or an address."""

    key: str
    group: Group
    text: str | Promise
    count: Callable[[User, datetime.date], int | None]
    href: str | Promise
    needs: Capability = Capability.VIEW_NOMINAL
    urgent: bool = False
    place: int = 50


@dataclass(frozen=True)
class Counted:
    """A card with its figure, for one reader."""

    count: int | None
    text: str | Promise
    href: str
    urgent: bool = False


_cards: dict[str, Card] = {}


def register(card: Card) -> Card:
    """Add a card; the same key again replaces it."""
    _cards[card.key] = card
    return card


def counted(group: Group, user: User, on: datetime.date) -> list[Counted]:
    """The cards of a group that a reader gets, in their order."""
    standing = standing_of(user)
    asked = (card for card in _cards.values() if card.group is group and standing.can(card.needs))
    found = [
        Counted(card.count(user, on), card.text, _address(card.href), card.urgent)
        for card in sorted(asked, key=lambda one: one.place)
    ]
    return [one for one in found if one.count != 0 or group in ALWAYS_SHOWN]


def _address(href: str | Promise) -> str:
    try:
        return reverse(str(href))
    except NoReverseMatch:
        return str(href)
