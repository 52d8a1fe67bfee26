"""Everything dated of a nominal as one line of time: what began, ended, happened, newest first."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import InvolvementReason, RoshLevel
from cases.levels import who_decided, who_ended
from cases.models import DocumentVersion, Nominal, ReferralStep
from cases.wording import label_of
from pagekit.dates import long_date


class Kind(models.TextChoices):
    """What the line can be narrowed to."""

    CATEGORY = "category", gettext_lazy("Category")
    LEVEL = "level", gettext_lazy("Level")
    WHEREABOUTS = "whereabouts", gettext_lazy("Whereabouts")
    RESPONSIBILITY = "responsibility", gettext_lazy("Responsibility")
    MANAGER = "manager", gettext_lazy("Offender manager")
    ORDER = "order", gettext_lazy("Order")
    EVENT = "event", gettext_lazy("Event")
    ADDRESS = "address", gettext_lazy("Address")
    PERSON = "person", gettext_lazy("Person")
    OFFENCE = "offence", gettext_lazy("Offence")
    ELIGIBILITY = "eligibility", gettext_lazy("Eligibility")
    PLACES = "places", gettext_lazy("People and places")
    RISK = "risk", gettext_lazy("Risk")
    PLAN = "plan", gettext_lazy("Plan")
    VISIT = "visit", gettext_lazy("Home visit")
    FLAG = "flag", gettext_lazy("Flag")
    BREACH = "breach", gettext_lazy("Breach")
    CUSTODY = "custody", gettext_lazy("Recall and custody")
    REFERRAL = "referral", gettext_lazy("Referral")
    TRANSFER = "transfer", gettext_lazy("Transfer or stay")
    DOCUMENT = "document", gettext_lazy("Document")
    REVIEW = "review", gettext_lazy("Review")
    NOTIFICATION = "notification", gettext_lazy("Notification")


COLOURS = {
    Kind.CATEGORY: "purple",
    Kind.LEVEL: "blue",
    Kind.WHEREABOUTS: "teal",
    Kind.RESPONSIBILITY: "grey",
    Kind.MANAGER: "grey",
    Kind.ORDER: "orange",
    Kind.EVENT: "red",
    Kind.ADDRESS: "green",
    Kind.PERSON: "grey",
    Kind.OFFENCE: "magenta",
    Kind.ELIGIBILITY: "purple",
    Kind.PLACES: "green",
    Kind.RISK: "red",
    Kind.PLAN: "blue",
    Kind.VISIT: "teal",
    Kind.FLAG: "orange",
    Kind.BREACH: "red",
    Kind.CUSTODY: "teal",
    Kind.REFERRAL: "blue",
    Kind.TRANSFER: "grey",
    Kind.DOCUMENT: "grey",
    Kind.REVIEW: "yellow",
    Kind.NOTIFICATION: "yellow",
}


@dataclass(frozen=True)
class Moment:
    """One day on the line; `day` may lie ahead."""

    kind: Kind
    day: datetime.date
    title: str
    text: str = ""
    by: str = ""

    def as_item(self) -> dict[str, Any]:
        """As `components/timeline.html` takes it."""
        return {
            "title": self.title,
            "on": self.day,
            "text": self.text,
            "by": self.by,
            "tag": self.kind.label,
            "tag_colour": COLOURS[self.kind],
        }


def moments_of(nominal: Nominal, kinds: list[str] | None = None) -> list[Moment]:
    """Every dated thing, newest first; of these kinds, or of all. One query for each kind."""
    wanted = [Kind(kind) for kind in kinds] if kinds else list(Kind)
    found = [moment for kind in wanted for moment in _SOURCES[kind](nominal)]
    return sorted(found, key=lambda one: one.day, reverse=True)


def _begun_and_ended(kind: Kind, row: Any, what: str, text: str = "", by: str = "") -> Iterator[Moment]:
    yield Moment(kind, row.started_on, _("%(what)s: from this day") % {"what": what}, text, by)
    if row.ended_on is not None:
        yield Moment(kind, row.ended_on, _("%(what)s: ended") % {"what": what})


def _categories(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.category_bases.all():
        yield from _begun_and_ended(Kind.CATEGORY, row, row.get_category_display(), row.get_basis_display())


def _levels(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.levels.select_related("decided_by", "ended_by"):
        what = {"what": row.get_level_display()}
        yield Moment(Kind.LEVEL, row.started_on, _("%(what)s: from this day") % what, row.rationale, who_decided(row))
        if row.ended_on is not None:
            yield Moment(Kind.LEVEL, row.ended_on, _("%(what)s: ended") % what, row.end_rationale, who_ended(row))
        ratified = {day for day in (row.ratified_on, row.end_ratified_on) if day is not None}
        yield from (Moment(Kind.LEVEL, day, _("%(what)s: ratified by a meeting") % what) for day in ratified)


def _whereabouts(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.whereabouts.all():
        yield from _begun_and_ended(Kind.WHEREABOUTS, row, row.get_status_display())


def _responsibilities(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.responsibilities.select_related("area", "lead_team"):
        what = _("%(area)s responsible") % {"area": row.area}
        text = _("Lead team: %(team)s") % {"team": row.lead_team}
        yield from _begun_and_ended(Kind.RESPONSIBILITY, row, what, text)


def _managers(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.allocations.select_related("offender_manager", "team", "allocated_by"):
        what = _("Managed by %(who)s") % {"who": row.offender_manager}
        by = row.allocated_by.get_full_name() if row.allocated_by else ""
        yield from _begun_and_ended(Kind.MANAGER, row, what, str(row.team), by)


def _orders(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.orders.prefetch_related("changes", "terms"):
        what = row.get_order_type_display()
        yield Moment(Kind.ORDER, row.made_on, _("%(what)s: made") % {"what": what}, row.court)
        for change in row.changes.all():
            words = {"what": what, "kind": change.get_kind_display()}
            yield Moment(Kind.ORDER, change.changed_on, _("%(what)s: %(kind)s") % words, change.note)
        for term in row.terms.all():
            if term.ends_on is not None and term.ends_on != row.ends_on:
                words = {"what": what, "term": term.get_kind_display()}
                yield Moment(Kind.ORDER, term.ends_on, _("%(what)s: %(term)s ends") % words, term.text)
        if row.ended_on is not None:
            yield Moment(Kind.ORDER, row.ended_on, _("%(what)s: ended") % {"what": what}, row.end_reason_words)
        elif row.ends_on is not None:
            yield Moment(Kind.ORDER, row.ends_on, _("%(what)s: reaches its end") % {"what": what})


def _events(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.events.all():
        yield Moment(Kind.EVENT, row.occurred_on, row.get_event_type_display())


def _addresses(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.addresses.all():
        text = ", ".join(part for part in (*row.lines.splitlines(), row.postcode) if part)
        yield from _begun_and_ended(Kind.ADDRESS, row, row.get_kind_display(), text)


def _person(nominal: Nominal) -> Iterator[Moment]:
    if nominal.date_of_birth:
        yield Moment(Kind.PERSON, nominal.date_of_birth, _("Born"))
    if nominal.died_on:
        yield Moment(Kind.PERSON, nominal.died_on, _("Died"))


def _offences(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.disposals.all():
        what = {"outcome": row.get_outcome_display(), "offence": row.offence_title}
        text = f"{row.get_disposal_display()}. {row.court}" if row.court else row.get_disposal_display()
        yield Moment(Kind.OFFENCE, row.dealt_with_on, _("%(outcome)s: %(offence)s") % what, text)


def _screenings(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.screenings.select_related("decided_by"):
        title = _("Eligibility: %(outcome)s") % {"outcome": row.get_outcome_display()}
        if row.answer.get("asked") == "category_end":
            title = row.answer["outcome"]
        yield Moment(Kind.ELIGIBILITY, row.decided_on, title, row.reason, row.decided_by.get_full_name())


def _people_and_places(nominal: Nominal) -> Iterator[Moment]:
    """Traces and children. Associates are left out: the other end of a link may be out of the reader's sight."""
    for row in nominal.particulars.all():
        yield from _begun_and_ended(Kind.PLACES, row, row.get_kind_display(), row.value)
    for child in nominal.household_children.all():
        yield from _begun_and_ended(Kind.PLACES, child, _("Child in the household"), child.name)
        if child.referred_on:
            yield Moment(Kind.PLACES, child.referred_on, _("Referred to children's social care"), child.name)


