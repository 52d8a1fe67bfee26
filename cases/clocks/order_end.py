"""The clocks of an order and its terms that reach their end: whether to ask for a renewal is decided before."""

# Names put into SQL here are constants; values never are.
# ruff: noqa: S608

from django.utils.translation import gettext_lazy as _

from cases.choices import PracticeName
from cases.clocks.practice import area_of, span_of
from cases.clocks.registry import ClockKind, register

_ORDERS = f"""
    SELECT held.nominal_id, held.id AS source_id, held.ends_on AS due_on, (held.ends_on - prompt.span)::date AS warn_on
      FROM cases_order held
     CROSS JOIN {span_of(PracticeName.ORDER_END_PROMPT, area=area_of("held.nominal_id"))} prompt
     WHERE held.ends_on > %(on)s AND held.made_on <= %(on)s AND (held.ended_on IS NULL OR held.ended_on > %(on)s)
"""

#: Terms that end before their order does: one clock for those of an order that end on the same day. A restriction of
#: foreign travel that was renewed goes on.
_TERMS = f"""
    SELECT held.nominal_id, (array_agg(term.id ORDER BY term.id))[1] AS source_id,
           term.ends_on AS due_on, min((term.ends_on - prompt.span)::date) AS warn_on
      FROM cases_orderterm term
      JOIN cases_order held ON held.id = term.order_id
     CROSS JOIN {span_of(PracticeName.ORDER_END_PROMPT, area=area_of("held.nominal_id"))} prompt
     WHERE term.ends_on > %(on)s AND term.starts_on <= %(on)s AND term.kind {{kinds}}
       AND (held.ends_on IS NULL OR held.ends_on > term.ends_on)
       AND (held.ended_on IS NULL OR held.ended_on > %(on)s)
       AND NOT EXISTS (SELECT 1 FROM cases_orderterm next
                        WHERE next.order_id = term.order_id AND next.kind = term.kind AND next.kind = 'foreign_travel'
                          AND next.starts_on <= term.ends_on AND next.id <> term.id
                          AND (next.ends_on IS NULL OR next.ends_on > term.ends_on))
     GROUP BY held.nominal_id, held.id, term.ends_on
"""

register(
    ClockKind(
        code="order_end",
        label=_("An order ends: consider renewing it"),
        statement=_ORDERS,
        route="cases:order",
        provision="Sentencing Act 2020 s.350; Sexual Offences Act 2003 ss.103E, 122D",
        takes_source=True,
    )
)
register(
    ClockKind(
        code="travel_restriction_end",
        label=_("A foreign travel restriction ends: consider renewing it"),
        statement=_TERMS.format(kinds="= 'foreign_travel'"),
        route="cases:order_of_term",
        provision="Sexual Offences Act 2003 ss.103D, 122C; Sentencing Act 2020 s.348: at most 5 years, renewable",
        takes_source=True,
    )
)
register(
    ClockKind(
        code="order_term_end",
        label=_("A prohibition or requirement of an order ends"),
        statement=_TERMS.format(kinds="<> 'foreign_travel'"),
        route="cases:order_of_term",
        provision="Sentencing Act 2020 s.350; Sexual Offences Act 2003 ss.103E, 122D",
        takes_source=True,
    )
)
