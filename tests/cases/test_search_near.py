"""Before a person is added: near matches are shown, those out of sight only hinted at."""

import datetime

import pytest

from cases.search import NearMatches, near_matches
from tests.personas import SECRET_FAMILY_NAME, SECRET_GIVEN_NAMES, SECRET_PNC, People, make_nominal

BORN = datetime.date(1980, 5, 17)
THISTLEWICK = {"family_name": "Thistlewick", "given_names": "Barnaby"}
SECRET = {"family_name": SECRET_FAMILY_NAME, "given_names": SECRET_GIVEN_NAMES}


def ask(people: People, **typed: object) -> NearMatches:
    return near_matches(people.offender_manager, **({"family_name": "Nobody", "given_names": "At All"} | typed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        THISTLEWICK | {"date_of_birth": BORN},
        {"family_name": "Thisselwick", "given_names": "Barnabie", "date_of_birth": BORN},
        {"family_name": "Barnaby", "given_names": "Thistlewick", "date_of_birth": datetime.date(1980, 5, 11)},
        {"identifiers": {"pnc_id": " 2001/0012345a"}},
        THISTLEWICK | {"identifiers": {"pnc_id": "2001/0012345A"}},
    ],
)
def test_a_near_match_in_sight_is_shown_once(people: People, typed: dict) -> None:
    found = ask(people, **typed)
    assert [match.nominal for match in found.visible] == [people.nominal]
    assert not found.hidden_exists


@pytest.mark.parametrize(
    "typed",
    [
        SECRET | {"date_of_birth": BORN},
        SECRET,
        {"family_name": "Quilfether", "given_names": "Otoline", "date_of_birth": BORN},
        {"family_name": SECRET_GIVEN_NAMES, "given_names": SECRET_FAMILY_NAME},
        {"identifiers": {"pnc_id": SECRET_PNC}},
    ],
)
def test_a_strong_match_out_of_sight_is_only_hinted_at(people: People, typed: dict) -> None:
    found = ask(people, **typed)
    assert found == NearMatches(visible=[], hidden_exists=True)


@pytest.mark.parametrize(
    "typed",
    [
        SECRET | {"date_of_birth": datetime.date(1955, 1, 2)},
        {"family_name": SECRET_FAMILY_NAME, "given_names": "Norbert", "date_of_birth": BORN},
        {"family_name": "", "given_names": ""},
        {"family_name": "\x00🙂", "given_names": "%"},
        {"identifiers": {"pnc_id": "", "family_name": SECRET_FAMILY_NAME}},
    ],
)
def test_a_weak_match_out_of_sight_is_not_hinted_at(people: People, typed: dict) -> None:
    assert ask(people, **typed) == NearMatches(visible=[], hidden_exists=False)


def test_somebody_without_a_team_is_told_only_that_a_match_exists(people: People) -> None:
    found = near_matches(people.superuser, family_name="Thistlewick", given_names="Barnaby", date_of_birth=BORN)
    assert found == NearMatches(visible=[], hidden_exists=True)


def test_a_person_merely_like_another_is_no_near_match(people: People) -> None:
    make_nominal(people.team, family_name="Thistlethorpe", given_names="Barney")
    assert ask(people, family_name="Wick", given_names="Barry").visible == []
