"""How the person is managed, in print: today, and every history; and the whole line of time."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import history_tables
from cases.banner import lead_of
from cases.choices import Category, Level, Whereabouts
from cases.record_print import (
    Block,
    Entry,
    Facts,
    PrintPart,
    Sentence,
    Table,
    columns,
    entries_or,
    of_history,
    register_print_part,
    register_print_parts,
    told,
)
from cases.sections import Asked
from cases.timeline import moments_of
from cases.why import why_this_category
from cases.wording import label_of


def _today(asked: Asked) -> list[Block]:
    row: Any = asked.nominal
    allocation = row.allocations.in_force(asked.on).select_related("offender_manager").first()
    rows = [
        (_("Category"), told(label_of(Category, row.category_now))),
        (_("Level"), told(label_of(Level, row.level_now))),
        (_("Whereabouts"), told(label_of(Whereabouts, row.whereabouts_now))),
        (_("Area"), told(row.area_name_now)),
        (_("Lead agency"), told(lead_of(row).strip(": "))),
        (
            _("Offender manager"),
            allocation.offender_manager.get_full_name() if allocation else _("Nobody is allocated"),
        ),
    ]
    if row.is_restricted_now:
        rows.append((_("Access"), _("Restricted to named people")))
    return [Facts(rows)]


def _categories(asked: Asked) -> list[Block]:
    bases = list(asked.nominal.category_bases.all())
    table = history_tables.category_table(bases, asked.on)
    return [
        Sentence(why_this_category(bases, asked.on).sentence),
        of_history(table, _("No basis of a category is recorded.")),
    ]


def _levels(asked: Asked) -> list[Block]:
    return [of_history(history_tables.level_table(asked.nominal, asked.on), _("No level is decided yet."))]


def _whereabouts(asked: Asked) -> list[Block]:
    table = history_tables.whereabouts_table(asked.nominal, asked.on)
    return [of_history(table, _("Nothing is recorded of where the person is."))]


def _responsibilities(asked: Asked) -> list[Block]:
    table = history_tables.responsibility_table(asked.nominal, asked.on)
    return [of_history(table, _("No area is recorded as responsible."))]


def _reviews(asked: Asked) -> list[Block]:
    entries = [
        Entry(
            _("%(level)s, %(day)s") % {"level": row.get_level_display(), "day": told(row.reviewed_on)},
            [
                (_("Outcome"), row.get_outcome_display()),
                (_("Reviewed by"), row.reviewed_by.get_full_name()),
                (_("Countersigned by"), told(row.countersigned_by and row.countersigned_by.get_full_name())),
                (_("Next review due"), told(row.next_due_on)),
            ],
            row.rationale,
        )
        for row in asked.nominal.reviews.select_related("reviewed_by", "countersigned_by")
    ]
    return entries_or(_("No review is recorded."), entries)


def _history(asked: Asked) -> list[Block]:
    rows = [
        [told(one.day), str(one.kind.label), f"{one.title}. {one.text}" if one.text else one.title]
        for one in moments_of(asked.nominal)
    ]
    return [Table(columns(_("Day"), _("Kind"), _("What")), rows, _("Nothing dated is recorded."))]


register_print_parts(
    "standing",
    ("today", gettext_lazy("Today"), _today),
    ("categories", gettext_lazy("Category"), _categories),
    ("levels", gettext_lazy("Level"), _levels),
    ("reviews", gettext_lazy("Reviews"), _reviews),
    ("whereabouts", gettext_lazy("Whereabouts"), _whereabouts),
    ("responsibilities", gettext_lazy("Who is responsible"), _responsibilities),
)
register_print_part(PrintPart("history", "timeline", gettext_lazy("Everything dated, newest first"), _history))
