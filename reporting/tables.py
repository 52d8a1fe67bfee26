"""The annual tables of one area, or of a group of areas taken as one: every figure with what it rests on.

Made from `figures` and `population`; drawn by `render`. Holds no person and knows nobody's rights.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from reporting import figures, population
from reporting.choices import RULE_SENTENCES, CountingRules
from reporting.coverage import Coverage
from reporting.definitions import BY_CODE, ONE, TABLES, TOTAL, Table
from reporting.figures import Cell, Figures
from reporting.population import PopulationUsed
from reporting.years import ReportingYear

#: T9, and the figure of T1 that it is a rate of.
RATE = Cell("T9", ONE, ONE)
SUBJECT = Cell("T1", TOTAL, "category_1")


@dataclass(frozen=True)
class AnnualTables:
    """T1 to T9 of one coverage and year, counted by one position of the switches."""

    coverage: Coverage
    year: ReportingYear
    rules: CountingRules
    figures: Figures
    population: PopulationUsed | None

    def figure(self, cell: Cell) -> int | None:
        """The number in a cell; None where it is not available (T9 without a population)."""
        if cell != RATE:
            return self.figures.get(cell, 0)
        return self.population.rate(self.figure(SUBJECT) or 0) if self.population else None

    def is_dash(self, cell: Cell) -> bool:
        """Whether the cell cannot occur and, as it should, counts nobody. If it does, the number is shown."""
        return (cell.row, cell.column) in BY_CODE[cell.code].dashes and not self.figure(cell)

    def title(self, table: Table) -> str:
        return str(table.title) % {"day": self.year.picture_label}

    def words(self, cell: Cell) -> str:
        """What stands in the cell: the number, a dash, or that it is not available."""
        if self.is_dash(cell):
            return "-"
        number = self.figure(cell)
        return _("not available") if number is None else str(number)

    def rule_sentence(self, table: Table) -> str | Promise:
        """The counting rule applied to a table, or an empty text where none is open."""
        return RULE_SENTENCES[getattr(self.rules, table.switch)] if table.switch else ""

    @property
    def population_sentence(self) -> str:
        """Which population T9 used, as it is printed beneath it."""
        if self.population is None:
            return _("There is no estimate of the population before %(year)s, so the rate cannot be given.") % {
                "year": self.year.label
            }
        return _("Population: %(people)s people aged 10 and over, mid-%(mid_year)d estimate (%(release)s).") % {
            "people": f"{self.population.people:,}",
            "mid_year": self.population.mid_year,
            "release": "; ".join(self.population.releases),
        }

    def notes(self, table: Table) -> list[str]:
        """Everything that stands beneath a table: notes of the definition, the counting rule, the population."""
        found = [*table.notes, self.rule_sentence(table)]
        return [str(note) for note in found if note] + [self.population_sentence] * (table.code == RATE.code)

    @property
    def provisional_sentence(self) -> str:
        """That the year is not over, or an empty text."""
        if self.year.is_over:
            return ""
        return _(
            "The year %(year)s is not over. These figures are counted up to %(day)s and are not for publication."
        ) % {
            "year": self.year.label,
            "day": self.year.picture_label,
        }


def annual_tables(coverage: Coverage, year: ReportingYear, rules: CountingRules) -> AnnualTables:
    """Count the tables of one coverage."""
    return annual_tables_of([coverage], year, rules)[0]


def annual_tables_of(coverages: Iterable[Coverage], year: ReportingYear, rules: CountingRules) -> list[AnnualTables]:
    """Count the tables of many coverages at once, in as many statements as for one."""
    wanted = list(coverages)
    units: Mapping[str, tuple[str, ...]] = {one.name: one.area_codes for one in wanted}
    counted = figures.count(units, year, rules)
    people = population.populations(units, year.first)
    return [AnnualTables(one, year, rules, counted[one.name], people[one.name]) for one in wanted]


def cells(table: Table) -> Iterable[Cell]:
    """Every cell of a table as printed, row by row."""
    return (Cell(table.code, row, column) for row in table.row_keys for column in table.column_keys)


def all_cells() -> Iterable[Cell]:
    return (cell for table in TABLES for cell in cells(table))
