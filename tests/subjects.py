"""What each address of the matrix is about: the people of `personas` and one row of every kind that has a page."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.test import TestCase
from django.utils import timezone

from agencies.choices import AgencyKind, Role
from agencies.models import Invitation, ReportingUnit
from agencies.services.invitations import digest_of
from agencies.teams import standard_team
from cases.choices import (
    AlertKind,
    AssociationKind,
    DisposalKind,
    DocumentType,
    LevelRoute,
    LimitReason,
    OffenceOutcome,
    OrderType,
    ParticularKind,
    PracticeName,
    ReferralState,
    RescreenTrigger,
    ReviewOutcome,
    ReviewState,
)
from cases.models import (
    Address,
    Alert,
    Alias,
    Assessment,
    Association,
    Breach,
    ChangeToNotify,
    CustodyDate,
    DipSample,
    Disposal,
    Exclusion,
    Flag,
    ForeignTravel,
    HomeVisit,
    HouseholdChild,
    IndefiniteReview,
    LevelPeriod,
    LevelReview,
    Nominal,
    Notification,
    NotificationRequirement,
    Order,
    OrderChange,
    OrderTerm,
    Particular,
    PlanEntry,
    PracticeSetting,
    Recall,
    RescreenPrompt,
    RiskManagementPlan,
    RoshAssessment,
)
from cases.services.exports import make_export, request_export
from tests.cases.referring import date_ahead, make_referral, make_transfer
from tests.files import make_document, png
from tests.personas import AREA, LONG_AGO, OTHER_AREA, People, involve, make_nominal, make_people
from tests.routes import Route

SECRET = "secret-of-an-open-invitation"
NOWHERE = uuid.UUID(int=7)
FURTHER_AREA = "E23000038"  # Wiltshire


@dataclass(frozen=True)
class World:
    """Everybody, and what the parameters of the routes stand for: by route, else by name.

    `strangers_parts` are the rows of the stranger's nominal at the routes where `by_route` has those of `nominal`.
    """

    people: People
    by_name: dict[str, Any]
    by_route: dict[str, dict[str, Any]]
    strangers_parts: dict[str, uuid.UUID]

    def path(self, route: Route, **instead: Any) -> str:
        return route.path(**self.by_name | self.by_route.get(route.name, {}) | instead)


def make_world() -> World:
    people = make_people()
    offered = _offered_from_elsewhere(people)
    parts = {route: {"part": part} for route, part in _parts_of(people.nominal, people).items()}
    return World(
        people,
        _others_parameters() | _agencies(people) | _cases(people) | _figures(),
        _reference_data(people)
        | parts
        | {"cases:set_flag": {"kind": "wanted"}}
        | _alerts(people)
        | {"cases:found": {"key": NOWHERE}, "cases:check_lists_file": {"key": NOWHERE}}
        | {f"cases:{page}": {"key": offered} for page in ("transfer_offer", "accept_transfer", "decline_transfer")}
        | {"cases:file": {"key": _file_of(people)}}
        | {"cases:limit": {"key": PracticeSetting.objects.get(name=PracticeName.COUNTERSIGN).pk}}
        | {"reporting:check": {"name": "without_level"}, "reporting:download": {"kind": "csv"}}
        | {name: {"pk": 1} for name in ("mfa_remove_webauthn", "mfa_edit_webauthn")},
        _parts_of(people.strangers_nominal, people),
    )


def _offered_from_elsewhere(people: People) -> uuid.UUID:
    """Somebody of another area, offered to this one."""
    elsewhere = make_nominal(standard_team(OTHER_AREA, AgencyKind.YOUTH_JUSTICE))
    return make_transfer(elsewhere, people.superuser, AREA).pk


def _others_parameters() -> dict[str, Any]:
    """Those of the sign-in package, the admin and the style guide: of things that are not there."""
    return {
        "uidb36": "zz",
        "provider_id": "sso",
        "page_name": "confirmation",
        "content_type_id": "1",
        "object_id": "1",
        "app_label": "agencies",
        "url": "no-such-page",
    }


def _reference_data(people: People) -> dict[str, dict[str, Any]]:
    unit = ReportingUnit.objects.order_by("pk").values_list("pk", flat=True)[0]
    keys = {"area": AREA, "reportingunit": unit, "agency": people.team.agency_id}
    return {
        f"admin:agencies_{model}_{page}": {"object_id": key}
        for model, key in keys.items()
        for page in ("history", "delete", "change")
    }


def _agencies(people: People) -> dict[str, Any]:
    """A colleague in the team that leads, and an open invitation into it."""
    invitation = Invitation.objects.create(
        email="newcomer@mappa.example",
        full_name="Newcomer Newson",
        team=people.team,
        role=Role.OFFENDER_MANAGER,
        secret_digest=digest_of(SECRET),
        invited_by=people.system_administrator,
        expires_at=timezone.now() + datetime.timedelta(days=3),
    )
    return {
        "user_id": people.colleague.pk,
        "membership_id": people.colleague.memberships.get().pk,
        "team_id": people.team.pk,
        "invitation_id": invitation.pk,
        "secret": SECRET,
    }


def _cases(people: People) -> dict[str, Any]:
    return {"pk": people.nominal.pk, "draft": NOWHERE, "key": NOWHERE, "section": "reason"}


def _alerts(people: People) -> dict[str, dict[str, Any]]:
    """An alert of the offender manager's, at the routes about one alert."""
    mine = Alert.objects.create(user=people.offender_manager, nominal=people.nominal, kind=AlertKind.RECALLED)
    return {name: {"key": mine.pk} for name in ("cases:open_alert", "cases:mark_alert_read")}


