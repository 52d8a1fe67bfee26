"""Assessments by tools: recorded, corrected, removed. What a tool found is held; nothing is computed from a score."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import TOOLS, PracticeName
from cases.models import Assessment, Nominal
from cases.practice import limit_for
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.versions import require_version

FIELDS = ("tool", "tool_version", "assessed_on", "assessor", "score", "band", "next_due_on", "note")
_BY_NAME = {tool.casefold(): tool for tool in TOOLS}


@transaction.atomic
def record_assessment(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> Assessment:
    """One use of a tool. Without a day for the next one the tool's interval sets it, where there is one."""
    nominal = hold(nominal.pk)
    row = Assessment(nominal=nominal, recorded_by=actor, **values)
    _complete(row)
    row.save(force_insert=True)
    _done(nominal, row, actor=actor, what="added")
    return row


@transaction.atomic
def correct_assessment(*, actor: User, assessment: Assessment, version: int, values: dict[str, Any]) -> Assessment:
    """Raises Overtaken when somebody else corrected it in the meantime."""
    nominal, row = hold_part(assessment)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _complete(row)
    row.save(update_fields=FIELDS)
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def remove_assessment(*, actor: User, assessment: Assessment) -> None:
    """Take away what was recorded by mistake; the change history keeps it."""
    nominal, row = hold_part(assessment)
    row.delete()
    _done(nominal, assessment, actor=actor, what="removed")


def _complete(row: Assessment) -> None:
    """A known tool by its usual spelling; a next day after this one."""
    row.tool = _BY_NAME.get(row.tool.casefold(), row.tool)
    if row.nominal.date_of_birth and row.assessed_on < row.nominal.date_of_birth:
        raise DomainError(_("This lies before the person was born."), field="assessed_on")
    if row.next_due_on is None:
        interval = limit_for(row.nominal, PracticeName.ASSESSMENT_INTERVAL, row.assessed_on, band=row.tool)
        row.next_due_on = interval.after(row.assessed_on) if interval else None
    elif row.next_due_on <= row.assessed_on:
        raise DomainError(_("The next assessment is due after this one."), field="next_due_on")


def _done(nominal: Nominal, row: Assessment, *, actor: User, what: str) -> None:
    changed(actor=actor, nominal=nominal, part="assessment", what=what, assessment=str(row.pk))
