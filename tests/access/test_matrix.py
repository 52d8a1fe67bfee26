"""Each cell of the access matrix is asked for in earnest, and what is refused or shown leaves evidence."""

import pytest

from tests.access_matrix import NO_CASE_DATA, PERSONAS, POSTS, READS
from tests.asking import Answer, Crowd
from tests.routes import routes


def _told(answers: dict[str, Answer]) -> dict[str, str]:
    return {persona: answer.told for persona, answer in answers.items()}


def _without_evidence(name: str, answers: dict[str, Answer]) -> list[str]:
    """Who was shown or refused something of ours and left no trace."""
    if not routes()[name].is_ours:
        return []
    shown = [persona for persona, answer in answers.items() if answer.status == 200 and not answer.events]
    shown = [] if name in NO_CASE_DATA else shown
    refused = [persona for persona, answer in answers.items() if answer.status in (403, 404) and not answer.refusals]
    return [persona for persona in shown + refused if persona not in ("anonymous", "inactive")]


def test_every_route_is_in_the_matrix_and_the_matrix_names_no_other() -> None:
    assert set(READS) == set(routes())
    assert set(POSTS) <= set(routes())


def test_a_view_that_claims_to_hold_no_case_data_is_on_the_list() -> None:
    """The mark switches the demand for evidence off: each one is a decision, taken here once more."""
    assert {route.name for route in routes().values() if route.is_marked} == NO_CASE_DATA


@pytest.mark.parametrize("name", READS)
def test_each_person_reads_what_the_matrix_says_and_leaves_evidence(name: str, crowd: Crowd) -> None:
    answers = {persona: crowd.read(persona, name) for persona in PERSONAS}
    assert _told(answers) == dict(zip(PERSONAS, READS[name], strict=True))
    assert not _without_evidence(name, answers)


@pytest.mark.parametrize("name", POSTS)
def test_each_person_sends_what_the_matrix_says_and_leaves_evidence(name: str, crowd: Crowd) -> None:
    answers = {persona: crowd.ask(persona, crowd.path(name), "post") for persona in PERSONAS}
    assert _told(answers) == dict(zip(PERSONAS, POSTS[name], strict=True))
    assert not _without_evidence(name, answers)


@pytest.mark.parametrize("name", sorted(name for name in READS if name not in POSTS and routes()[name].is_ours))
def test_a_page_that_only_shows_takes_nothing_in(name: str, crowd: Crowd) -> None:
    may_see = next((persona for persona in PERSONAS if READS[name][PERSONAS.index(persona)] == "200"), "superuser")
    assert crowd.ask(may_see, crowd.path(name), "post").status == 405
