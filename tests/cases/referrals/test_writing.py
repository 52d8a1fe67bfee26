"""A referral written part by part by a team, sent as it stands on the page, changed by nobody afterwards."""

import datetime
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import User
from agencies.teams import standard_team
from cases.choices import AlertKind, ReferralState
from cases.clocks import differences, refresh
from cases.models import (
    Alert,
    Clock,
    Disposal,
    HouseholdChild,
    LevelPeriod,
    Nominal,
    PracticeSetting,
    Referral,
    ReferralStep,
    RoshAssessment,
)
from cases.referrals.form import CURRENT, FORMS
from cases.referrals.prefill import suggested
from cases.rules.calendar import working_days_after
from cases.services import referrals
from cases.services.versions import Overtaken, version_of
from cases.worklist import clocks_of
from tests.asking import client_of
from tests.cases.filling import errors_of, text_of, value_of
from tests.cases.referring import answers_for, make_referral
from tests.personas import AREA, LONG_AGO, People, involve, make_user

pytestmark = pytest.mark.django_db
FORM = FORMS[CURRENT]


@pytest.fixture(autouse=True)
def _clocks_run(people: People) -> None:
    """For everybody in the tests, so that what a service leaves out shows."""
    refresh()


def today() -> datetime.date:
    return timezone.localdate()


def page(nominal: Nominal, name: str, *parts: Any) -> str:
    return reverse(f"cases:{name}", args=[nominal.pk, *parts])


def submit(referral: Referral, actor: User) -> Referral:
    return referrals.submit_referral(actor=actor, referral=referral, version=version_of(referral), on=today())


@pytest.fixture
def draft(people: People) -> Referral:
    return make_referral(people.nominal, people.team, people.offender_manager, whole=True)


def test_an_offender_manager_writes_a_referral_part_by_part_and_sends_it(people: People) -> None:
    client = client_of(people.offender_manager)
    started = client.post(page(people.nominal, "start_referral"))
    row = Referral.objects.get()
    assert started.headers["Location"] == page(people.nominal, "referral", row.pk)
    assert "11 parts are still needed" in text_of(client.get(started.headers["Location"]))
    for section in FORM.sections:
        address = page(people.nominal, "referral_section", row.pk, section.key)
        sent = _as_boxes(section.key) | {"version": value_of(client.get(address), "version")}
        assert client.post(address, sent).status_code == 302
    check = page(people.nominal, "check_referral", row.pk)
    shown = client.get(check)
    assert "Said of adds" in text_of(shown)
    answer = client.post(check, {"version": value_of(shown, "version")}, follow=True)
    assert "The referral is sent to the MAPPA unit." in text_of(answer)
    row.refresh_from_db()
    assert (row.state, row.asked_level, row.area_id) == ("submitted", 2, AREA)
    assert row.decide_by == working_days_after(today(), 10)


def _as_boxes(section: str) -> dict[str, str]:
    """The answers as a browser sends them, a date in the first of its boxes."""
    found = FORM.section(section)
    assert found is not None
    dates = {one.key for one in found.questions if one.kind == "date"}
    return {f"{key}_day" if key in dates else key: value for key, value in answers_for(section).items()}


def test_a_part_is_kept_unfinished_and_says_so(people: People) -> None:
    row = make_referral(people.nominal, people.team, people.offender_manager)
    client = client_of(people.offender_manager)
    address = page(people.nominal, "referral_section", row.pk, "level")
    version = value_of(client.get(address), "version")
    assert client.post(address, {"version": version, "level": "3", "urgent": "no"}).status_code == 302
    row.refresh_from_db()
    assert row.sections["level"]["answers"]["level"] == "3"
    text = text_of(client.get(page(people.nominal, "referral", row.pk)))
    assert "Level asked for, and urgency Not finished" in text
    assert "10 parts are still needed" in text


def test_level_3_cannot_be_asked_for_without_saying_what_senior_managers_commit(
    people: People, draft: Referral
) -> None:
    level = answers_for("level", level="3", senior="")
    row = referrals.save_section(
        actor=people.colleague, referral=draft, section="level", answers=level, version=version_of(draft)
    )
    with pytest.raises(DomainError, match="Level asked for, and urgency"):
        submit(row, people.colleague)


def test_an_urgent_referral_needs_three_parts(people: People) -> None:
    row = make_referral(people.nominal, people.team, people.offender_manager)
    assert len(referrals.unfinished(row)) == 10
    row.is_urgent = True
    assert [one.key for one in referrals.unfinished(row)] == ["level", "risk"]


