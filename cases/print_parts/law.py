"""The law in print: offences, screenings, orders, breaches, recalls, dates of custody, events."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import history_tables
from cases.choices import Category, Level
from cases.record_print import (
    Block,
    Entry,
    Table,
    columns,
    entries_or,
    of_history,
    register_print_parts,
    told,
    until,
)
from cases.sections import Asked
from cases.wording import label_of, length_in_words


def _offences(asked: Asked) -> list[Block]:
    return entries_or(
        _("No conviction, caution or finding is recorded."), [_offence(row) for row in asked.nominal.disposals.all()]
    )


def _offence(row: Any) -> Entry:
    sentence = ", ".join(part for part in (row.get_disposal_display(), length_in_words(row)) if part)
    rows = [
        (_("Outcome"), f"{row.get_outcome_display()}, {told(row.dealt_with_on)}"),
        (_("Disposal"), f"{sentence}, {told(row.sentenced_on or row.dealt_with_on)}"),
        (_("Committed on"), told(row.committed_on)),
        (_("Court or police force"), told(row.court)),
    ]
    marks = (
        (row.is_index, _("Index offence")),
        (row.is_consecutive, _("Consecutive to another sentence of that day")),
        (row.is_overseas, _("Outside England and Wales")),
        (row.needs_legal_review, _("Needs a legal view")),
        (row.victim_under_18, _("A victim was under 18")),
    )
    if said := ", ".join(words for is_so, words in marks if is_so):
        rows.append((_("Also"), said))
    return Entry(row.offence_title, rows, row.facts)


def _screenings(asked: Asked) -> list[Block]:
    entries = [
        Entry(
            f"{row.get_outcome_display()}, {told(row.decided_on)}",
            [(_("Decided by"), row.decided_by.get_full_name())],
            row.reason,
        )
        for row in asked.nominal.screenings.select_related("decided_by")
    ]
    return entries_or(_("Eligibility was never screened here."), entries)


def _orders(asked: Asked) -> list[Block]:
    orders = asked.nominal.orders.prefetch_related("terms", "changes")
    return entries_or(_("No order is recorded."), [block for row in orders for block in _order(row)])


def _order(row: Any) -> list[Block]:
    rows = [
        (_("Made on"), told(row.made_on)),
        (_("Ends on"), told(row.ends_on) if row.ends_on else _("Until further order")),
        (_("Court"), told(row.court)),
    ]
    if row.applicant:
        rows.append((_("How it came about"), row.applicant_words))
    if row.foreign_travel_restriction:
        rows.append((_("Foreign travel"), _("Restricted")))
    if row.ended_on:
        rows.append((_("Ended on"), ", ".join(part for part in (told(row.ended_on), row.end_reason) if part)))
    found: list[Block] = [Entry(row.get_order_type_display(), rows)]
    if terms := [
        [one.get_kind_display(), one.text, told(one.starts_on), until(one.ends_on)] for one in row.terms.all()
    ]:
        found.append(Table(columns(_("Term"), _("Wording"), _("From"), _("Until")), terms, ""))
    if changes := [
        [one.get_kind_display(), told(one.changed_on), told(one.court), told(one.note)] for one in row.changes.all()
    ]:
        found.append(Table(columns(_("Change"), _("On"), _("Court"), _("Note")), changes, ""))
    return found


def _breaches(asked: Asked) -> list[Block]:
    entries = [
        Entry(
            _("Breach: %(what)s, %(day)s") % {"what": row.get_breach_of_display(), "day": told(row.occurred_on)},
            [
                (_("Order"), row.order.get_order_type_display()) if row.order else (_("Order"), _("None")),
                (_("Outcome"), row.get_outcome_display()),
                (_("Outcome on"), told(row.outcome_on)),
            ],
            row.details,
        )
        for row in asked.nominal.breaches.select_related("order")
    ]
    return entries_or(_("No breach is recorded."), entries)


def _recalls(asked: Asked) -> list[Block]:
    rows = [
        [
            told(row.recalled_on),
            row.get_because_display(),
            told(row.returned_on),
            told(label_of(Level, row.level_then)),
            told(label_of(Category, row.category_then)),
            told(row.rereleased_on),
        ]
        for row in asked.nominal.recalls.all()
    ]
    then = (_("Level that day"), _("Category that day"), _("Released again"))
    heads = columns(_("Recalled on"), _("Because of"), _("Returned on"), *then)
    return [Table(heads, rows, _("No recall is recorded."))]


def _dates(asked: Asked) -> list[Block]:
    rows = [[row.get_kind_display(), told(row.on), told(row.note)] for row in asked.nominal.custody_dates.all()]
    return [Table(columns(_("Date"), _("On"), _("Note")), rows, _("No date of custody or licence is recorded."))]


def _events(asked: Asked) -> list[Block]:
    return [of_history(history_tables.event_table(asked.nominal), _("No event is recorded."))]


register_print_parts(
    "law",
    ("offences", gettext_lazy("Offences and sentences"), _offences),
    ("screenings", gettext_lazy("Screenings of eligibility"), _screenings),
    ("orders", gettext_lazy("Orders"), _orders),
    ("breaches", gettext_lazy("Breaches"), _breaches),
    ("recalls", gettext_lazy("Recalls"), _recalls),
    ("dates", gettext_lazy("Dates of custody and licence"), _dates),
    ("events", gettext_lazy("Events"), _events),
)
