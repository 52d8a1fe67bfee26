"""People aged 10 and over, as T9 uses them: which estimate, from which release, and the rate that follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reporting.models import Population


@dataclass(frozen=True)
class PopulationUsed:
    """The estimate under a T9: of the latest mid-year before the reporting year for which every area has one."""

    people: int
    mid_year: int
    releases: tuple[str, ...]

    def rate(self, people_subject: int) -> int:
        """For every 100,000, a whole number, half rounded up. In whole numbers: a float could round 0.5 down."""
        return (200_000 * people_subject + self.people) // (2 * self.people)


def populations(units: Mapping[str, Iterable[str]], year: int) -> dict[str, PopulationUsed | None]:
    """The estimate for each unit (its name and the areas it takes as one) in the year from 1 April of `year`.

    The figures of a year come out in the following autumn, when the estimate of the mid-year before it began is the
    last that is published. None where an area has no estimate that old.
    """
    found = Population.objects.filter(mid_year__lt=year, people_aged_10_and_over__gt=0)
    estimates = {(one.area_id, one.mid_year): one for one in found}
    return {unit: _used(list(areas), estimates) for unit, areas in units.items()}


def _used(areas: list[str], estimates: dict[tuple[str, int], Population]) -> PopulationUsed | None:
    complete = [
        mid_year
        for mid_year in sorted({mid_year for _area, mid_year in estimates}, reverse=True)
        if all((area, mid_year) in estimates for area in areas)
    ]
    if not complete or not areas:
        return None
    used = [estimates[area, complete[0]] for area in areas]
    releases = dict.fromkeys(one.release for one in used)
    return PopulationUsed(sum(one.people_aged_10_and_over for one in used), complete[0], tuple(releases))
