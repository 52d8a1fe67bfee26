"""Everything dated of a nominal as one line of time: what began, ended, happened, newest first."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Nominal


class Kind(models.TextChoices):
    """What the line can be narrowed to."""

    CATEGORY = "category", gettext_lazy("Category")
    LEVEL = "level", gettext_lazy("Level")
    WHEREABOUTS = "whereabouts", gettext_lazy("Whereabouts")
    RESPONSIBILITY = "responsibility", gettext_lazy("Responsibility")
    ORDER = "order", gettext_lazy("Order")
    EVENT = "event", gettext_lazy("Event")
    ADDRESS = "address", gettext_lazy("Address")
    PERSON = "person", gettext_lazy("Person")
    OFFENCE = "offence", gettext_lazy("Offence")
    ELIGIBILITY = "eligibility", gettext_lazy("Eligibility")


COLOURS = {
    Kind.CATEGORY: "purple",
    Kind.LEVEL: "blue",
    Kind.WHEREABOUTS: "teal",
    Kind.RESPONSIBILITY: "grey",
    Kind.ORDER: "orange",
    Kind.EVENT: "red",
    Kind.ADDRESS: "green",
    Kind.PERSON: "grey",
    Kind.OFFENCE: "magenta",
    Kind.ELIGIBILITY: "purple",
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
    for row in nominal.levels.select_related("decided_by"):
        by = row.decided_by.get_full_name() if row.decided_by else ""
        yield from _begun_and_ended(Kind.LEVEL, row, row.get_level_display(), row.rationale, by)


def _whereabouts(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.whereabouts.all():
        yield from _begun_and_ended(Kind.WHEREABOUTS, row, row.get_status_display())


def _responsibilities(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.responsibilities.select_related("area", "lead_team"):
        what = _("%(area)s responsible") % {"area": row.area}
        text = _("Lead team: %(team)s") % {"team": row.lead_team}
        yield from _begun_and_ended(Kind.RESPONSIBILITY, row, what, text)


def _orders(nominal: Nominal) -> Iterator[Moment]:
    for row in nominal.orders.all():
        what = row.get_order_type_display()
        yield Moment(Kind.ORDER, row.made_on, _("%(what)s: made") % {"what": what}, row.court)
        if row.ended_on is not None:
            yield Moment(Kind.ORDER, row.ended_on, _("%(what)s: ended") % {"what": what}, row.end_reason)
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


_SOURCES = {
    Kind.CATEGORY: _categories,
    Kind.LEVEL: _levels,
    Kind.WHEREABOUTS: _whereabouts,
    Kind.RESPONSIBILITY: _responsibilities,
    Kind.ORDER: _orders,
    Kind.EVENT: _events,
    Kind.ADDRESS: _addresses,
    Kind.PERSON: _person,
    Kind.OFFENCE: _offences,
    Kind.ELIGIBILITY: _screenings,
}
