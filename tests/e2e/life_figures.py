"""The annual tables before and after: which figures a person's life has moved, in which area and year."""

import datetime
import re

from playwright.sync_api import expect

from tests.e2e.hand import main
from tests.e2e.life_story import CONVICTED_AGAIN, GLOUCESTERSHIRE, TODAY, WILTSHIRE, Cast
from tests.e2e.visitor import Visitor

Figures = dict[str, int]

_CELLS = """() => [...document.querySelectorAll('main td a[href*="/cells/"]')]
  .map(link => [new URL(link.href).pathname, link.firstChild.textContent])"""


def year_of(day: datetime.date) -> int:
    """The year, 1 April to 31 March, that a day belongs to, by its first."""
    return day.year - ((day.month, day.day) < (4, 1))


THEN, LAST, NOW = year_of(CONVICTED_AGAIN), year_of(TODAY) - 1, year_of(TODAY)
_LOOKED_AT = (
    (GLOUCESTERSHIRE, THEN),
    (GLOUCESTERSHIRE, LAST),
    (GLOUCESTERSHIRE, NOW),
    (WILTSHIRE, LAST),
    (WILTSHIRE, NOW),
)


def figures(cast: Cast) -> dict[tuple[str, int], Figures]:
    """Every figure of the areas and years that the story touches, each as the unit of its area sees it."""
    units = {GLOUCESTERSHIRE: cast.coordinator, WILTSHIRE: cast.neighbour}
    return {(area, year): _read(units[area], area, year) for area, year in _LOOKED_AT}


def _read(unit: Visitor, area: str, year: int) -> Figures:
    unit.open(f"/tables/{area}/{year}/")
    # The rate of T9 leads to a cell of T1, which stands before it: of two figures with one address the first is kept.
    cells = reversed(unit.page.evaluate(_CELLS))
    found = {path.split("/cells/")[1].strip("/"): int(re.sub(r"\D", "", words)) for path, words in cells}
    assert found, unit.path
    return found


def grown(before: dict[tuple[str, int], Figures], cast: Cast) -> dict[tuple[str, int], Figures]:
    """By how much each figure grew since; those that stayed are left out."""
    after = figures(cast)
    return {
        place: {cell: by for cell, number in after[place].items() if (by := number - before[place].get(cell, 0))}
        for place in _LOOKED_AT
    }


def one_more(table: str, row: str, column: str) -> Figures:
    """A person more in a cell, and so in the totals of its row, its column and the table."""
    return {f"{table}/{one}/{other}": 1 for one in (row, "total") for other in (column, "total")}


#: At Level 1, in Category 1 and in the community on 31 March of every year since the first conviction.
AT_LEVEL_1 = one_more("T1", "level_1", "category_1")
#: What happened on the day on which the area of that day counts it.
MEETINGS = one_more("T2", "level_2", "category_1") | one_more("T7", "level_2", "category_1") | {"T3/one/one": 1}


def listed_behind(cast: Cast, cell: str) -> None:
    """The figure opens the list of those whom it counts."""
    cast.neighbour.open(f"/tables/{WILTSHIRE}/{NOW}/cells/{cell}/")
    expect(main(cast.neighbour)).to_contain_text(cast.reference)
