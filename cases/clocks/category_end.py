"""The clock of a category that comes to its end: whether Category 3 applies is to be considered before."""

from django.utils.translation import gettext_lazy as _

from cases.clocks.registry import ClockKind, register

#: Runs for a basis with a known or expected end until Category 3 was considered; again from the expected end until the
#: end is recorded. An end that passed without an answer stays for as long as the prompt comes before it.
_STATEMENT = """
    SELECT basis.nominal_id,
           md5('category basis ' || basis.id)::uuid AS source_id,
           coalesce(basis.ended_on, basis.expected_end_on) AS due_on,
           (coalesce(basis.ended_on, basis.expected_end_on) - prompt.span)::date AS warn_on
      FROM cases_categorybasis basis
      LEFT JOIN cases_responsibility place
        ON place.nominal_id = basis.nominal_id AND place.started_on <= %(on)s
       AND (place.ended_on IS NULL OR place.ended_on > %(on)s)
     CROSS JOIN LATERAL (
           SELECT CASE setting.unit WHEN 'months' THEN make_interval(months => setting.value)
                                    WHEN 'weeks' THEN make_interval(weeks => setting.value)
                                    ELSE make_interval(days => setting.value) END AS span
             FROM cases_practicesetting setting
            WHERE setting.name = 'category_end_prompt' AND setting.effective_from <= %(on)s
              AND (setting.effective_to IS NULL OR setting.effective_to > %(on)s)
              AND (setting.area_id = place.area_id OR setting.area_id IS NULL)
            ORDER BY setting.area_id NULLS LAST, setting.effective_from DESC
            LIMIT 1) prompt
     WHERE coalesce(basis.ended_on, basis.expected_end_on) IS NOT NULL
       AND basis.started_on <= %(on)s
       AND (basis.ended_on IS NULL OR basis.ended_on > %(on)s - prompt.span)
       AND ((basis.ended_on IS NULL AND basis.expected_end_on <= %(on)s) OR NOT EXISTS (
           SELECT 1 FROM cases_eligibilityscreening considered
            WHERE considered.basis_id = basis.id AND considered.answer ->> 'asked' = 'category_end'))
"""

register(
    ClockKind(
        code="category_end",
        label=_("A category ends: consider Category 3"),
        statement=_STATEMENT,
        route="cases:consider_category",
        provision="MAPPA guidance: a person whose Category 1 or 2 ends is considered for Category 3 before the end",
    )
)
