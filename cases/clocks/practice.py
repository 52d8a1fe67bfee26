"""The SQL by which a clock takes a limit of practice that is a length of calendar time."""

# Names and levels put into SQL here are constants of this package; values never are.
# ruff: noqa: S608

from cases.choices import PracticeName


def area_of(nominal: str) -> str:
    """The SQL of the code of the area responsible that day for a nominal, given as SQL."""
    return f"""(SELECT place.area_id FROM cases_responsibility place
                    WHERE place.nominal_id = {nominal} AND place.started_on <= %(on)s
                      AND (place.ended_on IS NULL OR place.ended_on > %(on)s) LIMIT 1)"""


def span_of(name: PracticeName, *, area: str, level: str = "NULL::int") -> str:
    """A LATERAL that yields `span`, the interval of a limit in force on the day: the area's own before the national.

    `area` and `level` are SQL expressions. No row when no such limit is set. Working days are no interval: a limit of
    them is worked out by a service and kept on the row.
    """
    return f"""LATERAL (
           SELECT CASE setting.unit WHEN 'months' THEN make_interval(months => setting.value)
                                    WHEN 'weeks' THEN make_interval(weeks => setting.value)
                                    ELSE make_interval(days => setting.value) END AS span
             FROM cases_practicesetting setting
            WHERE setting.name = '{name.value}' AND setting.effective_from <= %(on)s
              AND (setting.effective_to IS NULL OR setting.effective_to > %(on)s)
              AND (setting.area_id = {area} OR setting.area_id IS NULL)
              AND (setting.level = {level} OR setting.level IS NULL)
            ORDER BY setting.area_id NULLS LAST, setting.level NULLS LAST, setting.effective_from DESC
            LIMIT 1)"""
