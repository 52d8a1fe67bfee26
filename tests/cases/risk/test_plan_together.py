"""Two people at one plan: whoever saves second is told what happened and loses nothing that was typed."""

import pytest

from cases.models import PlanEntry, RiskManagementPlan
from cases.services.plans import start_version
from cases.services.versions import version_of
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of, value_of
from tests.cases.risk.asking_pages import make_plan, opened, page_of, sent_back, tab_of
from tests.personas import People

pytestmark = pytest.mark.django_db


def taken_out(people: People, entry: PlanEntry) -> None:
    """By the colleague, at a browser: the change history says who."""
    client, address = client_of(people.colleague), page_of(people.nominal, "take_measure_out", part=entry.pk)
    client.post(address, sent_back(opened(client, address)))


def second_version(people: People, summary: str = "Harm to a former partner.") -> RiskManagementPlan:
    """Started by the colleague."""
    seen = version_of(people.nominal.plans.get(is_current=True))
    return start_version(actor=people.colleague, nominal=people.nominal, version=seen, summary=summary)


def test_the_second_to_save_a_measure_is_told_what_changed_and_keeps_their_words(people: People) -> None:
    (entry,) = make_plan(people, "Meets the officer weekly.")
    address = page_of(people.nominal, "change_measure", part=entry.pk)
    first, second = client_of(people.offender_manager), client_of(people.colleague)
    forms = [opened(one, address) for one in (first, second)]
    first.post(address, sent_back(forms[0], owner_name="Al Newofficer"))
    answer = second.post(address, sent_back(forms[1], measure="Meets the officer twice a week."))
    text = text_of(answer)
    assert "Offender Managerson changed this while you had it open" in text
    assert "Named person Jo Officer Al Newofficer" in text
    assert "Meets the officer twice a week." in text
    entry.refresh_from_db()
    assert (entry.owner_name, entry.measure) == ("Al Newofficer", "Meets the officer weekly.")
    second.post(address, sent_back(answer.context["form"]))
    entry.refresh_from_db()
    assert (entry.owner_name, entry.measure) == ("Al Newofficer", "Meets the officer twice a week.")


def test_two_measures_of_one_plan_are_changed_at_once_without_anybody_noticing(people: People) -> None:
    entries = make_plan(people, "One.", "Two.")
    addresses = [page_of(people.nominal, "change_measure", part=entry.pk) for entry in entries]
    first, second = client_of(people.offender_manager), client_of(people.colleague)
    forms = [opened(first, addresses[0]), opened(second, addresses[1])]
    assert first.post(addresses[0], sent_back(forms[0], measure="One, changed.")).status_code == 302
    assert second.post(addresses[1], sent_back(forms[1], measure="Two, changed.")).status_code == 302
    assert [entry.measure for entry in PlanEntry.objects.all()] == ["One, changed.", "Two, changed."]


def test_the_second_to_save_the_summary_is_told_and_keeps_their_words(people: People) -> None:
    make_plan(people)
    address = page_of(people.nominal, "change_summary")
    first, second = client_of(people.offender_manager), client_of(people.colleague)
    forms = [opened(one, address) for one in (first, second)]
    first.post(address, sent_back(forms[0], summary="Theirs."))
    answer = second.post(address, sent_back(forms[1], summary="Mine."))
    assert "Risk to be managed Harm to a former partner. Theirs. Mine. yours" in text_of(answer)
    assert people.nominal.plans.get().summary == "Theirs."
    second.post(address, sent_back(answer.context["form"]))
    assert people.nominal.plans.get().summary == "Mine."


def test_a_measure_saved_after_a_new_version_was_started_goes_into_it(people: People) -> None:
    (entry,) = make_plan(people, "Meets the officer weekly.")
    client = client_of(people.offender_manager)
    address = page_of(people.nominal, "change_measure", part=entry.pk)
    form = opened(client, address)
    plan = second_version(people)
    answer = client.post(address, sent_back(form, measure="What I typed."))
    (error,) = errors_of(answer)
    assert error.startswith("Colleagueson started version 2 of the plan while you had this open.")
    assert "What I typed." in text_of(answer)
    assert not PlanEntry.objects.filter(measure="What I typed.").exists()
    assert client.post(address, sent_back(answer.context["form"])).status_code == 302
    assert plan.entries.get().measure == "What I typed."
    entry.refresh_from_db()
    assert entry.measure == "Meets the officer weekly."