def _risks(nominal: Nominal) -> Iterator[Moment]:
    for one in nominal.assessments.all():
        yield Moment(Kind.RISK, one.assessed_on, f"{one.tool}: {one.get_band_display()}", one.note, one.assessor)
    for row in nominal.rosh_assessments.select_related("recorded_by"):
        words = {"level": label_of(RoshLevel, row.highest), "where": row.get_setting_display().lower()}
        title = _("Risk of serious harm %(where)s: %(level)s") % words
        yield Moment(Kind.RISK, row.assessed_on, title, row.nature, row.recorded_by.get_full_name())


def _plans(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.plans.select_related("made_by"):
        title = _("Risk management plan: version %(number)d started") % {"number": row.number}
        yield Moment(Kind.PLAN, timezone.localdate(row.made_at), title, row.summary, row.made_by.get_full_name())


def _visits(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.home_visits.all():
        title = _("Home visit: %(outcome)s") % {"outcome": row.get_outcome_display()}
        yield Moment(Kind.VISIT, row.visited_on, title, row.note, row.officers)


def _flags(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.flags.all():
        yield from _begun_and_ended(Kind.FLAG, row, row.get_kind_display(), row.note)


def _breaches(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.breaches.select_related("order", "recorded_by"):
        of = row.order.get_order_type_display() if row.order else row.get_breach_of_display()
        by = row.recorded_by.get_full_name()
        yield Moment(Kind.BREACH, row.occurred_on, _("Breach: %(of)s") % {"of": of}, row.details, by)
        if row.outcome_on is not None:
            words = {"of": of, "outcome": row.get_outcome_display()}
            yield Moment(Kind.BREACH, row.outcome_on, _("Breach, %(of)s: %(outcome)s") % words)


def _custody(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.recalls.select_related("recorded_by"):
        by = row.recorded_by.get_full_name()
        yield Moment(Kind.CUSTODY, row.recalled_on, _("Recalled"), row.get_because_display(), by)
        if row.returned_on is not None:
            yield Moment(Kind.CUSTODY, row.returned_on, _("Back in custody"), row.get_because_display())
        if row.rereleased_on is not None:
            yield Moment(Kind.CUSTODY, row.rereleased_on, _("Released again"))
    for one in nominal.custody_dates.all():
        yield Moment(Kind.CUSTODY, one.on, one.get_kind_display(), one.note)


def _referrals(nominal: Nominal) -> Iterator[Moment]:
    """What was sent and decided; what is only being written happened to nobody yet."""
    steps = ReferralStep.objects.filter(referral__nominal=nominal, referral__submitted_at__isnull=False)
    for row in steps.select_related("by", "referral__team"):
        words = {"team": row.referral.team, "what": row.get_kind_display(), "level": row.get_level_display()}
        what = _("Referral by %(team)s: %(what)s, %(level)s") if row.level else _("Referral by %(team)s: %(what)s")
        yield Moment(Kind.REFERRAL, timezone.localdate(row.at), what % words, row.reason, row.by.get_full_name())


def _transfers(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.transfers.select_related("from_area", "to_area", "offered_by"):
        words = {"area": row.to_area, "state": row.get_state_display().lower(), "day": long_date(row.moves_on)}
        title = _("Transfer to %(area)s offered for %(day)s: %(state)s") % words
        day = timezone.localdate(row.offered_at)
        yield Moment(Kind.TRANSFER, day, title, row.reason, row.offered_by.get_full_name())
    for stay in nominal.involvements.filter(reason=InvolvementReason.STAYING).select_related("team__area"):
        yield from _begun_and_ended(Kind.TRANSFER, stay, _("Stay in %(area)s") % {"area": stay.team.area}, stay.note)


def _documents(nominal: Nominal) -> Iterator[Moment]:
    """Each version on the day it was stored, each document on the day it was withdrawn."""
    versions = DocumentVersion.objects.filter(document__nominal=nominal).select_related("document", "uploaded_by")
    for row in versions:
        words = {"title": row.document.title, "number": row.number}
        title = _("%(title)s, version %(number)d: stored") % words if row.number > 1 else _("%(title)s: stored") % words
        text = row.document.get_document_type_display()
        yield Moment(Kind.DOCUMENT, localdate(row.uploaded_at), title, text, row.uploaded_by.get_full_name())
        if row.number == 1 and row.document.withdrawn_at is not None:
            title = _("%(title)s: withdrawn") % words
            yield Moment(Kind.DOCUMENT, localdate(row.document.withdrawn_at), title, row.document.withdrawn_because)


def _reviews(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.reviews.select_related("reviewed_by"):
        what = {"level": row.get_level_display(), "outcome": row.get_outcome_display()}
        title = _("Review of %(level)s: %(outcome)s") % what
        yield Moment(Kind.REVIEW, row.reviewed_on, title, row.rationale, row.reviewed_by.get_full_name())
    for prompt in nominal.rescreen_prompts.select_related("answered_by"):
        title = _("To be screened again: %(what)s") % {"what": prompt.get_trigger_display()}
        by = prompt.answered_by.get_full_name() if prompt.answered_by else ""
        yield Moment(Kind.REVIEW, prompt.happened_on, title, prompt.reply, by)


def _notification(nominal: Nominal) -> Iterator[Moment]:
    """Requirements, what was notified, reviews. Three queries; journeys stand among what was notified."""
    kind = Kind.NOTIFICATION
    for row in nominal.notification_requirements.all():
        what = _("Subject to notification (%(source)s)") % {"source": row.get_source_display()}
        yield from _begun_and_ended(kind, row, what, row.reason)
    for given in nominal.notifications.select_related("recorded_by"):
        title = _("Notified: %(what)s") % {"what": given.get_kind_display()}
        yield Moment(kind, given.notified_on, title, given.details, given.recorded_by.get_full_name())
    for review in nominal.indefinite_reviews.all():
        yield Moment(kind, review.applied_on, _("Application to end indefinite notification"))
        if review.decided_on is not None:
            yield Moment(kind, review.decided_on, review.get_outcome_display(), review.reasons, review.decided_by)


_SOURCES = {
    Kind.CATEGORY: _categories,
    Kind.LEVEL: _levels,
    Kind.WHEREABOUTS: _whereabouts,
    Kind.RESPONSIBILITY: _responsibilities,
    Kind.MANAGER: _managers,
    Kind.ORDER: _orders,
    Kind.EVENT: _events,
    Kind.ADDRESS: _addresses,
    Kind.PERSON: _person,
    Kind.OFFENCE: _offences,
    Kind.ELIGIBILITY: _screenings,
    Kind.PLACES: _people_and_places,
    Kind.RISK: _risks,
    Kind.PLAN: _plans,
    Kind.VISIT: _visits,
    Kind.FLAG: _flags,
    Kind.BREACH: _breaches,
    Kind.CUSTODY: _custody,
    Kind.REFERRAL: _referrals,
    Kind.TRANSFER: _transfers,
    Kind.DOCUMENT: _documents,
    Kind.REVIEW: _reviews,
    Kind.NOTIFICATION: _notification,
}
