"""The contract of the cohort files as data: which files, which columns, what each cell may hold, what a row must obey.

Reads nothing and stores nothing. Area codes, and which agencies exist where, are reference data and come as arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases import identifiers
from cases.choices import BASIS_CATEGORY, Basis, Category, Ethnicity, EventType, Level, OrderType, Sex, Whereabouts
from cases.imports.cells import Check, at_most, date_fault, one_of, past_date, written_as


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what a filled cell may hold, whether it must be filled, its type in the staging table."""

    name: str
    check: Check
    required: bool = False
    sql_type: str = "text"


#: (column, value, sentence) for what is wrong between cells that are each well formed.
RowFault = tuple[str, str, str]
#: Reads a row's cells by column name; empty cells are "".
RowRule = Callable[[dict[str, str]], RowFault | None]


@dataclass(frozen=True, slots=True)
class CohortFile:
    name: str
    columns: tuple[Column, ...]
    rules: tuple[RowRule, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def ends_after(first: str, last: str) -> RowRule:
    """The day in `last`, if any, comes after the day in `first`."""

    def rule(row: dict[str, str]) -> RowFault | None:
        if not row[last] or not row[first] or row[last] > row[first]:
            return None
        return last, row[last], _("The end must come after the start, %(start)s.") % {"start": row[first]}

    return rule


def not_before(first: str, last: str) -> RowRule:
    """The day in `last`, if any, is the day in `first` or comes after it."""

    def rule(row: dict[str, str]) -> RowFault | None:
        if not row[last] or not row[first] or row[last] >= row[first]:
            return None
        words = {"column": first, "day": row[first]}
        return last, row[last], _("This day lies before %(column)s, %(day)s.") % words

    return rule


def basis_brings_category(row: dict[str, str]) -> RowFault | None:
    """A basis brings one category by law: the two cells must agree."""
    if not row["basis"] or not row["category"]:
        return None
    category, provision = BASIS_CATEGORY[Basis(row["basis"])]
    if str(category.value) == row["category"]:
        return None
    sentence = _("The basis %(basis)s brings category %(category)d (%(provision)s), not category %(given)s.")
    words = {"basis": row["basis"], "category": category, "provision": provision, "given": row["category"]}
    return "category", row["category"], sentence % words


def _date(name: str, *, required: bool = False, check: Check = date_fault) -> Column:
    return Column(name, check, required, "date")


def _code(name: str, codes: type, *, required: bool = True, sql_type: str = "text") -> Column:
    return Column(name, one_of([str(code) for code in codes.values]), required, sql_type)  # type: ignore[attr-defined]


REFERENCE = Column("nominal_ref", at_most(40), required=True)
_STARTED, _ENDED = _date("started_on", required=True), _date("ended_on")
_PERIOD_RULE = ends_after("started_on", "ended_on")

NOMINALS = CohortFile(
    "nominals",
    (
        REFERENCE,
        Column("family_name", at_most(100), required=True),
        Column("given_names", at_most(150)),
        _date("date_of_birth", check=past_date),
        _code("sex", Sex, required=False),
        _code("ethnicity", Ethnicity, required=False),
        Column("pnc_id", written_as(identifiers.PNC)),
        Column("crn", written_as(identifiers.CRN)),
        Column("noms_number", written_as(identifiers.NOMS)),
        Column("visor_ref", written_as(identifiers.VISOR)),
        _date("died_on"),
    ),
    (not_before("date_of_birth", "died_on"),),
)


def responsibilities(area_codes: set[str], agencies: dict[str, set[str]]) -> CohortFile:
    """`area_codes` are those known; `agencies` gives, for each kind of agency, the areas where it can lead."""

    def agency_exists(row: dict[str, str]) -> RowFault | None:
        if not row["area_code"] or not row["lead_agency"] or row["area_code"] in agencies[row["lead_agency"]]:
            return None
        sentence = _("There is no agency of this kind in area %(area)s.") % {"area": row["area_code"]}
        return "lead_agency", row["lead_agency"], sentence

    def known_area(text: str) -> str | None:
        return None if text in area_codes else _("This is not the code of one of the 42 areas.")

    columns = (
        REFERENCE,
        Column("area_code", known_area, required=True),
        Column("lead_agency", one_of(agencies), required=True),
        _STARTED,
        _ENDED,
    )
    return CohortFile("responsibilities", columns, (_PERIOD_RULE, agency_exists))


CATEGORIES = CohortFile(
    "categories",
    (REFERENCE, _code("category", Category, sql_type="smallint"), _code("basis", Basis), _STARTED, _ENDED),
    (_PERIOD_RULE, basis_brings_category),
)
LEVELS = CohortFile(
    "levels", (REFERENCE, _code("level", Level, sql_type="smallint"), _STARTED, _ENDED), (_PERIOD_RULE,)
)
WHEREABOUTS = CohortFile("whereabouts", (REFERENCE, _code("status", Whereabouts), _STARTED, _ENDED), (_PERIOD_RULE,))
ORDERS = CohortFile(
    "orders",
    (
        REFERENCE,
        _code("order_type", OrderType),
        _date("made_on", required=True),
        _date("ends_on"),
        Column("foreign_travel_restriction", one_of(["yes", "no"]), sql_type="boolean"),
        Column("court", at_most(120)),
        Column("applicant", at_most(80)),
        _date("ended_on"),
        Column("end_reason", at_most(80)),
    ),
    (ends_after("made_on", "ends_on"), ends_after("made_on", "ended_on")),
)
EVENTS = CohortFile("events", (REFERENCE, _code("event_type", EventType), _date("occurred_on", required=True)))


def cohort_files(area_codes: set[str], agencies: dict[str, set[str]]) -> tuple[CohortFile, ...]:
    """The seven files, the people first."""
    return (NOMINALS, responsibilities(area_codes, agencies), CATEGORIES, LEVELS, WHEREABOUTS, ORDERS, EVENTS)


FILE_NAMES = tuple(
    f"{name}.csv"
    for name in ("nominals", "responsibilities", "categories", "levels", "whereabouts", "orders", "events")
)