def _figures() -> dict[str, Any]:
    """The cell of last year's tables that counts both nominals."""
    year = timezone.localdate().year - 2
    return {"area_code": AREA, "year": year, "code": "T1", "row": "level_1", "column": "category_1"}


def _referrals_of(nominal: Nominal, people: People) -> dict[str, uuid.UUID]:
    """One that the team which leads is writing, one that another team has sent."""
    lead = nominal.responsibilities.get().lead_team
    writer = people.offender_manager if lead == people.team else people.stranger
    draft = make_referral(nominal, lead, writer)
    sent = make_referral(nominal, people.schools_team, people.superuser, state=ReferralState.SUBMITTED)
    written = ("referral_section", "check_referral", "withdraw_referral")
    decided = ("referral", "accept_referral", "return_referral", "decline_referral")
    return {f"cases:{page}": draft.pk for page in written} | {f"cases:{page}": sent.pk for page in decided}


def _file_of(people: People) -> uuid.UUID:
    """A list that the offender manager asked for."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return request_export(
            actor=people.offender_manager, asked={}, with_personal_data=True, file_format="csv", send=make_export
        ).pk


def _review(nominal: Nominal, people: People, **fields: Any) -> LevelReview:
    values = {"level": 1, "outcome": ReviewOutcome.REMAINS, "form_version": "lead-agency-1", "reviewed_on": LONG_AGO}
    return LevelReview.objects.create(nominal=nominal, reviewed_by=people.colleague, **values | fields)


def _reviewed(nominal: Nominal, people: People) -> tuple[LevelReview, DipSample, RescreenPrompt]:
    """A review that waits and was sampled, a prompt that waits; and a chair's decision that no meeting ratified."""
    long_before = LONG_AGO - datetime.timedelta(days=4000)
    LevelPeriod.objects.create(
        nominal=nominal, level=2, route=LevelRoute.CHAIR, started_on=long_before, ended_on=LONG_AGO.replace(year=2010)
    )
    review = _review(nominal, people)
    sample = DipSample.objects.create(review=review, area_id=AREA, month=LONG_AGO.replace(day=1), due_on=LONG_AGO)
    prompt = RescreenPrompt.objects.create(
        nominal=nominal, trigger=RescreenTrigger.RELEASE, happened_on=LONG_AGO, due_on=LONG_AGO
    )
    return review, sample, prompt


