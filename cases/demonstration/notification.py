"""Notification of the living area: requirements that follow from the record, what was notified, what was missed."""

from __future__ import annotations

import datetime
import random
import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from agencies.models import User
from cases.choices import (
    AddressKind,
    Basis,
    DisposalKind,
    NotificationKind,
    NotificationSource,
    OffenceOutcome,
    Whereabouts,
)
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.models import (
    Address,
    CategoryBasis,
    ChangeToNotify,
    Disposal,
    ForeignTravel,
    IndefiniteReview,
    Nominal,
    Notification,
    NotificationRequirement,
)
from cases.notification import compare, grounds_of, kept, standing_of
from cases.rules.calendar import months_after
from cases.rules.notification_duties import after_being_away, change_due, first_notification_due
from cases.services.notification import take_over

DAY = datetime.timedelta(days=1)
OFFICERS = ("PC Wilma Stationhouse", "DC Hector Frontdesk", "PC Morag Counterly")
STATIONS = ("Gloucester, Bearland Police Station", "Cheltenham Police Station", "Stroud Police Station")
AS_BEFORE = "Names, address, passport, bank accounts and cards as before. No household with a child."
REVIEW_YEARS = 15
K = NotificationKind


@dataclass
class Made:
    """Rows on their way into the tables."""

    rng: random.Random
    today: datetime.date
    officer: User
    requirements: list[NotificationRequirement] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    convicted_lately: list[uuid.UUID] = field(default_factory=list)

    def notify(
        self, nominal: Nominal, kind: K, day: datetime.date, due: datetime.date | None, details: str, **more: object
    ) -> None:
        """One act of notifying, if it lies in the past."""
        if day > self.today:
            return
        given = Notification(
            nominal=nominal, kind=kind, notified_on=day, due_on=due, details=details, recorded_by=self.officer,
            officer=self.rng.choice(OFFICERS), station=self.rng.choice(STATIONS), in_visor_on=day, **more,
        )  # fmt: skip
        self.notifications.append(given)


