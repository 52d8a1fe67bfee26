"""Reviews of the living area in every state, prompts to screen again, a chair's decision, samples with their scores."""

import datetime
import random
import uuid
from typing import Any

from django.utils import timezone

from agencies.models import Area, User
from agencies.querysets.periods import midnight
from cases.choices import (
    CustodyDateKind,
    Level,
    LevelRoute,
    PracticeName,
    RescreenTrigger,
    ReviewOutcome,
    ReviewState,
    Whereabouts,
)
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.limits_of_practice import chain_of
from cases.models import (
    CustodyDate,
    DipSample,
    LevelPeriod,
    LevelReview,
    Nominal,
    PracticeSetting,
    RescreenPrompt,
    Responsibility,
    WhereaboutsPeriod,
)
from cases.practice import limit
from cases.review_questions import LEAD_AGENCY, MEETING
from cases.rules.calendar import months_after
from cases.services.dip_samples import draw_dip_samples, month_before
from cases.services.practice import NewLimit, set_limit, stamp_of

_ANSWERS: dict[str, tuple[str, ...]] = {
    "changes": ("Nothing of note. Appointments as before.", "Changed job; works days now.", "New partner, disclosed."),
    "risk_is_right": ("yes", "yes", "yes", "no"),
    "risk_because": (
        "The assessment of last quarter and two visits.",
        "ARMS, and what the police officer saw at home.",
    ),
    "compliance": ("Keeps every appointment and condition.", "One missed appointment, explained and made up."),
    "behaviour": ("None reported.", "Police checked: nothing recorded."),
    "home": ("Lives alone in the same rented flat; suitable.", "With his mother; visited, suitable."),
    "victims_and_children": ("No contact with victims. No children in the household.", "Partner has no children."),
    "agencies": ("Police and housing: nothing new. Health: not known there.", "Police, prison: nothing to add."),
    "meetings": ("no",),
    "plan": ("Monthly home visits; next assessment in spring.", "Fortnightly supervision, drug test each month."),
}
_WHY = (
    "The lead agency manages the risk with ordinary checks; no agency holds anything that a meeting would settle.",
    "Robust plan, kept to; other agencies were asked and have nothing that calls for meetings.",
)
_PROMPTS = (
    (RescreenTrigger.RELEASE, 6),
    (RescreenTrigger.ADDRESS_CHANGE, 9),
    (RescreenTrigger.NEW_OFFENCE, 21),
    (RescreenTrigger.ADDRESS_CHANGE, 2),
)


def add_reviews(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference"))
    if LevelReview.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 12)  # noqa: S311
    set_own_limit(people["mappa-coordinator"], today)
    led = _led_by(today)
    levels = LevelPeriod.objects.in_force(today).filter(nominal__in=nominals).order_by("nominal__source_reference")
    held = [one for one in levels if led.get(one.nominal_id) in ("police", "probation") or one.level > Level.ONE]
    released = _release([one for one in held if led.get(one.nominal_id) == "police"], today)
    raised = _decide_as_chair(held, people, today)
    reviews = [
        _review(rng, one, number, led, people, today)
        for number, one in enumerate(held)
        if one.nominal_id not in released | raised
    ]
    last = [one for one in reviews if one is not None]
    before = [_earlier(rng, one, people) for one in last[::2] if one.level == Level.ONE]
    LevelReview.objects.bulk_create([*last, *before])
    _prompt([one for one in held if one.level == Level.ONE and led[one.nominal_id] == "police"], today)
    _sample(people["mappa-coordinator"], today)
    refresh([one.pk for one in nominals], today)


def set_own_limit(actor: User, today: datetime.date) -> None:
    """The area samples twice as many reviews as others do."""
    chain = chain_of(PracticeSetting.objects.get(name=PracticeName.DIP_SAMPLE, area=None))
    area = Area.objects.get(pk=AREA)
    values = NewLimit(10, today, "Strategic management board, decision of its quality group")
    set_limit(actor=actor, chain=chain, area=area, seen=stamp_of(chain, area.pk), values=values)


