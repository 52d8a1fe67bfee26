"""Pieces of SQL that several clocks share: who is managed, which limit of practice is in effect, the day it ends."""

# Every name put into SQL here is a constant of this package; values never are.
# ruff: noqa: S608


def in_force(row: str) -> str:
    """That a half-open period holds on the day."""
    return f"{row}.started_on <= %(on)s AND ({row}.ended_on IS NULL OR {row}.ended_on > %(on)s)"


def is_managed(nominal_id: str) -> str:
    """That a person is in some category and some area is responsible: somebody who left MAPPA has no clocks."""
    return f"""
        EXISTS (SELECT 1 FROM cases_categorybasis managed_in
                 WHERE managed_in.nominal_id = {nominal_id} AND {in_force("managed_in")})
        AND EXISTS (SELECT 1 FROM cases_responsibility managed_by
                     WHERE managed_by.nominal_id = {nominal_id} AND {in_force("managed_by")})"""


def limit_in_effect(name: str, *, area_id: str, band: str = "''") -> str:
    """The `value` and `unit` of a limit, as `cases.practice.limit` finds it: one row, or none."""
    return f"""
        SELECT setting.value, setting.unit FROM cases_practicesetting setting
         WHERE setting.name = '{name}' AND setting.effective_from <= %(on)s
           AND (setting.effective_to IS NULL OR setting.effective_to > %(on)s)
           AND (setting.area_id = {area_id} OR setting.area_id IS NULL)
           AND setting.band IN ('', {band})
         ORDER BY setting.area_id NULLS LAST, setting.band DESC, setting.effective_from DESC
         LIMIT 1"""


def limit_ends(start: str, limit: str) -> str:
    """The last day of a limit that runs from a day, as `Limit.after` says it; bank holidays are no working days."""
    working_days = f"""
        (SELECT {start} + number FROM generate_series(1, {limit}.value * 2 + 30) number
          WHERE extract(isodow FROM {start} + number) < 6 AND {start} + number <> ALL (%(bank_holidays)s::date[])
          ORDER BY number OFFSET {limit}.value - 1 LIMIT 1)"""
    return f"""
        (CASE WHEN {limit}.value = 0 THEN {start}
              WHEN {limit}.unit = 'working_days' THEN {working_days}
              WHEN {limit}.unit = 'months' THEN ({start} + make_interval(months => {limit}.value))::date
              WHEN {limit}.unit = 'weeks' THEN {start} + {limit}.value * 7
              ELSE {start} + {limit}.value END)"""
