"""Notification requirements in print: the requirements, what was notified, journeys, applications to end."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.record_print import (
    Block,
    Entry,
    Table,
    columns,
    entries_or,
    register_print_parts,
    told,
    until,
)
from cases.sections import Asked


def _requirements(asked: Asked) -> list[Block]:
    rows = [
        [
            row.get_source_display(),
            told(row.relevant_date),
            told(row.started_on),
            _("Indefinite") if row.is_indefinite and not row.ended_on else until(row.ended_on),
        ]
        for row in asked.nominal.notification_requirements.all()
    ]
    heads = columns(_("Because of"), _("Relevant date"), _("From"), _("Until"))
    return [Table(heads, rows, _("No notification requirement is recorded."))]


def _notifications(asked: Asked) -> list[Block]:
    entries = [
        Entry(
            f"{row.get_kind_display()}, {told(row.notified_on)}",
            [
                (_("Officer"), row.officer),
                (_("Police station or place"), row.station),
                *([(_("Date of the change"), told(row.event_on))] if row.event_on else []),
                (_("Entered in ViSOR on"), told(row.in_visor_on)),
            ],
            row.details,
        )
        for row in asked.nominal.notifications.all()
    ]
    return entries_or(_("Nothing was notified yet."), entries)


def _journeys(asked: Asked) -> list[Block]:
    rows = [
        [
            row.destination,
            told(row.departs_on),
            told(row.returns_on),
            told(row.notified_on),
            told(row.returned_on),
            told(row.note),
        ]
        for row in asked.nominal.journeys.all()
    ]
    heads = columns(_("Countries"), _("Leaves"), _("Expected back"), _("Notified"), _("Came back"), _("Note"))
    return [Table(heads, rows, _("No journey abroad is recorded."))]


def _reviews(asked: Asked) -> list[Block]:
    entries = [
        Entry(
            _("Application of %(day)s") % {"day": told(row.applied_on)},
            [
                (_("Acknowledged"), told(row.acknowledged_on)),
                (_("Decided"), told(row.decided_on)),
                (_("Decision"), told(row.get_outcome_display())),
                (_("Superintendent who decided"), told(row.decided_by)),
                (_("May apply again on"), told(row.may_apply_again_on)),
            ],
            row.reasons,
        )
        for row in asked.nominal.indefinite_reviews.all()
    ]
    return entries_or(_("No application to end an indefinite requirement is recorded."), entries)


register_print_parts(
    "notification",
    ("requirements", gettext_lazy("Requirements"), _requirements),
    ("notifications", gettext_lazy("What was notified"), _notifications),
    ("journeys", gettext_lazy("Journeys abroad"), _journeys),
    ("reviews", gettext_lazy("Applications to end an indefinite requirement"), _reviews),
)
