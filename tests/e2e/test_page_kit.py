"""Every component in a browser: without barriers, at both widths, with and without scripts."""

import pytest

from tests.e2e.conftest import Opens

GUIDE = ["/styleguide/", "/styleguide/?errors=1&level=1&level=2&page=3&sort=-name", "/styleguide/interruption/"]
GUIDE.append("/styleguide/confirmation/")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", GUIDE)
def test_every_component_is_without_barriers_and_fits(visit: Opens, path: str, phone: bool) -> None:
    visitor = visit(phone=phone)
    visitor.open(path)
    assert not visitor.barriers()
    assert not visitor.wider_than_the_screen()


def test_each_line_of_a_summary_puts_the_cursor_into_its_field(visit: Opens) -> None:
    visitor = visit()
    visitor.open("/styleguide/?errors=1")
    lines = visitor.page.locator(".govuk-error-summary a")
    assert lines.count() == 10
    for line in lines.all():
        line.click()
        assert visitor.page.evaluate("'#' + document.activeElement.id") == line.get_attribute("href")


def test_filters_are_folded_on_a_phone_and_open_at_a_desk(visit: Opens) -> None:
    for phone in (True, False):
        visitor = visit(phone=phone)
        visitor.open("/styleguide/")
        assert visitor.page.get_by_label("Name or reference").is_visible() is not phone


def test_filters_can_be_used_on_a_phone_without_scripts(visit: Opens) -> None:
    visitor = visit(phone=True, scripts=False)
    visitor.open("/styleguide/")
    visitor.page.get_by_label("Name or reference").fill("Orla")
    visitor.page.get_by_role("button", name="Apply filters").click()
    visitor.page.get_by_role("link", name="Remove this filter: Name or reference: Orla").click()
    assert "words" not in visitor.path


def test_the_whole_page_can_be_walked_by_keyboard(visit: Opens) -> None:
    visitor = visit()
    visitor.open("/styleguide/confirmation/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "govuk-skip-link"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main-content"


def test_somebody_idle_is_warned_before_the_session_ends_and_can_stay(visit: Opens) -> None:
    visitor = visit("data-protection-officer@mappa.example")
    visitor.page.clock.install()
    visitor.open("/styleguide/confirmation/")
    warning = visitor.page.get_by_role("dialog")
    visitor.page.clock.fast_forward("23:00")
    assert not warning.is_visible()
    visitor.page.clock.fast_forward("02:00")
    warning.wait_for()
    assert "4 minutes" in warning.inner_text()
    with visitor.page.expect_response("**/session/stay/") as answer:
        visitor.page.get_by_role("button", name="Stay signed in").click()
    assert answer.value.status == 204
    warning.wait_for(state="hidden")


def test_nothing_stays_on_the_screen_of_a_session_that_has_ended(visit: Opens) -> None:
    visitor = visit("data-protection-officer@mappa.example")
    visitor.page.clock.install()
    visitor.open("/styleguide/confirmation/")
    visitor.page.context.clear_cookies()
    visitor.page.clock.fast_forward("31:00")
    visitor.page.wait_for_url(lambda address: address.endswith("/accounts/login/?next=%2Fstyleguide%2Fconfirmation%2F"))
