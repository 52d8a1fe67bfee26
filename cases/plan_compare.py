"""Two versions of a risk management plan beside each other: which measures came, went, changed, and in what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cases.choices import Pillar
from cases.models import PlanEntry
from cases.wording import words_of
from pagekit.dates import long_date

#: What is compared of a measure, in the order in which it is read.
COMPARED = ("measure", "risk_factor", "owner_agency", "owner_name", "starts_on", "review_on")


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Difference:
    """One measure that is not the same in both versions. `kind` is added, changed or removed."""

    kind: str
    entry: PlanEntry
    changes: list[FieldChange] = field(default_factory=list)


def compare(earlier: Iterable[PlanEntry], later: Iterable[PlanEntry]) -> list[tuple[str, list[Difference]]]:
    """The differences under each pillar that has any; of measures that are in the plan. Agencies come with them."""
    before = {one.line: one for one in earlier if not one.is_taken_out}
    now = {one.line: one for one in later if not one.is_taken_out}
    found = [_difference(before.get(line), entry) for line, entry in now.items()]
    found += [Difference("removed", entry) for line, entry in before.items() if line not in now]
    differences = [one for one in found if one is not None]
    under = {pillar: [one for one in differences if one.entry.pillar == pillar] for pillar in Pillar}
    return [(str(pillar.label), rows) for pillar, rows in under.items() if rows]


def _difference(before: PlanEntry | None, now: PlanEntry) -> Difference | None:
    if before is None:
        return Difference("added", now)
    names = ("pillar", *COMPARED)
    changes = [
        FieldChange(words_of(PlanEntry, name), _words(before, name), _words(now, name))
        for name in names
        if _words(before, name) != _words(now, name)
    ]
    return Difference("changed", now, changes) if changes else None


def _words(entry: PlanEntry, name: str) -> str:
    if name == "pillar":
        return entry.get_pillar_display()
    value: Any = getattr(entry, name)
    return str(long_date(value)) if hasattr(value, "isoformat") else str(value or "")