def test_two_people_in_different_parts_lose_nothing(people: People, draft: Referral) -> None:
    version = version_of(draft)
    for actor, section in ((people.offender_manager, "reason"), (people.colleague, "plan")):
        answers = answers_for(section) | {FORM.section(section).questions[0].key: f"By {actor}"}  # type: ignore[union-attr]
        referrals.save_section(actor=actor, referral=draft, section=section, answers=answers, version=version)
    draft.refresh_from_db()
    assert draft.sections["reason"]["answers"]["behaviour"] == f"By {people.offender_manager}"
    assert draft.sections["plan"]["answers"]["supervision"] == f"By {people.colleague}"


def test_two_people_in_one_part_are_told_and_lose_nothing(people: People, draft: Referral) -> None:
    address = page(people.nominal, "referral_section", draft.pk, "reason")
    first, second = client_of(people.offender_manager), client_of(people.colleague)
    version = value_of(first.get(address), "version")
    assert first.post(address, {"behaviour": "First", "adds": "First", "version": version}).status_code == 302
    answer = second.post(address, {"behaviour": "Second", "adds": "Said of adds", "version": version})
    text = text_of(answer)
    assert "changed this while you had it open" in text
    assert "Second" in answer.content.decode()
    again = {"behaviour": "Both", "adds": "First", "version": value_of(answer, "version")}
    assert second.post(address, again).status_code == 302
    draft.refresh_from_db()
    assert draft.sections["reason"]["answers"] == {"behaviour": "Both", "adds": "First"}


def test_saving_over_another_answer_is_overtaken(people: People, draft: Referral) -> None:
    version = version_of(draft)
    wanted: dict[str, Any] = {"actor": people.colleague, "referral": draft, "section": "reason", "version": version}
    referrals.save_section(answers=answers_for("reason", adds="One"), **wanted)
    with pytest.raises(Overtaken) as told:
        referrals.save_section(answers=answers_for("reason", adds="Two"), **wanted)
    assert [(one.name, one.before, one.now) for one in told.value.changes] == [("adds", "Said of adds", "One")]


def test_what_was_written_since_the_check_is_not_sent_unread(people: People, draft: Referral) -> None:
    client = client_of(people.offender_manager)
    check = page(people.nominal, "check_referral", draft.pk)
    version = value_of(client.get(check), "version")
    answers = answers_for("risk", raises="Something new")
    referrals.save_section(
        actor=people.colleague, referral=draft, section="risk", answers=answers, version=version_of(draft)
    )
    answer = client.post(check, {"version": version})
    assert errors_of(answer) == ["Somebody wrote in it while you had this open. Read it again before you send it."]
    assert "Something new" in text_of(answer)
    assert client.post(check, {"version": value_of(answer, "version")}).status_code == 302
    words = ReferralStep.objects.get().words
    assert "Something new" in str(words)


def test_what_was_sent_stands_in_words_and_the_database_lets_nobody_change_it(people: People, draft: Referral) -> None:
    submit(draft, people.offender_manager)
    step = ReferralStep.objects.get()
    assert (step.by, step.team_name, len(step.words)) == (people.offender_manager, people.team.name, 11)
    assert step.words[0]["heading"] == "Why MAPPA meetings are needed"
    assert step.words[1]["answers"][0] == {"question": "Which level do you ask for?", "answer": "Level 2"}
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ReferralStep.objects.update(reason="Never said")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ReferralStep.objects.all()._raw_delete("default")


def test_a_part_that_was_sent_is_not_written_any_more(people: People, draft: Referral) -> None:
    submit(draft, people.offender_manager)
    draft.refresh_from_db()
    with pytest.raises(DomainError, match="nobody changes it"):
        referrals.save_section(
            actor=people.colleague, referral=draft, section="risk", answers={}, version=version_of(draft)
        )
    answer = client_of(people.colleague).get(page(people.nominal, "referral_section", draft.pk, "risk"))
    assert answer.headers["Location"] == page(people.nominal, "referral", draft.pk)


def test_the_unit_is_told_and_has_until_the_limit(people: People, draft: Referral) -> None:
    submit(draft, people.offender_manager)
    told = Alert.objects.filter(kind=AlertKind.REFERRAL_RECEIVED)
    assert set(told.values_list("user", flat=True)) == {people.administrator.pk, people.coordinator.pk}
    assert people.nominal.family_name not in str(list(told.values_list("facts", flat=True)))
    clock = Clock.objects.get(kind="referral_decision")
    assert (clock.team, clock.source_id) == (standard_team(AREA, AgencyKind.MAPPA_UNIT), draft.pk)
    assert clock.due_on == working_days_after(today(), 10)
    assert clocks_of(people.coordinator, today()).filter(pk=clock.pk).exists()
    assert not clocks_of(people.offender_manager, today()).filter(kind="referral_decision").exists()
    assert differences() == ([], [])


