"""The clock of somebody who is managed without a level: it is to be decided, and until then runs from the first day."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.registry import ClockKind, register

#: Only somebody in a category needs a level; the day of either, whichever came later, starts the clock.
_STATEMENT = """
    SELECT basis.nominal_id, basis.nominal_id AS source_id,
           max(basis.started_on) AS due_on, max(basis.started_on) AS warn_on
      FROM cases_categorybasis basis
     WHERE basis.started_on <= %(on)s AND (basis.ended_on IS NULL OR basis.ended_on > %(on)s)
       AND EXISTS (SELECT 1 FROM cases_responsibility duty
                    WHERE duty.nominal_id = basis.nominal_id AND duty.started_on <= %(on)s
                      AND (duty.ended_on IS NULL OR duty.ended_on > %(on)s))
       AND NOT EXISTS (SELECT 1 FROM cases_levelperiod held
                        WHERE held.nominal_id = basis.nominal_id AND held.started_on <= %(on)s
                          AND (held.ended_on IS NULL OR held.ended_on > %(on)s))
     GROUP BY basis.nominal_id
"""

register(
    ClockKind(
        code="level_missing",
        label=_("No level: decide at which level to manage"),
        statement=_STATEMENT,
        route="cases:add_level",
        provision="MAPPA guidance: every MAPPA-eligible person is managed at a level",
    )
)
