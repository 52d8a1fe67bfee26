"""Assessments, risk of serious harm, home visits and flags of the living area, so that some of each is due or late."""

import datetime
import random
from dataclasses import dataclass, field

from agencies.choices import AgencyKind
from agencies.models import User
from cases.choices import ROSH_GROUPS, Category, FlagKind, Level, RiskBand, RoshSetting, VisitOutcome, Whereabouts
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.models import Assessment, Flag, HomeVisit, Nominal, Responsibility, RoshAssessment
from cases.rules.calendar import months_after

BANDS = (RiskBand.LOW, RiskBand.LOW, RiskBand.MEDIUM, RiskBand.MEDIUM, RiskBand.MEDIUM, RiskBand.HIGH)
OFFICERS = ("PC Perpetua Doorstep", "DC Ludo Fairweather", "PC Anwen Latchkey", "DC Bashir Porchlight")
NATURES = (
    "Physical harm to a former partner, most likely when a relationship ends or alcohol is used.",
    "Sexual harm to girls under 13 known through a family. Raised by unsupervised contact, lowered by openness.",
    "Serious violence to a stranger in a dispute. Raised by lost housing, lowered by work and medication.",
)
NOTES = (
    "Seen at home alone. Flat tidy, one telephone shown and checked, no other devices. Works nights at the bakery.",
    "Seen with his sister, who knows of the offence. Talked about a new acquaintance; her details are taken.",
    "Seen. Guarded about the tablet in the bedroom until asked twice; history checked, nothing found.",
)
#: Who carries which flag: by place in the list of the area's people.
FLAGGED = {
    6: (FlagKind.STAFF_SAFETY, "Two dogs loose in the yard: ring first, never alone."),
    14: (FlagKind.WANTED, "Warrant for failing to notify."),
    22: (FlagKind.MISSING, "Left the approved premises; last seen at the coach station."),
    30: (FlagKind.INTERPRETER, "Polish."),
    31: (FlagKind.FOREIGN_NATIONAL, "Deportation order under appeal."),
    38: (FlagKind.SERVICE, "Served until 2014."),
    40: (FlagKind.CPPC, ""),
    3: (FlagKind.HIGH_PROFILE, "Press interest in the trial."),
    58: (FlagKind.STAFF_SAFETY, "Threatened a worker with a kitchen knife."),
    70: (FlagKind.LEGAL_HOLD, "Public inquiry."),
}


@dataclass
class _Made:
    assessments: list[Assessment] = field(default_factory=list)
    harm: list[RoshAssessment] = field(default_factory=list)
    visits: list[HomeVisit] = field(default_factory=list)


def add_risk(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).with_standing(today).order_by("source_reference"))
    if RoshAssessment.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 3)  # noqa: S311
    duties = Responsibility.objects.in_force(today).filter(nominal__in=nominals)
    police = set(duties.filter(lead_agency__kind=AgencyKind.POLICE).values_list("nominal", flat=True))
    made = _Made()
    for nominal in nominals:
        if rng.random() < 0.9:
            _assess(rng, made, nominal, people["offender-manager"], today, by_police=nominal.pk in police)
    Assessment.objects.bulk_create(made.assessments)
    RoshAssessment.objects.bulk_create(made.harm)
    HomeVisit.objects.bulk_create(made.visits)
    _flag(nominals, today)
    refresh([one.pk for one in nominals], today)


def _assess(
    rng: random.Random, made: _Made, nominal: Nominal, by: User, today: datetime.date, *, by_police: bool
) -> None:
    """What one person's record holds; the band agrees with the harm, as it mostly does."""
    band = RiskBand.VERY_HIGH if nominal.level_now == Level.THREE else rng.choice(BANDS)  # type: ignore[attr-defined]
    _harm(rng, made, nominal, band, by, today)
    assessed_on = today - datetime.timedelta(days=rng.randint(10, 380))
    tools = ("ARMS", "OSP-DC") if by_police else ("OASys", "RSR")
    for tool in tools:
        made.assessments.append(
            Assessment(
                nominal=nominal,
                tool=tool,
                assessed_on=assessed_on,
                assessor=rng.choice(OFFICERS),
                band=band,
                next_due_on=months_after(assessed_on, 12) if tool in ("ARMS", "OASys") else None,
                recorded_by=by,
            )
        )
    in_community = nominal.whereabouts_now == Whereabouts.COMMUNITY  # type: ignore[attr-defined]
    if by_police and in_community and nominal.category_now == Category.ONE:  # type: ignore[attr-defined]
        _visits(rng, made, nominal, band, by, today)


def _harm(rng: random.Random, made: _Made, nominal: Nominal, band: str, by: User, today: datetime.date) -> None:
    """Today's level and one from before; in custody the grid of custody too."""
    in_prison = nominal.whereabouts_now == Whereabouts.PRISON  # type: ignore[attr-defined]
    settings = [RoshSetting.COMMUNITY, RoshSetting.CUSTODY] if in_prison else [RoshSetting.COMMUNITY]
    for setting in settings:
        for ago, level in ((rng.randint(380, 700), RiskBand.MEDIUM), (rng.randint(5, 300), band)):
            levels = dict.fromkeys(ROSH_GROUPS, RiskBand.LOW) | {rng.choice(ROSH_GROUPS[:3]): level}
            made.harm.append(
                RoshAssessment(
                    nominal=nominal,
                    setting=setting,
                    assessed_on=today - datetime.timedelta(days=ago),
                    nature=rng.choice(NATURES),
                    recorded_by=by,
                    **levels,
                )
            )


def _visits(rng: random.Random, made: _Made, nominal: Nominal, band: str, by: User, today: datetime.date) -> None:
    """A few visits at about the interval of the band, the last of them sometimes too long ago."""
    apart = {"very_high": 30, "high": 91, "medium": 182, "low": 365}[band]
    ago = rng.randint(1, int(apart * 1.1))
    for number in range(3):
        tried = number == 0 and rng.random() < 0.1
        made.visits.append(
            HomeVisit(
                nominal=nominal,
                visited_on=today - datetime.timedelta(days=ago + number * apart),
                outcome=VisitOutcome.TRIED if tried else VisitOutcome.SEEN,
                officers=rng.choice(OFFICERS),
                note="Nobody answered; a neighbour saw him this morning." if tried else rng.choice(NOTES),
                recorded_by=by,
            )
        )


def _flag(nominals: list[Nominal], today: datetime.date) -> None:
    flags = [
        Flag(nominal=nominals[place], kind=kind, note=note, started_on=today - datetime.timedelta(days=3 + place))
        for place, (kind, note) in FLAGGED.items()
    ]
    since = today - datetime.timedelta(days=400)
    in_hospital = [one for one in nominals if one.whereabouts_now == Whereabouts.MHA_HOSPITAL]  # type: ignore[attr-defined]
    flags += [Flag(nominal=one, kind=FlagKind.RESTRICTED_PATIENT, started_on=since) for one in in_hospital[:4]]
    Flag.objects.bulk_create(flags)