def test_an_area_may_set_its_own_limit(people: People, draft: Referral) -> None:
    PracticeSetting.objects.create(
        name="referral_decision", area_id=AREA, value=3, unit="working_days", effective_from=LONG_AGO,
        authority="Decision of the area",
    )  # fmt: skip
    submit(draft, people.offender_manager)
    draft.refresh_from_db()
    assert draft.decide_by == working_days_after(today(), 3)
    text = text_of(client_of(people.coordinator).get(page(people.nominal, "referral", draft.pk)))
    assert "Decision of the area" in text


def test_one_team_has_one_open_referral_and_another_team_its_own(people: People) -> None:
    housing = standard_team(AREA, AgencyKind.HOUSING)
    wanted: dict[str, Any] = {"nominal": people.nominal, "on": today()}
    referrals.start_referral(actor=people.offender_manager, team=people.team, **wanted)
    with pytest.raises(DomainError, match="already has an open referral"):
        referrals.start_referral(actor=people.colleague, team=people.team, **wanted)
    referrals.start_referral(actor=people.panel_member, team=housing, **wanted)
    answer = client_of(people.colleague).get(page(people.nominal, "start_referral"))
    assert answer.status_code == 302


def test_a_panel_member_of_a_duty_to_cooperate_agency_refers(people: People) -> None:
    answer = client_of(people.panel_member).post(page(people.nominal, "start_referral"))
    assert answer.status_code == 302
    assert Referral.objects.get().team == standard_team(AREA, AgencyKind.HOUSING)


def test_an_agency_without_a_duty_in_law_does_not_refer_whatever_the_role(people: People) -> None:
    charity = standard_team(AREA, AgencyKind.THIRD_SECTOR)
    helper = make_user(Role.OFFENDER_MANAGER, charity)
    involve(people.nominal, charity)
    liaison = standard_team(AREA, AgencyKind.VICTIM_LIAISON)
    involve(people.nominal, liaison)
    for user in (helper, people.victim_liaison_officer):
        client = client_of(user)
        assert "Refer to Level 2 or 3" not in text_of(client.get(people.nominal.get_absolute_url()))
        assert client.post(page(people.nominal, "start_referral")).status_code == 403
    assert not Referral.objects.exists()


def test_somebody_in_two_teams_says_for_which(people: People) -> None:
    health = standard_team(AREA, AgencyKind.HEALTH)
    both = make_user(Role.OFFENDER_MANAGER, people.team)
    both.memberships.create(team=health, role=Role.PANEL_MEMBER, started_on=LONG_AGO)
    involve(people.nominal, health)
    client = client_of(both)
    assert errors_of(client.post(page(people.nominal, "start_referral"))) == ["Select the team that refers"]
    client.post(page(people.nominal, "start_referral"), {"team": str(health.pk)})
    assert Referral.objects.get().team == health


def test_a_draft_is_read_by_its_team_alone(people: People, draft: Referral) -> None:
    for reader in (people.coordinator, people.panel_member, people.panel_chair):
        client = client_of(reader)
        text = text_of(client.get(page(people.nominal, "referral", draft.pk)))
        assert "Said of" not in text
        assert f"{people.team} is writing this referral" in text
        assert client.get(page(people.nominal, "check_referral", draft.pk)).status_code == 403
    assert "Finished" in text_of(client_of(people.colleague).get(page(people.nominal, "referral", draft.pk)))


def test_somebody_at_level_2_is_not_referred(people: People) -> None:
    LevelPeriod.objects.filter(nominal=people.nominal).update(level=2)
    with pytest.raises(DomainError, match="Level 2 already"):
        referrals.start_referral(actor=people.offender_manager, nominal=people.nominal, team=people.team, on=today())
    text = text_of(client_of(people.offender_manager).get(page(people.nominal, "referrals")))
    assert "A meeting decides on this person's level already" in text


def test_an_urgent_referral_goes_today_and_the_rest_follows(people: People) -> None:
    client = client_of(people.offender_manager)
    address = page(people.nominal, "refer_urgently")
    refused = client.post(address, {"level-level": "3", "reason-behaviour": "Threats"})
    assert "Enter what senior managers must commit at Level 3" in errors_of(refused)
    assert "Enter what MAPPA meetings would add" in errors_of(refused)
    assert "Threats" in refused.content.decode()
    answers = {
        f"{section.key}-{key}": value
        for section in FORM.needed(is_urgent=True)
        for key, value in answers_for(section.key).items()
    }
    assert client.post(address, answers).status_code == 302
    row = Referral.objects.get()
    assert (row.state, row.is_urgent, row.decide_by) == ("submitted", True, working_days_after(today(), 1))
    assert len(ReferralStep.objects.get().words) == 3
    plan = page(people.nominal, "referral_section", row.pk, "plan")
    sent = answers_for("plan") | {"version": value_of(client.get(plan), "version")}
    assert client.post(plan, sent).status_code == 302
    check = page(people.nominal, "check_referral", row.pk)
    assert client.post(check, {"version": value_of(client.get(check), "version")}).status_code == 302
    added = ReferralStep.objects.get(kind="added")
    assert [one["section"] for one in added.words] == ["plan"]
    assert client.get(plan).status_code == 302, "what was added is sent too"
    text = text_of(client_of(people.coordinator).get(page(people.nominal, "referral", row.pk)))
    assert "Added later" in text
    assert "Said of contingency" in text


