"""The clocks of people in custody: parole, release, end of licence ahead, and a recall not followed by a return."""

# Names put into SQL here are constants; values never are.
# ruff: noqa: S608

from django.utils.translation import gettext_lazy as _

from cases.choices import CustodyDateKind, PracticeName
from cases.clocks.practice import area_of, span_of
from cases.clocks.registry import ClockKind, register


def _ahead(kinds: tuple[CustodyDateKind, ...], prompt: PracticeName) -> str:
    """Dates of these kinds, shown as long before as the limit says, until they are dealt with."""
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    return f"""
    SELECT ahead.nominal_id, ahead.id AS source_id, ahead."on" AS due_on, (ahead."on" - prompt.span)::date AS warn_on
      FROM cases_custodydate ahead
     CROSS JOIN {span_of(prompt, area=area_of("ahead.nominal_id"))} prompt
     WHERE ahead.kind IN ({listed}) AND NOT ahead.is_past
"""


#: Where the record says on which day Category 2 ends, the clock of the category asks the same question that day.
_LICENCE = f"""
    {_ahead((CustodyDateKind.LICENCE_ENDS,), PracticeName.LICENCE_END_PROMPT)}
       AND NOT EXISTS (SELECT 1 FROM cases_categorybasis basis
                        WHERE basis.nominal_id = ahead.nominal_id AND basis.category = 2
                          AND coalesce(basis.ended_on, basis.expected_end_on) = ahead."on")
"""

_AT_LARGE = """
    SELECT nominal_id, id AS source_id, recalled_on AS due_on, recalled_on AS warn_on
      FROM cases_recall
     WHERE returned_on IS NULL AND recalled_on <= %(on)s
"""

register(
    ClockKind(
        code="parole_hearing",
        label=_("Parole hearing: reports, licence conditions, victims"),
        statement=_ahead((CustodyDateKind.PAROLE_HEARING,), PracticeName.PAROLE_PROMPT),
        route="cases:settle_custody_date",
        provision="Victim personal statements reach the Parole Board 28 days before the hearing",
        takes_source=True,
    )
)
register(
    ClockKind(
        code="release_ahead",
        label=_("Release ahead: screen the level, plan the release"),
        statement=_ahead(
            (CustodyDateKind.EARLIEST_RELEASE, CustodyDateKind.PLANNED_RELEASE), PracticeName.LEVEL_BEFORE_RELEASE
        ),
        route="cases:settle_custody_date",
        provision="MAPPA guidance: the level is set six months before release",
        takes_source=True,
    )
)
register(
    ClockKind(
        code="licence_end",
        label=_("Licence ends: consider Category 3"),
        statement=_LICENCE,
        route="cases:settle_custody_date",
        provision="MAPPA guidance: a person whose Category 1 or 2 ends is considered for Category 3 before the end",
        takes_source=True,
    )
)
register(
    ClockKind(
        code="recall_not_returned",
        label=_("Recalled and not back in custody: record the return"),
        statement=_AT_LARGE,
        route="cases:change_recall",
        provision="Criminal Justice Act 2003 ss.254, 255ZA: recalled, and unlawfully at large until returned",
        takes_source=True,
    )
)
