"""The clocks of decisions on a level: a chair's, which a meeting has to ratify; before release; after a prompt."""

# Constants alone are put into SQL here.
# ruff: noqa: S608

from django.utils.translation import gettext_lazy as _

from cases.choices import PracticeName
from cases.clocks.practice import span_of
from cases.clocks.registry import ClockKind, Owner, register

_DECIDED = """
           SELECT nominal_id, 'start ' || id AS key, started_on AS decided_on, level
             FROM cases_levelperiod WHERE route = 'chair' AND ratified_on IS NULL
            UNION ALL
           SELECT nominal_id, 'end ' || id, ended_on, level
             FROM cases_levelperiod WHERE end_route = 'chair' AND end_ratified_on IS NULL AND ended_on IS NOT NULL
"""
_MEETINGS = span_of(PracticeName.REVIEW_INTERVAL, area="place.area_id", level="greatest(decided.level, 2)")
#: The next meeting is due as a review of that level is, of Level 2 at least. A later decision by a meeting settles it.
_TO_RATIFY = f"""
    SELECT decided.nominal_id, md5('chair ' || decided.key)::uuid AS source_id,
           (decided.decided_on + practice.span)::date AS due_on, decided.decided_on AS warn_on
      FROM ({_DECIDED}) decided
      LEFT JOIN cases_responsibility place
        ON place.nominal_id = decided.nominal_id AND place.started_on <= %(on)s
       AND (place.ended_on IS NULL OR place.ended_on > %(on)s)
     CROSS JOIN {_MEETINGS} practice
     WHERE decided.decided_on <= %(on)s AND NOT EXISTS (
           SELECT 1 FROM cases_levelperiod later
            WHERE later.nominal_id = decided.nominal_id
              AND ((later.route = 'meeting' AND later.started_on > decided.decided_on)
                OR (later.end_route = 'meeting' AND later.ended_on > decided.decided_on)))
"""

#: Somebody in prison is to be looked at from two months before the limit on; a decision on the level or a review since
#: then is enough. Who has no level at all is asked for one anyway.
_BEFORE_RELEASE = f"""
    SELECT release.nominal_id, release.id AS source_id,
           (release."on" - practice.span)::date AS due_on,
           (release."on" - practice.span - interval '2 months')::date AS warn_on
      FROM cases_custodydate release
      JOIN cases_whereaboutsperiod inside
        ON inside.nominal_id = release.nominal_id AND inside.status = 'prison' AND inside.started_on <= %(on)s
       AND (inside.ended_on IS NULL OR inside.ended_on > %(on)s)
      JOIN cases_levelperiod held
        ON held.nominal_id = release.nominal_id AND held.started_on <= %(on)s
       AND (held.ended_on IS NULL OR held.ended_on > %(on)s)
      LEFT JOIN cases_responsibility place
        ON place.nominal_id = release.nominal_id AND place.started_on <= %(on)s
       AND (place.ended_on IS NULL OR place.ended_on > %(on)s)
     CROSS JOIN {span_of(PracticeName.LEVEL_BEFORE_RELEASE, area="place.area_id")} practice
     WHERE release.kind IN ('earliest_release', 'planned_release') AND NOT release.is_past
       AND held.started_on < release."on" - practice.span - interval '2 months'
       AND NOT EXISTS (
           SELECT 1 FROM cases_levelreview review
            WHERE review.nominal_id = release.nominal_id AND review.reviewed_on <= %(on)s
              AND review.reviewed_on >= release."on" - practice.span - interval '2 months')
"""

#: What is recorded ahead, as a move to come, asks nothing before its day.
_TO_ANSWER = """
    SELECT nominal_id, id AS source_id, due_on, least(happened_on, due_on) AS warn_on
      FROM cases_rescreenprompt WHERE answered_on IS NULL AND happened_on <= %(on)s
"""

register(
    ClockKind(
        code="chair_to_ratify",
        label=_("Ratify a chair's decision at a meeting"),
        statement=_TO_RATIFY,
        route="cases:reviews",
        provision="MAPPA guidance: what a chair decides between meetings the next meeting ratifies",
        owner=Owner.MAPPA_UNIT,
    )
)
register(
    ClockKind(
        code="level_before_release",
        label=_("Release comes near: review the level"),
        statement=_BEFORE_RELEASE,
        route="cases:reviews",
        provision="MAPPA guidance: the level is set six months before release",
    )
)
register(
    ClockKind(
        code="rescreen",
        label=_("Something happened: screen the level again"),
        statement=_TO_ANSWER,
        route="cases:answer_prompt",
        provision="MAPPA guidance: the level is considered again when something changes",
        takes_source=True,
    )
)
