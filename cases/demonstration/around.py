"""What the cohort files do not carry: other names, addresses, teams beside the lead, somebody shut out."""

import datetime
import random

from agencies.choices import AgencyKind
from agencies.models import User
from agencies.teams import standard_team
from cases.choices import AddressKind, AliasKind, LimitReason
from cases.demonstration.living_area import AREA, SEED
from cases.demonstration.names import FAMILY_NAMES, NICKNAMES
from cases.models import Address, Alias, Nominal
from cases.services.involvement import begin_involvement
from cases.services.limits import exclude, restrict

STREETS = ("Invention Row", "Nowhere Lane", "Example Street", "Makebelieve Close", "Fable Court", "Pretend Terrace")


def add_around(people: dict[str, User], today: datetime.date) -> None:
    """Complete the living area, once. `people` are the demonstration's accounts by name."""
    nominals = list(Nominal.objects.filter(source_area=AREA).order_by("source_reference"))
    if Address.objects.filter(nominal__in=nominals).exists():
        return
    rng = random.Random(SEED + 1)  # noqa: S311
    Alias.objects.bulk_create(_alias(rng, nominal) for nominal in nominals[::4])
    Address.objects.bulk_create(_address(rng, nominal, today) for nominal in nominals if rng.random() < 0.8)
    _involve(people["mappa-coordinator"], nominals, today)
    _limit(people, nominals)


def _alias(rng: random.Random, nominal: Nominal) -> Alias:
    if rng.random() < 0.4:
        return Alias(nominal=nominal, kind=AliasKind.NICKNAME, given_names=rng.choice(NICKNAMES))
    return Alias(
        nominal=nominal,
        kind=AliasKind.ALIAS,
        family_name=rng.choice(FAMILY_NAMES),
        given_names=nominal.given_names.split(" ")[0],
    )


def _address(rng: random.Random, nominal: Nominal, today: datetime.date) -> Address:
    premises = rng.random() < 0.05
    return Address(
        nominal=nominal,
        kind=AddressKind.APPROVED_PREMISES if premises else AddressKind.HOME,
        lines=f"{rng.randint(1, 180)} {rng.choice(STREETS)}\nSampleton",
        postcode=f"ZZ{rng.randint(1, 99)} {rng.randint(1, 9)}AA",
        started_on=today - datetime.timedelta(days=rng.randint(20, 900)),
    )


def _involve(actor: User, nominals: list[Nominal], today: datetime.date) -> None:
    """Housing and victim liaison see a few people, because their agencies are involved."""
    for kind, chosen in ((AgencyKind.HOUSING, nominals[10:40:6]), (AgencyKind.VICTIM_LIAISON, nominals[12:60:8])):
        for nominal in chosen:
            began = today - datetime.timedelta(days=30)
            begin_involvement(actor=actor, nominal=nominal, team=standard_team(AREA, kind), started_on=began)


def _limit(people: dict[str, User], nominals: list[Nominal]) -> None:
    """One officer may not see one person; one record is open to two people alone."""
    actor = people["mappa-coordinator"]
    reason = LimitReason.CONFLICT_OF_INTEREST
    exclude(actor=actor, nominal=nominals[2], reason=reason, user=people["team-supervisor"])
    listed = [actor.pk, people["offender-manager"].pk]
    restrict(actor=actor, nominal=nominals[3], reason=LimitReason.HIGH_PROFILE, people=listed)
