"""The pages of caseloads: each figure is the length of its list, and people are given to others by ticking them."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind
from agencies.models import AuditEvent
from agencies.teams import standard_team
from cases.caseload import caseloads, first_days, trends
from cases.choices import LimitReason
from cases.clocks import refresh
from cases.models import (
    Allocation,
    Exclusion,
    HomeVisit,
    Nominal,
    Notification,
    Order,
    PracticeSetting,
    RoshAssessment,
)
from cases.rules.calendar import months_after
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of
from tests.personas import AREA, LONG_AGO, People, allocate, make_nominal, make_user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def page(name: str, *args: Any) -> str:
    return reverse(f"cases:{name}", args=args)


def assess(nominal: Nominal, public: str, *, on: datetime.date = LONG_AGO, by: Any, **groups: str) -> None:
    lowest = dict.fromkeys(("children", "public", "known_adult", "staff", "prisoners"), "low")
    values = lowest | {"public": public} | groups
    RoshAssessment.objects.create(nominal=nominal, setting="community", assessed_on=on, recorded_by=by, **values)


@pytest.fixture
def busy(people: People) -> list[Nominal]:
    """Four more people: two of the offender manager's, one of the leaver's, one of nobody's."""
    made = [make_nominal(people.team, family_name=name, level=level) for name, level in
            (("Alder", 1), ("Birch", 2), ("Cedar", 1), ("Dogwood", 1))]  # fmt: skip
    allocate(made[0], people.offender_manager)
    allocate(made[1], people.offender_manager)
    allocate(made[2], people.leaver)
    assess(made[0], "high", by=people.colleague)
    assess(made[0], "medium", on=TODAY - DAY, children="very_high", by=people.colleague)
    assess(made[1], "medium", by=people.colleague)
    return made


def test_caseloads_name_nobody_first_then_who_left_then_the_members(people: People, busy: list[Nominal]) -> None:
    found = caseloads(people.supervisor, people.team, TODAY)
    names = [(str(one.manager or "nobody"), one.total, one.is_gone) for one in found]
    assert names == [
        ("nobody", 2, False),
        ("Leaverson", 1, True),
        ("Colleagueson", 0, False),
        ("Offender Managerson", 2, False),
        ("Supervisorson", 0, False),
    ]
    assert dict(found[3].by_level) == {1: 1, 2: 1}
    assert dict(found[3].by_rosh) == {4: 1, 2: 1}


@pytest.mark.parametrize("persona", ["supervisor", "coordinator"])
def test_each_figure_leads_to_a_list_of_that_length(people: People, busy: list[Nominal], persona: str) -> None:
    client = client_of(people[persona])
    response = client.get(page("caseload_of_team", people.team.pk))
    figures = [figure for row in response.context["rows"] for figure in (row.total, *row.parts) if figure.value]
    assert len(figures) > 8
    for figure in figures:
        assert client.get(figure.href).context["page"].paginator.count == figure.value, figure.href


