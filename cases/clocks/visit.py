"""The clock of the next home visit: the rule of `cases.rules.visiting` in SQL. A test holds the two together."""

# Every name put into SQL here is a constant of this package; values never are.
# ruff: noqa: S608

from django.utils.translation import gettext_lazy as _

from cases.choices import RISK_ORDER, ROSH_GROUPS, VISIT_TOOLS
from cases.clocks.limits import in_force, is_managed, limit_ends, limit_in_effect
from cases.clocks.registry import ClockKind, register

WARN_DAYS = 14

_ORDER = "ARRAY[" + ", ".join(f"'{level}'" for level in RISK_ORDER) + "]"
_TOOLS = ", ".join(f"'{tool}'" for tool in VISIT_TOOLS)
_HIGHEST = "greatest(" + ", ".join(f"array_position({_ORDER}, rosh.{group}::text)" for group in ROSH_GROUPS) + ")"

#: The rank of the band that sets the interval: the latest tool, or risk of serious harm that rose since.
_BAND = f"""
    SELECT ({_ORDER})[CASE WHEN tool.place IS NULL THEN harm.place
                          WHEN harm.assessed_on > tool.assessed_on AND harm.place > tool.place THEN harm.place
                          ELSE tool.place END] AS code
      FROM (SELECT 1) one
      LEFT JOIN LATERAL (
           SELECT array_position({_ORDER}, assessment.band::text) AS place, assessment.assessed_on
             FROM cases_assessment assessment
            WHERE assessment.nominal_id = home.nominal_id AND assessment.tool IN ({_TOOLS})
              AND assessment.band <> 'n_a' AND assessment.assessed_on <= %(on)s
            ORDER BY assessment.assessed_on DESC, 1 DESC LIMIT 1) tool ON TRUE
      LEFT JOIN LATERAL (
           SELECT {_HIGHEST} AS place, rosh.assessed_on
             FROM cases_roshassessment rosh
            WHERE rosh.nominal_id = home.nominal_id AND rosh.setting = 'community' AND rosh.assessed_on <= %(on)s
            ORDER BY rosh.assessed_on DESC, rosh.recorded_at DESC LIMIT 1) harm ON TRUE
"""

_STATEMENT = f"""
    SELECT wanted.nominal_id, wanted.nominal_id AS source_id, wanted.due_on, wanted.due_on - {WARN_DAYS} AS warn_on
      FROM (SELECT home.nominal_id, coalesce(visit.next_due_on, {limit_ends("since.day", "span")}) AS due_on
              FROM cases_whereaboutsperiod home
              JOIN cases_nominal person ON person.id = home.nominal_id
              JOIN cases_responsibility duty ON duty.nominal_id = home.nominal_id AND {in_force("duty")}
              JOIN agencies_agency lead ON lead.id = duty.lead_agency_id
              LEFT JOIN LATERAL (
                   SELECT visited.visited_on, visited.next_due_on FROM cases_homevisit visited
                    WHERE visited.nominal_id = home.nominal_id AND visited.visited_on <= %(on)s
                      AND (visited.outcome = 'seen' OR visited.next_due_on IS NOT NULL)
                    ORDER BY visited.visited_on DESC, visited.recorded_at DESC LIMIT 1) visit ON TRUE
              LEFT JOIN LATERAL (
                   SELECT min(basis.started_on) AS day FROM cases_categorybasis basis
                    WHERE basis.nominal_id = home.nominal_id AND basis.category = 1 AND {in_force("basis")}) rso ON TRUE
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN lead.kind = 'police' AND rso.day IS NOT NULL THEN
                          greatest(
                              coalesce(visit.visited_on, (person.created_at AT TIME ZONE 'Europe/London')::date),
                              home.started_on, duty.started_on, rso.day) END AS day) since
              LEFT JOIN LATERAL ({_BAND}) band ON TRUE
              LEFT JOIN LATERAL ({limit_in_effect("visit_interval", area_id="duty.area_id", band="band.code")}
                   ) span ON TRUE
             WHERE home.status = 'community' AND {in_force("home")} AND {is_managed("home.nominal_id")}) wanted
     WHERE wanted.due_on - {WARN_DAYS} <= %(on)s
"""

register(
    ClockKind(
        code="visit_due",
        label=_("A home visit is due"),
        statement=_STATEMENT,
        route="cases:record_visit",
        provision="Police practice: home visits by risk; the interval is a limit of practice",
    )
)
