"""What an order, and its breach, does by itself: to notification and Category 1, and to an earlier order. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cases.choices import OrderType
from cases.rules.answers import Answer

#: Whoever is subject to one of these is subject to notification requirements for as long as it runs.
NOTIFYING: frozenset[str] = frozenset(
    {
        OrderType.SHPO,
        OrderType.INTERIM_SHPO,
        OrderType.NOTIFICATION_ORDER,
        OrderType.INTERIM_NOTIFICATION_ORDER,
        OrderType.SOPO,
    }
)
#: A conviction or caution for breach of one of these brings notification requirements.
SEXUAL_RISK: frozenset[str] = frozenset({OrderType.SRO, OrderType.INTERIM_SRO})

_BRINGS = {
    OrderType.SHPO: "Sexual Offences Act 2003 s.103G; Sentencing Act 2020 s.352",
    OrderType.INTERIM_SHPO: "Sexual Offences Act 2003 s.103G",
    OrderType.NOTIFICATION_ORDER: "Sexual Offences Act 2003 s.98",
    OrderType.INTERIM_NOTIFICATION_ORDER: "Sexual Offences Act 2003 s.100",
    OrderType.SOPO: "Sexual Offences Act 2003 s.107, before 8 March 2015",
}
_EARLIER = {
    OrderType.SHPO: (OrderType.SHPO, OrderType.INTERIM_SHPO),
    OrderType.SRO: (OrderType.SRO, OrderType.INTERIM_SRO),
    OrderType.NOTIFICATION_ORDER: (OrderType.INTERIM_NOTIFICATION_ORDER,),
    OrderType.STPO: (OrderType.STPO,),
    OrderType.STRO: (OrderType.STRO,),
    OrderType.SPO: (OrderType.INTERIM_SPO,),
}


def replaced_by(order_type: str) -> tuple[str, ...]:
    """The kinds of earlier order that cease to have effect when one of this kind is made.

    A SHPO, SRO, STPO or STRO takes the place of an earlier one (Sexual Offences Act 2003 ss.103C(6), 122A(9); Modern
    Slavery Act 2015 ss.17(6), 24(6)); an interim order ends when the application that it was made for is determined.
    """
    return tuple(_EARLIER.get(OrderType(order_type), ()))


def effect_of(order_type: str) -> Answer[bool]:
    """Whether being subject to the order makes subject to notification requirements, in words."""
    kind = OrderType(order_type)
    if kind in NOTIFYING:
        sentence = _(
            "Subject to notification requirements, and so in Category 1, for as long as it runs. A shorter period is"
            " extended."
        )
        return Answer(True, sentence, provision=_BRINGS[kind])
    if kind in SEXUAL_RISK:
        sentence = _("Not by itself. A conviction or caution for its breach brings notification and Category 1.")
        return Answer(False, sentence, provision="Sexual Offences Act 2003 s.122I")
    if kind == OrderType.TERRORISM_NOTIFICATION:
        sentence = _("None under the Sexual Offences Act 2003. Terrorism notification is a basis of Category 4.")
        return Answer(False, sentence, provision="Counter-Terrorism Act 2008 Part 4")
    return Answer(False, _("None: this order brings no notification requirements under the Sexual Offences Act 2003."))