def test_an_excluded_supervisor_counts_without_that_person(people: People, busy: list[Nominal]) -> None:
    Exclusion.objects.create(
        nominal=busy[0], user=people.supervisor, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    found = {str(one.manager): one.total for one in caseloads(people.supervisor, people.team, TODAY)}
    assert found["Offender Managerson"] == 1
    assert trends(people.supervisor, people.team, TODAY)[people.offender_manager.pk][-1] == 1


def test_the_trend_counts_the_first_days_of_twelve_months(people: People) -> None:
    days = first_days(TODAY)
    assert (len(days), days[-1]) == (12, TODAY.replace(day=1))
    allocate(people.nominal, people.colleague, started_on=LONG_AGO, ended_on=days[2])
    allocate(make_nominal(people.team), people.colleague, started_on=days[1])
    allocate(make_nominal(people.team, died_on=days[3]), people.colleague)
    numbers = trends(people.supervisor, people.team, TODAY)[people.colleague.pk]
    assert numbers == [2, 3, 2, *[1] * 9]


def test_a_trend_counts_who_has_moved_on_since(people: People) -> None:
    allocate(people.strangers_nominal, people.colleague, team=people.team, ended_on=TODAY - DAY)
    assert trends(people.supervisor, people.team, TODAY)[people.colleague.pk][0] == 1


def test_a_caseload_above_the_limit_says_by_how_many_and_where_the_limit_is_set(
    people: People, busy: list[Nominal]
) -> None:
    PracticeSetting.objects.create(
        name="caseload_limit", area_id=AREA, value=1, unit="people", effective_from=LONG_AGO, authority="Board, item 4"
    )
    response = client_of(people.supervisor).get(page("caseload_of_team", people.team.pk), {"above": "1"})
    assert [row.name for row in response.context["rows"]] == ["Offender Managerson"]
    text = text_of(response)
    assert "1 above the limit" in text
    assert "Board, item 4" in text


def test_a_unit_sees_the_teams_of_its_area_and_a_supervisor_their_own(people: People) -> None:
    response = client_of(people.coordinator).get(page("caseloads"))
    names = [row["team"].name for row in response.context["rows"]]
    assert names == ["Probation Service, West Mercia", "West Mercia Police"]
    assert client_of(people.supervisor).get(page("caseloads")).status_code == 302
    elsewhere = standard_team("E23000037", AgencyKind.POLICE)
    for persona in ("supervisor", "coordinator"):
        assert client_of(people[persona]).get(page("caseload_of_team", elsewhere.pk)).status_code == 404
    assert client_of(people.supervisor).get(page("caseload_of_team", people.strangers_team.pk)).status_code == 404


def test_one_managers_caseload_is_drawn_and_somebody_of_no_caseload_is_not_there(
    people: People, busy: list[Nominal]
) -> None:
    client = client_of(people.supervisor)
    text = text_of(client.get(page("caseload_of_manager", people.team.pk, people.offender_manager.pk)))
    assert "2 people" in text
    assert "Very high" in text
    assert client.get(page("caseload_of_manager", people.team.pk, people.stranger.pk)).status_code == 404
    allocate(people.nominal, people.inactive, ended_on=TODAY - DAY)
    assert "Nobody now" in text_of(client.get(page("caseload_of_manager", people.team.pk, people.inactive.pk)))


# --- allocating -------------------------------------------------------------------------------------------------------


def choose(client: Any, of: People, **sent: Any) -> Any:
    return client.post(page("choose_people", of.team.pk) + "?manager=none", sent)


def test_people_are_ticked_checked_and_given_in_three_steps(people: People, busy: list[Nominal]) -> None:
    client = client_of(people.supervisor)
    chosen = [str(people.nominal.pk), str(busy[3].pk)]
    review = client.get(choose(client, people, people=chosen, to=str(people.colleague.pk)).headers["Location"])
    assert "2 people go to Colleagueson from today." in text_of(review)
    assert not Allocation.objects.filter(offender_manager=people.colleague).exists()
    done = client.post(review.wsgi_request.path, follow=True)
    assert "2 people are allocated to Colleagueson." in text_of(done)
    assert done.wsgi_request.get_full_path().endswith("?manager=none")
    assert Allocation.objects.in_force(TODAY).filter(offender_manager=people.colleague).count() == 2


def test_everybody_in_the_list_goes_beyond_this_page(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.views.allocation.PEOPLE_ON_A_PAGE", 2)
    for _number in range(4):
        make_nominal(people.team)
    client = client_of(people.supervisor)
    answer = choose(client, people, everybody="on", to=str(people.colleague.pk))
    client.post(answer.headers["Location"])
    assert Allocation.objects.in_force(TODAY).filter(offender_manager=people.colleague).count() == 5


def test_the_review_names_who_cannot_go_and_the_others_go(people: People, busy: list[Nominal]) -> None:
    Exclusion.objects.create(
        nominal=busy[3], user=people.colleague, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    client = client_of(people.supervisor)
    chosen = [str(people.nominal.pk), str(busy[3].pk)]
    review = client.get(choose(client, people, people=chosen, to=str(people.colleague.pk)).headers["Location"])
    assert f"{busy[3].reference}: Colleagueson may not see this record." in text_of(review)
    client.post(review.wsgi_request.path)
    assert [row.nominal for row in Allocation.objects.filter(offender_manager=people.colleague)] == [people.nominal]


def test_the_review_warns_of_a_caseload_above_the_limit(people: People) -> None:
    PracticeSetting.objects.filter(name="caseload_limit").update(value=0)
    client = client_of(people.supervisor)
    answer = choose(client, people, people=[str(people.nominal.pk)], to=str(people.colleague.pk))
    assert "That is above the limit of 0." in text_of(client.get(answer.headers["Location"]))


def test_nothing_ticked_is_said_and_what_was_chosen_stays(people: People) -> None:
    client = client_of(people.supervisor)
    response = choose(client, people, to=str(people.colleague.pk))
    assert errors_of(response) == ["Tick at least one person"]
    assert f'<option value="{people.colleague.pk}" selected>' in response.content.decode()
    kept = choose(client, people, people=[str(people.nominal.pk)])
    assert errors_of(kept) == ["Select who is to manage them"]
    assert kept.context["rows"][0]["is_ticked"]


def test_everybody_on_the_page_can_be_ticked_without_a_script(people: People) -> None:
    response = client_of(people.supervisor).get(page("choose_people", people.team.pk), {"tick": "page"})
    assert all(row["is_ticked"] for row in response.context["rows"])


def test_nobody_outside_the_team_can_be_ticked(people: People) -> None:
    client = client_of(people.supervisor)
    response = choose(client, people, people=[str(people.strangers_nominal.pk)], to=str(people.colleague.pk))
    assert errors_of(response) == ["Select from the answers in the list"]


def test_who_says_nothing_about_allocation_finds_no_such_page(people: People) -> None:
    for persona, status in (("offender_manager", 403), ("coordinator", 403), ("stranger", 403), ("supervisor", 200)):
        assert client_of(people[persona]).get(page("choose_people", people.team.pk)).status_code == status
    assert client_of(people.supervisor).get(page("choose_people", people.strangers_team.pk)).status_code == 404


def test_one_person_is_allocated_from_the_record(people: People) -> None:
    client = client_of(people.supervisor)
    record = text_of(client.get(people.nominal.get_absolute_url()))
    assert "Nobody manages this person yet." in record
    response = client.post(
        page("allocate_nominal", people.nominal.pk), {"manager": str(people.colleague.pk)}, follow=True
    )
    assert "Allocated. The new offender manager is told." in text_of(response)
    assert "Colleagueson" in text_of(response)
    again = client.post(page("allocate_nominal", people.nominal.pk), {"manager": str(people.colleague.pk)})
    assert errors_of(again) == ["Colleagueson already manages this person."]
    assert "Allocate" not in text_of(client_of(people.offender_manager).get(people.nominal.get_absolute_url()))


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"manager": "me"}, ["Alder", "Birch"]),
        ({"manager": "none"}, ["Dogwood", "Thistlewick"]),
        ({"manager": "gone"}, ["Cedar"]),
        ({"manager": "colleague"}, []),
        ({"rosh": "very_high"}, ["Alder"]),
        ({"rosh": "none"}, ["Cedar", "Dogwood", "Thistlewick"]),
        ({"manager": "me", "level": "2"}, ["Birch"]),
        ({"unreviewed": "6"}, ["Alder", "Cedar", "Dogwood", "Thistlewick"]),
    ],
)
def test_the_list_of_nominals_is_narrowed_by_who_manages_and_by_risk(
    people: People, busy: list[Nominal], asked: dict[str, str], names: list[str]
) -> None:
    asked = {**asked, "manager": str(people.colleague.pk)} if asked.get("manager") == "colleague" else asked
    response = client_of(people.offender_manager).get(page("nominals"), {"filtered": "1", **asked})
    assert [row.name.split(",")[0] for row in response.context["rows"]] == names


