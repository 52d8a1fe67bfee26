"""The clock of an assessment that is to be made again: the latest by each tool says when."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.limits import is_managed
from cases.clocks.registry import ClockKind, register

#: An assessment takes an interview and reading: it is shown this long before it is due.
WARN_DAYS = 28

_STATEMENT = f"""
    SELECT latest.nominal_id, latest.id AS source_id, latest.next_due_on AS due_on,
           latest.next_due_on - {WARN_DAYS} AS warn_on
      FROM (SELECT DISTINCT ON (nominal_id, lower(tool)) nominal_id, id, next_due_on
              FROM cases_assessment WHERE assessed_on <= %(on)s
             ORDER BY nominal_id, lower(tool), assessed_on DESC, recorded_at DESC) latest
     WHERE latest.next_due_on IS NOT NULL AND {is_managed("latest.nominal_id")}
"""  # noqa: S608

register(
    ClockKind(
        code="assessment_due",
        label=_("An assessment is due"),
        statement=_STATEMENT,
        route="cases:assess_again",
        provision="Practice: the day is set with the assessment, or by the interval of its tool",
        takes_source=True,
    )
)
