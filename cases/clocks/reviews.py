"""The clocks of reviews: the next one of a level, the supervisor's countersignature, the answer to one sent back, and
the score of one drawn for quality."""

# Constants alone are put into SQL here.
# ruff: noqa: S608

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.choices import PracticeName
from cases.clocks.practice import span_of
from cases.clocks.registry import ClockKind, Owner, register

#: The day, here, on which a record came into the service.
_CAME_IN = f"(record.created_at AT TIME ZONE '{settings.TIME_ZONE}')::date"


def _due(levels: str) -> str:
    """The next review of these levels: as the last review of the level says, else so long after the level began, or
    after the record came into the service if that was later: what was reviewed elsewhere until then is not known.
    """
    return f"""
    SELECT held.nominal_id, md5('level ' || held.id)::uuid AS source_id,
           coalesce(review.next_due_on, (known.since + practice.span)::date) AS due_on,
           coalesce(review.next_due_on, (known.since + practice.span)::date) - 28 AS warn_on
      FROM cases_levelperiod held
      JOIN cases_nominal record ON record.id = held.nominal_id
     CROSS JOIN LATERAL (SELECT greatest(held.started_on, {_CAME_IN}) AS since) known
      JOIN cases_responsibility place
        ON place.nominal_id = held.nominal_id AND place.started_on <= %(on)s
       AND (place.ended_on IS NULL OR place.ended_on > %(on)s)
      LEFT JOIN LATERAL (
           SELECT done.next_due_on FROM cases_levelreview done
            WHERE done.nominal_id = held.nominal_id AND done.level = held.level
              AND done.reviewed_on BETWEEN held.started_on AND %(on)s
            ORDER BY done.reviewed_on DESC, done.id DESC LIMIT 1) review ON true
     CROSS JOIN {span_of(PracticeName.REVIEW_INTERVAL, area="place.area_id", level="held.level")} practice
     WHERE held.level IN ({levels}) AND held.started_on <= %(on)s
       AND (held.ended_on IS NULL OR held.ended_on > %(on)s)
"""


def _step(state: str) -> str:
    """A review that waits for somebody, as long as its level holds or not: what was begun is finished."""
    return f"""
    SELECT nominal_id, id AS source_id, step_due_on AS due_on, least(reviewed_on, step_due_on) AS warn_on
      FROM cases_levelreview WHERE state = '{state}' AND step_due_on IS NOT NULL AND reviewed_on <= %(on)s
"""


_TO_SCORE = """
    SELECT review.nominal_id, sample.id AS source_id, sample.due_on,
           (sample.month + interval '1 month')::date AS warn_on
      FROM cases_dipsample sample JOIN cases_levelreview review ON review.id = sample.review_id
     WHERE sample.score IS NULL AND sample.month + interval '1 month' <= %(on)s
"""

register(
    ClockKind(
        code="review_due",
        label=_("Review of Level 1"),
        statement=_due("1"),
        route="cases:add_review",
        provision="MAPPA guidance: the level is reviewed throughout; the interval is a limit of practice",
    )
)
register(
    ClockKind(
        code="meeting_review_due",
        label=_("Review of Level 2 or 3 at a meeting"),
        statement=_due("2, 3"),
        route="cases:reviews",
        provision="MAPPA guidance: Levels 2 and 3 are reviewed at meetings; the interval is a limit of practice",
        owner=Owner.MAPPA_UNIT,
    )
)
register(
    ClockKind(
        code="review_countersign",
        label=_("A review waits for a supervisor's countersignature"),
        statement=_step("waiting"),
        route="cases:review",
        provision="Practice: a supervisor stands by every review of Level 1",
        takes_source=True,
    )
)
register(
    ClockKind(
        code="review_sent_back",
        label=_("A review was sent back: answer it again"),
        statement=_step("sent_back"),
        route="cases:review",
        provision="Practice: a supervisor stands by every review of Level 1",
        takes_source=True,
    )
)
register(
    ClockKind(
        code="dip_sample_score",
        label=_("A sampled review waits for its score"),
        statement=_TO_SCORE,
        route="cases:sample",
        provision="Practice: a sample of the reviews of Level 1 is scored every month",
        owner=Owner.MAPPA_UNIT,
        takes_source=True,
    )
)