def _led_by(today: datetime.date) -> dict[uuid.UUID, str]:
    rows = Responsibility.objects.in_force(today).filter(area=AREA)
    return dict(rows.values_list("nominal", "lead_agency__kind"))


def _review(
    rng: random.Random,
    level: LevelPeriod,
    number: int,
    led: dict[uuid.UUID, str],
    people: dict[str, User],
    today: datetime.date,
) -> LevelReview | None:
    """The last review of a person: most stand, some wait, a few were sent back, a few people were never reviewed."""
    if number % 23 == 11:
        return None
    earliest = max(level.started_on, today - datetime.timedelta(days=95))
    day = today - datetime.timedelta(days=rng.randint(0, (today - earliest).days))
    if level.level > Level.ONE:
        return _of_meeting(level, day, people)
    police = led.get(level.nominal_id) == "police"
    review = LevelReview(
        nominal_id=level.nominal_id,
        level=level.level,
        reviewed_on=day,
        answers={question.key: rng.choice(_ANSWERS[question.key]) for question in LEAD_AGENCY.questions},
        form_version=LEAD_AGENCY.version,
        outcome=ReviewOutcome.REMAINS,
        rationale=rng.choice(_WHY),
        reviewed_by=people["offender-manager" if police else "probation-offender-manager"],
        next_due_on=_after(PracticeName.REVIEW_INTERVAL, day, level.level),
    )
    _countersign(review, number, people["team-supervisor"], today)
    return review


def _earlier(rng: random.Random, review: LevelReview, people: dict[str, User]) -> LevelReview:
    """The review of Level 1 before: three months earlier, with answers of its own, long countersigned."""
    day = months_after(review.reviewed_on, -3)
    return LevelReview(
        nominal_id=review.nominal_id,
        level=review.level,
        reviewed_on=day,
        answers={question.key: rng.choice(_ANSWERS[question.key]) for question in LEAD_AGENCY.questions},
        form_version=LEAD_AGENCY.version,
        outcome=ReviewOutcome.REMAINS,
        rationale=rng.choice(_WHY),
        reviewed_by=review.reviewed_by,
        state=ReviewState.STANDS,
        next_due_on=review.reviewed_on,
        countersigned_by=people["team-supervisor"],
        countersigned_at=midnight(day + datetime.timedelta(days=4)) + datetime.timedelta(hours=9),
    )


def _countersign(review: LevelReview, number: int, supervisor: User, today: datetime.date) -> None:
    day = review.reviewed_on
    if number % 19 == 5:
        _redate(review, today - datetime.timedelta(days=6 + number % 9))
        review.state, review.sent_back_by = ReviewState.SENT_BACK, supervisor
        review.sent_back_on = review.reviewed_on + datetime.timedelta(days=3)
        review.sent_back_because = "Say which agencies you asked and when. Who lives in the household now?"
        review.step_due_on = _after(PracticeName.COUNTERSIGN, review.sent_back_on)
    elif number % 11 == 3:
        _redate(review, today - datetime.timedelta(days=number % 18))
        review.step_due_on = _after(PracticeName.COUNTERSIGN, review.reviewed_on)
    else:
        review.state, review.countersigned_by = ReviewState.STANDS, supervisor
        signed_on = min(day + datetime.timedelta(days=5), today)
        review.countersigned_at = min(midnight(signed_on) + datetime.timedelta(hours=10), timezone.now())


def _redate(review: LevelReview, day: datetime.date) -> None:
    review.reviewed_on, review.next_due_on = day, _after(PracticeName.REVIEW_INTERVAL, day, review.level)


def _of_meeting(level: LevelPeriod, day: datetime.date, people: dict[str, User]) -> LevelReview:
    return LevelReview(
        nominal_id=level.nominal_id,
        level=level.level,
        reviewed_on=day,
        answers={
            "changes": "Police and housing report one argument with neighbours; no offence.",
            "plan": "Housing looks for another flat by the end of the month; police visit every second week.",
        },
        form_version=MEETING.version,
        outcome=ReviewOutcome.REMAINS,
        rationale="High risk of serious harm; three agencies act together, which the lead agency cannot order alone.",
        reviewed_by=people["mappa-administrator"],
        state=ReviewState.STANDS,
        next_due_on=_after(PracticeName.REVIEW_INTERVAL, day, level.level),
    )


