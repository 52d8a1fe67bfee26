"""Makes the national data set: `python -m bench.national [--factor 1] [--seed 1]`.

400,000 people at factor 1, a quarter of them live, with other names, histories, orders, events, the grants that follow,
30,000 users and a million audit events; all drawn from the seed. Whoever is live has a whole record, with its clocks
and alerts. Minutes, by COPY and by statements over all, in a database of its own.
"""

import argparse
import datetime
import os
import random
from typing import TYPE_CHECKING

from bench.database import bench_database, fingerprint, make_empty, note, vacuum, write_note
from mappa.progress import step

if TYPE_CHECKING:
    from bench.population import Places

PEOPLE, STAFF, AUDIT_EVENTS = 400_000, 30_000, 1_000_000


def ensure(server: str, factor: float, seed: int = 1) -> None:
    """Make the data set unless the database already holds exactly this one."""
    wanted = fingerprint(factor, seed)
    if note(server) == wanted:
        return
    make_empty(server)
    os.environ["MAPPA_DB_ROLE"] = "owner"
    import django

    django.setup()
    _load(factor, seed)
    write_note(server, wanted)


def _load(factor: float, seed: int) -> None:
    """Fill an empty database."""
    from django.core.management import call_command

    from bench.lives import add_lives, add_what_follows
    from bench.loading import copy_all, without_history
    from bench.population import Population
    from bench.staff import events, staff
    from cases.services.involvement import follow_responsibilities

    today = datetime.date.today()
    with step("tables and reference data"):
        call_command("migrate", verbosity=0)
    draw = random.Random(seed)
    with without_history():
        with step("people"):
            print(copy_all(Population(_places(), today, seed).people(round(PEOPLE * factor))), end=" ", flush=True)
        with step("why teams may see them, and their grants"):
            print(follow_responsibilities(), end=" ", flush=True)
        with step("users"):
            print(copy_all(staff(_teams(), max(round(STAFF * factor), len(_teams())), draw)), end=" ", flush=True)
        with step("audit"):
            print(copy_all(events(_users(), _people(), round(AUDIT_EVENTS * factor), today, draw)), end=" ", flush=True)
        with step("their lives"):
            add_lives()
    with step("statistics"):
        vacuum()
    with step("clocks and alerts"):
        print(add_what_follows(), end=" ", flush=True)
    with step("statistics"):
        vacuum()


def _places() -> "Places":
    """The 42 areas, by how many people live there, with their standard teams."""
    from agencies.models import Area
    from agencies.teams import standard_teams
    from bench.population import Places
    from reporting.models import Population as Inhabitants

    weights = dict(Inhabitants.objects.order_by("mid_year").values_list("area", "people_aged_10_and_over"))
    areas = list(Area.objects.order_by("code").values_list("code", flat=True))
    teams = {(team.area_id, team.agency.kind): (str(team.agency_id), str(team.pk)) for team in standard_teams()}
    return Places(areas, [float(weights[area]) for area in areas], teams)


def _teams() -> list[tuple[str, str]]:
    from agencies.teams import standard_teams

    return [(str(team.pk), team.agency.kind) for team in standard_teams().order_by("pk")]


def _users() -> list[str]:
    from agencies.models import User

    return [str(key) for key in User.objects.order_by("email").values_list("pk", flat=True)]


def _people() -> list[tuple[str, str]]:
    from cases.models import Nominal

    return [
        (str(key), reference) for key, reference in Nominal.objects.order_by("reference").values_list("pk", "reference")
    ]


def options() -> argparse.ArgumentParser:
    """The options that say which data set."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=False)
    parser.add_argument("--factor", type=float, default=1.0, help="1 is 400,000 people")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def main() -> None:
    chosen = argparse.ArgumentParser(description=__doc__, parents=[options()]).parse_args()
    with bench_database() as server:
        ensure(server, chosen.factor, chosen.seed)


if __name__ == "__main__":
    main()
