"""What every service that changes a nominal does around its own work: hold the record, move its clocks, leave evidence.

Holding the nominal's row makes two people who change its histories at once wait for each other, so that a rule judges
what is really stored.
"""

import uuid
from typing import Any

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import User
from agencies.roles import Capability
from cases.clocks import refresh
from cases.models import Nominal


def hold(nominal_id: uuid.UUID) -> Nominal:
    """The nominal as stored, held until the transaction ends."""
    return Nominal.objects.select_for_update().get(pk=nominal_id)


def changed(
    *, actor: User, nominal: Nominal, part: str, rule: str = Capability.CHANGE_NOMINAL.value, **detail: Any
) -> None:
    """A part of the record was changed: its clocks follow, and evidence is left. The last call of a service.

    `rule` is the capability that let the actor do it. `detail` holds codes, days and names of fields; no values.
    """
    refresh([nominal.pk])
    record(AuditAction.CHANGE, rule=str(rule), actor=actor, subject=nominal, detail={"part": part, **detail})
