"""Offences on the law tab, the guided check, and what its confirmation records."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.choices import Basis, DisposalKind, OffenceOutcome, ScreeningOutcome
from cases.clocks import differences
from cases.models import CategoryBasis, Clock, Disposal, EligibilityScreening, LevelPeriod, Nominal
from cases.rules.calendar import months_after
from tests.personas import AREA, LONG_AGO, People, make_nominal

pytestmark = pytest.mark.django_db


def page_of(nominal: Nominal, name: str, **more: Any) -> str:
    return reverse(f"cases:{name}", kwargs={"pk": nominal.pk, **more})


def browser_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def day(name: str, value: datetime.date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def make_disposal(nominal: Nominal, **fields: Any) -> Disposal:
    today = timezone.localdate()
    values: dict[str, Any] = {
        "offence_code": "oapa1861-18",
        "offence_title": "Wounding with intent",
        "outcome": OffenceOutcome.CONVICTED,
        "disposal": DisposalKind.IMPRISONMENT,
        "dealt_with_on": today - datetime.timedelta(days=30),
        "years": 4,
    }
    return Disposal.objects.create(nominal=nominal, **values | fields)


@pytest.fixture
def newcomer(people: People) -> Nominal:
    """Led by the same team, with no category yet."""
    nominal = make_nominal(people.team, family_name="Wrenfield", given_names="Osric")
    nominal.category_bases.all().delete()
    return nominal


def test_an_offence_from_the_lists_is_called_by_its_title_there(people: People) -> None:
    client = browser_of(people.offender_manager)
    today = timezone.localdate()
    data = {
        "offence_code": "oapa1861-20",
        "outcome": "convicted",
        "disposal": "imprisonment",
        "years": "2",
        "victim_under_18": "no",
        **day("dealt_with_on", today),
    }
    answer = client.post(page_of(people.nominal, "add_offence"), data)
    assert answer.status_code == 302
    stored = Disposal.objects.get(nominal=people.nominal)
    assert stored.offence_title == "Malicious wounding or inflicting grievous bodily harm"
    assert (stored.years, stored.victim_under_18) == (2, False)
    assert "Malicious wounding" in client.get(page_of(people.nominal, "law")).content.decode()


def test_a_caution_needs_the_disposal_of_a_caution_and_loses_nothing_typed(people: People) -> None:
    client = browser_of(people.offender_manager)
    data = {
        "offence_title": "Invented offence",
        "outcome": "cautioned",
        "disposal": "fine",
        "victim_under_18": "unknown",
        **day("dealt_with_on", timezone.localdate()),
    }
    text = client.post(page_of(people.nominal, "add_offence"), data).content.decode()
    assert "A caution is recorded with the disposal" in text
    assert "Invented offence" in text
    assert not Disposal.objects.exists()


def test_two_people_correcting_one_offence_are_told_of_each_other(people: People) -> None:
    offence = make_disposal(people.nominal)
    first, second = browser_of(people.offender_manager), browser_of(people.colleague)
    address = page_of(people.nominal, "change_offence", part=offence.pk)
    forms = [one.get(address).context["form"] for one in (first, second)]
    assert first.post(address, sent_back(forms[0], court="Mould Crown Court")).status_code == 302
    text = second.post(address, sent_back(forms[1], years="5")).content.decode()
    assert "while you had it open" in text
    offence.refresh_from_db()
    assert (offence.court, offence.years) == ("Mould Crown Court", 4)


def sent_back(form: Any, **instead: str) -> dict[str, str]:
    """What a browser sends of a form that was filled in."""
    data: dict[str, str] = {}
    for field in form:
        value = field.value()
        if isinstance(value, datetime.date):
            data |= day(field.name, value)
        elif value not in (None, False):
            data[field.name] = "on" if value is True else str(value)
    return data | instead


def test_an_offence_removed_is_gone_from_the_record_and_kept_in_its_history(people: People) -> None:
    offence = make_disposal(people.nominal)
    client = browser_of(people.offender_manager)
    assert client.post(page_of(people.nominal, "remove_offence", part=offence.pk)).status_code == 302
    assert not Disposal.objects.exists()
    history: Any = Disposal._meta.get_field("history_rows").related_model
    assert history.objects.filter(pgh_obj_id=offence.pk, pgh_label="delete").exists()


def test_a_sentence_of_four_years_is_confirmed_as_category_2_with_its_end(people: People, newcomer: Nominal) -> None:
    offence = make_disposal(newcomer)
    client = browser_of(people.offender_manager)
    assert "Category 2." in client.get(page_of(newcomer, "check_eligibility")).content.decode()
    address = page_of(newcomer, "confirm_eligibility")
    assert client.get(address).status_code == 200
    answer = client.post(address, {"shown": "category_2", "reason": "Read from the court record."})
    assert answer.status_code == 302
    screening = EligibilityScreening.objects.get(nominal=newcomer)
    assert screening.outcome == ScreeningOutcome.CATEGORY_2
    assert screening.answer["outcome"] == "Category 2."
    basis = CategoryBasis.objects.get(nominal=newcomer)
    assert (basis.basis, basis.started_on) == (Basis.SENTENCE_12_MONTHS, offence.dealt_with_on)
    assert basis.expected_end_on == months_after(offence.dealt_with_on, 48)
    assert Clock.objects.get(nominal=newcomer, kind="category_end").due_on == basis.expected_end_on
    assert "Read from the court record." in client.get(page_of(newcomer, "screenings")).content.decode()


def test_an_answer_that_changed_since_it_was_shown_is_not_recorded(people: People, newcomer: Nominal) -> None:
    offence = make_disposal(newcomer)
    client = browser_of(people.offender_manager)
    client.get(page_of(newcomer, "confirm_eligibility"))
    offence.disposal = DisposalKind.LIFE
    offence.offence_code = "ta2006-5"
    offence.save()
    text = client.post(
        page_of(newcomer, "confirm_eligibility"), {"shown": "category_2", "reason": "Read."}
    ).content.decode()
    assert "The record changed while you had this open" in text
    assert "Read." in text
    assert not EligibilityScreening.objects.exists()


def test_only_what_is_missing_is_asked_and_not_eligible_is_recorded(people: People, newcomer: Nominal) -> None:
    make_disposal(newcomer, disposal=DisposalKind.FINE, years=0)
    client = browser_of(people.offender_manager)
    address = page_of(newcomer, "check_eligibility")
    text = client.get(address).content.decode()
    assert "capacity for serious harm" in text
    assert "need MAPPA meetings" not in text
    assert client.post(address, {"serious_harm": "no", "terrorism_risk": "no"}).status_code == 302
    assert "Not MAPPA eligible." in client.get(address).content.decode()
    client.post(page_of(newcomer, "confirm_eligibility"), {"shown": "not_eligible", "reason": "Nothing points to it."})
    screening = EligibilityScreening.objects.get(nominal=newcomer)
    assert (screening.outcome, screening.basis) == (ScreeningOutcome.NOT_ELIGIBLE, None)
    assert screening.answer["person"] == {"serious_harm": False, "terrorism_risk": False}


def test_what_notification_rests_on_is_asked_although_the_category_is_sure(people: People, newcomer: Nominal) -> None:
    assault, photograph = _assault_and_photograph(newcomer)
    client, check = browser_of(people.offender_manager), page_of(newcomer, "check_eligibility")
    text = client.get(check).content.decode()
    assert "Category 1." in text
    assert "under 16?" in text
    client.post(check, {f"victim_under_16-{photograph.pk}": "yes"})
    client.post(page_of(newcomer, "confirm_eligibility"), {"shown": "category_1", "reason": "Read in the indictment."})
    held = newcomer.notification_requirements.values_list("disposal", "is_indefinite")
    assert set(held) == {(assault.pk, True), (photograph.pk, False)}


def test_an_answer_about_an_offence_is_carried_into_the_next_screening(people: People, newcomer: Nominal) -> None:
    _assault, photograph = _assault_and_photograph(newcomer)
    client, check = browser_of(people.offender_manager), page_of(newcomer, "check_eligibility")
    client.post(check, {f"victim_under_16-{photograph.pk}": "yes"})
    for reason in ("Read in the indictment.", "Looked at again after a year."):
        assert client.get(check).status_code == 200
        client.post(page_of(newcomer, "confirm_eligibility"), {"shown": "category_1", "reason": reason})
    assert EligibilityScreening.objects.filter(nominal=newcomer).count() == 2
    text = client.get(page_of(newcomer, "notification")).content.decode()
    assert "No longer given by the record" not in text
    assert newcomer.notification_requirements.count() == 2
    assert "under 16?" not in client.get(check).content.decode()
    client.post(page_of(newcomer, "check_eligibility_again"))
    assert "under 16?" in client.get(check).content.decode()


def _assault_and_photograph(nominal: Nominal) -> tuple[Disposal, Disposal]:
    """A sentence that brings notification without end, and a later offence that brings it only by the victim's age."""
    today = timezone.localdate()
    then, lately = months_after(today, -96), months_after(today, -2)
    assault = make_disposal(nominal, offence_code="soa2003-3", committed_on=then, dealt_with_on=then)
    photograph = make_disposal(
        nominal, offence_code="cja1988-160", disposal=DisposalKind.COMMUNITY_ORDER, years=2, committed_on=lately
    )
    return assault, photograph


