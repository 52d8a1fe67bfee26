"""What a hostile colleague, another area, or somebody who types rubbish tries on a nominal's life."""

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.errors import DomainError
from agencies.models import Area, User
from agencies.teams import standard_team
from cases.choices import AlertKind, AssociationKind, InvolvementReason, LimitReason, PracticeName, ReferralState
from cases.models import (
    Association,
    DipSample,
    LevelReview,
    NotificationRequirement,
    PlanEntry,
    PracticeSetting,
    Referral,
    RestrictionMember,
    RiskManagementPlan,
)
from cases.referrals.form import CURRENT
from cases.services import digests, limits, stays, transfer_answers, transfers
from cases.services.alerts import tell
from tests.asking import client_of
from tests.cases.filling import boxes, text_of
from tests.cases.referring import make_transfer
from tests.personas import AREA, LONG_AGO, OTHER_AREA, People, allocate, involve, make_nominal, make_user

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


@pytest.fixture
def visiting(people: People) -> User:
    """A co-ordinator of another area, in which the person stays."""
    unit = standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT)
    involve(people.nominal, unit, InvolvementReason.STAYING, started_on=TODAY() - DAY, ended_on=TODAY() + 30 * DAY)
    return make_user(Role.MAPPA_COORDINATOR, unit)


def _sampled(people: People) -> DipSample:
    review = LevelReview.objects.create(
        nominal=people.nominal, level=1, reviewed_on=TODAY(), reviewed_by=people.offender_manager, state="stands",
        outcome="remains", rationale="As before.", countersigned_by=people.supervisor,
    )  # fmt: skip
    return DipSample.objects.create(
        review=review, area_id=AREA, month=TODAY().replace(day=1), due_on=TODAY() + 30 * DAY
    )


# --- whoever may only look --------------------------------------------------------------------------------------------


def test_an_area_in_which_somebody_stays_does_not_score_the_reviews_of_the_area_that_answers(
    people: People, visiting: User
) -> None:
    sample = _sampled(people)
    address = reverse("cases:sample", args=[people.nominal.pk, sample.pk])
    browser = client_of(visiting)
    page = browser.get(address)
    assert page.status_code == 200
    assert page.context["form"] is None
    sent = browser.post(address, {"version": 0, "score": "1", "comment": "Poor"})
    assert sent.status_code == 403
    sample.refresh_from_db()
    assert sample.score is None


@pytest.mark.parametrize("reason", [InvolvementReason.STAYING, InvolvementReason.TRANSFERRED_OUT])
def test_whoever_may_only_look_for_a_time_begins_no_referral(people: People, reason: InvolvementReason) -> None:
    team = standard_team(OTHER_AREA, AgencyKind.PROBATION)
    involve(people.nominal, team, reason, started_on=TODAY() - DAY, ended_on=TODAY() + 30 * DAY)
    browser = client_of(people.outsider)
    assert browser.get(reverse("cases:nominal", args=[people.nominal.pk])).status_code == 200
    assert "Refer to Level" not in text_of(browser.get(reverse("cases:referrals", args=[people.nominal.pk])))
    address = reverse("cases:start_referral", args=[people.nominal.pk])
    assert browser.get(address).status_code == 403
    assert browser.post(address, {"team": str(team.pk)}).status_code == 403
    assert not Referral.objects.exists()


def test_a_stay_is_no_view_for_ever(people: People) -> None:
    def record(days: int) -> None:
        stays.add_stay(
            actor=people.offender_manager, nominal=people.nominal, area=Area.objects.get(pk=OTHER_AREA),
            started_on=TODAY(), ended_on=TODAY() + days * DAY, note="", on=TODAY(),
        )  # fmt: skip

    with pytest.raises(DomainError):
        record(370)
    record(360)


# --- what is hidden on one page and told on another -------------------------------------------------------------------


def test_the_change_history_says_nothing_of_a_link_to_somebody_out_of_sight(people: People) -> None:
    Association.objects.create(
        nominal=people.nominal,
        other=people.strangers_nominal,
        kind=AssociationKind.choices[0][0],
        note="Shares a flat with Ottoline Quillfeather",
        started_on=LONG_AGO,
    )
    address = reverse("cases:changes", args=[people.nominal.pk])
    assert "Quillfeather" not in text_of(client_of(people.offender_manager).get(address))
    assert "Shares a flat" in text_of(client_of(people.coordinator).get(address))


