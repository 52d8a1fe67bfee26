"""The national identifiers of a person: how each is written, and a random reference of our own."""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Crockford's alphabet: no I, L, O or U, so that a reference can be read out over the telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """A reference such as `M-7QK4-9XTD`: random (40 bits), so that nobody can count up or guess the next."""
    body = "".join(secrets.choice(_ALPHABET) for _place in range(8))
    return f"M-{body[:4]}-{body[4:]}"


@dataclass(frozen=True)
class Identifier:
    """How one identifier is written. `pattern` matches the whole, upper-case, without spaces around."""

    field: str
    pattern: re.Pattern[str]
    message: Any

    def check(self, value: str) -> None:
        """Raise ValidationError, with a sentence that shows the right form, unless the value is well formed."""
        if not self.pattern.fullmatch(value):
            raise ValidationError(self.message, code="format")


PNC = Identifier("pnc_id", re.compile(r"\d{4}/\d{7}[A-Z]"), _("A PNC ID is written like 2001/0012345A."))
CRO = Identifier("cro_number", re.compile(r"(SF)?\d{1,6}/\d{2}[A-Z]"), _("A CRO number is written like 123456/01A."))
CRN = Identifier("crn", re.compile(r"[A-Z]\d{6}"), _("A CRN is written like X123456."))
NOMS = Identifier("noms_number", re.compile(r"[A-Z]\d{4}[A-Z]{2}"), _("A NOMS number is written like A1234BC."))
VISOR = Identifier("visor_ref", re.compile(r"[A-Z]{1,3}\d{4,10}"), _("A ViSOR reference is written like V1234567."))

IDENTIFIERS: tuple[Identifier, ...] = (PNC, CRO, CRN, NOMS, VISOR)


def check_pnc(value: str) -> None:
    PNC.check(value)


def check_cro(value: str) -> None:
    CRO.check(value)


def check_crn(value: str) -> None:
    CRN.check(value)


def check_noms(value: str) -> None:
    NOMS.check(value)


def check_visor(value: str) -> None:
    VISOR.check(value)