def test_a_missing_length_leads_to_the_offence_that_lacks_it(people: People, newcomer: Nominal) -> None:
    offence = make_disposal(newcomer, years=0)
    text = browser_of(people.offender_manager).get(page_of(newcomer, "check_eligibility")).content.decode()
    assert "cannot be decided without the length" in text
    assert page_of(newcomer, "change_offence", part=offence.pk) in text


def test_answers_can_be_forgotten(people: People, newcomer: Nominal) -> None:
    client = browser_of(people.offender_manager)
    address = page_of(newcomer, "check_eligibility")
    client.post(address, {"nothing_on_record": "yes"})
    assert "Not MAPPA eligible." in client.get(address).content.decode()
    client.post(page_of(newcomer, "check_eligibility_again"))
    assert "Is it certain" in client.get(address).content.decode()


def test_the_end_of_category_3_at_level_2_is_left_to_the_meeting(people: People) -> None:
    nominal = make_nominal(people.team, basis=Basis.OTHER_DANGEROUS, level=2)
    basis = nominal.category_bases.get()
    data = {"basis": str(basis.pk), "end_reason": "Risk managed.", **day("ended_on", timezone.localdate())}
    text = browser_of(people.offender_manager).post(page_of(nominal, "end_category"), data).content.decode()
    assert "Level 2 holds: a meeting, or its chair, decides the exit." in text
    assert LevelPeriod.objects.get(nominal=nominal).ended_on is None


