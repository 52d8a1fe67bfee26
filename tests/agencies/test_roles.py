"""The one table of what each role may do."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from agencies.choices import Role
from agencies.roles import ROLE_CAPABILITIES, ROLE_SUMMARIES, Capability, role_table, roles_with
from tests.agencies.signing_in import known
from tests.personas import People

_ON_A_NOMINAL = {
    Capability.VIEW_NOMINAL,
    Capability.CHANGE_NOMINAL,
    Capability.MANAGE_ACCESS,
    Capability.EXPORT_NOMINALS,
    Capability.CREATE_NOMINAL,
}


def test_every_role_is_in_the_table_with_a_sentence() -> None:
    assert set(ROLE_CAPABILITIES) == set(ROLE_SUMMARIES) == set(Role)
    assert [role for role, _summary, _has in role_table()] == list(Role)


def test_every_capability_is_held_by_some_role() -> None:
    assert all(roles_with(capability) for capability in Capability)


@pytest.mark.parametrize(
    "role", [Role.SYSTEM_ADMINISTRATOR, Role.SMB_MEMBER, Role.LAY_ADVISER, Role.DATA_PROTECTION_OFFICER]
)
def test_who_works_on_no_case_may_neither_see_nor_change_one(role: Role) -> None:
    assert not ROLE_CAPABILITIES[role] & _ON_A_NOMINAL


def test_whoever_gives_out_access_to_the_system_gets_none_to_people() -> None:
    for capabilities in ROLE_CAPABILITIES.values():
        assert Capability.MANAGE_PEOPLE not in capabilities or not capabilities & _ON_A_NOMINAL


def test_the_command_prints_every_role_and_every_capability() -> None:
    out = StringIO()
    call_command("roles", stdout=out)
    words = out.getvalue()
    assert all(str(role.label) in words for role in Role)
    assert all(str(capability.label) in words for capability in Capability)


@pytest.mark.parametrize("name", ["system_administrator", "data_protection_officer"])
def test_the_page_shows_the_table_to_those_who_give_roles_out_or_check_them(
    client: Client, people: People, name: str
) -> None:
    client.force_login(known(people, name))
    page = client.get(reverse("agencies:roles")).content.decode()
    assert all(str(role.label) in page for role in Role)


def test_nobody_else_sees_the_page_of_roles(client: Client, people: People) -> None:
    client.force_login(people.offender_manager)
    assert client.get(reverse("agencies:roles")).status_code == 403
