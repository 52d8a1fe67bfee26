"""Convictions, cautions and findings of a person: added, corrected, removed. The law is judged elsewhere; notification
requirements follow at once."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from agencies.models import User
from cases.choices import DisposalKind, OffenceOutcome, RescreenTrigger
from cases.models import Disposal, Nominal, QualifyingOffence
from cases.services.acts import changed, hold
from cases.services.held import hold_part
from cases.services.notification import follow_notification
from cases.services.rescreening import prompt_to_rescreen
from cases.services.versions import require_version

FIELDS = (
    "offence_code",
    "offence_title",
    "committed_on",
    "outcome",
    "dealt_with_on",
    "sentenced_on",
    "court",
    "disposal",
    "years",
    "months",
    "days",
    "is_consecutive",
    "victim_under_18",
    "is_overseas",
    "is_index",
    "needs_legal_review",
    "facts",
)


@transaction.atomic
def add_offence(*, actor: User, nominal: Nominal, values: dict[str, Any]) -> Disposal:
    """An offence dealt with; one taken from the law's lists is called by its title there. Raises DomainError."""
    nominal = hold(nominal.pk)
    row = Disposal(nominal=nominal, **values)
    _complete(row)
    row.save(force_insert=True)
    prompt_to_rescreen(nominal, RescreenTrigger.NEW_OFFENCE, row.dealt_with_on)
    _done(nominal, row, actor=actor, what="added")
    return row


@transaction.atomic
def change_offence(*, actor: User, offence: Disposal, version: int, values: dict[str, Any]) -> Disposal:
    """Correct an offence. Raises Overtaken when somebody else did in the meantime."""
    nominal, row = hold_part(offence)
    require_version(row, version, FIELDS)
    for field in FIELDS:
        setattr(row, field, values[field])
    _complete(row)
    row.save(update_fields=FIELDS)
    _done(nominal, row, actor=actor, what="corrected")
    return row


@transaction.atomic
def remove_offence(*, actor: User, offence: Disposal) -> None:
    """Take away an offence recorded by mistake; the change history keeps it."""
    nominal, row = hold_part(offence)
    row.delete()
    _done(nominal, offence, actor=actor, what="removed")


def _done(nominal: Nominal, row: Disposal, *, actor: User, what: str) -> None:
    follow_notification(actor=actor, nominal=nominal, on=timezone.localdate())
    changed(actor=actor, nominal=nominal, part="offence", what=what, offence=str(row.pk))


def _complete(row: Disposal) -> None:
    """Name an offence of the lists by its title; refuse days and disposals that cannot be."""
    if row.offence_code and not row.offence_title:
        listed = QualifyingOffence.objects.filter(code=row.offence_code).order_by("-effective_from").first()
        if listed is None:
            raise DomainError(_("This offence is no longer on the lists. Choose another."), field="offence_code")
        row.offence_title = listed.title
    if row.committed_on and row.committed_on > row.dealt_with_on:
        raise DomainError(_("An offence is committed before it is dealt with."), field="committed_on")
    if row.sentenced_on and row.sentenced_on < row.dealt_with_on:
        raise DomainError(_("Sentence follows conviction: enter the same day or a later one."), field="sentenced_on")
    born = row.nominal.date_of_birth
    if born and (row.committed_on or row.dealt_with_on) < born:
        raise DomainError(_("This lies before the person was born."), field="dealt_with_on")
    if (row.outcome == OffenceOutcome.CAUTIONED) != (row.disposal == DisposalKind.CAUTION):
        raise DomainError(
            _("A caution is recorded with the disposal “Caution”, and nothing else is."), field="disposal"
        )
