"""What the law says of orders: how long each may last, when it could be made, what it does to notification. Pure."""

from cases.rules.orders.checking import (
    ChangeFacts,
    Finding,
    OrderFacts,
    TermFacts,
    check_change,
    check_order,
    check_term,
)
from cases.rules.orders.effects import NOTIFYING, SEXUAL_RISK, effect_of, replaced_by
from cases.rules.orders.law import OrderLaw, law_of

__all__ = [
    "NOTIFYING",
    "SEXUAL_RISK",
    "ChangeFacts",
    "Finding",
    "OrderFacts",
    "OrderLaw",
    "TermFacts",
    "check_change",
    "check_order",
    "check_term",
    "effect_of",
    "law_of",
    "replaced_by",
]
