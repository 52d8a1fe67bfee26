"""What an import found and did, for a terminal, a page and the audit."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from cases.imports.faults import Fault


@dataclass
class Count:
    """What became of the rows of one file."""

    rows: int = 0
    new: int = 0
    changed: int = 0


@dataclass
class Outcome:
    """`faults` empty and `is_stored` false: a check that found nothing wrong.

    `notices` are sentences about what is allowed but may surprise.
    """

    faults: list[Fault] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    area_code: str | None = None
    is_stored: bool = False

    @property
    def has_changes(self) -> bool:
        return any(count.new or count.changed for count in self.counts.values())

    def counts_as_json(self) -> dict[str, dict[str, int]]:
        return {name: asdict(count) for name, count in self.counts.items()}