def add_notification(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference"))
    if not nominals or Notification.objects.filter(nominal__in=nominals).exists():
        return
    made = Made(random.Random(SEED + 11), today, people["offender-manager"])  # noqa: S311
    for number, nominal in enumerate(nominals, 1):
        _person(made, nominal, number)
    # Their records are older than what they owe: what fell due before a record was brought in, nobody can miss.
    came_in = timezone.now() - 60 * DAY
    Nominal.objects.filter(pk__in=made.convicted_lately).update(created_at=came_in)
    NotificationRequirement.objects.bulk_create(made.requirements)
    Notification.objects.bulk_create(made.notifications)
    _special_cases(made, nominals)
    _ends_follow(nominals, today)
    refresh([one.pk for one in nominals], today)


def _person(made: Made, nominal: Nominal, number: int) -> None:
    rows = list(nominal.notification_requirements.all())  # of those whose eligibility somebody confirmed
    missing = compare(grounds_of(nominal, made.today), rows).unrecorded
    new = [take_over(NotificationRequirement(nominal=nominal, source=ground.source), ground) for ground in missing]
    made.requirements += new
    now = standing_of([*rows, *new], made.today)
    if now.outcome and now.since is not None:
        _log(made, nominal, number, now.since)


def _log(made: Made, nominal: Nominal, number: int, since: datetime.date) -> None:
    """The first notification after release, then one a year; a few came late, a few did not come at all."""
    away = tuple(nominal.whereabouts.exclude(status=Whereabouts.COMMUNITY).values_list("started_on", "ended_on"))
    first = first_notification_due(since, away)
    if first is None or (number % 2 and first < made.today < first + 30 * DAY):
        made.convicted_lately += [nominal.pk] if first else []
        return
    made.notify(nominal, K.INITIAL, first + (4 if number % 23 == 9 else 0) * DAY, first, AS_BEFORE)
    for home in nominal.addresses.filter(started_on__gt=first):
        day = home.started_on + DAY
        made.notify(nominal, K.CHANGE_ADDRESS, day, change_due(home.started_on), home.lines, event_on=home.started_on)
    releases = sorted(back for _gone, back in away if back is not None and first < back <= made.today)
    last, misses_the_last = first, number % 13 == 4
    while (due := after_being_away(months_after(last, 12), away)) is not None and due <= made.today + 40 * DAY:
        back = next((day for day in releases if last < day <= due), None)
        day = due - made.rng.randint(0, 20) * DAY if back is None else back + DAY
        if back is not None:
            made.notify(nominal, K.RELEASE, day, change_due(back), AS_BEFORE, event_on=back)
        elif day > made.today or (misses_the_last and months_after(due, 12) > made.today):
            return
        else:
            day = min(due + made.rng.randint(2, 9) * DAY, made.today) if made.rng.random() < 0.05 else day
            made.notify(nominal, K.PERIODIC, day, due, AS_BEFORE)
        last = day
    if back := next((day for day in releases if day > last), None):
        made.notify(nominal, K.RELEASE, back + DAY, change_due(back), AS_BEFORE, event_on=back)


def _special_cases(made: Made, nominals: list[Nominal]) -> None:
    """One of each thing that a team meets: no fixed abode, a new home, a card, journeys, a review."""
    today = made.today
    in_area = [one for one in nominals if one.notifications.exists() and _is_led_by_police(one, today)]
    homeless, moved, card, traveller, planner, returned, *_others = in_area
    Address.objects.create(
        nominal=homeless, kind=AddressKind.NO_FIXED_ABODE, lines="Around the bus station, Gloucester",
        started_on=today - 40 * DAY,
    )  # fmt: skip
    for weeks in range(5, 0, -1):
        _given(made, homeless, K.WEEKLY, today - weeks * 7 * DAY, "Sleeps near the bus station.")
    Address.objects.create(nominal=moved, kind=AddressKind.HOME, lines="5 Newly Taken Row", started_on=today - 5 * DAY)
    ChangeToNotify.objects.create(
        nominal=card, kind=K.BANK, happened_on=today - DAY, note="Told at a home visit: a second account",
        recorded_by=made.officer,
    )  # fmt: skip
    _journey(made, traveller, "Spain", today - 6 * DAY, today + 4 * DAY, notified_on=today - 20 * DAY)
    _journey(made, planner, "Portugal", today + 9 * DAY, today + 16 * DAY)
    _journey(made, returned, "Poland", today - 24 * DAY, today - 10 * DAY, notified_on=today - 27 * DAY)
    _review(made, in_area[6:])
    for nominal in in_area[-2:]:
        _offence_not_known(nominal, today)


def _offence_not_known(nominal: Nominal, today: datetime.date) -> None:
    """A further conviction of which nobody wrote down how old the person shown was: a question stays open."""
    Disposal.objects.create(
        nominal=nominal, offence_code="poca1978-1", outcome=OffenceOutcome.CONVICTED,
        offence_title="Taking, making or distributing indecent photographs of children",
        committed_on=today - 300 * DAY, dealt_with_on=today - 60 * DAY, court="Sampleton Crown Court",
        disposal=DisposalKind.COMMUNITY_ORDER, years=2,
    )  # fmt: skip


def _is_led_by_police(nominal: Nominal, on: datetime.date) -> bool:
    held = nominal.responsibilities.filter(area=AREA, lead_agency__kind="police")
    in_community = nominal.whereabouts.filter(status=Whereabouts.COMMUNITY, ended_on__isnull=True)
    return held.exists() and in_community.exists()


def _given(made: Made, nominal: Nominal, kind: K, day: datetime.date, details: str) -> Notification:
    return Notification.objects.create(
        nominal=nominal, kind=kind, notified_on=day, details=details, recorded_by=made.officer,
        officer=OFFICERS[0], station=STATIONS[0],
    )  # fmt: skip


def _journey(
    made: Made, nominal: Nominal, where: str, departs_on: datetime.date, returns_on: datetime.date,
    notified_on: datetime.date | None = None,
) -> None:  # fmt: skip
    row = ForeignTravel.objects.create(
        nominal=nominal, destination=where, departs_on=departs_on, returns_on=returns_on, notified_on=notified_on
    )
    if notified_on is not None:
        given = _given(made, nominal, K.TRAVEL_OUT, notified_on, f"{where}, with a ferry.")
        given.event_on, given.due_on, given.journey = departs_on, departs_on - 7 * DAY, row
        given.save()


def _review(made: Made, nominals: list[Nominal]) -> None:
    """One person whose first notification lies fifteen years back has applied; the bodies have been told."""
    candidates = (
        (one, row)
        for one in nominals
        for row in one.notification_requirements.filter(is_indefinite=True)
        if not one.orders.exists()
    )
    nominal, requirement = next(candidates, (None, None))
    if nominal is None or requirement is None:
        return
    began = months_after(made.today, -12 * REVIEW_YEARS) - 200 * DAY
    _age(nominal, requirement, began, made.today)
    nominal.notifications.all().delete()
    for year in range(REVIEW_YEARS + 1):
        day = months_after(began + 2 * DAY, 12 * year)
        _given(made, nominal, K.PERIODIC if year else K.INITIAL, day, AS_BEFORE)
    applied = made.today - 30 * DAY
    IndefiniteReview.objects.create(
        nominal=nominal, requirement=requirement, applied_on=applied, acknowledge_by=applied + 14 * DAY,
        acknowledged_on=applied + 6 * DAY, bodies_asked_on=applied + 6 * DAY, replies_by=applied + 34 * DAY,
        decide_by=applied + 76 * DAY,
    )  # fmt: skip


def _age(nominal: Nominal, requirement: NotificationRequirement, began: datetime.date, made_on: datetime.date) -> None:
    """Let somebody's offence, category and time in the community lie so far back."""
    nominal.disposals.update(dealt_with_on=began, committed_on=began - 200 * DAY, offence_code="soa2003-1")
    nominal.disposals.update(offence_title="Rape")
    nominal.category_bases.update(started_on=began)
    nominal.whereabouts.all().delete()
    nominal.whereabouts.create(status=Whereabouts.COMMUNITY, started_on=began)
    if nominal.date_of_birth and months_after(nominal.date_of_birth, 12 * 20) > began:
        nominal.date_of_birth = months_after(began, -12 * 31)
        nominal.save(update_fields=["date_of_birth"])
    requirement.relevant_date = requirement.started_on = began
    ground = next(one for one in grounds_of(nominal, made_on) if one.source == NotificationSource.DISPOSAL)
    requirement.answer = kept(ground)
    requirement.may_apply_on = months_after(began + 2 * DAY, 12 * REVIEW_YEARS)
    requirement.save()


def _ends_follow(nominals: list[Nominal], today: datetime.date) -> None:
    """The expected end of Category 1 is that of the requirement; a forecast that an order put off goes."""
    held = CategoryBasis.objects.in_force(today).filter(nominal__in=nominals, basis=Basis.NOTIFICATION_REQUIREMENT)
    bases = {row.nominal_id: row for row in held}
    rows: dict[object, list[NotificationRequirement]] = {}
    for row in NotificationRequirement.objects.filter(nominal__in=list(bases)):
        rows.setdefault(row.nominal_id, []).append(row)
    for key, basis in bases.items():
        basis.expected_end_on = standing_of(rows.get(key, []), today).until
        basis.ended_on = basis.ended_on if basis.ended_on == basis.expected_end_on else None
    CategoryBasis.objects.bulk_update(bases.values(), ["ended_on", "expected_end_on"])
