"""The record of a nominal: overview and timeline, what they say and to whom."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AuditAction
from agencies.models import AuditEvent
from cases.choices import Basis
from cases.models import Address, Alias, CaseEvent, CategoryBasis, LevelPeriod, Nominal, Order
from tests.asking import client_of
from tests.cases.filling import text_of
from tests.personas import LONG_AGO, People, make_nominal, make_user

pytestmark = pytest.mark.django_db


def page(user: Any, nominal: Nominal, name: str = "nominal", **asked: Any) -> Any:
    return client_of(user).get(reverse(f"cases:{name}", args=[nominal.pk]), asked)


@pytest.mark.parametrize("name", ["nominal", "timeline", "access", "changes"])
def test_a_record_out_of_sight_does_not_exist(people: People, name: str) -> None:
    response = page(people.offender_manager, people.strangers_nominal, name)
    assert response.status_code == 404
    assert "Quillfeather" not in response.content.decode()
    event = AuditEvent.objects.get(subject_id=people.strangers_nominal.pk)
    assert (event.outcome, event.rule) == ("refused", "no grant")


def test_opening_a_record_is_recorded_with_the_reason(people: People) -> None:
    page(people.offender_manager, people.nominal)
    event = AuditEvent.objects.get(subject_id=people.nominal.pk)
    assert (event.action, event.outcome, event.rule) == (AuditAction.VIEW, "allowed", "leads")
    assert event.subject_reference == people.nominal.reference


def test_the_banner_says_who_it_is_on_every_tab(people: People) -> None:
    for name in ("nominal", "timeline", "access", "audit", "changes"):
        text = text_of(page(people.coordinator, people.nominal, name))
        for words in ("Thistlewick, Barnaby", "17 May 1980", people.nominal.reference, "2001/0012345A", "West Mercia"):
            assert words in text, (name, words)


def test_the_banner_says_who_died_and_how_old(people: People) -> None:
    Nominal.objects.filter(pk=people.nominal.pk).update(died_on=datetime.date(2020, 5, 17))
    text = text_of(page(people.offender_manager, people.nominal))
    assert "Died" in text
    assert "aged 40" in text


def test_tabs_are_shown_to_those_who_may_open_them(people: People) -> None:
    assert "Who looked" in text_of(page(people.supervisor, people.nominal, "access"))
    assert "Who looked" not in text_of(page(people.offender_manager, people.nominal, "access"))


def test_a_page_under_a_tab_keeps_that_tab_marked_in_the_strip(people: People) -> None:
    html = page(people.offender_manager, people.nominal, "changes").content.decode()
    for name in ("timeline", "changes"):
        assert f'aria-current="page" href="{reverse(f"cases:{name}", args=[people.nominal.pk])}"' in html


def test_the_category_that_counts_is_shown_with_its_reason(people: People) -> None:
    CategoryBasis.objects.create(
        nominal=people.nominal, category=4, basis=Basis.TERRORISM_RISK, started_on=datetime.date(2024, 3, 1)
    )
    text = text_of(page(people.offender_manager, people.nominal))
    assert "Category 4: of the categories in force the first of 4, 1, 2, 3 counts." in text
    assert "Category 4: At risk of involvement in terrorism, from 1 March 2024" in text
    assert "CJA 2003 s.325(2)" in text


def test_a_record_without_anything_says_so_part_by_part(people: People) -> None:
    bare = make_nominal(people.team, family_name="Bare", started_on=timezone.localdate())
    CategoryBasis.objects.filter(nominal=bare).delete()
    LevelPeriod.objects.filter(nominal=bare).delete()
    text = text_of(page(people.offender_manager, bare))
    for words in (
        "No category can be given: no basis is in force.",
        "No basis is recorded.",
        "No level is decided yet.",
        "No order is recorded.",
        "No event is recorded.",
        "No other name is recorded.",
        "No address holds today.",
    ):
        assert words in text


def _filled(nominal: Nominal) -> None:
    days = {"nominal": nominal, "started_on": LONG_AGO}
    Order.objects.create(nominal=nominal, order_type="shpo", made_on=LONG_AGO, court="Worcester Crown Court")
    Order.objects.create(
        nominal=nominal, order_type="cbo", made_on=LONG_AGO, ended_on=datetime.date(2021, 1, 1), end_reason="Discharged"
    )
    CaseEvent.objects.create(nominal=nominal, event_type="sfo_charged", occurred_on=datetime.date(2025, 2, 3))
    Address.objects.create(**days, lines="1 Nowhere Lane\nInventown", postcode="ZZ1 1ZZ")
    Alias.objects.create(nominal=nominal, family_name="Bramblewick", kind="nickname")
    LevelPeriod.objects.filter(nominal=nominal).update(decided_by=make_user(full_name="Decider Deciderson"))


def test_every_part_of_the_record_is_shown(people: People) -> None:
    _filled(people.nominal)
    text = text_of(page(people.panel_member, people.nominal))
    for words in (
        "In force: Sexual harm prevention order.",
        "Charged with a serious further offence 3 February 2025",
        "1 Nowhere Lane Inventown ZZ1 1ZZ",
        "Nickname Bramblewick",
    ):
        assert words in text


@pytest.mark.parametrize("words", ["Record whereabouts", "Change who this is", "Add an address"])
def test_only_who_may_change_the_record_is_offered_to(people: People, words: str) -> None:
    assert words in text_of(page(people.offender_manager, people.nominal))
    assert words not in text_of(page(people.panel_member, people.nominal))


@pytest.mark.parametrize("name", ["nominal", "timeline", "changes"])
def test_a_page_asks_as_many_questions_of_a_long_record_as_of_a_short_one(people: People, name: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as questions:
            page(people.coordinator, people.nominal, name)
        return len(questions)

    _filled(people.nominal)
    page(people.coordinator, people.nominal, name)
    few = count()
    for number in range(8):
        Order.objects.create(nominal=people.nominal, order_type="shpo", made_on=datetime.date(2010 + number, 1, 1))
        Alias.objects.create(nominal=people.nominal, family_name=f"Other{number}")
        LevelPeriod.objects.create(
            nominal=people.nominal, level=2, started_on=datetime.date(2010, 1, 1 + number),
            ended_on=datetime.date(2010, 1, 2 + number), decided_by=people.coordinator,
        )  # fmt: skip
    assert count() == few


def test_the_timeline_goes_from_the_latest_day_to_the_first(people: People) -> None:
    _filled(people.nominal)
    items = page(people.offender_manager, people.nominal, "timeline").context["items"]
    days = [item["on"] for item in items]
    assert days == sorted(days, reverse=True)
    assert items[-1]["title"] == "Born"


def test_the_timeline_can_be_narrowed_to_kinds(people: People) -> None:
    _filled(people.nominal)
    response = page(people.offender_manager, people.nominal, "timeline", kind=["order", "event"])
    assert {str(item["tag"]) for item in response.context["items"]} == {"Order", "Event"}
    nothing = make_nominal(people.team)
    assert "Nothing of this kind is recorded." in text_of(
        page(people.offender_manager, nothing, "timeline", kind="event")
    )
