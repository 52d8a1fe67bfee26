"""The administrators' pages about accounts, memberships and teams."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.models import Membership, Team, User
from agencies.teams import standard_team
from tests.agencies.signing_in import known, set_up_second_factor
from tests.personas import AREA, OTHER_AREA, People, make_membership, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def police(db: None) -> Team:
    return standard_team(AREA, AgencyKind.POLICE)


@pytest.fixture
def administrator(police: Team) -> User:
    return make_user(Role.SYSTEM_ADMINISTRATOR, police, full_name="Ada Administrator")


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def _names(client: Client, **query: Any) -> list[str]:
    page = client.get(reverse("agencies:people"), query).context["page"]
    return [user.full_name for user in page]


def _confirm(client: Client, page: str, *arguments: Any, **answers: Any) -> Any:
    """Open the page that asks, then answer it."""
    address = reverse(f"agencies:{page}", args=arguments)
    assert client.get(address).status_code == 200
    return client.post(address, answers)


def test_people_are_found_by_each_word_of_name_or_address(admin: Client) -> None:
    make_user(full_name="Oswald Thistle", email="o.thistle@force.example")
    make_user(full_name="Oswald Nettle", email="o.nettle@force.example")
    assert _names(admin, q="oswald force") == ["Oswald Nettle", "Oswald Thistle"]
    assert _names(admin, q="thistle oswald") == ["Oswald Thistle"]
    assert _names(admin, q="%") == []


def test_people_are_found_by_area_role_and_state(admin: Client, police: Team) -> None:
    elsewhere = standard_team(OTHER_AREA, AgencyKind.POLICE)
    make_user(Role.OFFENDER_MANAGER, elsewhere, full_name="Elsewhere")
    make_user(Role.TEAM_SUPERVISOR, police, full_name="Supervisor")
    make_user(full_name="Nowhere")
    make_user(Role.OFFENDER_MANAGER, police, full_name="Off", is_active=False)
    unused = make_user(Role.OFFENDER_MANAGER, police, full_name="Unused")
    User.objects.filter(pk=unused.pk).update(joined_at=timezone.now() - datetime.timedelta(days=80))
    assert _names(admin, area=OTHER_AREA) == ["Elsewhere"]
    assert _names(admin, role=Role.TEAM_SUPERVISOR) == ["Supervisor"]
    assert _names(admin, area=OTHER_AREA, role=Role.TEAM_SUPERVISOR) == []
    assert _names(admin, status="nowhere") == ["Nowhere"]
    assert _names(admin, status="off") == ["Off"]
    assert _names(admin, status="soon") == ["Unused"]


def test_area_and_role_are_those_of_one_membership(admin: Client, police: Team) -> None:
    user = make_user(Role.OFFENDER_MANAGER, police)
    make_membership(user, standard_team(OTHER_AREA, AgencyKind.POLICE), Role.TEAM_SUPERVISOR)
    assert _names(admin, area=AREA, role=Role.TEAM_SUPERVISOR) == []


def test_a_long_list_is_paged_by_25_and_sorted(admin: Client) -> None:
    for number in range(30):
        make_user(full_name=f"Somebody {number:02}")
    page = admin.get(reverse("agencies:people"), {"q": "somebody", "sort": "-name"}).context["page"]
    assert (len(page), page.paginator.count) == (25, 30)
    assert page[0].full_name == "Somebody 29"
    assert len(_names(admin, q="somebody", page=2)) == 5


def test_administrators_are_warned_of_accounts_about_to_be_switched_off(admin: Client) -> None:
    unused = make_user(full_name="Unused")
    User.objects.filter(pk=unused.pk).update(joined_at=timezone.now() - datetime.timedelta(days=80))
    page = admin.get(reverse("agencies:people")).content.decode()
    assert "1 account will soon be switched off because nobody uses it." in page
    page = admin.get(reverse("agencies:person", args=[unused.pk])).content.decode()
    assert "Unless somebody signs in, it will be switched off on" in page


def test_one_persons_page_shows_memberships_in_force_and_ended(admin: Client, police: Team) -> None:
    user, today = make_user(Role.OFFENDER_MANAGER, police), timezone.localdate()
    past = make_membership(user, police, Role.TEAM_SUPERVISOR, ended_on=today)
    context = admin.get(reverse("agencies:person", args=[user.pk])).context
    assert [one.role for one in context["current"]] == [Role.OFFENDER_MANAGER]
    assert context["past"] == [past]


def test_an_account_is_switched_off_and_on_from_its_page(admin: Client) -> None:
    user = make_user()
    answer = _confirm(admin, "switch_off", user.pk, reason="Left the force")
    assert answer.headers["Location"] == reverse("agencies:person", args=[user.pk])
    assert "Left the force" in admin.get(answer.headers["Location"]).content.decode()
    _confirm(admin, "switch_on", user.pk)
    user.refresh_from_db()
    assert user.is_active


def test_a_missing_reason_is_asked_for_beside_its_field(admin: Client) -> None:
    user = make_user()
    answer = _confirm(admin, "switch_off", user.pk, reason=" ")
    assert answer.context["form"].errors["reason"] == ["Enter the reason"]
    user.refresh_from_db()
    assert user.is_active


def test_a_lost_second_factor_is_removed_from_the_persons_page(admin: Client) -> None:
    user = make_user()
    set_up_second_factor(user)
    assert "Set up" in admin.get(reverse("agencies:person", args=[user.pk])).content.decode()
    _confirm(admin, "remove_second_factor", user.pk, reason="Lost")
    assert "Not set up" in admin.get(reverse("agencies:person", args=[user.pk])).content.decode()


def test_on_their_own_page_administrators_find_nothing_to_do_to_themselves(admin: Client, administrator: User) -> None:
    page = admin.get(reverse("agencies:person", args=[administrator.pk])).content.decode()
    assert "This is your own account" in page
    assert reverse("agencies:switch_off", args=[administrator.pk]) not in page
    answer = _confirm(admin, "switch_off", administrator.pk, reason="tired")
    assert "You cannot do this to your own account" in answer.content.decode()


def test_two_administrators_who_rename_at_once_lose_nothing(admin: Client) -> None:
    user = make_user(full_name="Oswald First")
    address = reverse("agencies:rename_person", args=[user.pk])
    seen = {"was_full_name": "Oswald First", "was_grade": ""}
    User.objects.filter(pk=user.pk).update(full_name="Oswald Second")
    answer = admin.post(address, {"full_name": "Oswald Third", "grade": "", **seen})
    page = answer.content.decode()
    assert "Somebody else changed this account while you had it open. It now says: Full name: Oswald Second" in page
    assert 'value="Oswald Third"' in page
    now = {"was_full_name": "Oswald Second", "was_grade": ""}
    admin.post(address, {"full_name": "Oswald Third", "grade": "", **now})
    user.refresh_from_db()
    assert user.full_name == "Oswald Third"


def test_a_membership_is_added_in_two_steps_area_then_team(admin: Client, police: Team) -> None:
    user = make_user()
    address = reverse("agencies:add_membership", args=[user.pk])
    assert "Add a membership" in admin.get(address).content.decode()
    assert admin.get(address, {"area": ""}).context["form"].errors["area"] == ["Select an area"]
    form = admin.get(address, {"area": AREA}).context["form"]
    assert {name for _key, name in form.fields["team"].choices if name} == set(
        Team.objects.filter(area=AREA).values_list("name", flat=True)
    )
    today = timezone.localdate()
    day = {"started_on_day": today.day, "started_on_month": today.month, "started_on_year": today.year}
    answer = admin.post(f"{address}?area={AREA}", {"team": police.pk, "role": Role.OFFENDER_MANAGER, **day})
    assert answer.status_code == 302
    assert Membership.objects.get(user=user).team == police


def test_a_team_of_another_area_cannot_be_slipped_in(admin: Client) -> None:
    user, elsewhere = make_user(), standard_team(OTHER_AREA, AgencyKind.POLICE)
    answer = admin.post(
        f"{reverse('agencies:add_membership', args=[user.pk])}?area={AREA}",
        {"team": elsewhere.pk, "role": Role.OFFENDER_MANAGER, "started_on_day": "1 April 2026"},
    )
    assert answer.context["form"].errors["team"] == ["Select one of the answers in the list"]
    assert not user.memberships.exists()


def test_a_membership_is_ended_from_the_persons_page(admin: Client, police: Team) -> None:
    user = make_user(Role.OFFENDER_MANAGER, police)
    _confirm(admin, "end_membership", user.memberships.get().pk)
    assert user.memberships.get().ended_on == timezone.localdate()


def test_teams_are_found_by_area_kind_name_and_state(admin: Client) -> None:
    make_team("Worcester team", kind=AgencyKind.POLICE)
    closed = make_team("Gone team", kind=AgencyKind.POLICE)
    Team.objects.filter(pk=closed.pk).update(is_active=False)

    def names(**query: Any) -> list[str]:
        return [team.name for team in admin.get(reverse("agencies:teams"), query).context["page"]]

    police = {"area": AREA, "kind": AgencyKind.POLICE}
    assert names(**police) == ["Gone team", "West Mercia Police", "Worcester team"]
    assert names(**police, status="closed") == ["Gone team"]
    assert names(**police, status="empty") == ["Worcester team"]
    assert names(q="worcester") == ["Worcester team"]


def test_a_teams_page_counts_only_who_is_in_it_now(admin: Client, police: Team) -> None:
    user = make_user(Role.OFFENDER_MANAGER, police, full_name="Now Here")
    leaver = make_user(full_name="Was Here")
    make_membership(leaver, police, Role.OFFENDER_MANAGER, ended_on=timezone.localdate())
    context = admin.get(reverse("agencies:team", args=[police.pk])).context
    assert {one.user.full_name for one in context["page"]} == {"Ada Administrator", user.full_name}


def test_a_team_is_added_renamed_closed_and_opened_from_its_pages(admin: Client, police: Team) -> None:
    address = reverse("agencies:add_team")
    assert admin.get(address).status_code == 200
    answer = admin.post(f"{address}?area={AREA}", {"agency": police.agency_id, "name": "Worcester team"})
    team = Team.objects.get(name="Worcester team")
    assert answer.headers["Location"] == reverse("agencies:team", args=[team.pk])
    _confirm(admin, "rename_team", team.pk, name="Evesham team")
    _confirm(admin, "close_team", team.pk)
    assert "This team is closed" in admin.get(reverse("agencies:team", args=[team.pk])).content.decode()
    _confirm(admin, "reopen_team", team.pk)
    team.refresh_from_db()
    assert (team.name, team.is_active) == ("Evesham team", True)


def test_a_name_that_is_taken_is_refused_beside_its_field_and_stays_typed(admin: Client, police: Team) -> None:
    answer = admin.post(
        f"{reverse('agencies:add_team')}?area={AREA}", {"agency": police.agency_id, "name": police.name}
    )
    form = answer.context["form"]
    assert form.errors["name"] == ["This agency already has a team of that name in this area."]
    assert form["name"].value() == police.name


def test_a_system_administrator_sees_no_nominal_anywhere_on_these_pages(client: Client, people: People) -> None:
    client.force_login(people.system_administrator)
    for name in ("people", "teams", "invitations", "roles"):
        page = client.get(reverse(f"agencies:{name}")).content.decode()
        assert people.nominal.family_name not in page
        assert people.nominal.reference not in page


@pytest.mark.parametrize(
    "name", ["offender_manager", "supervisor", "administrator", "coordinator", "data_protection_officer", "superuser"]
)
def test_nobody_but_a_system_administrator_opens_them(client: Client, people: People, name: str) -> None:
    client.force_login(known(people, name))
    for page in ("people", "teams", "invitations", "add_team"):
        assert client.get(reverse(f"agencies:{page}")).status_code == 403


def test_a_persons_own_page_says_what_they_are_and_what_they_may_do(client: Client, people: People) -> None:
    client.force_login(people.supervisor)
    page = client.get(reverse("agencies:my_account")).content.decode()
    assert re.search(r"Team supervisor<br>.*Probation Service, West Mercia", page)
    assert "confirms the team" in page


def test_somebody_in_no_team_is_told_to_ask(client: Client) -> None:
    client.force_login(make_user())
    assert "You are in no team" in client.get(reverse("agencies:my_account")).content.decode()


def test_the_header_names_who_is_signed_in_and_where(client: Client, police: Team) -> None:
    user = make_user(Role.OFFENDER_MANAGER, police, full_name="Oswald Thistle")
    make_membership(user, standard_team(OTHER_AREA, AgencyKind.POLICE), Role.OFFENDER_MANAGER)
    client.force_login(user)
    page = client.get(reverse("agencies:my_account")).content.decode()
    assert "and 1 more" in page