def test_what_the_new_version_says_otherwise_is_shown_beside_what_was_typed(people: People) -> None:
    (entry,) = make_plan(people, "Meets the officer weekly.")
    client, address = client_of(people.offender_manager), page_of(people.nominal, "change_measure", part=entry.pk)
    form = opened(client, address)
    plan = second_version(people)
    plan.entries.update(owner_name="Al Newofficer", measure="Theirs.")
    answer = client.post(address, sent_back(form, measure="Mine."))
    text = text_of(answer)
    assert "Measure Meets the officer weekly. Theirs. Mine. yours" in text
    assert "Named person Jo Officer Al Newofficer" in text
    client.post(address, sent_back(answer.context["form"]))
    stored = plan.entries.get()
    assert (stored.measure, stored.owner_name) == ("Mine.", "Al Newofficer")


def test_the_summary_saved_after_a_new_version_was_started_goes_into_it(people: People) -> None:
    make_plan(people)
    client, address = client_of(people.offender_manager), page_of(people.nominal, "change_summary")
    form = opened(client, address)
    second_version(people, "Theirs, in the new version.")
    answer = client.post(address, sent_back(form, summary="Mine."))
    assert "started version 2" in errors_of(answer)[0]
    assert "Theirs, in the new version. Mine. yours" in text_of(answer)
    client.post(address, sent_back(answer.context["form"]))
    texts = {plan.number: plan.summary for plan in people.nominal.plans.all()}
    assert texts == {1: "Harm to a former partner.", 2: "Mine."}


def test_two_people_who_start_a_version_do_not_start_two_by_accident(people: People) -> None:
    make_plan(people, "One.")
    client, address = client_of(people.offender_manager), page_of(people.nominal, "start_plan")
    form = opened(client, address)
    second_version(people)
    answer = client.post(address, sent_back(form, summary="My words for it."))
    assert "Colleagueson started version 2" in errors_of(answer)[0]
    assert "My words for it." in text_of(answer)
    assert people.nominal.plans.count() == 2


def test_two_people_who_start_the_first_plan_are_told_of_each_other(people: People) -> None:
    client, address = client_of(people.offender_manager), page_of(people.nominal, "start_plan")
    form = opened(client, address)
    start_version(actor=people.colleague, nominal=people.nominal, version=0, summary="Theirs.")
    answer = client.post(address, sent_back(form, summary="Mine."))
    assert "Colleagueson started version 1" in errors_of(answer)[0]
    assert "Mine." in text_of(answer)
    assert people.nominal.plans.get().summary == "Theirs."


def test_a_measure_taken_out_while_somebody_edits_it_can_be_put_back_with_their_words(people: People) -> None:
    (entry,) = make_plan(people, "Meets the officer weekly.")
    client, address = client_of(people.offender_manager), page_of(people.nominal, "change_measure", part=entry.pk)
    form = opened(client, address)
    taken_out(people, entry)
    answer = client.post(address, sent_back(form, measure="What I typed."))
    assert "Colleagueson took this measure out of the plan" in errors_of(answer)[0]
    assert "What I typed." not in tab_of(client, people.nominal)
    client.post(address, sent_back(answer.context["form"]))
    assert "What I typed." in tab_of(client, people.nominal)


def test_a_measure_left_out_of_a_new_version_is_added_to_it_again_with_what_was_typed(people: People) -> None:
    (entry,) = make_plan(people, "Meets the officer weekly.")
    client, address = client_of(people.offender_manager), page_of(people.nominal, "change_measure", part=entry.pk)
    form = opened(client, address)
    taken_out(people, entry)
    plan = second_version(people)
    answer = client.post(address, sent_back(form, measure="What I typed."))
    assert "started version 2" in errors_of(answer)[0]
    assert not plan.entries.exists()
    client.post(address, sent_back(answer.context["form"]))
    stored = plan.entries.get()
    assert (stored.measure, stored.line) == ("What I typed.", entry.line)


def test_a_measure_changed_since_it_was_read_is_not_taken_out_unread(people: People) -> None:
    (entry,) = make_plan(people, "Meets the officer weekly.")
    client, address = client_of(people.offender_manager), page_of(people.nominal, "take_measure_out", part=entry.pk)
    version = value_of(client.get(address), "version")
    PlanEntry.objects.filter(pk=entry.pk).update(measure="Meets the officer daily, after threats.")
    answer = client.post(address, {"version": version})
    assert "changed this while you had it open" in errors_of(answer)[0]
    assert "Meets the officer daily, after threats." in text_of(answer)
    client.post(address, {"version": value_of(answer, "version")})
    entry.refresh_from_db()
    assert entry.is_taken_out


def test_a_measure_added_while_a_version_was_started_is_in_the_new_one(people: People) -> None:
    make_plan(people)
    client, address = client_of(people.offender_manager), page_of(people.nominal, "add_measure")
    form = opened(client, address)
    plan = second_version(people)
    answers = {"pillar": "victim_safety", "measure": "Alarm fitted.", "owner_name": "Jo Officer"}
    data = sent_back(form, **answers, owner_agency_id=str(people.team.agency_id))
    assert client.post(address, data).status_code == 302
    assert plan.entries.get().measure == "Alarm fitted."
