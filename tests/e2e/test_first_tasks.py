"""Every persona of the demonstration signs in through the form and does the first thing they came for."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.visitor import Visitor

OFFICER, PROBATION = "offender-manager@mappa.example", "probation-offender-manager@mappa.example"
COORDINATOR, SUPERVISOR = "mappa-coordinator@mappa.example", "team-supervisor@mappa.example"
DPO, ADMINISTRATOR = "data-protection-officer@mappa.example", "system-administrator@mappa.example"
GLOUCESTERSHIRE, WEST_MERCIA = "E23000037", "E23000016"
WITH_OR_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def _first_number(text: str) -> int:
    found = re.search(r"\d[\d,]*", text)
    assert found, text
    return int(found[0].replace(",", ""))


def _open_first_row(visitor: Visitor) -> None:
    visitor.page.locator("main tbody a").first.click()
    visitor.page.wait_for_load_state()


def _reference(visitor: Visitor) -> str:
    found = re.search(r"M-[0-9A-Z]{4}-[0-9A-Z]{4}", visitor.page.locator("main").inner_text())
    assert found
    return found[0]


def _misspelt(name: str) -> str:
    """Two letters in the middle of the family name changed places."""
    family_name, middle = name.split(",")[0], len(name.split(",")[0]) // 2
    swapped = family_name[middle] + family_name[middle - 1]
    return family_name[: middle - 1] + swapped + family_name[middle + 1 :]


def _search(visitor: Visitor, text: str) -> None:
    visitor.open("/nominals/search/")
    visitor.page.get_by_label("Name, number, address or anything else that leads to the person").fill(text)
    visitor.page.get_by_role("button", name="Search").click()
    visitor.page.wait_for_load_state()


@WITH_OR_WITHOUT_SCRIPTS
def test_an_offender_manager_opens_one_of_their_people_from_home(visit: Opens, scripts: bool) -> None:
    visitor = visit(OFFICER, scripts=scripts)
    visitor.open("/")
    card = visitor.page.locator(".app-card", has_text="people led by Gloucestershire Police")
    led = _first_number(card.inner_text())
    card.get_by_role("link").click()
    expect(visitor.page.locator("main")).to_contain_text(f"{led} people")
    name = visitor.page.locator("main tbody a").first.inner_text()
    _open_first_row(visitor)
    expect(visitor.page.locator("main")).to_contain_text(name)
    expect(visitor.page.locator("main")).to_contain_text("Gloucestershire Police")


@WITH_OR_WITHOUT_SCRIPTS
def test_an_offender_manager_finds_somebody_whose_name_they_misspell(visit: Opens, scripts: bool) -> None:
    visitor = visit(OFFICER, scripts=scripts)
    visitor.open(f"/nominals/?area={GLOUCESTERSHIRE}&sort=-name")
    name = visitor.page.locator("main tbody a").first.inner_text()
    _open_first_row(visitor)
    reference = _reference(visitor)
    assert _misspelt(name) not in name
    _search(visitor, _misspelt(name))
    expect(visitor.page.locator("main")).to_contain_text(reference)
    assert _misspelt(name) not in visitor.path


def test_an_offender_manager_of_another_agency_finds_none_of_it(visit: Opens) -> None:
    officer, other = visit(OFFICER), visit(PROBATION)
    officer.open(f"/nominals/?area={GLOUCESTERSHIRE}")
    _open_first_row(officer)
    reference = _reference(officer)
    other.open(officer.path, status=404)
    _search(other, reference)
    assert reference not in other.page.locator("main").inner_text()


@WITH_OR_WITHOUT_SCRIPTS
def test_an_offender_manager_records_where_somebody_is_and_corrects_an_empty_answer(
    visit: Opens, scripts: bool
) -> None:
    visitor = visit(OFFICER, scripts=scripts)
    visitor.open(f"/nominals/?area={GLOUCESTERSHIRE}&whereabouts=community&sort={'name' if scripts else '-name'}")
    _open_first_row(visitor)
    visitor.page.get_by_role("link", name="Add an address").click()
    visitor.page.get_by_role("button", name="Save").click()
    summary = visitor.page.locator(".govuk-error-summary")
    expect(summary).to_be_visible()
    assert visitor.page.title().startswith("Error:")
    visitor.page.get_by_label("Address", exact=True).fill("7 Nowhere Crescent")
    day = visitor.page.get_by_role("group", name=re.compile("From"))
    for box, value in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        day.get_by_label(box).fill(value)
    visitor.page.get_by_role("radio", name="Home", exact=True).check()
    visitor.page.get_by_role("button", name="Save").click()
    expect(visitor.page.locator("main")).to_contain_text("7 Nowhere Crescent")


def test_a_supervisor_confirms_the_accounts_of_their_team(visit: Opens) -> None:
    visitor = visit(SUPERVISOR)
    visitor.open("/")
    visitor.page.get_by_role("link", name=re.compile("accounts to confirm")).click()
    for answer in visitor.page.get_by_role("radio", name="Still needed").all():
        answer.check()
    visitor.page.get_by_role("button", name="Save answers").click()
    expect(visitor.page.get_by_text(re.compile(r"accounts? (is|are) confirmed"))).to_be_visible()


@WITH_OR_WITHOUT_SCRIPTS
def test_a_coordinator_opens_the_people_behind_a_figure(visit: Opens, scripts: bool) -> None:
    visitor = visit(COORDINATOR, scripts=scripts)
    visitor.open("/tables/")
    visitor.page.locator("main a", has_text="2022/23").filter(has_text="West Mercia").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("West Mercia")
    figure = visitor.page.locator("main td a").first
    counted = _first_number(figure.inner_text())
    figure.click()
    expect(visitor.page.locator("main")).to_contain_text(f"of {counted}")
    _open_first_row(visitor)
    assert _reference(visitor)


def test_a_coordinator_restricts_access_and_everybody_else_is_shut_out(visit: Opens) -> None:
    coordinator, officer = visit(COORDINATOR), visit(OFFICER)
    officer.open(f"/nominals/?area={GLOUCESTERSHIRE}&page=3")
    _open_first_row(officer)
    record = officer.path
    coordinator.open(record)
    coordinator.page.get_by_role("link", name="Access", exact=True).click()
    coordinator.page.get_by_role("link", name="Restrict to a few people").click()
    coordinator.page.get_by_role("checkbox", name=re.compile("Corin Coordinate")).check()
    coordinator.page.get_by_role("radio", name="High public interest").check()
    coordinator.page.get_by_role("button", name="Restrict").click()
    expect(coordinator.page.get_by_text("The record is restricted to the people you chose.")).to_be_visible()
    officer.open(record, status=404)
    coordinator.open(f"{record}access/restriction/end/")
    coordinator.page.get_by_role("button", name="End").click()
    coordinator.page.wait_for_load_state()
    officer.open(record)


def test_a_data_protection_officer_sees_who_looked_and_who_was_refused(visit: Opens) -> None:
    officer, other, dpo = visit(OFFICER), visit(PROBATION), visit(DPO)
    officer.open(f"/nominals/?area={GLOUCESTERSHIRE}&page=2")
    _open_first_row(officer)
    reference, name = _reference(officer), officer.heading()
    other.open(officer.path, status=404)
    dpo.open("/audit/")
    dpo.page.get_by_label("Reference").fill(reference)
    dpo.page.get_by_role("button", name="Apply filters").click()
    rows = dpo.page.locator("main tbody")
    expect(rows).to_contain_text("Olwen Managerly")
    expect(rows).to_contain_text("Percival Probationer")
    expect(rows).to_contain_text("Refused")
    assert name not in dpo.page.locator("main").inner_text()
    dpo.open(f"{officer.path}audit/")
    expect(dpo.page.locator("main tbody")).to_contain_text("Percival Probationer")
    dpo.open(officer.path, status=404)


@pytest.mark.parametrize("persona", ["smb-member", "lay-adviser"])
def test_a_member_of_the_board_sees_figures_and_no_names(persona: str, visit: Opens) -> None:
    visitor = visit(f"{persona}@mappa.example")
    visitor.open(f"/tables/{WEST_MERCIA}/2022/")
    expect(visitor.page.locator("main")).to_contain_text("1888")
    assert not visitor.page.locator("main td a").count()
    visitor.open(f"/tables/{WEST_MERCIA}/2022/cells/T1/level_1/category_1/", status=403)
    visitor.open("/nominals/", status=403)


def test_a_system_administrator_invites_somebody_who_comes(visit: Opens) -> None:
    administrator, newcomer = visit(ADMINISTRATOR), visit()
    administrator.open("/teams/?q=Gloucestershire+Police")
    administrator.page.get_by_role("link", name="Gloucestershire Police", exact=True).click()
    administrator.page.get_by_role("button", name="Invite somebody").click()
    administrator.page.get_by_label("Email address").fill("newcomer@mappa.example")
    administrator.page.get_by_label("Full name").fill("Nestor Newcomer")
    administrator.page.get_by_label("Offender manager").check()
    administrator.page.get_by_role("button", name="Send the invitation").click()
    expect(administrator.page.get_by_text("The invitation to newcomer@mappa.example is sent.")).to_be_visible()
    newcomer.open(newcomer.link_in_a_letter_to("newcomer@mappa.example", "/join/"))
    newcomer.page.get_by_label("Password", exact=True).fill("a-long-invented-password")
    newcomer.page.get_by_role("button").last.click()
    newcomer.page.wait_for_load_state()
    newcomer.open("/nominals/")
    expect(newcomer.page.get_by_role("navigation", name="Menu")).to_contain_text("Nominals")


def test_a_panel_chair_reads_a_record_and_changes_nothing(visit: Opens) -> None:
    visitor = visit("panel-chair@mappa.example")
    visitor.open("/nominals/")
    _open_first_row(visitor)
    assert not visitor.page.get_by_role("link", name=re.compile(r"^(Add|Change|Record|Set|End)\b")).count()
    visitor.open(f"{visitor.path}edit/", status=403)


@pytest.mark.parametrize("persona", ["panel-member", "victim-liaison-officer"])
def test_whose_agency_is_involved_reads_those_records_alone(persona: str, visit: Opens) -> None:
    visitor = visit(f"{persona}@mappa.example")
    visitor.open("/nominals/")
    assert 0 < visitor.page.locator("main tbody tr").count() <= 25
    _open_first_row(visitor)
    assert _reference(visitor)
