"""The length of a limit of practice inside the statement of a clock: how long before its day a clock is shown."""

# Names of limits and columns are constants of this package; values never stand here.
# ruff: noqa: S608

from cases.choices import PracticeName


def span_of(name: PracticeName, nominal: str, *, alias: str = "prompt") -> str:
    """A lateral relation of one row and column, `<alias>.span`: the limit in effect on %(on)s.

    That of the area responsible for `nominal` (SQL), else the national one; no row while none is set.
    """
    return f"""LATERAL (
           SELECT CASE setting.unit WHEN 'months' THEN make_interval(months => setting.value)
                                    WHEN 'weeks' THEN make_interval(weeks => setting.value)
                                    ELSE make_interval(days => setting.value) END AS span
             FROM cases_practicesetting setting
            WHERE setting.name = '{name.value}' AND setting.effective_from <= %(on)s
              AND (setting.effective_to IS NULL OR setting.effective_to > %(on)s)
              AND (setting.area_id IS NULL OR setting.area_id = (
                   SELECT place.area_id FROM cases_responsibility place
                    WHERE place.nominal_id = {nominal} AND place.started_on <= %(on)s
                      AND (place.ended_on IS NULL OR place.ended_on > %(on)s) LIMIT 1))
            ORDER BY setting.area_id NULLS LAST, setting.effective_from DESC
            LIMIT 1) {alias}"""
