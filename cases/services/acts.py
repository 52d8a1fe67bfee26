"""What every service that changes a nominal does around its own work: hold the record, leave evidence.

Holding the nominal's row makes two people who change its histories at once wait for each other, so that a rule judges
what is really stored.
"""

import uuid
from typing import Any

from agencies.audit import record
from agencies.choices import AuditAction
from agencies.models import User
from agencies.roles import Capability
from cases.models import Nominal


def hold(nominal_id: uuid.UUID) -> Nominal:
    """The nominal as stored, held until the transaction ends."""
    return Nominal.objects.select_for_update().get(pk=nominal_id)


def changed(*, actor: User, nominal: Nominal, part: str, **detail: Any) -> None:
    """Evidence that a part of the record was changed. `detail` holds codes, days and names of fields; no values."""
    rule = Capability.CHANGE_NOMINAL.value
    record(AuditAction.CHANGE, rule=rule, actor=actor, subject=nominal, detail={"part": part, **detail})
