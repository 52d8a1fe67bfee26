"""When somebody's next home visit is due and why, for their page: the facts for `cases.rules.visiting`, its answer, and
the limit of practice with where it is set. The clock says the same for everybody at once.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from agencies.choices import AgencyKind
from cases.choices import VISIT_TOOLS, Category, PracticeName, RoshSetting, VisitOutcome, Whereabouts
from cases.models import CategoryBasis, HomeVisit, Nominal, Responsibility, RoshAssessment, WhereaboutsPeriod
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
    duty = Responsibility.objects.in_force(on).filter(nominal=nominal).select_related("lead_agency").first()
    home = WhereaboutsPeriod.objects.in_force(on).filter(nominal=nominal, status=Whereabouts.COMMUNITY).first()
    band = band_of(nominal, on)
    interval = limit(PracticeName.VISIT_INTERVAL, on, area=duty.area_id if duty else None, band=band.outcome or "")
    if home is None or duty is None:
        return Schedule(band, interval, in_community=home is not None)
    visit = _deciding(visits, on)
    if visit is not None and visit.next_due_on is not None:
        return Schedule(band, interval, visit.next_due_on, is_decided=True)
    basis = CategoryBasis.objects.in_force(on).filter(nominal=nominal, category=Category.ONE).order_by("started_on")
    first = basis.first()
    if first is None or duty.lead_agency.kind != AgencyKind.POLICE or interval is None:
        return Schedule(band, interval)
    on_record = timezone.localdate(nominal.created_at)
    start = runs_from(visit, [home.started_on, duty.started_on, first.started_on], on_record)
    return Schedule(band, interval, interval.after(start), start)


def band_of(nominal: Nominal, on: datetime.date) -> Answer[str]:
    """What the rule says about the band that sets the interval."""
    tools = nominal.assessments.filter(tool__in=VISIT_TOOLS, assessed_on__lte=on)
    harm = RoshAssessment.objects.filter(nominal=nominal, setting=RoshSetting.COMMUNITY, assessed_on__lte=on).first()
    rosh = Assessed("", harm.highest, harm.assessed_on) if harm else None
    return visiting_band([Assessed(one.tool, one.band, one.assessed_on) for one in tools], rosh)


def _deciding(visits: Sequence[HomeVisit], on: datetime.date) -> Visited | None:
    """The last visit that says anything about the next: the person was seen, or a day was named."""
    for one in visits:
        if one.visited_on <= on and (one.outcome == VisitOutcome.SEEN or one.next_due_on is not None):
            return Visited(one.visited_on, one.next_due_on)
    return None
