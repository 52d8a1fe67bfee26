"""Each cell of the access matrix is asked for in earnest, and what is refused or shown leaves evidence."""

import pytest

from tests.access_matrix import NO_CASE_DATA, PERSONAS, POSTS, READS
from tests.asking import Answer, Crowd
from tests.routes import routes


def _told(answers: dict[str, Answer]) -> dict[str, str]:
    return {persona: answer.told for persona, answer in answers.items()}


def _without_evidence(name: str, answers: dict[str, Answer]) -> list[str]:
    """Who was shown or refused something of ours and left no trace.

    Where there is no case data nobody is "not there": only a refusal to somebody's face is to be on record.
    """
    if not routes()[name].is_ours:
        return []
    holds_none = name in NO_CASE_DATA
    shown = [persona for persona, answer in answers.items() if answer.status == 200 and not answer.events]
    shown = [] if holds_none else shown
    refusing = (403,) if holds_none else (403, 404)
    refused = [persona for persona, answer in answers.items() if answer.status in refusing and not answer.refusals]
    return [persona for persona in shown + refused if persona not in ("anonymous", "inactive")]


def _row(name: str, answers: dict[str, Answer]) -> str:
    """What the routes answer now, as a line of the matrix: to be read before it is taken over."""
    return f"{name:<44} " + " ".join(f"{told:<3}" for told in _told(answers).values())


def test_every_route_is_in_the_matrix_and_the_matrix_names_no_other(crowd: Crowd) -> None:
    missing = [name for name in routes() if name not in READS]
    rows = [_row(name, {persona: crowd.read(persona, name) for persona in PERSONAS}) for name in missing]
    assert not missing, "\n".join(rows)
    assert not (set(READS) | set(POSTS)) - set(routes())


def test_a_view_that_claims_to_hold_no_case_data_is_on_the_list() -> None:
    """The mark switches the demand for evidence off: each one is a decision, taken here once more."""
    marked = {route.name for route in routes().values() if route.is_marked}
    assert marked == NO_CASE_DATA, sorted(marked ^ NO_CASE_DATA)


@pytest.mark.parametrize("name", READS)
def test_each_person_reads_what_the_matrix_says_and_leaves_evidence(name: str, crowd: Crowd) -> None:
    answers = {persona: crowd.read(persona, name) for persona in PERSONAS}
    assert tuple(_told(answers).values()) == READS[name], _row(name, answers)
    assert not _without_evidence(name, answers)


@pytest.mark.parametrize("name", POSTS)
def test_each_person_sends_what_the_matrix_says_and_leaves_evidence(name: str, crowd: Crowd) -> None:
    answers = {persona: crowd.ask(persona, crowd.path(name), "post") for persona in PERSONAS}
    assert tuple(_told(answers).values()) == POSTS[name], _row(name, answers)
    assert not _without_evidence(name, answers)


ONLY_SHOWING = sorted(name for name in READS if name not in POSTS and routes()[name].is_ours and "200" in READS[name])


@pytest.mark.parametrize("name", ONLY_SHOWING)
def test_a_page_that_only_shows_takes_nothing_in(name: str, crowd: Crowd) -> None:
    may_see = PERSONAS[READS[name].index("200")]
    assert crowd.ask(may_see, crowd.path(name), "post").status == 405
