"""The Access tab: who is shown what of it, and that each decision takes effect at once."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, AuditAction, Role
from agencies.models import AuditEvent
from agencies.roles import Capability
from agencies.teams import standard_team
from cases.access import can, grant_differences
from cases.choices import InvolvementReason
from cases.models import Exclusion, Involvement, Nominal, Restriction
from pagekit.dates import long_date
from tests.asking import client_of
from tests.cases.filling import boxes, errors_of, text_of, value_of
from tests.personas import AREA, OTHER_AREA, People, make_membership, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def address_of(name: str, nominal: Nominal, *parts: Any) -> str:
    return reverse(f"cases:{name}", args=[nominal.pk, *parts])


def sees(user: Any, nominal: Nominal) -> bool:
    """Whether the record's page opens for somebody who asks now."""
    status = client_of(user).get(nominal.get_absolute_url()).status_code
    assert status in (200, 404)
    return bool(status == 200)


def test_whoever_manages_access_sees_teams_reasons_limits_and_people(people: People) -> None:
    Exclusion.objects.create(nominal=people.nominal, user=people.colleague, reason="knows_person", started_on=TODAY)
    text = text_of(client_of(people.coordinator).get(address_of("access", people.nominal)))
    for words in (
        "Leads the management of this person",
        "MAPPA unit of the responsible area",
        "Invited to a meeting about this person",
        "Follows from who is responsible",
        "Colleagueson (colleague@mappa.example) Knows or is related to the person",
        "Panel Memberson panel-member@mappa.example",
    ):
        assert words in text
    assert "Colleagueson colleague@mappa.example Exclude" not in text


@pytest.mark.parametrize("persona", ["offender_manager", "panel_member", "supervisor"])
def test_others_see_the_names_of_the_teams_alone(people: People, persona: str) -> None:
    Exclusion.objects.create(nominal=people.nominal, user=people.stranger, reason="knows_person", started_on=TODAY)
    text = text_of(client_of(people[persona]).get(address_of("access", people.nominal)))
    assert "Probation Service, West Mercia" in text
    for words in ("Knows or is related", "Strangerson", "Leads the management", "Exclude"):
        assert words not in text


def test_a_team_that_may_look_for_a_time_reads_until_when(people: People) -> None:
    held = Involvement.objects.filter(nominal=people.nominal, reason=InvolvementReason.INVITED)
    address = address_of("access", people.nominal)
    assert "may see this record until" not in text_of(client_of(people.panel_member).get(address))
    day = TODAY + datetime.timedelta(days=30)
    held.update(ended_on=day)
    said = f"Your team may see this record until {long_date(day)}"
    assert said in text_of(client_of(people.panel_member).get(address))
    assert said not in text_of(client_of(people.offender_manager).get(address))


MANAGING = ["add_team", "exclude_person", "exclude_team", "restrict", "end_restriction"]


@pytest.mark.parametrize("name", MANAGING)
@pytest.mark.parametrize(("persona", "status"), [("offender_manager", 403), ("supervisor", 403), ("outsider", 404)])
def test_only_who_manages_access_decides_it(people: People, name: str, persona: str, status: int) -> None:
    for method in ("get", "post"):
        assert getattr(client_of(people[persona]), method)(address_of(name, people.nominal)).status_code == status


def test_a_team_is_let_in_at_once_may_look_only_and_is_let_out_at_once(people: People) -> None:
    team = standard_team(AREA, AgencyKind.CHILDRENS_SOCIAL_CARE)
    member = make_user(Role.OFFENDER_MANAGER, team)
    coordinator = client_of(people.coordinator)
    start = boxes("started_on", TODAY - datetime.timedelta(days=1))
    response = coordinator.post(
        address_of("add_team", people.nominal), {"team": str(team.pk), **start, "note": "Child"}
    )
    assert response.headers["Location"] == address_of("access", people.nominal)
    assert sees(member, people.nominal)
    assert not can(member, people.nominal, Capability.CHANGE_NOMINAL)
    row = Involvement.objects.get(team=team)
    assert (row.reason, row.note) == (InvolvementReason.INVOLVED, "Child")
    coordinator.post(address_of("end_team", people.nominal, row.pk), boxes("ended_on", TODAY))
    assert not sees(member, people.nominal)
    assert grant_differences() == ([], [])
    assert set(AuditEvent.objects.filter(action__in=["grant", "revoke"]).values_list("action", flat=True)) == {
        AuditAction.GRANT,
        AuditAction.REVOKE,
    }


def test_a_team_of_another_area_is_chosen_by_its_area(people: People) -> None:
    team = standard_team(OTHER_AREA, AgencyKind.HOUSING)
    answer = {"team": str(team.pk), **boxes("started_on", TODAY)}
    client, address = client_of(people.coordinator), address_of("add_team", people.nominal)
    assert errors_of(client.post(address, answer)) == ["Select one of the answers in the list"]
    assert client.post(f"{address}?area={OTHER_AREA}", answer).status_code == 302


def test_a_team_that_is_in_already_is_told_so(people: People) -> None:
    team = standard_team(AREA, AgencyKind.HOUSING)
    answer = {"team": str(team.pk), **boxes("started_on", TODAY)}
    client, address = client_of(people.coordinator), address_of("add_team", people.nominal)
    assert client.post(address, answer).status_code == 302
    assert "is already involved with this person" in errors_of(client.post(address, answer))[0]


def test_access_that_follows_from_responsibility_is_not_ended_here(people: People) -> None:
    row = Involvement.objects.get(nominal=people.nominal, reason=InvolvementReason.LEADS)
    response = client_of(people.coordinator).post(
        address_of("end_team", people.nominal, row.pk), boxes("ended_on", TODAY)
    )
    assert errors_of(response) == ["This access follows from who is responsible for the person. Change that instead."]


