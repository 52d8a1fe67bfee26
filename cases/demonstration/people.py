"""Telephones, vehicles, associates and children of the living area's people."""

import datetime
import random

from agencies.models import User
from cases.choices import AssociationKind, ParticularKind
from cases.clocks import refresh
from cases.demonstration.living_area import AREA, SEED
from cases.demonstration.names import FAMILY_NAMES, FEMALE, MALE, draw
from cases.models import Address, Association, HouseholdChild, Nominal, Particular

WORK = ("Warehouse, night shift", "Delivery driver", "Kitchen porter", "Gardener", "Looking for work")
MAKES = ("Sampleford, blue", "Fablewagen, grey", "Inventa, red")


def add_people(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference"))
    if Particular.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 4)  # noqa: S311
    made = [row for number, one in enumerate(nominals) for row in _traces(rng, one, number, today)]
    Particular.objects.bulk_create(made)
    Association.objects.bulk_create(_associates(rng, nominals, today))
    HouseholdChild.objects.bulk_create(_children(rng, nominals, today))
    refresh([one.pk for one in nominals], today)


def _traces(rng: random.Random, nominal: Nominal, number: int, today: datetime.date) -> list[Particular]:
    """Numbers from the ranges that telephone regulators keep free for stories; plates of no real series."""
    since = today - datetime.timedelta(days=rng.randint(30, 700))
    found = [(ParticularKind.PHONE, f"07700 900{number % 1000:03}", "")]
    if number % 3 == 0:
        found.append((ParticularKind.VEHICLE, f"ZZ{number % 90 + 10} ZZ{'ABCDEFGHJK'[number % 10]}", rng.choice(MAKES)))
    if number % 4 == 1:
        found.append((ParticularKind.EMPLOYMENT, rng.choice(WORK), "Sampleton Stores"))
    if number % 5 == 2:
        found.append((ParticularKind.ONLINE, f"{nominal.given_names.split()[0].lower()}{number}", "Chatterbook"))
    return [
        Particular(nominal=nominal, kind=kind, value=value, issuer=issuer, started_on=since)
        for kind, value, issuer in found
    ]


def _associates(rng: random.Random, nominals: list[Nominal], today: datetime.date) -> list[Association]:
    since = today - datetime.timedelta(days=200)
    named = [
        Association(
            nominal=one,
            name=" ".join(reversed(draw(rng, "female"))),
            kind=rng.choice([AssociationKind.PARTNER, AssociationKind.FAMILY, AssociationKind.SUPPORTER]),
            started_on=since,
        )
        for one in nominals[1::6]
    ]
    linked = [
        Association(nominal=one, other=other, kind=AssociationKind.CO_DEFENDANT, started_on=since)
        for one, other in zip(nominals[5:60:11], nominals[8:60:11], strict=False)
    ]
    return named + linked


def _children(rng: random.Random, nominals: list[Nominal], today: datetime.date) -> list[HouseholdChild]:
    """A child here and there; one in four not referred yet, for somebody to see to."""
    homes = {row.nominal_id: row for row in Address.objects.filter(nominal__in=nominals[7::23])}
    return [
        HouseholdChild(
            nominal=one,
            address=homes.get(one.pk),
            name=f"{rng.choice((*MALE, *FEMALE))} {rng.choice(FAMILY_NAMES)}",
            date_of_birth=today - datetime.timedelta(days=rng.randint(400, 5500)),
            relationship="Partner's child",
            started_on=today - datetime.timedelta(days=40),
            referred_on=None if place % 4 == 3 else today - datetime.timedelta(days=39),
        )
        for place, one in enumerate(nominals[7::23])
    ]