def test_a_referral_is_withdrawn_by_its_team_and_the_unit_is_told_why(people: People, draft: Referral) -> None:
    submit(draft, people.offender_manager)
    client = client_of(people.colleague)
    address = page(people.nominal, "withdraw_referral", draft.pk)
    assert errors_of(client.post(address)) == ["Enter why it is withdrawn"]
    assert client.post(address, {"reason": "Recalled this morning"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == ReferralState.WITHDRAWN
    assert not Clock.objects.filter(kind="referral_decision").exists()
    told = Alert.objects.filter(kind=AlertKind.REFERRAL_DECIDED).values_list("user", flat=True)
    assert set(told) == {people.administrator.pk, people.coordinator.pk}
    with pytest.raises(DomainError, match="already decided or withdrawn"):
        referrals.withdraw_referral(actor=people.colleague, referral=draft, reason="Again")


def test_the_record_suggests_what_it_knows_and_names_no_child(people: People) -> None:
    nominal, on = people.nominal, today()
    Disposal.objects.create(
        nominal=nominal, offence_title="Invented wounding", outcome="convicted", disposal="imprisonment", years=4,
        dealt_with_on=LONG_AGO, court="Mould Crown Court", facts="A bottle was thrown", is_index=True,
    )  # fmt: skip
    RoshAssessment.objects.create(
        nominal=nominal, setting="community", assessed_on=on, children="low", public="high", known_adult="medium",
        staff="low", prisoners="low", recorded_by=people.colleague,
    )  # fmt: skip
    born = on - datetime.timedelta(days=365 * 5)
    HouseholdChild.objects.create(nominal=nominal, name="Secretchild", date_of_birth=born, started_on=LONG_AGO)
    user = people.offender_manager
    offence = suggested("offence", nominal, user, on)
    assert offence["index"] == (
        "Invented wounding: Convicted, Imprisonment or detention 4 years, 6 January 2020, Mould Crown Court"
    )
    assert offence["facts"] == "A bottle was thrown"
    assert "Public: High" in suggested("risk", nominal, user, on)["rosh"]
    children = suggested("children", nominal, user, on)
    assert children["contact"] == "yes"
    assert "Secretchild" not in str(children)
    assert suggested("offence", nominal, people.stranger, on) == {}


def test_a_suggestion_is_only_kept_once_it_is_saved(people: People) -> None:
    Disposal.objects.create(
        nominal=people.nominal, offence_title="Invented wounding", outcome="convicted", disposal="imprisonment",
        dealt_with_on=LONG_AGO,
    )  # fmt: skip
    row = make_referral(people.nominal, people.team, people.offender_manager)
    client = client_of(people.offender_manager)
    answer = client.get(page(people.nominal, "referral_section", row.pk, "offence"))
    assert "Filled in from the record as it stands today" in text_of(answer)
    assert "Invented wounding" in text_of(answer)
    row.refresh_from_db()
    assert "offence" not in row.sections


def test_the_page_of_victims_says_that_nobody_may_be_recognised(people: People) -> None:
    row = make_referral(people.nominal, people.team, people.offender_manager)
    answer = client_of(people.offender_manager).get(page(people.nominal, "referral_section", row.pk, "victims"))
    assert "never write a victim's name, address, place of work" in text_of(answer)


def test_the_referral_stands_in_history_and_changes_once_it_is_sent(people: People, draft: Referral) -> None:
    client = client_of(people.colleague)
    timeline = page(people.nominal, "timeline")
    assert "Referral by" not in text_of(client.get(timeline))
    submit(draft, people.offender_manager)
    assert f"Referral by {people.team}: Sent" in text_of(client.get(timeline))
    changes = text_of(client.get(page(people.nominal, "changes")))
    assert "Waiting for a decision" in changes
    assert "Said of" not in changes


def test_another_agencys_team_member_finds_no_referral(people: People, draft: Referral) -> None:
    client: Client = client_of(people.stranger)
    assert client.get(page(people.nominal, "referrals")).status_code == 404
    assert client.get(page(people.nominal, "referral", draft.pk)).status_code == 404
    assert people.nominal.reference not in text_of(client.get(reverse("cases:referral_queue")))


def test_nobody_refers_whom_no_area_manages(people: People) -> None:
    people.nominal.responsibilities.update(ended_on=today())
    with pytest.raises(DomainError, match="No area is responsible"):
        referrals.start_referral(actor=people.offender_manager, nominal=people.nominal, team=people.team, on=today())