def test_a_person_is_excluded_at_once_and_let_back_in(people: People) -> None:
    client = client_of(people.coordinator)
    answer = {"email": "Offender-Manager@mappa.example", "reason": "conflict_of_interest"}
    assert client.post(address_of("exclude_person", people.nominal), answer).status_code == 302
    assert not sees(people.offender_manager, people.nominal)
    assert sees(people.colleague, people.nominal)
    again = client.post(address_of("exclude_person", people.nominal), answer)
    assert errors_of(again) == ["Offender Managerson is already excluded."]
    row = Exclusion.objects.get()
    client.post(address_of("end_exclusion", people.nominal, row.pk))
    assert sees(people.offender_manager, people.nominal)
    rules = AuditEvent.objects.filter(rule__startswith="exclusion").order_by("pk").values_list("rule", flat=True)
    assert list(rules) == ["exclusion", "exclusion ended"]


def test_the_link_beside_a_person_names_them_by_key(people: People) -> None:
    client = client_of(people.coordinator)
    page = client.get(f"{address_of('exclude_person', people.nominal)}?person={people.colleague.pk}")
    assert value_of(page, "email") == "colleague@mappa.example"
    for key in (people.stranger.pk, "nobody"):
        page = client.get(f"{address_of('exclude_person', people.nominal)}?person={key}")
        assert value_of(page, "email") == ""


@pytest.mark.parametrize(
    ("answer", "sentences"),
    [
        (
            {"email": "nobody@mappa.example", "reason": "high_profile"},
            ["Nobody has an account with this email address"],
        ),
        ({}, ["Enter an email address", "Select reason"]),
    ],
)
def test_an_exclusion_names_somebody_and_a_fixed_reason(
    people: People, answer: dict[str, str], sentences: list[str]
) -> None:
    response = client_of(people.coordinator).post(address_of("exclude_person", people.nominal), answer)
    assert errors_of(response) == sentences


def test_a_team_is_excluded_with_everybody_who_is_also_elsewhere(people: People) -> None:
    make_membership(people.panel_member, people.team, Role.OFFENDER_MANAGER)
    answer = {"team": str(standard_team(AREA, AgencyKind.HOUSING).pk), "reason": "staff_member"}
    assert client_of(people.coordinator).post(address_of("exclude_team", people.nominal), answer).status_code == 302
    assert not sees(people.panel_member, people.nominal)
    assert sees(people.offender_manager, people.nominal)


def test_excluding_oneself_leads_to_the_lists(people: People) -> None:
    answer = {"email": people.coordinator.email, "reason": "knows_person"}
    response = client_of(people.coordinator).post(address_of("exclude_person", people.nominal), answer, follow=True)
    assert response.redirect_chain[0][0] == reverse("cases:nominals")
    assert "You can no longer see this record." in text_of(response)


def listed(*users: Any, **more: str) -> dict[str, Any]:
    return {"people": [str(user.pk) for user in users], "reason": "high_profile", **more}


def test_a_restriction_shuts_everybody_else_out_at_once(people: People) -> None:
    client, address = client_of(people.coordinator), address_of("restrict", people.nominal)
    assert client.post(address, listed(people.coordinator, people.offender_manager)).status_code == 302
    assert sees(people.offender_manager, people.nominal)
    assert not sees(people.colleague, people.nominal)
    assert not sees(people.panel_member, people.nominal)
    assert "Restricted" in text_of(client.get(people.nominal.get_absolute_url()))
    assert errors_of(client.post(address, listed(people.coordinator))) == [
        "The record is already restricted. End that restriction first."
    ]
    client.post(address_of("end_restriction", people.nominal))
    assert sees(people.colleague, people.nominal)
    assert not Restriction.objects.in_force(TODAY).exists()


def test_a_restriction_that_began_earlier_ends_today(people: People) -> None:
    made = Restriction.objects.create(
        nominal=people.nominal, reason="high_profile", started_on=TODAY - datetime.timedelta(days=9)
    )
    made.members.create(user=people.coordinator)
    client_of(people.coordinator).post(address_of("end_restriction", people.nominal))
    made.refresh_from_db()
    assert made.ended_on == TODAY
    assert sees(people.colleague, people.nominal)


def test_somebody_must_be_left_who_can_end_the_restriction(people: People) -> None:
    client, address = client_of(people.coordinator), address_of("restrict", people.nominal)
    answer = listed(people.offender_manager, without_me="1")
    assert errors_of(client.post(address, answer)) == [
        "Choose at least one person who can end the restriction again, such as a MAPPA co-ordinator."
    ]
    assert errors_of(client.post(address, listed())) == ["Select at least one person"]
    assert not Restriction.objects.exists()


def test_only_people_who_see_the_record_can_be_listed(people: People) -> None:
    response = client_of(people.coordinator).post(
        address_of("restrict", people.nominal), listed(people.coordinator, people.stranger)
    )
    assert errors_of(response) == ["Select from the answers in the list"]


def test_whoever_would_shut_themselves_out_is_asked_once_more(people: People) -> None:
    other = make_user(Role.MAPPA_COORDINATOR, standard_team(AREA, AgencyKind.MAPPA_UNIT))
    client, address = client_of(people.coordinator), address_of("restrict", people.nominal)
    response = client.post(address, listed(other))
    assert "Shut yourself out?" in text_of(response)
    assert not Restriction.objects.exists()
    assert client.post(address, listed(other, without_me="1")).status_code == 302
    assert not sees(people.coordinator, people.nominal)
    assert sees(other, people.nominal)
