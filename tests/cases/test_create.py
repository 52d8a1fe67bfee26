"""Adding a person: the search first, the steps, one person however often the button is pressed."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, AuditAction, Role
from agencies.models import AuditEvent, Team
from agencies.roles import Capability
from agencies.teams import standard_team
from cases.access import can, grant_differences
from cases.models import CategoryBasis, LevelPeriod, Nominal, Responsibility, WhereaboutsPeriod
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of, value_of
from tests.personas import (
    AREA,
    OTHER_AREA,
    SECRET_FAMILY_NAME,
    SECRET_GIVEN_NAMES,
    SECRET_PNC,
    People,
    make_membership,
    make_user,
)

pytestmark = pytest.mark.django_db
START = reverse("cases:create")
BORN = datetime.date(1990, 2, 3)
LOOK = {"family_name": "Newcomb", "given_names": "Nettie", **boxes("date_of_birth", BORN)}
PERSON = {**LOOK, "sex": "female", "ethnicity": "W1", "crn": "X777777"}


def begin(client: Client, **typed: Any) -> str:
    """The key of a draft, after the search."""
    address = client.post(START, {**LOOK, **typed}).headers["Location"]
    return address.rstrip("/").rsplit("/", 1)[-1]


def step(client: Client, draft: str, name: str, typed: dict[str, Any]) -> Any:
    return client.post(reverse(f"cases:create_{name}", args=[draft]), typed)


def manage(team: Team, area: str = AREA) -> dict[str, Any]:
    return {"area": area, "lead_team": str(team.pk), **boxes("started_on", timezone.localdate())}


def fill(client: Client, team: Team, *, standing: dict[str, Any] | None = None, **person: Any) -> str:
    """A draft with every step answered."""
    draft = begin(client)
    step(client, draft, "person", {**PERSON, **person})
    step(client, draft, "management", manage(team))
    step(client, draft, "standing", standing or {})
    return draft


def add(client: Client, draft: str) -> Any:
    return client.post(reverse("cases:create_check", args=[draft]))


def test_a_person_is_added_and_seen_at_once_by_the_team_and_the_unit(people: People) -> None:
    client = client_of(people.offender_manager)
    draft = fill(client, people.team)
    check = text_of(client.get(reverse("cases:create_check", args=[draft])))
    for words in ("Newcomb", "3 February 1990", "White: British", "Probation Service, West Mercia", "Not decided yet"):
        assert words in check
    response = add(client, draft)
    nominal = Nominal.objects.get(family_name="Newcomb")
    assert response.headers["Location"] == nominal.get_absolute_url()
    assert client.get(nominal.get_absolute_url()).status_code == 200
    assert can(people.colleague, nominal, Capability.CHANGE_NOMINAL)
    assert can(people.coordinator, nominal, Capability.MANAGE_ACCESS)
    assert not can(people.stranger, nominal, Capability.VIEW_NOMINAL)
    assert grant_differences() == ([], [])
    assert (nominal.sex, nominal.crn, nominal.version) == ("female", "X777777", 1)
    assert Responsibility.objects.get(nominal=nominal).lead_agency == people.team.agency
    event = AuditEvent.objects.get(action=AuditAction.CREATE)
    assert (event.subject_id, event.actor) == (nominal.pk, people.offender_manager)


def test_what_is_decided_already_is_recorded_with_it(people: People) -> None:
    client = client_of(people.administrator)
    decided = {
        "basis": "sentence_12_months", **boxes("basis_started_on", datetime.date(2025, 5, 6)), "level": "2",
        "route": "meeting", "rationale": "Invented reasons.", "whereabouts": "prison",
    }  # fmt: skip
    add(client, fill(client, people.team, standing=decided))
    mine = {"nominal__family_name": "Newcomb"}
    assert CategoryBasis.objects.get(**mine).started_on == datetime.date(2025, 5, 6)
    level = LevelPeriod.objects.get(**mine)
    assert (level.level, level.route, level.decided_by) == (2, "meeting", people.administrator)
    assert WhereaboutsPeriod.objects.get(**mine).status == "prison"


def test_whoever_records_no_meetings_adds_nobody_at_level_2(people: People) -> None:
    client = client_of(people.offender_manager)
    draft = fill(client, people.team)
    response = client.post(
        reverse("cases:create_standing", args=[draft]), {"level": "2", "route": "meeting", "rationale": "Invented."}
    )
    assert errors_of(response) == ["Select one of the answers in the list"] * 2


def test_what_is_left_open_shows_as_not_decided(people: People) -> None:
    client = client_of(people.offender_manager)
    add(client, fill(client, people.team))
    limbo = client.get(reverse("cases:nominals"), {"filtered": "1", "limbo": "level"})
    assert "Newcomb, Nettie" in text_of(limbo)


def test_pressing_the_button_twice_adds_one_person(people: People) -> None:
    client = client_of(people.offender_manager)
    draft = fill(client, people.team)
    first, second = add(client, draft), add(client, draft)
    assert first.headers["Location"] == second.headers["Location"].split("#")[0]
    assert Nominal.objects.filter(family_name="Newcomb").count() == 1
    assert AuditEvent.objects.filter(action=AuditAction.CREATE).count() == 1


def test_near_matches_in_sight_are_shown_and_recorded(people: People) -> None:
    client = client_of(people.offender_manager)
    draft = begin(
        client, family_name="Thisselwick", given_names="Barnaby", **boxes("date_of_birth", datetime.date(1980, 5, 17))
    )
    page = client.get(reverse("cases:create_matches", args=[draft]))
    assert "Possible matches" in text_of(page)
    assert people.nominal.get_absolute_url() in page.content.decode()
    event = AuditEvent.objects.filter(action=AuditAction.SEARCH).get()
    assert event.shown == [people.nominal.reference]


@pytest.mark.parametrize(
    "typed",
    [
        {"family_name": SECRET_FAMILY_NAME, "given_names": SECRET_GIVEN_NAMES},
        {"family_name": "Different", "pnc_id": SECRET_PNC},
    ],
)
def test_of_a_match_out_of_sight_only_whom_to_ask_is_told(people: People, typed: dict[str, str]) -> None:
    client = client_of(people.offender_manager)
    draft = begin(client, **typed, **boxes("date_of_birth", datetime.date(1980, 5, 17)))
    page = client.get(reverse("cases:create_matches", args=[draft]))
    assert "Possible match outside what your team may see: ask the West Mercia MAPPA unit" in text_of(page)
    text = page.content.decode()
    assert people.strangers_nominal.reference not in text
    assert str(people.strangers_nominal.pk) not in text
    assert (SECRET_FAMILY_NAME in text) is False


def test_without_a_match_the_page_says_so(people: People) -> None:
    client = client_of(people.offender_manager)
    page = client.get(reverse("cases:create_matches", args=[begin(client)]))
    assert "Nobody with nearly this name, date of birth or number is recorded." in text_of(page)


def test_what_was_looked_for_is_not_asked_again(people: People) -> None:
    client = client_of(people.offender_manager)
    page = client.get(reverse("cases:create_person", args=[begin(client, crn="x777777")]))
    assert value_of(page, "family_name") == "Newcomb"
    assert value_of(page, "crn") == "X777777"
    assert value_of(page, "date_of_birth_year") == "1990"


def test_going_back_to_change_an_answer_keeps_the_others(people: People) -> None:
    client = client_of(people.offender_manager)
    draft = fill(client, people.team)
    response = step(client, draft, "person", {**PERSON, "given_names": "Netta"})
    assert response.headers["Location"] == reverse("cases:create_check", args=[draft])
    page = client.get(reverse("cases:create_management", args=[draft]))
    assert f'value="{people.team.pk}" selected' in page.content.decode()
    add(client, draft)
    assert Nominal.objects.get(family_name="Newcomb").given_names == "Netta"


@pytest.mark.parametrize(
    ("standing", "sentences"),
    [
        ({"level": "1"}, ["Select how the level was decided", "Enter why this level was decided"]),
        ({"basis": "hospital_order"}, ["Enter the day from which the basis holds"]),
    ],
)
def test_half_a_decision_is_asked_for_in_full(people: People, standing: dict[str, str], sentences: list[str]) -> None:
    client = client_of(people.offender_manager)
    draft = begin(client)
    assert errors_of(step(client, draft, "standing", standing)) == sentences


def test_a_rule_refuses_on_the_last_page_and_nothing_is_stored(people: People) -> None:
    client = client_of(people.offender_manager)
    decided = {
        "basis": "other_dangerous", **boxes("basis_started_on", datetime.date(2025, 5, 6)), "level": "1",
        "route": "lead_agency", "rationale": "Invented.",
    }  # fmt: skip
    response = add(client, fill(client, people.team, standing=decided))
    assert "A person in Category 3 is managed at Level 2 or Level 3." in errors_of(response)[0]
    assert not Nominal.objects.filter(family_name="Newcomb").exists()


def test_a_draft_belongs_to_one_session(people: People) -> None:
    draft = fill(client_of(people.offender_manager), people.team)
    for name in ("matches", "person", "check"):
        response = client_of(people.colleague).get(reverse(f"cases:create_{name}", args=[draft]))
        assert response.headers["Location"] == START


def test_a_team_that_is_not_the_users_own_cannot_be_given_a_person(people: People) -> None:
    client = client_of(people.offender_manager)
    response = step(client, begin(client), "management", manage(people.strangers_team))
    assert errors_of(response) == ["Select one of the answers in the list"]


def test_a_unit_adds_people_for_the_teams_of_its_area_and_no_other(people: People) -> None:
    client = client_of(people.administrator)
    draft = begin(client)
    assert step(client, draft, "management", manage(people.strangers_team)).status_code == 302
    response = step(client, draft, "management", manage(people.strangers_team, OTHER_AREA))
    assert errors_of(response) == ["Select the area of your own MAPPA unit, or a team of yours that leads"]


def test_whoever_works_in_two_areas_says_which_is_responsible(people: People) -> None:
    make_membership(people.offender_manager, standard_team(OTHER_AREA, AgencyKind.POLICE), Role.OFFENDER_MANAGER)
    client = client_of(people.offender_manager)
    page = client.get(reverse("cases:create_management", args=[begin(client)])).content.decode()
    assert f'value="{AREA}" selected' not in page
    assert f'value="{OTHER_AREA}" selected' not in page


def test_a_team_may_lead_for_another_area(people: People) -> None:
    client = client_of(people.offender_manager)
    draft = begin(client)
    step(client, draft, "person", PERSON)
    assert step(client, draft, "management", manage(people.team, OTHER_AREA)).status_code == 302
    step(client, draft, "standing", {})
    add(client, draft)
    nominal = Nominal.objects.get(family_name="Newcomb")
    unit = make_user(Role.MAPPA_COORDINATOR, standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT))
    assert can(people.offender_manager, nominal, Capability.CHANGE_NOMINAL)
    assert can(unit, nominal, Capability.MANAGE_ACCESS)
    assert not can(people.coordinator, nominal, Capability.VIEW_NOMINAL)


@pytest.mark.parametrize(
    "persona", ["panel_member", "panel_chair", "smb_member", "data_protection_officer", "superuser"]
)
def test_a_role_that_does_not_add_people_is_refused(people: People, persona: str) -> None:
    assert client_of(people[persona]).get(START).status_code == 403
    assert AuditEvent.objects.get().outcome == "refused"
