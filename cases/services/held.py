"""A row below a nominal, held together with it until the transaction ends."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from cases.models import Nominal
from cases.services.acts import hold

M = TypeVar("M", bound=models.Model)


def hold_part(row: M, *related: str) -> tuple[Nominal, M]:
    """The nominal and the row as they are stored now, with what the row refers to under the names in `related`.

    Raises DomainError when somebody removed the row.
    """
    nominal = hold(row.nominal_id)  # type: ignore[attr-defined]
    rows = type(row)._default_manager.filter(pk=row.pk)
    stored = (rows.select_related(*related) if related else rows).first()
    if stored is None:
        raise DomainError(_("Somebody removed this in the meantime."))
    stored.nominal = nominal  # type: ignore[attr-defined]
    return nominal, stored
