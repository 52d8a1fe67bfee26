"""The law of orders as dated rows: since when a kind can be made, for how long at least and at most, under what Act.

A kind of which nothing is said here (a restraining order, a non-molestation order) may last as the court says.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cases.choices import OrderType

_REPLACED = datetime.date(2015, 3, 8)
_SOA_2003 = datetime.date(2004, 5, 1)
_SAVING = "Anti-social Behaviour, Crime and Policing Act 2014 s.114"


@dataclass(frozen=True)
class OrderLaw:
    """What holds of one kind of order made from `effective_from` on, for people of an age in whole years.

    `least_months` and `most_months` bound a fixed length; with `each_term` the least holds for every prohibition and
    requirement by itself. `needs_end`: it has effect for a fixed period only. `replaced_on`: from that day it is made
    only on an application made before (`replaced_authority`), and not extended any more. `consent_months`: before so
    many months it is discharged with the person's and the police's consent alone.
    """

    order_type: OrderType
    authority: str
    effective_from: datetime.date | None = None
    effective_from_is_sure: bool = False
    replaced_on: datetime.date | None = None
    replaced_authority: str = ""
    least_months: int | None = None
    most_months: int | None = None
    each_term: bool = False
    needs_end: bool = False
    is_interim: bool = False
    consent_months: int | None = None
    consent_authority: str = ""
    travel_authority: str = ""
    monitoring_months: int | None = None
    monitoring_authority: str = ""
    from_age: int = 0
    under_age: int | None = None
    only_from_age: bool = False

    def fits_age(self, age: int | None) -> bool:
        """Whether the row speaks of somebody of this age; None: not known, taken for an adult."""
        years = 18 if age is None else age
        return self.from_age <= years and (self.under_age is None or years < self.under_age)


#: A prohibition on foreign travel lasts five years at most, and each time it is renewed five more.
TRAVEL_MONTHS = 60
ADULT = 18

LAW: tuple[OrderLaw, ...] = (
    OrderLaw(
        OrderType.SHPO,
        "Sentencing Act 2020 s.347; Sexual Offences Act 2003 s.103C",
        effective_from=_REPLACED,
        effective_from_is_sure=True,
        least_months=60,
        each_term=True,
        consent_months=60,
        consent_authority="Sexual Offences Act 2003 s.103E; Sentencing Act 2020 s.350",
        travel_authority="Sexual Offences Act 2003 s.103D; Sentencing Act 2020 s.348",
    ),
    OrderLaw(
        OrderType.INTERIM_SHPO,
        "Sexual Offences Act 2003 s.103F",
        effective_from=_REPLACED,
        effective_from_is_sure=True,
        needs_end=True,
        is_interim=True,
        travel_authority="Sexual Offences Act 2003 s.103D",
    ),
    OrderLaw(
        OrderType.SRO,
        "Sexual Offences Act 2003 s.122A",
        effective_from=_REPLACED,
        effective_from_is_sure=True,
        least_months=24,
        each_term=True,
        consent_months=24,
        consent_authority="Sexual Offences Act 2003 s.122D",
        travel_authority="Sexual Offences Act 2003 s.122C",
    ),
    OrderLaw(
        OrderType.INTERIM_SRO,
        "Sexual Offences Act 2003 s.122E",
        effective_from=_REPLACED,
        effective_from_is_sure=True,
        needs_end=True,
        is_interim=True,
        travel_authority="Sexual Offences Act 2003 s.122C",
    ),
    OrderLaw(OrderType.NOTIFICATION_ORDER, "Sexual Offences Act 2003 s.97", effective_from=_SOA_2003),
    OrderLaw(
        OrderType.INTERIM_NOTIFICATION_ORDER,
        "Sexual Offences Act 2003 s.100",
        effective_from=_SOA_2003,
        needs_end=True,
        is_interim=True,
    ),
    OrderLaw(
        OrderType.SOPO,
        "Sexual Offences Act 2003 s.107, before 8 March 2015",
        effective_from=_SOA_2003,
        replaced_on=_REPLACED,
        replaced_authority=_SAVING,
        least_months=60,
    ),
    OrderLaw(
        OrderType.ROSHO,
        "Sexual Offences Act 2003 s.123, before 8 March 2015",
        effective_from=_SOA_2003,
        replaced_on=_REPLACED,
        replaced_authority=_SAVING,
        least_months=24,
    ),
    OrderLaw(
        OrderType.FTO,
        "Sexual Offences Act 2003 s.117, before 8 March 2015",
        effective_from=_SOA_2003,
        replaced_on=_REPLACED,
        replaced_authority=_SAVING,
        most_months=TRAVEL_MONTHS,
        needs_end=True,
        travel_authority="Sexual Offences Act 2003 s.117, before 8 March 2015",
    ),
    OrderLaw(
        OrderType.STPO,
        "Modern Slavery Act 2015 s.17",
        effective_from=datetime.date(2015, 7, 31),
        least_months=60,
        each_term=True,
        travel_authority="Modern Slavery Act 2015 s.18",
    ),
    OrderLaw(
        OrderType.STRO,
        "Modern Slavery Act 2015 s.24",
        effective_from=datetime.date(2015, 7, 31),
        least_months=24,
        each_term=True,
        travel_authority="Modern Slavery Act 2015 s.25",
    ),
    OrderLaw(
        OrderType.VOO,
        "Criminal Justice and Immigration Act 2008 s.98",
        effective_from=datetime.date(2009, 8, 3),
        least_months=24,
        most_months=60,
        needs_end=True,
        consent_months=24,
        consent_authority="Criminal Justice and Immigration Act 2008 s.103",
        from_age=ADULT,
        only_from_age=True,
    ),
    OrderLaw(
        OrderType.SPO,
        "Stalking Protection Act 2019 s.3",
        effective_from=datetime.date(2020, 1, 20),
        least_months=24,
        each_term=True,
    ),
    OrderLaw(
        OrderType.INTERIM_SPO,
        "Stalking Protection Act 2019 s.5",
        effective_from=datetime.date(2020, 1, 20),
        needs_end=True,
        is_interim=True,
    ),
    OrderLaw(
        OrderType.DAPO,
        "Domestic Abuse Act 2021 s.38",
        effective_from=datetime.date(2024, 11, 27),
        monitoring_months=12,
        monitoring_authority="Domestic Abuse Act 2021 ss.35 to 38",
    ),
    OrderLaw(
        OrderType.CBO,
        "Sentencing Act 2020 s.334",
        effective_from=datetime.date(2014, 10, 20),
        least_months=24,
        from_age=ADULT,
    ),
    OrderLaw(
        OrderType.CBO,
        "Sentencing Act 2020 s.334",
        effective_from=datetime.date(2014, 10, 20),
        least_months=12,
        most_months=36,
        needs_end=True,
        under_age=ADULT,
    ),
    OrderLaw(
        OrderType.SCPO,
        "Serious Crime Act 2007 s.16",
        effective_from=datetime.date(2008, 4, 6),
        most_months=60,
        needs_end=True,
    ),
    OrderLaw(
        OrderType.SVRO,
        "Sentencing Act 2020 s.342D",
        effective_from=datetime.date(2023, 4, 19),
        least_months=6,
        most_months=24,
        needs_end=True,
        from_age=ADULT,
        only_from_age=True,
    ),
)


def law_of(order_type: str, age: int | None) -> OrderLaw | None:
    """The row for a kind of order and an age in whole years (None: not known); None where the court alone says.

    Where the kind is made for adults alone, its row is also the answer for somebody younger.
    """
    rows = [row for row in LAW if row.order_type == order_type]
    return next((row for row in rows if row.fits_age(age)), rows[0] if rows else None)
