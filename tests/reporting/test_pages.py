"""The pages of the annual tables: who sees which, what a figure leads to, and what is left as evidence."""

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse

from agencies.choices import AgencyKind
from agencies.models import AuditEvent
from agencies.teams import standard_team
from cases.access import sync_grants
from cases.choices import EventType, LimitReason, OrderType
from cases.models import CaseEvent, Exclusion, Involvement, Nominal, Order, Responsibility, Restriction
from tests.asking import client_of
from tests.personas import AREA, LONG_AGO, OTHER_AREA, People, make_nominal, make_responsibility

YEAR = 2022
MOVED_ON = datetime.date(2024, 1, 8)
HIDDEN = "A person you may not see: ask the MAPPA unit of the area now responsible"


@pytest.fixture
def counted(people: People) -> dict[str, Nominal]:
    """Five people at Level 2 on 31 March 2023; the co-ordinator may see two of them."""
    found = {
        name: make_nominal(people.team, level=2, family_name=name.title())
        for name in ("plain", "also plain", "excluded", "restricted")
    }
    Exclusion.objects.create(
        nominal=found["excluded"], user=people.coordinator, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    Restriction.objects.create(nominal=found["restricted"], reason=LimitReason.HIGH_PROFILE, started_on=LONG_AGO)
    found["moved"] = _who_moved_away(people)
    made_on = datetime.date(2022, 6, 1)
    for travel in (True, False):
        Order.objects.create(
            nominal=found["plain"], order_type=OrderType.SHPO, made_on=made_on, foreign_travel_restriction=travel
        )
    CaseEvent.objects.create(nominal=found["moved"], event_type=EventType.RETURNED_LICENCE, occurred_on=made_on)
    return found


def _who_moved_away(people: People) -> Nominal:
    elsewhere = standard_team(OTHER_AREA, AgencyKind.PROBATION)
    nominal = make_nominal(elsewhere, level=2, family_name="Moved")
    for model in (Responsibility, Involvement):
        model.objects.filter(nominal=nominal).update(started_on=MOVED_ON)
    make_responsibility(nominal, people.team, ended_on=MOVED_ON)
    sync_grants([nominal.pk])
    return nominal


def _get(user: Any, route: str, *parts: Any, area: str = AREA, year: int = YEAR, query: str = "") -> Any:
    return client_of(user).get(reverse(f"reporting:{route}", args=[area, year, *parts]) + query)


def _cell(user: Any, *cell: str, query: str = "") -> Any:
    return _get(user, "cell", *cell, query=query)


def _text(response: Any) -> str:
    return response.content.decode()


def _rows(response: Any) -> int:
    body = _text(response).partition("<tbody")[2].partition("</tbody>")[0]
    return body.count("<tr")


def _last_event() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


@pytest.mark.usefixtures("counted")
def test_every_figure_leads_to_a_list_of_its_length(people: People) -> None:
    page = _text(_get(people.coordinator, "tables"))
    links = re.findall(r'<a class="govuk-link" href="([^"]+/cells/[^"]+)">(\d+)<', page)
    assert len(links) == 15 + 12 + 1 + 1 + 3 + 1 + 12 + 3 + 1  # T1, which has a dash, to T9
    browser = client_of(people.coordinator)
    for href, number in links[:-1]:  # the last is a rate
        assert _rows(browser.get(href)) == int(number), href


def test_a_list_shows_whom_the_reader_may_see_and_hides_the_rest(people: People, counted: dict[str, Nominal]) -> None:
    response = _cell(people.coordinator, "T1", "level_2", "category_1")
    text = _text(response)
    assert _rows(response) == 5
    assert text.count(HIDDEN) == 3
    assert "3 of them are people whose records you may not see" in text
    for name, nominal in counted.items():
        is_shown = "plain" in name
        assert (nominal.reference in text, nominal.family_name in text, str(nominal.pk) in text) == (is_shown,) * 3


def test_a_list_leaves_the_references_it_showed(people: People, counted: dict[str, Nominal]) -> None:
    _cell(people.coordinator, "T1", "level_2", "category_1")
    event = _last_event()
    assert (event.action, event.outcome, event.rule) == ("list", "allowed", "door")
    assert (event.subject_type, event.subject_reference) == ("annual_tables", f"{AREA} 2022/23")
    assert set(event.shown) == {counted["plain"].reference, counted["also plain"].reference}
    assert event.detail["cell"] == "T1/level_2/category_1"
    assert (event.detail["count"], event.detail["not shown"]) == (5, 3)


def test_a_list_of_orders_has_a_row_for_each_order(people: People, counted: dict[str, Nominal]) -> None:
    response = _cell(people.coordinator, "T5", "shpo", "one")
    assert _rows(response) == 2
    assert _text(response).count(counted["plain"].reference) == 2


@pytest.mark.usefixtures("counted")
def test_a_list_counts_by_the_rules_of_the_page_it_came_from(people: People) -> None:
    query = "?yearly=highest_level&shpo=without_travel"
    page = _text(_get(people.coordinator, "tables", query=query))
    assert "leaves out sexual harm prevention orders that restrict foreign travel" in page
    assert "/cells/T5/shpo/one/?yearly=highest_level&amp;shpo=without_travel" in page
    assert _rows(_cell(people.coordinator, "T5", "shpo", "one", query=query)) == 1


@pytest.mark.usefixtures("counted")
def test_a_figure_of_nobody_leads_to_a_sentence(people: People) -> None:
    response = _cell(people.coordinator, "T6", "one", "one")
    assert response.status_code == 200
    assert "This figure counts nobody." in _text(response)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("name", ["smb_member", "lay_adviser"])
def test_the_board_sees_figures_and_no_way_to_a_person(people: People, name: str) -> None:
    response = _get(people[name], "tables")
    text = _text(response)
    assert response.status_code == 200
    assert ">5</td>" in text
    assert "/cells/" not in text
    assert "/checks/" not in text
    for address in (("cell", "T1", "level_2", "category_1"), ("check", "without_level")):
        assert _get(people[name], *address).status_code == 403
        event = _last_event()
        assert (event.outcome, event.rule, event.subject_type) == ("refused", "no names for this role", "annual_tables")


@pytest.mark.parametrize("name", ["offender_manager", "stranger", "panel_member", "system_administrator", "superuser"])
def test_a_role_without_tables_is_refused_and_recorded(people: People, name: str) -> None:
    for address in (("tables",), ("cell", "T3", "one", "one"), ("check", "without_level"), ("download", "csv")):
        assert _get(people[name], *address).status_code == 403
        assert _last_event().outcome == "refused"
    assert client_of(people[name]).get(reverse("reporting:choose")).status_code == 403
    assert client_of(people[name]).get(f"/api/tables/{AREA}/{YEAR}/").status_code == 403


@pytest.mark.parametrize("address", [("tables",), ("cell", "T3", "one", "one"), ("download", "csv"), ("api_tables",)])
def test_another_areas_tables_are_as_if_there_were_none(people: People, address: tuple[str, ...]) -> None:
    assert _get(people.coordinator, *address, area=OTHER_AREA).status_code == 404
    event = _last_event()
    assert (event.outcome, event.subject_reference) == ("refused", OTHER_AREA)
    assert _get(people.coordinator, *address, area="E99999999").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        ("cell", "T0", "one", "one"),
        ("cell", "T1", "level_4", "category_1"),
        ("cell", "T1", "level_1", "category_4"),
        ("cell", "T9", "one", "one"),
        ("check", "adds_up"),
        ("check", "anything"),
        ("download", "exe"),
    ],
)
def test_what_is_not_there_is_not_found(people: People, address: tuple[str, ...]) -> None:
    assert _get(people.coordinator, *address).status_code == 404