def test_the_level_ends_with_the_last_category(people: People) -> None:
    today = timezone.localdate()
    basis = people.nominal.category_bases.get()
    data = {"basis": str(basis.pk), "end_reason": "Period over", **day("ended_on", today)}
    considered = {"applies": "no", "applies_reason": "Two years without concern."}
    browser_of(people.offender_manager).post(page_of(people.nominal, "end_category"), data | considered)
    level = LevelPeriod.objects.get(nominal=people.nominal)
    assert (level.ended_on, level.end_rationale, level.ended_by) == (today, "Period over", people.offender_manager)


def test_a_last_category_cannot_end_before_category_3_is_considered(people: People) -> None:
    client = browser_of(people.offender_manager)
    basis = people.nominal.category_bases.get()
    today = timezone.localdate()
    data = {"basis": str(basis.pk), "end_reason": "Licence expired", **day("ended_on", today)}
    text = client.post(page_of(people.nominal, "end_category"), data).content.decode()
    assert "Say whether Category 3 is to follow" in text
    considered = {"applies": "no", "applies_reason": "Two years without concern."}
    assert client.post(page_of(people.nominal, "end_category"), data | considered).status_code == 302
    screening = EligibilityScreening.objects.get(nominal=people.nominal)
    assert (screening.outcome, screening.basis) == (ScreeningOutcome.NOT_ELIGIBLE, basis)


def test_a_level_stays_while_another_category_holds(people: People) -> None:
    second = CategoryBasis.objects.create(
        nominal=people.nominal, category=2, basis=Basis.SENTENCE_12_MONTHS, started_on=LONG_AGO
    )
    browser_of(people.offender_manager).post(
        page_of(people.nominal, "end_category"),
        {"basis": str(second.pk), "end_reason": "Licence expired", **day("ended_on", timezone.localdate())},
    )
    second.refresh_from_db()
    assert second.end_reason == "Licence expired"
    assert LevelPeriod.objects.get(nominal=people.nominal).ended_on is None


