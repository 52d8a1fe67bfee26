"""One thing wrong with a cohort, where it stands, and how it is put in one line."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

#: A value is shown up to this length; the sentence says what is wrong with the rest.
SHOWN_LENGTH = 80


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`line` counts from 1, the header's; 0 when the fault is the file's own. `column` and `value` may be empty."""

    file: str
    line: int
    column: str
    value: str
    sentence: str

    def __str__(self) -> str:
        """One line, whatever the value holds, for a terminal and for a log that the sender is sent."""
        parts = [self.file]
        if self.line:
            parts.append(_("line %(line)d") % {"line": self.line})
        if self.column:
            parts.append(_("column %(column)s") % {"column": self.column})
        if self.value:
            parts.append(_("value “%(value)s”") % {"value": self.value})
        return f"{', '.join(parts)}: {self.sentence}"


def shown(value: str) -> str:
    """A value as a fault shows it: on one line, nothing invisible, not endless."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in value[: SHOWN_LENGTH + 1])
    return clean if len(clean) <= SHOWN_LENGTH else clean[:SHOWN_LENGTH] + "…"
