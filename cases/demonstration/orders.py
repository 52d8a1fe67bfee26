"""Terms and history of the living area's orders, breaches with and without outcome, recalls, dates in custody."""

import datetime
import random
from collections.abc import Iterable
from typing import Any

from agencies.choices import AgencyKind
from agencies.models import User
from cases.choices import BreachOf, BreachOutcome, CustodyDateKind, EventType, OrderTermKind, OrderType, Whereabouts
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.models import (
    Breach,
    CaseEvent,
    CategoryBasis,
    CustodyDate,
    LevelPeriod,
    Nominal,
    Order,
    OrderChange,
    OrderTerm,
    Recall,
    WhereaboutsPeriod,
)
from cases.querysets import order_in_force
from cases.rules.calendar import months_after
from cases.services.breaches import record_breach
from cases.services.custody import record_recall
from cases.services.orders import record_order
from cases.services.whereabouts import place_from

DAY = datetime.timedelta(days=1)
PROHIBITIONS = (
    "Not to have unsupervised contact with anybody under 16 without the approval of children's social care.",
    "Not to use any device that can reach the internet unless it keeps its history and is shown on request.",
    "Not to enter any park, playground or swimming pool that children use.",
)
REQUIREMENT = "To tell the officer in charge of any new device within three days."
#: What happened, and how long ago; None where an outcome came after as many days.
BREACHES = (
    ("Did not attend for the yearly notification.", 9, None, 0),
    ("Gave an address at which nobody knows him.", 47, None, 0),
    ("Opened a bank account and did not notify it.", 90, BreachOutcome.CHARGED, 20),
    ("Stayed elsewhere for eight days without notice.", 70, BreachOutcome.NO_FURTHER_ACTION, 9),
)


