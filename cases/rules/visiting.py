"""How often somebody is visited at home: by which band of risk, and from which day the interval runs.

Practice of the police, not law: the interval itself is a limit of practice. Whose visits run without anybody having
decided it: people in Category 1, in the community, led by the police.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.choices import RISK_ORDER, VISIT_TOOLS, RiskBand
from cases.rules.answers import Answer, Fact
from cases.rules.rosh import rank


@dataclass(frozen=True)
class Assessed:
    """A band on a day. `tool` is empty for the highest level of risk of serious harm in the community."""

    tool: str
    band: str
    assessed_on: datetime.date

    @property
    def words(self) -> str:
        return self.tool or _("Risk of serious harm in the community")


@dataclass(frozen=True)
class Visited:
    """The visit that decides about the next one: the last at which the person was seen, or which named a day."""

    visited_on: datetime.date
    next_due_on: datetime.date | None = None


def visiting_band(tools: Iterable[Assessed], rosh: Assessed | None) -> Answer[str]:
    """The band that sets the interval.

    The latest assessment by a tool for it, of two on one day the higher; a risk of serious harm that was found higher
    since then goes before it, and decides alone where no such tool was used. Not known without either.
    """
    known = [one for one in tools if one.tool in VISIT_TOOLS and one.band in RISK_ORDER]
    latest = max(known, key=lambda one: (one.assessed_on, rank(one.band)), default=None)
    facts = tuple(_fact(one) for one in (latest, rosh) if one is not None)
    deciding = latest
    if rosh is not None and (latest is None or _rose_since(rosh, latest)):
        deciding = rosh
    if deciding is None:
        return Answer(None, _("No risk is assessed by which visits could be scheduled."), facts)
    words = {"band": str(RiskBand(deciding.band).label).lower(), "source": deciding.words}
    return Answer(deciding.band, _("Visits go by %(band)s risk, from: %(source)s.") % words, facts)


def _rose_since(rosh: Assessed, latest: Assessed) -> bool:
    return rosh.assessed_on > latest.assessed_on and rank(rosh.band) > rank(latest.band)


def _fact(one: Assessed) -> Fact:
    return Fact(_("%(source)s: %(band)s") % {"source": one.words, "band": RiskBand(one.band).label}, one.assessed_on)


def runs_from(visit: Visited | None, duties: Iterable[datetime.date], on_record_since: datetime.date) -> datetime.date:
    """The day from which the interval runs: the last visit, or the day since when there is a duty, the later.

    `duties` are the days from which the person is in Category 1, in the community, led by the police. Of somebody with
    no visit on record nothing is late that was due before the record came in.
    """
    return max([*duties, visit.visited_on if visit else on_record_since])
