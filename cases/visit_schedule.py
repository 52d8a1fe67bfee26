"""When somebody's next home visit is due and why, for their page: the facts for `cases.rules.visiting`, its answer, and
the limit of practice with where it is set. The clock says the same for everybody at once.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from agencies.choices import AgencyKind
from cases.choices import Category, PracticeName, RoshSetting, VisitOutcome, Whereabouts
from cases.models import CategoryBasis, HomeVisit, Nominal, Responsibility, WhereaboutsPeriod
from cases.practice import Limit, limit
from cases.rules.answers import Answer
from cases.rules.visiting import Assessed, Visited, runs_from, visiting_band


@dataclass(frozen=True)
class Schedule:
    """`due_on` is None when no visit is due; `is_decided` says that an officer named the day.

    `runs_from` is the day from which the interval is counted; None for somebody whose visits nothing schedules.
    """

    band: Answer[str]
    interval: Limit | None
    due_on: datetime.date | None = None
    runs_from: datetime.date | None = None
    is_decided: bool = False
    in_community: bool = True


def schedule_of(nominal: Nominal, visits: Sequence[HomeVisit], on: datetime.date) -> Schedule:
    """The schedule as at a day. `visits` are the person's, the latest first."""
    duty, band = _duty(nominal, on), band_of(nominal, on)
    area = duty.area_id if duty else None
    interval = limit(PracticeName.VISIT_INTERVAL, on, area=area, band=band.outcome or "")
    if duty is None or duty.in_community_since is None:
        return Schedule(band, interval, in_community=False)
    visit = _deciding(visits, on)
    if visit is not None and visit.next_due_on is not None:
        return Schedule(band, interval, visit.next_due_on, is_decided=True)
    by_police = duty.lead_agency.kind == AgencyKind.POLICE
    if duty.in_category_one_since is None or not by_police or interval is None:
        return Schedule(band, interval)
    since = [duty.started_on, duty.in_community_since, duty.in_category_one_since]
    start = runs_from(visit, since, timezone.localdate(nominal.created_at))
    return Schedule(band, interval, interval.after(start), start)


def _duty(nominal: Nominal, on: datetime.date) -> Any:
    """Who leads, with the days since when the person is in the community and in Category 1; None when nobody does."""
    mine = {"nominal": OuterRef("nominal")}
    home = WhereaboutsPeriod.objects.in_force(on).filter(**mine, status=Whereabouts.COMMUNITY)
    first = CategoryBasis.objects.in_force(on).filter(**mine, category=Category.ONE).order_by("started_on")
    duties = Responsibility.objects.in_force(on).filter(nominal=nominal).select_related("lead_agency")
    return duties.annotate(
        in_community_since=Subquery(home.values("started_on")[:1]),
        in_category_one_since=Subquery(first.values("started_on")[:1]),
    ).first()


def band_of(nominal: Nominal, on: datetime.date) -> Answer[str]:
    """What the rule says about the band that sets the interval."""
    tools = [one for one in nominal.assessments.all() if one.assessed_on <= on]
    harm = [one for one in nominal.rosh_assessments.all() if one.assessed_on <= on]
    latest = next((one for one in harm if one.setting == RoshSetting.COMMUNITY), None)
    rosh = Assessed("", latest.highest, latest.assessed_on) if latest else None
    return visiting_band([Assessed(one.tool, one.band, one.assessed_on) for one in tools], rosh)


def _deciding(visits: Sequence[HomeVisit], on: datetime.date) -> Visited | None:
    """The last visit that says anything about the next: the person was seen, or a day was named."""
    for one in visits:
        if one.visited_on <= on and (one.outcome == VisitOutcome.SEEN or one.next_due_on is not None):
            return Visited(one.visited_on, one.next_due_on)
    return None
