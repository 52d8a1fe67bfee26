"""The limits of practice as pages show them: what counts in an area on a day, where it is set, what held before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cases.choices import Level, PracticeName, RiskBand
from cases.models import PracticeSetting
from cases.practice import value_in_words

#: Limits that a statute sets: they are kept here beside the others, and no area sets its own.
OF_LAW = frozenset(
    {PracticeName.REVOCATION_ACKNOWLEDGE, PracticeName.REVOCATION_REPLIES, PracticeName.REVOCATION_DECISION}
)


def is_law(name: str) -> bool:
    return name in OF_LAW


@dataclass(frozen=True)
class Chain:
    """One limit through time: all rows of a name, level and band. The unit is that of the national value."""

    name: str
    level: int | None
    band: str
    unit: str

    @property
    def words(self) -> str:
        """What it limits, and for whom."""
        narrowed = [str(Level(self.level).label)] if self.level else []
        if self.band:
            narrowed.append(str(_BANDS.get(self.band, self.band)))
        label = str(PracticeName(self.name).label)
        return _("%(limit)s: %(whom)s") % {"limit": label, "whom": ", ".join(narrowed)} if narrowed else label


_BANDS: dict[str, Any] = dict(RiskBand.choices)


@dataclass(frozen=True)
class InForce:
    """A limit that counts in an area on a day. `next` is what the area decided for a day ahead, if anything."""

    chain: Chain
    row: PracticeSetting
    next: PracticeSetting | None

    @property
    def value(self) -> str:
        return value_in_words(self.row.value, self.row.unit)

    @property
    def next_value(self) -> str:
        return value_in_words(self.next.value, self.next.unit) if self.next else ""

    @property
    def is_own(self) -> bool:
        return self.row.area_id is not None

    @property
    def is_law(self) -> bool:
        return is_law(self.chain.name)


def chain_of(row: PracticeSetting) -> Chain:
    return Chain(row.name, row.level, row.band, row.unit)


def in_force(area: str, on: datetime.date) -> list[InForce]:
    """Every limit that counts in an area on a day, in the order of their names. One query."""
    rows = (
        PracticeSetting.objects.filter(Q(area=area) | Q(area__isnull=True))
        .filter(Q(effective_to__isnull=True) | Q(effective_to__gt=on))
        .select_related("area")
        .order_by(F("area").desc(nulls_last=True), "-effective_from")
    )
    now: dict[tuple[str, int | None, str], PracticeSetting] = {}
    ahead: dict[tuple[str, int | None, str], PracticeSetting] = {}
    for row in rows:
        key = (row.name, row.level, row.band)
        if row.effective_from <= on:
            now.setdefault(key, row)
        elif row.area_id is not None:
            ahead[key] = row  # the soonest comes last
    found = [InForce(chain_of(row), row, ahead.get(key)) for key, row in now.items()]
    order = {name: place for place, name in enumerate(PracticeName.values)}
    bands = {band: place for place, band in enumerate(_BANDS)}
    return sorted(
        found,
        key=lambda one: (order[one.chain.name], one.chain.level or 0, bands.get(one.chain.band, 99), one.chain.band),
    )


def history_of(chain: Chain, area: str) -> list[PracticeSetting]:
    """All values of a limit, national and the area's own, the latest first; at each day the area's own counts."""
    rows = PracticeSetting.objects.filter(name=chain.name, level=chain.level, band=chain.band)
    mine = rows.filter(Q(area=area) | Q(area__isnull=True)).select_related("area", "set_by")
    return list(mine.order_by("-effective_from", F("area").desc(nulls_last=True)))