def _parts_of(nominal: Nominal, people: People) -> dict[str, uuid.UUID]:
    """One row of each kind that has a page of its own below a nominal, by the route of that page."""
    name = Alias.objects.create(nominal=nominal, family_name="Otherwise", given_names="Also")
    address = Address.objects.create(nominal=nominal, lines="1 Invented Lane", postcode="ZZ1 1ZZ", started_on=LONG_AGO)
    offence = Disposal.objects.create(
        nominal=nominal,
        offence_title="Invented offence",
        outcome=OffenceOutcome.CONVICTED,
        disposal=DisposalKind.values[0],
        dealt_with_on=LONG_AGO,
    )
    order = Order.objects.create(nominal=nominal, order_type=OrderType.SHPO, made_on=LONG_AGO)
    document = make_document(nominal, people.offender_manager, document_type=DocumentType.COURT)
    photo = make_document(nominal, people.offender_manager, png(), name="face.png", document_type=DocumentType.PHOTO)
    excluded = Exclusion.objects.create(
        nominal=nominal, user=people.inactive, reason=LimitReason.KNOWS_PERSON, started_on=LONG_AGO
    )
    held = {"nominal": nominal, "started_on": LONG_AGO}
    particular = Particular.objects.create(**held, kind=ParticularKind.PHONE, value="07700 900123")
    associate = Association.objects.create(**held, kind=AssociationKind.FRIEND, name="Ambrose Friendly")
    child = HouseholdChild.objects.create(**held, name="Posy Littleton")
    transfer = make_transfer(nominal, people.coordinator, OTHER_AREA)
    stay = involve(nominal, standard_team(FURTHER_AREA, AgencyKind.MAPPA_UNIT), "staying", ended_on=date_ahead())
    review, sample, prompt = _reviewed(nominal, people)
    sent_back = _review(nominal, people, state=ReviewState.SENT_BACK, sent_back_because="Say more.")
    return {
        "cases:change_particular": particular.pk,
        "cases:end_particular": particular.pk,
        "cases:end_association": associate.pk,
        "cases:change_child": child.pk,
        "cases:end_child": child.pk,
        **_parts_of_risk(nominal, people),
        **_notification_parts(nominal, people, address),
        **_referrals_of(nominal, people),
        "cases:transfer": transfer.pk,
        "cases:withdraw_transfer": transfer.pk,
        "cases:end_stay": stay.pk,
        "cases:change_document": document.pk,
        "cases:add_document_version": document.pk,
        "cases:withdraw_document": document.pk,
        "cases:download_document": document.versions.get().pk,
        "cases:photo": photo.versions.get().pk,
        "cases:review": review.pk,
        "cases:answer_review": sent_back.pk,
        "cases:countersign_review": review.pk,
        "cases:sample": sample.pk,
        "cases:answer_prompt": prompt.pk,
        "cases:change_name": name.pk,
        "cases:remove_name": name.pk,
        "cases:change_address": address.pk,
        "cases:end_address": address.pk,
        "cases:change_offence": offence.pk,
        "cases:remove_offence": offence.pk,
        "cases:end_team": involve(nominal, people.schools_team).pk,
        "cases:end_exclusion": excluded.pk,
        **_orders_and_custody(nominal, order, people),
        **_notification(nominal, address, people),
    }


def _notification(nominal: Nominal, address: Address, people: People) -> dict[str, uuid.UUID]:
    """An indefinite requirement recorded by hand with a review being decided, what was notified, what is to be."""
    by = {"nominal": nominal, "recorded_by": people.colleague}
    requirement = NotificationRequirement.objects.create(
        nominal=nominal,
        source="disposal",
        relevant_date=LONG_AGO,
        started_on=LONG_AGO,
        is_indefinite=True,
        reason="Read on paper.",
    )
    given = Notification.objects.create(
        **by, kind="initial", notified_on=LONG_AGO, officer="PC Frontdesk", station="Here", details="As before."
    )
    change = ChangeToNotify.objects.create(**by, kind="bank", happened_on=LONG_AGO)
    journey = ForeignTravel.objects.create(nominal=nominal, destination="Spain", departs_on=LONG_AGO)
    review = IndefiniteReview.objects.create(
        nominal=nominal, requirement=requirement, applied_on=timezone.localdate(), factors={"risk": "Low."}
    )
    of_review = ("change_indefinite_review", "record_review_factors", "decide_indefinite_review")
    return {
        **{f"cases:{name}_notification_requirement": requirement.pk for name in ("change", "end", "remove")},
        **{f"cases:{name}": given.pk for name in ("change_notification", "remove_notification")},
        "cases:add_address_notification": address.pk,
        **{f"cases:{name}": change.pk for name in ("add_change_notification", "withdraw_change_to_notify")},
        **{f"cases:{name}": journey.pk for name in ("change_journey", "notify_journey", "notify_return")},
        **{f"cases:{name}": review.pk for name in of_review},
    }