def add_orders(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference"))
    if OrderTerm.objects.filter(order__nominal__in=nominals).exists():
        return
    rng, officer = random.Random(SEED + 4), people["offender-manager"]  # noqa: S311
    _add_terms(rng, nominals, today)
    _add_breaches(officer, _led_by_police(nominals, today), today)
    _add_old_recalls(officer, nominals, today)
    _add_new_recalls(officer, _led_by_police(nominals, today), today)
    _add_dates(rng, nominals, today)
    refresh([one.pk for one in nominals], today)


def _led_by_police(nominals: list[Nominal], today: datetime.date) -> list[Nominal]:
    """People of the demonstration's officer, in Category 1 and in the community."""
    kind = AgencyKind.POLICE
    found = Nominal.objects.managed(today, area=AREA, lead_agency__kind=kind).in_category(1, today)
    found = found.filter(pk__in=[one.pk for one in nominals]).with_whereabouts(Whereabouts.COMMUNITY, today)
    return list(found.alive(today).order_by("source_reference"))


def _add_terms(rng: random.Random, nominals: list[Nominal], today: datetime.date) -> None:
    orders = list(Order.objects.filter(nominal__in=nominals, order_type=OrderType.SHPO).order_by("made_on", "pk"))
    terms, changes = [], []
    for number, order in enumerate(orders):
        held = {"order": order, "starts_on": order.made_on, "ends_on": order.ends_on}
        texts = rng.sample(PROHIBITIONS, rng.choice((1, 2, 2, 3)))
        terms += [OrderTerm(**held, kind=OrderTermKind.PROHIBITION, text=text) for text in texts]
        if number % 3 == 0:
            terms.append(OrderTerm(**held, kind=OrderTermKind.REQUIREMENT, text=REQUIREMENT))
        if order.foreign_travel_restriction:
            ends_on = today + 45 * DAY if number % 4 == 1 else months_after(order.made_on, 60)
            terms.append(OrderTerm(**held | {"ends_on": ends_on}, kind=OrderTermKind.FOREIGN_TRAVEL))
        if number % 9 == 2 and order.made_on + 60 * DAY < today:
            note = "A prohibition was put in other words."
            changes.append(OrderChange(order=order, kind="varied", changed_on=order.made_on + 60 * DAY, note=note))
    OrderTerm.objects.bulk_create(terms)
    OrderChange.objects.bulk_create(changes)


def _add_breaches(officer: User, people: list[Nominal], today: datetime.date) -> None:
    """Breaches of notification and of orders that wait, were charged, led to nothing; those that were counted."""
    for nominal, (details, back, outcome, later) in zip(people[4::9], BREACHES, strict=False):
        _breach(officer, nominal, details, today - back * DAY, outcome, later)
    order = Order.objects.filter(order_in_force(today), nominal__in=people, order_type=OrderType.SHPO).first()
    if order is not None:
        values: dict[str, Any] = {
            "breach_of": BreachOf.ORDER,
            "order_id": order.pk,
            "occurred_on": max(order.made_on, today - 12 * DAY),
            "details": "Was found with a second telephone.",
            "outcome": BreachOutcome.OPEN,
            "outcome_on": None,
        }
        record_breach(actor=officer, nominal=order.nominal, values=values)
    convicted = CaseEvent.objects.filter(nominal__source_area=AREA, event_type=EventType.BREACH_CONVICTED)
    Breach.objects.bulk_create(
        Breach(
            nominal_id=event.nominal_id,
            breach_of=BreachOf.NOTIFICATION,
            occurred_on=event.occurred_on - 80 * DAY,
            details="Did not notify a change of address.",
            outcome=BreachOutcome.CONVICTED,
            outcome_on=event.occurred_on,
            event=event,
            recorded_by=officer,
        )
        for event in convicted
    )


def _breach(
    officer: User, nominal: Nominal, details: str, on: datetime.date, outcome: str | None, later: int
) -> Breach:
    values: dict[str, Any] = {
        "breach_of": BreachOf.NOTIFICATION,
        "order_id": None,
        "occurred_on": on,
        "details": details,
        "outcome": outcome or BreachOutcome.OPEN,
        "outcome_on": on + later * DAY if outcome else None,
    }
    return record_breach(actor=officer, nominal=nominal, values=values)


def _add_old_recalls(officer: User, nominals: list[Nominal], today: datetime.date) -> None:
    """The returns to custody that came with the record, each with its recall; whoever was long inside is out again."""
    events = CaseEvent.objects.filter(nominal__in=nominals, event_type=EventType.RETURNED_LICENCE)
    for event in events.select_related("nominal"):
        day, nominal = event.occurred_on, event.nominal
        if WhereaboutsPeriod.objects.filter(nominal=nominal, started_on__gte=day).exists():
            continue
        place_from(nominal, Whereabouts.PRISON, day)
        again = day + 56 * DAY if day + 56 * DAY < today else None
        if again is not None:
            place_from(nominal, Whereabouts.COMMUNITY, again)
        level = LevelPeriod.objects.in_force(day).filter(nominal=nominal).first()
        basis = CategoryBasis.objects.in_force(day).filter(nominal=nominal).first_to_count().first()
        Recall.objects.create(
            nominal=nominal,
            because="licence",
            recalled_on=day - 2 * DAY,
            returned_on=day,
            rereleased_on=again,
            level_then=level.level if level else None,
            category_then=basis.category if basis else None,
            event=event,
            recorded_by=officer,
        )


def _add_new_recalls(officer: User, people: list[Nominal], today: datetime.date) -> None:
    """One recalled and not back yet, one back since yesterday; one made subject to an order this week."""
    free = [one for one in people if not one.recalls.exists()]
    if len(free) < 40:
        return
    record_recall(actor=officer, nominal=free[20], because="licence", recalled_on=today - DAY, returned_on=None)
    day = today - DAY
    record_recall(actor=officer, nominal=free[30], because="new_offence", recalled_on=day, returned_on=day)
    made_on = today - 2 * DAY
    values: dict[str, Any] = {
        "order_type": OrderType.SHPO,
        "made_on": made_on,
        "ends_on": months_after(made_on, 120),
        "foreign_travel_restriction": True,
        "court": "Sampleton Crown Court",
        "applicant": "on_conviction",
    }
    without = next(one for one in free[31:] if not one.orders.exists())
    record_order(actor=officer, nominal=without, values=values, travel_ends_on=months_after(made_on, 60))


def _add_dates(rng: random.Random, nominals: list[Nominal], today: datetime.date) -> None:
    """Parole and release of people in prison; the end of licence of people in Category 2."""
    keys = {one.pk for one in nominals}
    inside = WhereaboutsPeriod.objects.in_force(today).filter(nominal__in=keys, status=Whereabouts.PRISON)
    bases = CategoryBasis.objects.in_force(today).filter(nominal__in=keys, category=2, ended_on__gt=today)
    CustodyDate.objects.bulk_create(
        [
            *_dates_inside(rng, [row.nominal_id for row in inside.order_by("nominal_id")], today),
            *(
                CustodyDate(nominal_id=row.nominal_id, kind=CustodyDateKind.LICENCE_ENDS, on=row.ended_on)
                for row in bases.distinct("nominal_id").order_by("nominal_id")
                if row.ended_on
            ),
        ]
    )


def _dates_inside(rng: random.Random, keys: list, today: datetime.date) -> Iterable[CustodyDate]:
    for number, key in enumerate(keys):
        kind = CustodyDateKind.PAROLE_HEARING if number % 4 == 1 else CustodyDateKind.EARLIEST_RELEASE
        yield CustodyDate(nominal_id=key, kind=kind, on=today + rng.randint(10, 500) * DAY)
        if number % 4 == 1:
            on = today + rng.randint(600, 900) * DAY
            yield CustodyDate(nominal_id=key, kind=CustodyDateKind.SENTENCE_ENDS, on=on)