def test_the_page_that_ends_a_link_does_not_open_to_whoever_may_not_see_the_other_end(people: People) -> None:
    link = Association.objects.create(
        nominal=people.nominal, other=people.strangers_nominal, kind=AssociationKind.choices[0][0], started_on=LONG_AGO
    )
    address = reverse("cases:end_association", args=[people.nominal.pk, link.pk])
    browser = client_of(people.offender_manager)
    assert browser.get(address).status_code == 404
    assert browser.post(address, boxes("ended_on", TODAY())).status_code == 404
    link.refresh_from_db()
    assert link.ended_on is None
    assert client_of(people.coordinator).get(address).status_code == 200


def test_how_many_a_colleague_manages_counts_nobody_out_of_the_readers_sight(people: People) -> None:
    """Or the difference between two counts tells that there is a record one may not see."""
    hidden = make_nominal(people.team)
    for one in (people.nominal, hidden):
        allocate(one, people.colleague)
    listed = [people.coordinator.pk, people.colleague.pk]
    limits.restrict(actor=people.coordinator, nominal=hidden, reason=LimitReason.choices[0][0], people=listed)
    browser = client_of(people.supervisor)
    chooser = reverse("cases:choose_people", args=[people.team.pk])
    for address in (chooser, reverse("cases:allocate_nominal", args=[people.nominal.pk])):
        assert "Colleagueson, manages 1 now" in text_of(browser.get(address))


def test_an_offer_says_no_name_however_it_is_written(people: People) -> None:
    for reason in ("mr thistlewick moves to his mother", "PNC 2001/0012345a", "BARNABY moves"):
        with pytest.raises(DomainError):
            transfers.offer_transfer(
                actor=people.coordinator, nominal=people.nominal, to_area=Area.objects.get(pk=OTHER_AREA),
                moves_on=TODAY(), reason=reason, on=TODAY(),
            )  # fmt: skip


# --- whose access ended -----------------------------------------------------------------------------------------------


def test_somebody_whose_access_ended_gets_no_daily_email(people: People, mailoutbox: list[Any]) -> None:
    tell([people.leaver, people.coordinator], AlertKind.TRANSFER_OFFERED, from_area=OTHER_AREA)
    digests.send_digests([people.leaver.pk, people.coordinator.pk], TODAY())
    assert [mail.to for mail in mailoutbox] == [[people.coordinator.email]]


def test_whoever_accepted_a_restricted_record_leaves_its_list_when_the_move_is_called_off(people: People) -> None:
    unit = standard_team(OTHER_AREA, AgencyKind.MAPPA_UNIT)
    theirs = make_user(Role.MAPPA_COORDINATOR, unit)
    limits.restrict(
        actor=people.coordinator, nominal=people.nominal, reason=LimitReason.choices[0][0],
        people=[people.coordinator.pk],
    )  # fmt: skip
    offer = make_transfer(people.nominal, people.coordinator, OTHER_AREA)
    lead = standard_team(OTHER_AREA, AgencyKind.PROBATION)
    transfer_answers.accept_transfer(actor=theirs, transfer=offer, lead_team=lead, on=TODAY())
    assert RestrictionMember.objects.filter(user=theirs).exists()
    transfers.withdraw_transfer(actor=people.coordinator, transfer=offer, reason="Stays", on=TODAY())
    assert not RestrictionMember.objects.filter(user=theirs).exists()


# --- what was taken away stays away -----------------------------------------------------------------------------------


def test_a_referral_suggests_no_measure_that_was_taken_out_of_the_plan(people: People) -> None:
    plan = RiskManagementPlan.objects.create(
        nominal=people.nominal, number=1, summary="Risk.", made_by=people.offender_manager
    )
    for measure, is_out in (("Curfew from nine", False), ("Visits the school weekly", True)):
        PlanEntry.objects.create(
            plan=plan, pillar="supervision", measure=measure, owner_agency=people.team.agency, owner_name="Somebody",
            starts_on=LONG_AGO, is_taken_out=is_out,
        )  # fmt: skip
    row = Referral.objects.create(
        nominal=people.nominal, team=people.team, area_id=AREA, written_by=people.offender_manager,
        form_version=CURRENT, state=ReferralState.DRAFT,
    )  # fmt: skip
    page = client_of(people.offender_manager).get(
        reverse("cases:referral_section", args=[people.nominal.pk, row.pk, "plan"])
    )
    assert "Curfew from nine" in text_of(page)
    assert "Visits the school weekly" not in text_of(page)


