"""The main menu: what everybody works with daily, the rest on one page, and to nobody what they may not open."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from agencies.models import User
from mappa.navigation import RARE_ENTRIES, navigation
from tests.asking import client_of
from tests.cases.filling import text_of
from tests.personas import People

pytestmark = pytest.mark.django_db


def words(user: User) -> list[str]:
    request = RequestFactory().get("/")
    request.user = user
    return [item.text for item in navigation(request)]


def test_the_co_ordinator_finds_what_is_opened_now_and_then_on_one_page(people: People) -> None:
    shown = words(people.coordinator)
    assert shown[-1] == "Unit"
    assert not {str(entry.text) for entry in RARE_ENTRIES} & set(shown)
    page = client_of(people.coordinator).get(reverse("unit"))
    for entry in RARE_ENTRIES:
        assert f'href="{reverse(entry.route)}"' in page.content.decode()
        assert str(entry.about) in text_of(page)
    assert reverse("cases:files") in page.content.decode()


def test_the_page_holds_only_what_its_reader_may_open(people: People) -> None:
    text = text_of(client_of(people.administrator).get(reverse("unit")))
    assert "Imports" in text
    assert "Sampled reviews" not in text
    assert "Limits of practice" not in text


def test_who_has_one_such_page_has_it_in_the_menu(people: People) -> None:
    assert words(people.supervisor)[-1] == "Confirm accounts"
    assert client_of(people.supervisor).get(reverse("unit")).status_code == 403


def test_a_page_that_is_gathered_marks_the_unit(people: People) -> None:
    page = client_of(people.coordinator).get(reverse("cases:practice"))
    assert [item["text"] for item in page.context["navigation"] if item["active"]] == ["Unit"]
