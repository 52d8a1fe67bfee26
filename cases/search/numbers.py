"""Reads a typed text as our reference, a national identifier or a sender's own reference."""

import datetime
import re
from collections.abc import Iterator, Mapping

from django.db.models import Q

from cases.identifiers import IDENTIFIERS

_OURS = re.compile(r"M([0-9A-Z]{4})([0-9A-Z]{4})")
_SHORT_PNC = re.compile(r"(\d{2}|\d{4})/(\d{1,7})([A-Z])", re.ASCII)
# Letters that our references never use, and what was meant by them.
_MISREAD = str.maketrans("OIL", "011")
LONGEST = 40


def number_condition(text: str, today: datetime.date) -> Q | None:
    """The condition that a nominal bears this number; None when the text cannot be one."""
    typed = text.strip()
    if not 3 <= len(typed) <= LONGEST:
        return None
    conditions = [Q(**{field: value}) for field, value in _readings(typed, today)]
    if any(character.isdigit() for character in typed):
        conditions.append(~Q(source_reference="") & Q(source_reference__in={typed, typed.upper(), typed.lower()}))
    return _any(conditions)


def _readings(typed: str, today: datetime.date) -> Iterator[tuple[str, str]]:
    letters = _letters(typed)
    ours = read_reference(typed)
    if ours:
        yield "reference", ours
    for identifier in IDENTIFIERS:
        if identifier.pattern.fullmatch(letters):
            yield identifier.field, letters
    short = _SHORT_PNC.fullmatch(letters)
    if short:
        yield "pnc_id", f"{_long_year(short[1], today)}/{short[2]:0>7}{short[3]}"


def read_reference(typed: str) -> str:
    """A text as one of our references, whatever its spaces and dashes; empty when it cannot be one."""
    found = _OURS.fullmatch(_letters(typed))
    if not found:
        return ""
    body = (found[1] + found[2]).translate(_MISREAD)
    return f"M-{body[:4]}-{body[4:]}"


def _letters(typed: str) -> str:
    return re.sub(r"[\s\-‐‑–.]", "", typed.upper())


def _long_year(year: str, today: datetime.date) -> str:
    if len(year) == 4:
        return year
    century = today.year // 100 - (int(year) > today.year % 100)
    return f"{century}{year}"


def identifiers_condition(identifiers: Mapping[str, str]) -> Q | None:
    """The condition that a nominal bears any of these; keys are field names, empty values are left out."""
    fields = {identifier.field for identifier in IDENTIFIERS}
    return _any([Q(**{name: value.strip().upper()}) for name, value in identifiers.items() if name in fields and value])


def _any(conditions: list[Q]) -> Q | None:
    return Q(*conditions, _connector=Q.OR) if conditions else None
