"""The pages of the kit itself: the style guide, the error pages, the frame around both, the sign of life."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.personas import make_user

VOID = {"input", "br", "hr", "link", "meta", "img", "rect", "path"}
GUIDE = ["", "interruption", "confirmation"]


class Balanced(HTMLParser):
    """Notices a tag that is closed twice or never."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(f"</{tag}> at line {self.getpos()[0]}")


def guide(client: Client, name: str = "", query: str = "") -> str:
    address = reverse("styleguide_page", args=[name]) if name else reverse("styleguide")
    response = client.get(address + query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", GUIDE)
@pytest.mark.parametrize("query", ["", "?errors=1&level=1&level=2&page=3&sort=-name"])
def test_every_component_is_drawn_in_sound_markup(client: Client, name: str, query: str) -> None:
    html = guide(client, name, query)
    page = Balanced(html)
    assert not page.wrong
    assert not page.open
    assert html.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_a_refused_form_is_told_in_the_title(client: Client) -> None:
    assert "<title>Error: Style guide" in guide(client, query="?errors=1")
    assert "<title>Style guide" in guide(client)


@pytest.mark.django_db
def test_every_page_carries_its_marking_at_both_ends(client: Client) -> None:
    html = guide(client)
    assert html.count("OFFICIAL-SENSITIVE</p>") == 2
    assert "Everybody here is invented" in html


@pytest.mark.django_db
def test_an_unknown_page_of_the_guide_is_not_found(client: Client) -> None:
    assert client.get("/styleguide/nothing/").status_code == 404


@pytest.mark.django_db
def test_a_sign_of_life_is_taken_and_answered_with_nothing(client: Client) -> None:
    client.force_login(make_user())
    answer = client.post(reverse("stay_signed_in"))
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.django_db
def test_a_sign_of_life_of_nobody_leads_to_signing_in(client: Client) -> None:
    answer = client.post(reverse("stay_signed_in"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


@pytest.mark.django_db
def test_a_sign_of_life_is_never_a_mere_link(client: Client) -> None:
    client.force_login(make_user())
    assert client.get(reverse("stay_signed_in")).status_code == 405


@pytest.mark.parametrize("status", ["400", "500"])
def test_a_failure_is_told_even_when_nothing_is_known_of_the_request(status: str) -> None:
    html = render_to_string(f"{status}.html")
    assert html.count("<h1") == 1
    assert "OFFICIAL-SENSITIVE" in html
    assert "MAPPA case management" in html


def test_a_failure_asks_the_database_for_nothing() -> None:
    """Who is signed in is not asked: without the database fixture any query would end the test."""
    assert "<h1" in render_to_string("500.html", request=RequestFactory().get("/"))


@pytest.mark.parametrize("status", ["403", "403_csrf", "404", "429"])
def test_a_refusal_says_what_to_do_next(status: str) -> None:
    html = render_to_string(f"{status}.html", request=RequestFactory().get("/"))
    assert html.count("<h1") == 1
    assert '<p class="govuk-body">' in html


@pytest.mark.django_db
def test_an_address_that_is_not_there_gets_the_page_not_found(client: Client) -> None:
    client.force_login(make_user())
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
