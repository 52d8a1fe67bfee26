"""Risk of serious harm by group: recorded, corrected, removed. A change of the highest level has consequences."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import ROSH_GROUPS, AlertKind, RescreenTrigger, RoshSetting
from cases.models import Nominal, RescreenPrompt, RoshAssessment
from cases.rules.rosh import Movement
from cases.services import alerts
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version

FIELDS = ("setting", "assessed_on", *ROSH_GROUPS, "nature")


@transaction.atomic
def record_rosh(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> RoshAssessment:
    """What was assessed. When the highest level of that setting changes by it the level is to be screened again, and
    when it rises to high or very high those who manage the person and the area's unit are told.
    """
    nominal = hold(nominal.pk)
    before = _highest(nominal)
    row = RoshAssessment(nominal=nominal, recorded_by=actor, **values)
    _check(row)
    row.save(force_insert=True)
    _done(row, nominal, before, actor=actor, what="added")
    return row


@transaction.atomic
def correct_rosh(*, actor: User, rosh: RoshAssessment, version: int, values: dict[str, Any]) -> RoshAssessment:
    """With the consequences of recording. Raises Overtaken when somebody else corrected it in the meantime."""
    nominal, row = hold_part(rosh)
    require_version(row, version, FIELDS)
    before = _highest(nominal)
    for field in FIELDS:
        setattr(row, field, values[field])
    _check(row)
    row.save(update_fields=FIELDS)
    _done(row, nominal, before, actor=actor, what="corrected")
    return row


@transaction.atomic
def remove_rosh(*, actor: User, rosh: RoshAssessment) -> None:
    """Take away what was recorded by mistake; the change history keeps it. The one before counts again."""
    nominal, row = hold_part(rosh)
    before = _highest(nominal)
    row.delete()
    _done(rosh, nominal, before, actor=actor, what="removed")


def asks_to_screen(row: RoshAssessment) -> bool:
    """Whether the level waits to be screened again because of a change of that day."""
    prompts = RescreenPrompt.objects.filter(nominal=row.nominal_id, trigger=RescreenTrigger.RISK_CHANGE)
    return prompts.filter(happened_on=row.assessed_on, answered_on__isnull=True).exists()


def latest_of_each(nominal: Nominal) -> dict[str, RoshAssessment]:
    """The latest assessment of each setting that has one."""
    found: dict[str, RoshAssessment] = {}
    for row in nominal.rosh_assessments.all():
        found.setdefault(row.setting, row)
    return found


def _highest(nominal: Nominal) -> dict[str, str]:
    return {setting: row.highest for setting, row in latest_of_each(nominal).items()}


def _check(row: RoshAssessment) -> None:
    if row.nominal.date_of_birth and row.assessed_on < row.nominal.date_of_birth:
        raise DomainError(_("This lies before the person was born."), field="assessed_on")
    if row.setting == RoshSetting.CUSTODY and not row.prisoners:
        raise DomainError(_("In custody the risk to prisoners is assessed too."), field="prisoners")


def _done(row: RoshAssessment, nominal: Nominal, before: dict[str, str], *, actor: User, what: str) -> None:
    after = _highest(nominal)
    for setting in RoshSetting.values:
        movement = Movement(before.get(setting, ""), after.get(setting, ""))
        if movement.is_change:
            prompt_to_rescreen(nominal, RescreenTrigger.RISK_CHANGE, row.assessed_on)
        if movement.is_alarming:
            _tell(row, nominal, setting, movement, actor=actor)
    changed(actor=actor, nominal=nominal, part="rosh", what=what, rosh=str(row.pk))


def _tell(row: RoshAssessment, nominal: Nominal, setting: str, movement: Movement, *, actor: User) -> None:
    """Everybody but who recorded it."""
    people = [*alerts.those_who_manage(nominal), *alerts.unit_of(nominal)]
    facts = {"setting": setting, "before": movement.before, "level": movement.after}
    alerts.tell(
        [person for person in people if person.pk != actor.pk],
        AlertKind.RISK_ROSE,
        nominal,
        source=f"rosh {row.pk} {movement.after}",
        day=row.assessed_on.isoformat(),
        **facts,
    )
