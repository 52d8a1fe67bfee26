"""The people who work with the records of the national data set, and what the audit trail holds of them."""

import datetime
import random
from collections.abc import Iterator

from bench.population import NONE, Row
from bench.vocabulary import family_names, given_names

#: The roles that come up in the teams of a kind of agency; any other kind sends panel members.
ROLES = {
    "police": ["offender_manager"] * 12 + ["team_supervisor"],
    "probation": ["offender_manager"] * 12 + ["team_supervisor"],
    "mappa_unit": ["mappa_coordinator", "mappa_administrator", "panel_chair", "smb_member"],
    "victim_liaison": ["victim_liaison_officer"],
}


def staff(teams: list[tuple[str, str]], count: int, draw: random.Random) -> Iterator[tuple[str, Row]]:
    """So many users with a membership each; `teams` is (team, kind)."""
    families, givens = family_names(), given_names()
    names = zip(givens.draw(draw, count), families.draw(draw, count), strict=True)
    since = datetime.date(2020, 1, 6)
    for number, (given, family) in enumerate(names):
        key = f"{draw.getrandbits(128):032x}"
        # Every team has somebody before any has two, and that is somebody who opens records.
        team, kind = teams[number % len(teams)]
        email, joined = f"staff-{number}@mappa.example", "2020-01-06 09:00+00"
        yield "user", (key, "!", NONE, "f", email, f"{given} {family}", "", "t", "f", joined, NONE, "")
        roles = ROLES.get(kind, ["panel_member"])
        role = roles[0] if number < len(teams) else draw.choice(roles)
        yield "membership", (f"{draw.getrandbits(128):032x}", key, team, role, since, NONE)


def events(
    actors: list[str], people: list[tuple[str, str]], count: int, today: datetime.date, draw: random.Random
) -> Iterator[tuple[str, Row]]:
    """So many audit events: views of one person each, and lists of twenty-five; `people` is (key, reference)."""
    for number in range(count):
        at = datetime.datetime.combine(today, datetime.time(8)) - datetime.timedelta(seconds=30 * (count - number))
        who, request = draw.choice(actors), f"{draw.getrandbits(128):032x}"
        if number % 10:
            key, reference = draw.choice(people)
            what: Row = ("view", "allowed", "leads", "nominal", key, reference, "{}", "cases:nominal")
        else:
            shown = "{" + ",".join(reference for _key, reference in draw.choices(people, k=25)) + "}"
            what = ("list", "allowed", "door", "", NONE, "", shown, "cases:nominals")
        yield "auditevent", (f"{at}+00", who, *what[:-1], "{}", what[-1], "GET", "127.0.0.1", request)