def test_an_end_is_prompted_three_months_before_until_category_3_was_considered(people: People) -> None:
    today = timezone.localdate()
    basis = people.nominal.category_bases.get()
    basis.expected_end_on = today + datetime.timedelta(days=60)
    basis.save()
    assert "category_end" in [row[1] for row in differences(today)[1] if row[0] == people.nominal.pk]
    client = browser_of(people.offender_manager)
    make_disposal(people.nominal)
    page = client.get(page_of(people.nominal, "consider_category")).content.decode()
    assert "Limit: 3 months" in page
    assert f"{reverse('cases:practice')}?area={AREA}" in page
    client.post(
        page_of(people.nominal, "consider_category"),
        {"basis": str(basis.pk), "applies": "yes", "reason": "Threats continue."},
    )
    assert not Clock.objects.filter(nominal=people.nominal, kind="category_end").exists()
    assert EligibilityScreening.objects.get().outcome == ScreeningOutcome.CATEGORY_3
    late = basis.expected_end_on + datetime.timedelta(days=1)
    assert "category_end" in [row[1] for row in differences(late)[1] if row[0] == people.nominal.pk]


def test_a_reader_sees_the_law_tab_and_changes_nothing(people: People) -> None:
    client = browser_of(people.panel_member)
    text = client.get(page_of(people.nominal, "law")).content.decode()
    assert "Offences and sentences" in text
    assert page_of(people.nominal, "add_offence") not in text
    assert client.get(page_of(people.nominal, "check_eligibility")).status_code == 403


def test_an_offence_of_a_nominal_out_of_reach_does_not_exist(people: People) -> None:
    offence = make_disposal(people.strangers_nominal)
    client = browser_of(people.offender_manager)
    assert client.get(page_of(people.nominal, "change_offence", part=offence.pk)).status_code == 404
    assert client.get(page_of(people.strangers_nominal, "law")).status_code == 404


def test_a_category_that_ended_unanswered_can_still_be_considered(people: People) -> None:
    people.nominal.category_bases.update(ended_on=timezone.localdate() - datetime.timedelta(days=9))
    client = browser_of(people.offender_manager)
    assert "Subject to notification" in client.get(page_of(people.nominal, "consider_category")).content.decode()
    basis = str(people.nominal.category_bases.get().pk)
    answer = {"basis": basis, "applies": "no", "reason": "Two years without concern."}
    assert client.post(page_of(people.nominal, "consider_category"), answer).status_code == 302
    again = client.get(page_of(people.nominal, "consider_category"), follow=True)
    assert "there is nothing to consider" in again.content.decode()


def test_nobody_is_asked_which_category_to_end_when_none_holds(newcomer: Nominal, people: People) -> None:
    answer = browser_of(people.offender_manager).get(page_of(newcomer, "end_category"), follow=True)
    assert "there is none to end" in answer.content.decode()


def test_category_3_is_never_left_beside_level_1(people: People) -> None:
    CategoryBasis.objects.create(nominal=people.nominal, category=3, basis=Basis.OTHER_DANGEROUS, started_on=LONG_AGO)
    first = people.nominal.category_bases.get(category=1)
    data = {"basis": str(first.pk), "end_reason": "Period over", **day("ended_on", timezone.localdate())}
    text = browser_of(people.offender_manager).post(page_of(people.nominal, "end_category"), data).content.decode()
    assert "managed at Level 2 or Level 3" in text
    first.refresh_from_db()
    assert first.ended_on is None


def test_offences_and_screenings_stand_on_the_timeline_and_among_the_changes(people: People) -> None:
    make_disposal(people.nominal, court="Mould Crown Court")
    client = browser_of(people.offender_manager)
    client.post(page_of(people.nominal, "confirm_eligibility"), {"shown": "category_2", "reason": "Court record."})
    for name in ("timeline", "changes"):
        text = client.get(page_of(people.nominal, name)).content.decode()
        assert "Mould Crown Court" in text
        assert "Court record." in text


def test_a_recorded_category_that_the_facts_do_not_give_is_pointed_out(people: People) -> None:
    make_disposal(people.nominal)
    text = browser_of(people.offender_manager).get(page_of(people.nominal, "check_eligibility")).content.decode()
    assert "Category 2." in text
    assert "Also recorded as in force" in text


@pytest.mark.parametrize("name", ["law", "check_eligibility", "screenings"])
def test_a_page_asks_as_often_for_thirty_offences_as_for_three(people: People, name: str) -> None:
    client = browser_of(people.offender_manager)
    counts = []
    for more in (3, 27):
        for _row in range(more):
            make_disposal(people.nominal)
            EligibilityScreening.objects.create(
                nominal=people.nominal, outcome="not_eligible", reason="Asked.", decided_by=people.coordinator
            )
        client.get(page_of(people.nominal, name))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(people.nominal, name)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