def _orders_and_custody(nominal: Nominal, order: Order, people: People) -> dict[str, uuid.UUID]:
    term = OrderTerm.objects.create(order=order, kind="prohibition", text="Not to go there.", starts_on=LONG_AGO)
    change = OrderChange.objects.create(order=order, kind="varied", changed_on=LONG_AGO)
    breach = Breach.objects.create(
        nominal=nominal, breach_of="licence", occurred_on=LONG_AGO, details="Left.", recorded_by=people.supervisor
    )
    recall = Recall.objects.create(
        nominal=nominal, because="licence", recalled_on=LONG_AGO, returned_on=LONG_AGO, recorded_by=people.supervisor
    )
    date = CustodyDate.objects.create(nominal=nominal, kind="parole_hearing", on=timezone.localdate())
    of_order = ("order", "change_order", "remove_order", "add_order_change", "add_order_term")
    return {
        **{f"cases:{name}": order.pk for name in of_order},
        **{f"cases:{name}": term.pk for name in ("order_of_term", "change_order_term", "remove_order_term")},
        "cases:remove_order_change": change.pk,
        **{f"cases:{name}": breach.pk for name in ("change_breach", "remove_breach")},
        **{f"cases:{name}": recall.pk for name in ("change_recall", "remove_recall")},
        **{f"cases:{name}": date.pk for name in ("change_custody_date", "settle_custody_date")},
    }


def _parts_of_risk(nominal: Nominal, people: People) -> dict[str, uuid.UUID]:
    """An assessment, a level of harm, two versions of a plan, a visit, a flag."""
    by = {"recorded_by": people.colleague}
    assessed = Assessment.objects.create(
        nominal=nominal, tool="ARMS", assessed_on=LONG_AGO, assessor="Somebody Someson", band="high", **by
    )
    levels = dict.fromkeys(("children", "public", "known_adult", "staff", "prisoners"), "medium")
    harm = RoshAssessment.objects.create(
        nominal=nominal, setting="community", assessed_on=LONG_AGO, nature="Harm.", **levels, **by
    )
    made = {"nominal": nominal, "summary": "Risk to be managed.", "made_by": people.colleague}
    RiskManagementPlan.objects.create(number=1, is_current=False, **made)
    plan = RiskManagementPlan.objects.create(number=2, **made)
    measure = PlanEntry.objects.create(
        plan=plan,
        pillar="supervision",
        measure="Meets the officer weekly.",
        owner_agency=people.team.agency,
        owner_name="Somebody Someson",
        starts_on=LONG_AGO,
    )
    visit = HomeVisit.objects.create(
        nominal=nominal, visited_on=LONG_AGO, outcome="seen", officers="Somebody Someson", note="Seen.", **by
    )
    flag = Flag.objects.create(nominal=nominal, kind="staff_safety", note="Dog.", started_on=LONG_AGO)
    return {
        "cases:correct_assessment": assessed.pk,
        "cases:assess_again": assessed.pk,
        "cases:remove_assessment": assessed.pk,
        "cases:correct_rosh": harm.pk,
        "cases:remove_rosh": harm.pk,
        "cases:change_measure": measure.pk,
        "cases:take_measure_out": measure.pk,
        "cases:plan_version": plan.pk,
        "cases:compare_plans": plan.pk,
        "cases:correct_visit": visit.pk,
        "cases:remove_visit": visit.pk,
        "cases:end_flag": flag.pk,
    }


def _notification_parts(nominal: Nominal, people: People, home: Address) -> dict[str, uuid.UUID]:
    """A requirement recorded by hand, what was notified and is to be, a journey, a review that is open."""
    today, by = timezone.localdate(), {"recorded_by": people.offender_manager}
    requirement = NotificationRequirement.objects.create(
        nominal=nominal, source="disposal", relevant_date=LONG_AGO, started_on=LONG_AGO, is_indefinite=True, reason="x"
    )
    given = Notification.objects.create(
        nominal=nominal, kind="initial", notified_on=LONG_AGO, officer="PC", station="Here", details="All", **by
    )
    change = ChangeToNotify.objects.create(nominal=nominal, kind="bank", happened_on=today, **by)
    journey = ForeignTravel.objects.create(nominal=nominal, destination="Spain", departs_on=today)
    review = IndefiniteReview.objects.create(nominal=nominal, requirement=requirement, applied_on=today)
    return {
        "cases:change_notification_requirement": requirement.pk,
        "cases:end_notification_requirement": requirement.pk,
        "cases:remove_notification_requirement": requirement.pk,
        "cases:change_notification": given.pk,
        "cases:remove_notification": given.pk,
        "cases:add_address_notification": home.pk,
        "cases:add_change_notification": change.pk,
        "cases:withdraw_change_to_notify": change.pk,
        "cases:change_journey": journey.pk,
        "cases:notify_journey": journey.pk,
        "cases:notify_return": journey.pk,
        "cases:change_indefinite_review": review.pk,
        "cases:record_review_factors": review.pk,
        "cases:decide_indefinite_review": review.pk,
    }
