"""Risk in print: harm by group, assessments, the plan in force under its pillars, home visits."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.choices import ROSH_GROUPS
from cases.models import PlanEntry
from cases.record_print import (
    Block,
    Entry,
    Table,
    columns,
    entries_or,
    register_print_parts,
    told,
)
from cases.sections import Asked


def _harm(asked: Asked) -> list[Block]:
    rows = [
        [told(row.assessed_on), row.get_setting_display()]
        + [getattr(row, f"get_{group}_display")() for group in ROSH_GROUPS]
        + [told(row.nature)]
        for row in asked.nominal.rosh_assessments.all()
    ]
    groups = (_("Children"), _("Public"), _("Known adult"), _("Staff"), _("Prisoners"))
    heads = columns(_("Assessed"), _("Setting"), *groups, _("Nature"))
    return [Table(heads, rows, _("The risk of serious harm was not assessed yet."))]


def _assessments(asked: Asked) -> list[Block]:
    rows = [
        [
            f"{row.tool} {row.tool_version}".strip(),
            told(row.assessed_on),
            f"{row.get_band_display()} ({row.score})" if row.score else row.get_band_display(),
            row.assessor,
            told(row.next_due_on),
            told(row.note),
        ]
        for row in asked.nominal.assessments.all()
    ]
    heads = columns(_("Tool"), _("Assessed"), _("Band"), _("Assessor"), _("Next due"), _("Note"))
    return [Table(heads, rows, _("No assessment is recorded."))]


def _plan(asked: Asked) -> list[Block]:
    plan = asked.nominal.plans.filter(is_current=True).select_related("made_by").first()
    if plan is None:
        return entries_or(_("There is no risk management plan yet."), [])
    made = {"number": plan.number, "day": told(plan.made_at), "who": plan.made_by.get_full_name()}
    found: list[Block] = [Entry(_("Version %(number)d, %(day)s, %(who)s") % made, [], plan.summary)]
    rows = [_measure(entry) for entry in plan.entries.select_related("owner_agency")]
    heads = columns(_("Pillar"), _("Measure"), _("Against"), _("Who"), _("From"), _("Review"))
    return [*found, Table(heads, rows, _("The plan holds no measure yet."))]


def _measure(entry: PlanEntry) -> list[str]:
    who = f"{entry.owner_name}, {entry.owner_agency}"
    days = (told(entry.starts_on), told(entry.review_on))
    return [entry.get_pillar_display(), entry.measure, told(entry.risk_factor), who, *days]


def _visits(asked: Asked) -> list[Block]:
    entries = [
        Entry(
            told(row.visited_on),
            [
                (_("By"), row.officers),
                (_("Announced"), told(row.was_announced)),
                (_("What came of it"), row.get_outcome_display()),
                (_("Next visit due"), told(row.next_due_on)),
            ],
            row.note,
        )
        for row in asked.nominal.home_visits.all()
    ]
    return entries_or(_("No home visit is recorded."), entries)


register_print_parts(
    "risk",
    ("harm", gettext_lazy("Risk of serious harm"), _harm),
    ("assessments", gettext_lazy("Assessments"), _assessments),
    ("plan", gettext_lazy("Risk management plan"), _plan),
    ("visits", gettext_lazy("Home visits"), _visits),
)
