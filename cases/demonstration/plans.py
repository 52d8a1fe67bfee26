"""Risk management plans of the living area: most people have one, some in a second version, a few have none yet."""

import datetime
import random

from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.models import Agency, User
from agencies.teams import standard_team
from cases.choices import Pillar
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.models import Nominal, PlanEntry, RiskManagementPlan

SUMMARIES = (
    "Harm to a former partner and her children, most likely around contact hearings and when drinking.",
    "Sexual harm to children met through families or online; grooming over weeks, mostly unseen by adults.",
    "Serious violence when in debt or without a home; victims were strangers.",
)
#: Pillar, measure, the risk it addresses, the agency that owns it.
MEASURES = (
    (Pillar.SUPERVISION, "Weekly meeting with the probation practitioner.", "Isolation", "probation"),
    (Pillar.SUPERVISION, "Lives at the approved address; overnight stays agreed first.", "", "police"),
    (Pillar.MONITORING, "No contact with the victim or her family; zone checked by tag.", "Contact", "police"),
    (Pillar.MONITORING, "Devices checked at each visit, without notice.", "Contact with children online", "police"),
    (Pillar.INTERVENTIONS, "Completes the accredited programme.", "Attitudes to women", "probation"),
    (Pillar.INTERVENTIONS, "Alcohol treatment every fortnight.", "Alcohol", "health"),
    (Pillar.VICTIM_SAFETY, "Victim liaison told of any change of address the same day.", "", "victim_liaison"),
    (Pillar.CONTINGENCY, "Fails to attend twice: recall considered the same day.", "", "probation"),
)
OWNERS = {
    "probation": "Perdita Wold",
    "police": "Anwen Latchkey",
    "health": "Dr Ifor Wellings",
    "victim_liaison": "Mabli Thorne",
}


def add_plans(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference"))
    if RiskManagementPlan.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 4)  # noqa: S311
    agencies = {kind: standard_team(AREA, kind).agency for kind in {row[3] for row in MEASURES}}
    plans: list[RiskManagementPlan] = []
    entries: list[PlanEntry] = []
    without: list[Nominal] = []
    for nominal in nominals:
        if rng.random() < 0.06:
            without.append(nominal)
        else:
            _plan(rng, nominal, people["offender-manager"], agencies, today, plans, entries)
    RiskManagementPlan.objects.bulk_create(plans)
    PlanEntry.objects.bulk_create(entries)
    _came_in_weeks_ago(without[:5], today)
    refresh([one.pk for one in nominals], today)


def _plan(
    rng: random.Random,
    nominal: Nominal,
    by: User,
    agencies: dict[str, Agency],
    today: datetime.date,
    plans: list[RiskManagementPlan],
    entries: list[PlanEntry],
) -> None:
    """One version, or two of which the second adds a measure and leaves one out."""
    chosen = rng.sample(range(len(MEASURES)), 5)
    started_on = today - datetime.timedelta(days=rng.randint(30, 300))
    held = [_entry(rng, MEASURES[number], agencies, started_on, today) for number in sorted(chosen[:4])]
    versions = [held]
    if rng.random() < 0.25:
        versions.append([*held[1:], _entry(rng, MEASURES[chosen[4]], agencies, started_on, today)])
    summary = rng.choice(SUMMARIES)
    for number, measures in enumerate(versions, 1):
        is_current = number == len(versions)
        made_at = timezone.now() - datetime.timedelta(days=200 // number)
        plan = RiskManagementPlan(
            nominal=nominal, number=number, summary=summary, is_current=is_current, made_by=by, made_at=made_at
        )
        plans.append(plan)
        entries += [_copy(plan, entry, place) for place, entry in enumerate(measures)]


def _entry(
    rng: random.Random,
    row: tuple[Pillar, str, str, str],
    agencies: dict[str, Agency],
    started_on: datetime.date,
    today: datetime.date,
) -> PlanEntry:
    pillar, measure, risk, kind = row
    has_review = pillar != Pillar.CONTINGENCY
    ahead = rng.randint(-4, 25) if rng.random() < 0.06 else rng.randint(30, 180)
    return PlanEntry(
        pillar=pillar,
        measure=measure,
        risk_factor=risk,
        owner_agency=agencies[AgencyKind(kind)],
        owner_name=OWNERS[kind],
        starts_on=started_on,
        review_on=today + datetime.timedelta(days=ahead) if has_review else None,
    )


def _copy(plan: RiskManagementPlan, entry: PlanEntry, place: int) -> PlanEntry:
    names = ("pillar", "measure", "risk_factor", "owner_agency", "owner_name", "starts_on", "review_on", "line")
    return PlanEntry(plan=plan, place=place, **{name: getattr(entry, name) for name in names})


def _came_in_weeks_ago(nominals: list[Nominal], today: datetime.date) -> None:
    """Of these a plan is due or late by now: the limit runs from the day the record came in."""
    for number, nominal in enumerate(nominals):
        came_in = datetime.datetime.combine(today, datetime.time(9), datetime.UTC)
        Nominal.objects.filter(pk=nominal.pk).update(created_at=came_in - datetime.timedelta(days=17 + number * 4))