# --- rubbish ----------------------------------------------------------------------------------------------------------


def test_a_tampered_stamp_of_a_limit_is_told_as_a_conflict(people: People) -> None:
    key = PracticeSetting.objects.get(name=PracticeName.COUNTERSIGN).pk
    address = f"{reverse('cases:limit', args=[key])}?area={AREA}"
    sent = {"seen": "999", "value": "5", "authority": "Board", **boxes("effective_from", TODAY())}
    answer = client_of(people.coordinator).post(address, sent)
    assert answer.status_code == 200
    assert "while you had it open" in text_of(answer)


@pytest.mark.parametrize("seen", ["rubbish", "00000000-0000-0000-0000-000000000007"])
def test_a_tampered_key_of_the_last_review_is_compared_and_never_believed(people: People, seen: str) -> None:
    address = reverse("cases:add_review", args=[people.nominal.pk])
    browser = client_of(people.offender_manager)
    fields = browser.get(address).context["form"].fields
    sent: dict[str, Any] = {name: "Typed" for name in fields if name != "next_due_on"}
    sent |= {name: field.choices[0][0] for name, field in fields.items() if getattr(field, "choices", None)}
    sent |= {"meetings": "no"} if "meetings" in fields else {}
    sent |= {"seen": seen, "version": "", **boxes("reviewed_on", TODAY()), **boxes("next_due_on", None)}
    assert browser.post(address, sent).status_code == 302
    assert "while you had this open" in text_of(browser.post(address, sent))
    assert LevelReview.objects.count() == 1


def test_a_review_of_a_day_before_the_first_questions_is_recorded(people: People) -> None:
    """People are brought in with levels of years ago, whose reviews are written up later."""
    address = reverse("cases:add_review", args=[people.nominal.pk])
    browser = client_of(people.offender_manager)
    fields = browser.get(address).context["form"].fields
    sent: dict[str, Any] = {name: "Typed" for name in fields if name != "next_due_on"}
    sent |= {name: field.choices[0][0] for name, field in fields.items() if getattr(field, "choices", None)}
    sent |= {"meetings": "no", "seen": "", "version": "", **boxes("reviewed_on", datetime.date(2021, 6, 1))}
    assert browser.post(address, sent).status_code == 302


def test_two_who_correct_how_long_a_requirement_lasts_lose_nothing(people: People) -> None:
    row = NotificationRequirement.objects.create(
        nominal=people.nominal, source="disposal", relevant_date=LONG_AGO, started_on=LONG_AGO, is_indefinite=True,
        reason="Read on paper.",
    )  # fmt: skip
    address = reverse("cases:change_notification_requirement", args=[people.nominal.pk, row.pk])
    one, other = client_of(people.offender_manager), client_of(people.colleague)
    version = other.get(address).context["form"]["version"].value()
    sent = {"source": "disposal", **boxes("relevant_date", LONG_AGO), "reason": "Read on paper.", "version": version}
    mine = {**sent, "lasts": "until", **boxes("ended_on", TODAY() + 900 * DAY)}
    assert one.post(address, mine).status_code == 302
    told = other.post(address, {**sent, "lasts": "indefinite", **boxes("ended_on", None), "reason": "Seen at court."})
    assert told.status_code == 200
    assert "Offender Managerson changed this" in text_of(told)
    form = told.context["form"]
    assert (form["lasts"].value(), form["reason"].value()) == ("until", "Seen at court.")


@pytest.mark.parametrize(
    "address",
    [
        "/practice/?area=%00",
        "/nominals/?sort=%00",
        "/nominals/?manager=%00&team=%00",
        "/nominals/?page=99999999999999999999999",
        "/worklist/?whose=%00&sort=%00&kind=%00",
        "/alerts/?kind=%00&read=%00",
    ],
)
def test_rubbish_in_an_address_is_no_fault_of_ours(people: People, address: str) -> None:
    assert client_of(people.coordinator).get(address).status_code in (200, 302, 404)
