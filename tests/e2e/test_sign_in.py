"""Signing in, at the door: what anybody sees before anybody is known."""

from tests.e2e.conftest import Opens


def test_the_sign_in_page_has_no_barriers(visit: Opens) -> None:
    visitor = visit()
    visitor.open("/accounts/login/")
    assert visitor.heading() == "Sign in"
    assert not visitor.barriers()


def test_an_empty_form_says_what_to_enter_and_leads_to_each_field(visit: Opens) -> None:
    visitor = visit()
    visitor.open("/accounts/login/")
    visitor.page.get_by_role("button", name="Sign in").click()
    summary = visitor.page.locator(".govuk-error-summary")
    summary.wait_for()
    assert visitor.page.title().startswith("Error:")
    assert summary.locator("a").count() == 2
    assert not visitor.lost_error_links()
    summary.locator("a").first.click()
    assert visitor.page.get_by_label("Email address").evaluate("field => field === document.activeElement")
    assert not visitor.barriers()