@pytest.mark.parametrize("year", [1066, 2000, 9998, 123456789])
def test_a_year_without_tables_is_not_found(people: People, year: int) -> None:
    assert _get(people.coordinator, "tables", year=year).status_code == 404


def test_years_are_offered_for_the_readers_areas(people: People) -> None:
    text = _text(client_of(people.lay_adviser).get(reverse("reporting:choose")))
    assert "West Mercia" in text
    assert f"/tables/{AREA}/2022/" in text
    assert "Gloucestershire" not in text


@pytest.mark.usefixtures("counted")
def test_the_page_leaves_evidence_and_prints_the_population(people: People) -> None:
    text = _text(_get(people.lay_adviser, "tables"))
    event = _last_event()
    assert (event.action, event.subject_type, event.subject_reference) == ("view", "annual_tables", f"{AREA} 2022/23")
    assert "1,169,570 people aged 10 and over, mid-2021 estimate" in text


def test_a_check_lists_the_records_it_found(people: People) -> None:
    lacking = make_nominal(people.team, family_name="Lacking")
    lacking.levels.all().delete()
    page = _text(_get(people.coordinator, "tables"))
    assert f'href="{reverse("reporting:check", args=[AREA, YEAR, "without_level"])}"' in page
    response = _get(people.coordinator, "check", "without_level")
    assert _rows(response) == 1
    assert lacking.reference in _text(response)
    assert _last_event().detail["check"] == "without_level"


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("xlsx", "application/vnd.openxmlformats"), ("csv", "text/csv"), ("json", "application/json")],
)
def test_a_file_downloads_with_evidence(people: People, kind: str, content_type: str) -> None:
    response = _get(people.smb_member, "download", kind)
    assert response.status_code == 200
    assert response["Content-Type"].startswith(content_type)
    assert response["Content-Disposition"] == f'attachment; filename="mappa-tables-west-mercia-2022-23.{kind}"'
    event = _last_event()
    assert (event.action, event.subject_reference, event.detail["kind"]) == ("download", f"{AREA} 2022/23", kind)


def test_other_systems_get_the_same_figures(people: People) -> None:
    found = _get(people.coordinator, "api_tables").json()
    assert found["tables"] == _get(people.coordinator, "download", "json").json()
    assert (found["year"], found["is_provisional"], found["population"]["mid_year"]) == ("2022/23", False, 2021)
    assert found["counting_rules"] == {"yearly": "highest_level", "shpo": "with_travel"}


def test_other_systems_are_told_of_a_switch_that_is_none(people: People) -> None:
    assert _get(people.coordinator, "api_tables", query="?yearly=thrice").status_code == 400


def test_a_year_that_is_not_over_says_so(people: People) -> None:
    today = datetime.date.today()
    year = today.year - (today < datetime.date(today.year, 4, 1))
    text = _text(_get(people.coordinator, "tables", year=year))
    assert "is not over" in text
    assert "compared with the one before once it is over" in text
