"""Whoever has no business with a nominal meets it nowhere: no page, list, count, search, file or interface names it."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.access_matrix import PERSONAS, POSTS, READS
from tests.asking import Crowd
from tests.personas import SECRET_FAMILY_NAME, SECRET_GIVEN_NAMES, SECRET_PNC
from tests.routes import routes

#: Those who may see the stranger's nominal: its own team and the MAPPA unit of the area.
MAY_SEE = {"stranger", "administrator", "coordinator", "panel_chair"}
#: They read the references of what was looked at, in the trail of their areas, and never a name.
READS_REFERENCES = {"data_protection_officer"}
MUST_NOT_SEE = [persona for persona in PERSONAS if persona not in MAY_SEE]

#: The stranger's nominal by name, transposed, misspelt, by identifier, and by the birthday it shares with nobody here.
TERMS = (SECRET_FAMILY_NAME, f"{SECRET_GIVEN_NAMES} {SECRET_FAMILY_NAME}", "Quilfether", SECRET_PNC)
BORN = {"date_of_birth_day": "17", "date_of_birth_month": "5", "date_of_birth_year": "1980"}


def _questions(crowd: Crowd, term: str) -> dict[str, tuple[str, str, Any, dict[str, Any]]]:
    """Every way of asking for somebody: path, method, what is sent, and how."""
    looked_for = {"family_name": term[:100], "given_names": SECRET_GIVEN_NAMES, "pnc_id": SECRET_PNC, **BORN}
    posted = {
        "cases:search": {"text": term},
        "cases:search by birth": {"text": "", **BORN},
        "cases:create": looked_for,
    }
    asked: dict[str, tuple[str, str, Any, dict[str, Any]]] = {
        name: (crowd.path(name.split(" ")[0]), "post", data, {"follow": True}) for name, data in posted.items()
    }
    as_json = {"content_type": "application/json"}
    asked["cases:api_search"] = (crowd.path("cases:api_search"), "post", {"text": term}, as_json)
    in_address = urlencode(dict.fromkeys(("q", "text", "name", "search", "reference", "family_name"), term))
    for name, route in routes().items():
        if name.startswith(("cases", "reporting", "home")) and not route.parameters:
            asked[f"{name}?"] = (f"{crowd.path(name)}?{in_address}", "get", None, {})
    return asked


def _telltales(crowd: Crowd, persona: str, asked: str = "") -> dict[str, str]:
    """What would give the stranger's nominal away, less what the question itself says and the page may repeat."""
    nominal = crowd.people.strangers_nominal
    words = {
        "family name": SECRET_FAMILY_NAME,
        "given names": SECRET_GIVEN_NAMES,
        "PNC ID": SECRET_PNC,
        "reference": nominal.reference,
        "key": str(nominal.pk),
    }
    if persona in READS_REFERENCES:
        del words["reference"], words["key"]
    return {name: word for name, word in words.items() if word not in asked}


def _given_away(text: str, telltales: dict[str, str]) -> list[str]:
    return [name for name, word in telltales.items() if word in text]


@pytest.mark.parametrize("persona", MUST_NOT_SEE)
def test_a_walk_of_every_address_never_meets_somebody_elses_nominal(persona: str, crowd: Crowd) -> None:
    telltales = _telltales(crowd, persona)
    met = {name: found for name in READS if (found := _given_away(crowd.read(persona, name).text, telltales))}
    assert not met


@pytest.mark.parametrize("persona", ["offender_manager", "outsider"])
@pytest.mark.parametrize("term", TERMS)
def test_asking_for_somebody_elses_nominal_by_any_name_finds_nothing(persona: str, term: str, crowd: Crowd) -> None:
    """Nothing but what was typed may come back. That somebody unnamed may match is said where a person is added."""
    telltales = _telltales(crowd, persona, f"{term} {SECRET_GIVEN_NAMES} {SECRET_PNC}")
    for name, (path, method, data, options) in _questions(crowd, term).items():
        answer = crowd.ask(persona, path, method, data, **options)
        assert answer.status in (200, 302, 403, 405), name
        assert not _given_away(answer.text, telltales), name


def test_whoever_may_see_the_nominal_finds_it_by_the_same_questions(crowd: Crowd) -> None:
    """Or the test above would pass for a search that is broken."""
    nominal = crowd.people.strangers_nominal
    for term in TERMS:
        asked = _questions(crowd, term)
        for name in ("cases:search", "cases:search by birth", "cases:create", "cases:api_search"):
            path, method, data, options = asked[name]
            assert nominal.reference in crowd.ask("stranger", path, method, data, **options).text, f"{name} {term}"


def _about_nominals(*also: str) -> list[str]:
    """The routes below one nominal; with `also`, those that name a row of it beside it."""
    return [
        name
        for name, route in routes().items()
        if name.startswith("cases:") and "imports/" not in route.pattern and {"pk", *also} <= set(route.parameters)
    ]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", _about_nominals())
def test_somebody_elses_nominal_is_not_there_at_any_address(name: str, method: str, crowd: Crowd) -> None:
    instead = {"pk": crowd.people.strangers_nominal.pk, "part": crowd.world.strangers_parts.get(name)}
    answer = crowd.ask("offender_manager", crowd.world.path(routes()[name], **instead), method)
    assert answer.status in (404, 405)
    assert answer.refusals or answer.status == 405


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", _about_nominals("part"))
def test_somebody_elses_row_is_not_there_below_ones_own_nominal(name: str, method: str, crowd: Crowd) -> None:
    theirs, part = crowd.people.strangers_nominal, crowd.world.strangers_parts[name]
    only_shows = {405} if method == "post" and name not in POSTS else set()
    for persona in ("offender_manager", "coordinator"):
        below_ones_own = crowd.ask(persona, crowd.world.path(routes()[name], part=part), method)
        assert below_ones_own.status in {403, 404} | only_shows, persona
    ones_own_below_theirs = crowd.ask("offender_manager", crowd.world.path(routes()[name], pk=theirs.pk), method)
    assert ones_own_below_theirs.status in {404} | only_shows
