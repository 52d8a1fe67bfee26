"""The clock of an order that reaches its end: whether to ask the court to renew it is to be decided before."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.registry import ClockKind, register

#: Shown so many days before the end, as long as an application to a court may take.
PROMPT_DAYS = 90

_STATEMENT = f"""
    SELECT nominal_id, id AS source_id, ends_on AS due_on, ends_on - {PROMPT_DAYS} AS warn_on
      FROM cases_order
     WHERE ends_on > %(on)s AND made_on <= %(on)s AND (ended_on IS NULL OR ended_on > %(on)s)
"""  # noqa: S608

register(
    ClockKind(
        code="order_end",
        label=_("An order ends: consider renewing it"),
        statement=_STATEMENT,
        route="cases:law",
        provision="Sentencing Act 2020 s.350; Sexual Offences Act 2003 ss.103E, 122D",
    )
)
