"""A supervisor gives people to a colleague, who hears of it once and works through what is due."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.visitor import Visitor

SUPERVISOR, OFFICER = "team-supervisor@mappa.example", "offender-manager@mappa.example"
COLLEAGUE, COORDINATOR = "third-offender-manager@mappa.example", "mappa-coordinator@mappa.example"


def _no_barrier(visitor: Visitor) -> None:
    assert visitor.barriers() == []
    assert visitor.heading()


def _count_of(visitor: Visitor, words: str) -> int:
    card = visitor.page.locator(".app-card", has=visitor.page.get_by_role("link", name=words, exact=True))
    return int(card.locator(".app-card__count").inner_text().replace(",", ""))


def _open_card(visitor: Visitor, words: str) -> int:
    """Follow a card of the home page; returns its count."""
    visitor.open("/")
    count = _count_of(visitor, words)
    visitor.page.get_by_role("link", name=words, exact=True).click()
    visitor.page.wait_for_load_state()
    return count


def test_a_supervisor_allocates_people_and_the_colleague_hears_of_it_once(visit: Opens) -> None:
    supervisor, colleague = visit(SUPERVISOR), visit(COLLEAGUE)
    colleague.open("/my-cases/")
    before = colleague.page.locator("caption").inner_text()
    waiting = _open_card(supervisor, "people of Gloucestershire Police to allocate")
    expect(supervisor.page.locator("caption")).to_contain_text(f"{waiting} people")
    _no_barrier(supervisor)
    supervisor.page.get_by_role("button", name="Continue").click()
    expect(supervisor.page.locator(".govuk-error-summary")).to_contain_text("Tick at least one person")
    for row in range(3):
        supervisor.page.locator("tbody input[type=checkbox]").nth(row).check()
    offered = supervisor.page.get_by_label("Who is to manage them")
    offered.select_option(offered.locator("option", has_text="Osric Homevisit").get_attribute("value"))
    supervisor.page.get_by_role("button", name="Continue").click()
    expect(supervisor.page.locator("main")).to_contain_text("3 people go to Osric Homevisit from today.")
    _no_barrier(supervisor)
    supervisor.page.get_by_role("button", name="Allocate").click()
    expect(supervisor.page.locator("main")).to_contain_text("3 people are allocated to Osric Homevisit.")
    expect(supervisor.page.locator("caption")).to_contain_text(f"{waiting - 3} people")
    colleague.open("/alerts/?kind=allocated&read=unread")
    expect(colleague.page.locator("tbody tr")).to_have_count(1)
    _no_barrier(colleague)
    colleague.page.get_by_role("link", name="3 people were allocated to you").click()
    colleague.page.wait_for_load_state()
    assert colleague.path == "/my-cases/"
    assert colleague.page.locator("caption").inner_text() != before
    _no_barrier(colleague)


def test_everybody_on_a_page_is_ticked_without_scripts(visit: Opens) -> None:
    visitor = visit(SUPERVISOR, scripts=False)
    _open_card(visitor, "people managed by somebody who left")
    visitor.open("/caseloads/")
    visitor.page.get_by_role("link", name="Odile Movedon", exact=True).click()
    visitor.page.get_by_role("link", name="Allocate these people to somebody else").click()
    visitor.page.get_by_role("link", name="Tick everybody on this page").click()
    visitor.page.wait_for_load_state()
    ticked = visitor.page.locator("tbody input:checked").count()
    assert ticked == visitor.page.locator("tbody tr").count() > 0
    offered = visitor.page.get_by_label("Who is to manage them")
    offered.select_option(offered.locator("option", has_text="Orla Caseworthy").get_attribute("value"))
    visitor.page.get_by_role("button", name="Continue").click()
    visitor.page.get_by_role("button", name="Allocate").click()
    expect(visitor.page.locator("main")).to_contain_text("allocated to Orla Caseworthy")
    expect(visitor.page.locator("main")).to_contain_text("Nobody of the team fits these filters.")


def test_a_supervisor_reads_the_caseloads_and_opens_the_list_behind_a_figure(visit: Opens) -> None:
    visitor = visit(SUPERVISOR)
    visitor.open("/")
    visitor.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Caseloads").click()
    expect(visitor.page.locator("main")).to_contain_text("Set by the area; default 50 people an offender manager")
    _no_barrier(visitor)
    row = visitor.page.locator("tbody tr", has_text="Olwen Managerly")
    figure = row.locator("td a").first
    number = re.findall(r"\d+", figure.inner_text())[0]
    figure.click()
    expect(visitor.page.locator("caption")).to_contain_text(f"{number} people")
    visitor.page.go_back()
    visitor.page.get_by_role("link", name="Olwen Managerly", exact=True).click()
    expect(visitor.page.locator("main")).to_contain_text("People on the first of each month")
    _no_barrier(visitor)


def test_an_offender_manager_works_through_what_is_due_and_comes_back_to_the_list(visit: Opens) -> None:
    visitor = visit(OFFICER)
    visitor.open("/worklist/")
    _no_barrier(visitor)
    visitor.page.get_by_role("link", name=re.compile("^Your teams")).click()
    visitor.page.get_by_label("When").select_option("month")
    visitor.page.get_by_role("button", name="Apply filters").click()
    visitor.page.wait_for_load_state()
    assert "whose=team" in visitor.path
    address = visitor.path
    visitor.page.locator("main tbody tr[id] td:nth-child(3) a").first.click()
    expect(visitor.page.get_by_role("heading", name="What is due")).to_be_visible()
    visitor.page.get_by_role("link", name="Back to your list").click()
    visitor.page.wait_for_load_state()
    assert visitor.path.split("#")[0] == address


def test_the_pages_of_the_work_fit_a_phone(visit: Opens) -> None:
    for email, pages in (
        (OFFICER, ["/", "/worklist/", "/my-cases/", "/alerts/", "/alerts/email/"]),
        (SUPERVISOR, ["/", "/caseloads/"]),
        (COORDINATOR, ["/", "/caseloads/", "/alerts/"]),
    ):
        visitor = visit(email, phone=True)
        for page in pages:
            visitor.open(page)
            assert visitor.wider_than_the_screen() == [], page
            assert visitor.barriers() == [], page


def test_what_comes_by_email_is_chosen(visit: Opens) -> None:
    visitor = visit(OFFICER)
    visitor.open("/alerts/")
    visitor.page.get_by_role("link", name="Choose what comes by email").click()
    _no_barrier(visitor)
    visitor.page.get_by_label("Something is due", exact=True).uncheck()
    visitor.page.get_by_role("button", name="Save").click()
    expect(visitor.page.locator("main")).to_contain_text("Email choices saved.")