def test_a_manager_of_another_agency_is_no_answer(people: People) -> None:
    allocate(people.strangers_nominal, people.stranger)
    asked = {"filtered": "1", "manager": str(people.stranger.pk)}
    text = text_of(client_of(people.offender_manager).get(page("nominals"), asked))
    assert "Select one of the answers in the list" in text
    assert "Strangerson" not in text


def test_my_cases_show_what_is_due_first_and_the_last_contact(people: People, busy: list[Nominal]) -> None:
    Order.objects.create(nominal=busy[1], order_type="shpo", made_on=LONG_AGO, ends_on=TODAY + 5 * DAY)
    by = {"recorded_by": people.colleague}
    seen = {"officers": "x", "note": "x", **by}
    HomeVisit.objects.create(nominal=busy[0], visited_on=TODAY - 9 * DAY, outcome="seen", **seen)
    HomeVisit.objects.create(nominal=busy[0], visited_on=TODAY, outcome="not_seen", **seen)
    Notification.objects.create(nominal=busy[0], kind="initial", notified_on=TODAY - 20 * DAY, details="x", **by)
    refresh()
    response = client_of(people.offender_manager).get(page("my_cases"))
    rows = response.context["rows"]
    assert [one["row"].name for one in rows] == ["Birch, Invented", "Alder, Invented"]
    assert [one["due_on"] for one in rows] == [TODAY + 5 * DAY, months_after(TODAY, 3)]
    assert [one["last_contact"] for one in rows] == [None, TODAY - 9 * DAY]
    assert [one["rosh"] for one in rows] == ["Medium", "Very high"]
    assert AuditEvent.objects.get(route="cases:my_cases").shown == [busy[1].reference, busy[0].reference]
    assert "Nobody is allocated to you." in text_of(client_of(people.colleague).get(page("my_cases")))


def test_somebody_who_may_no_longer_see_a_person_finds_them_not_among_their_cases(
    people: People, busy: list[Nominal]
) -> None:
    Exclusion.objects.create(
        nominal=busy[0], user=people.offender_manager, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    response = client_of(people.offender_manager).get(page("my_cases"))
    assert [one["row"].reference for one in response.context["rows"]] == [busy[1].reference]


def test_banner_list_history_and_changes_say_who_manages(people: People) -> None:
    manager = make_user("offender_manager", people.team, full_name="Manfred Managesmany")
    client = client_of(people.supervisor)
    client.post(page("allocate_nominal", people.nominal.pk), {"manager": str(manager.pk)})
    record = people.nominal.get_absolute_url()
    for address in (record, page("nominals"), f"{record}timeline/", f"{record}changes/"):
        assert "Manfred Managesmany" in text_of(client.get(address)), address
    assert "Who manages" in text_of(client.get(f"{record}audit/"))
