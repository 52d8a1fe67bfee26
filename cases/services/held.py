"""A row below a nominal, held together with it until the transaction ends."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from agencies.errors import DomainError
from cases.models import Nominal
from cases.services.acts import hold

M = TypeVar("M", bound=models.Model)


def hold_part(row: M) -> tuple[Nominal, M]:
    """The nominal and the row as they are stored now. Raises DomainError when somebody removed the row."""
    nominal = hold(row.nominal_id)  # type: ignore[attr-defined]
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None:
        raise DomainError(_("Somebody removed this in the meantime."))
    return nominal, stored
