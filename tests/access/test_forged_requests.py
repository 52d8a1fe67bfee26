"""Requests that somebody else's page, or a changed address, makes in a user's name."""

import pytest
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from tests.access_matrix import PERSONAS, POSTS, READS
from tests.asking import Crowd
from tests.routes import routes

ELSEWHERE = ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "javascript:alert(1)")
RETURN_PARAMETERS = ("next", "back", "return", "return_to", "cancel", "redirect", "url", "from")


def _somebody(table: dict[str, tuple[str, ...]], name: str) -> str:
    """Somebody who is not turned away there."""
    found = [persona for persona, told in zip(PERSONAS, table[name], strict=True) if told in ("200", "302", "204")]
    return next((persona for persona in found if persona != "anonymous"), "offender_manager")


@pytest.mark.parametrize("name", POSTS)
def test_a_form_that_the_site_did_not_draw_is_not_taken(name: str, crowd: Crowd) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = crowd.clients[_somebody(POSTS, name)].cookies
    sent_as = "application/json" if hasattr(routes()[name].view, "cls") else MULTIPART_CONTENT
    assert strict.post(crowd.path(name), {}, content_type=sent_as).status_code == 403


def test_no_page_of_ours_waives_the_check() -> None:
    exempt = {
        name
        for name, route in routes().items()
        if getattr(route.view, "csrf_exempt", False) and not hasattr(route.view, "cls")
    }
    assert not exempt


def _takes_us_back(text: str, location: str, target: str) -> bool:
    attributes = ("href", "action", "src")
    return location.startswith(target) or any(f'{attribute}="{target}' in text for attribute in attributes)


@pytest.mark.parametrize("name", [name for name in READS if not name.startswith("admin")])
def test_an_address_cannot_send_anybody_elsewhere(name: str, crowd: Crowd) -> None:
    """A page that heeds a way back is tried with ways out."""
    for persona in {_somebody(READS, name), "anonymous"}:
        for target in ("/styleguide/", *ELSEWHERE):
            answer = crowd.ask(persona, crowd.path(name), data=dict.fromkeys(RETURN_PARAMETERS, target))
            heeded = _takes_us_back(answer.text, answer.location, target)
            if target not in ELSEWHERE and not heeded:
                break
            assert target not in ELSEWHERE or not heeded, f"{persona} is sent to {target}"


@pytest.mark.parametrize("name", [name for name, route in routes().items() if route.is_ours])
def test_a_page_knows_no_other_verbs(name: str, crowd: Crowd) -> None:
    told = {crowd.ask(_somebody(READS, name), crowd.path(name), verb).status for verb in ("put", "patch", "delete")}
    assert told <= {403, 404, 405}