def _after(name: PracticeName, day: datetime.date, level: int | None = None) -> datetime.date:
    found = limit(name, day, area=AREA, level=level)
    return found.after(day) if found else day


def _prompt(levels: list[LevelPeriod], today: datetime.date) -> None:
    """Something happened to a few people of the police team."""
    chosen = zip(levels[4::7], _PROMPTS, strict=False)
    rows = []
    for level, (trigger, days) in chosen:
        day = today - datetime.timedelta(days=days)
        due_on = _after(PracticeName.RESCREEN_ANSWER, day)
        rows.append(RescreenPrompt(nominal_id=level.nominal_id, trigger=trigger, happened_on=day, due_on=due_on))
    RescreenPrompt.objects.bulk_create(rows)


def _decide_as_chair(levels: list[LevelPeriod], people: dict[str, User], today: datetime.date) -> set[uuid.UUID]:
    """The last to be raised was raised by the chair between meetings, the others by meetings. Returns whom the chair
    raised: no meeting has looked at them since.
    """
    since = today - datetime.timedelta(days=210)
    raised = sorted((one for one in levels if one.level == Level.TWO and one.started_on > since), key=_began)
    for one in raised:
        one.route = LevelRoute.CHAIR if one is raised[-1] else LevelRoute.MEETING
        one.decided_by, one.decision_maker = people["mappa-administrator"], "Charis Chairwell, Senior Probation Officer"
        one.rationale = "Meetings add value: housing and health hold what the lead agency cannot reach alone."
    LevelPeriod.objects.bulk_update(raised, ["route", "decided_by", "decision_maker", "rationale"])
    return {one.nominal_id for one in raised[-1:]}


def _began(level: LevelPeriod) -> datetime.date:
    return level.started_on


def _release(levels: list[LevelPeriod], today: datetime.date) -> set[uuid.UUID]:
    """Two people in prison come out within the half year, and nobody has looked at their level since long."""
    inside = WhereaboutsPeriod.objects.in_force(today).filter(status=Whereabouts.PRISON)
    people = inside.filter(nominal__in=[one.nominal_id for one in levels if one.level == Level.ONE])
    chosen = list(people.order_by("nominal__source_reference").values_list("nominal", flat=True)[3:5])
    for key, ahead in zip(chosen, (150, 215), strict=False):
        on = today + datetime.timedelta(days=ahead)
        CustodyDate.objects.create(nominal_id=key, kind=CustodyDateKind.EARLIEST_RELEASE, on=on)
    return set(chosen)


def _sample(coordinator: User, today: datetime.date) -> None:
    """Last month's sample is still to be scored; the month before's is."""
    draw_dip_samples(today)
    earlier = months_after(month_before(today), -1)
    taken = DipSample.objects.values("review")
    until, due_on = midnight(months_after(earlier, 1)), months_after(earlier, 2) - datetime.timedelta(days=1)
    others = LevelReview.objects.filter(
        nominal__source_area=AREA, level=Level.ONE, countersigned_at__gte=midnight(earlier), countersigned_at__lt=until
    )
    scored: list[dict[str, Any]] = [
        {"score": score, "comment": comment, "scored_by": coordinator, "scored_at": timezone.now()}
        for score, comment in (
            (4, "Every agency asked by name, and the plan says who does what by when."),
            (3, "Sound. Say more about the household."),
            (3, "Sound. The rationale would stand in court."),
            (2, "The risk is called right without saying what that rests on."),
        )
    ]
    DipSample.objects.bulk_create(
        DipSample(
            review=review,
            area_id=AREA,
            month=earlier,
            due_on=due_on,
            **values,
        )
        for review, values in zip(others.exclude(pk__in=taken).order_by("pk")[:4], scored, strict=False)
    )
