"""Lists of nominals as files: CSV or a workbook, with or without personal data, marked, dated, and with no formula.

Says what stands in a file and how; who may have it is decided by whoever makes it.
"""

import csv
import datetime
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from agencies.spreadsheets import as_text
from cases.choices import Category, ExportFormat, Level, Whereabouts
from cases.models import Nominal
from cases.wording import label_of
from pagekit.context import MARKING
from pagekit.dates import long_instant

#: More than this is not a list that somebody works with.
MOST_ROWS = 20_000
CONTENT_TYPES: dict[str, str] = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Column:
    """A heading and what it says of a nominal with its standing. `width` is that of a workbook's column."""

    heading: str | Promise
    says: Callable[[Any], str]
    width: int = 16


_REFERENCE = Column(gettext_lazy("Reference"), lambda one: one.reference, 14)
_CATEGORY = Column(gettext_lazy("Category"), lambda one: label_of(Category, one.category_now), 12)
_LEVEL = Column(gettext_lazy("Level"), lambda one: label_of(Level, one.level_now), 10)
_WHEREABOUTS = Column(gettext_lazy("Whereabouts"), lambda one: label_of(Whereabouts, one.whereabouts_now), 30)
_LEAD_AGENCY = Column(gettext_lazy("Lead agency"), lambda one: one.lead_agency_now or "", 40)

#: What the list holds when it is to name people.
WITH_PERSONAL_DATA: tuple[Column, ...] = (
    _REFERENCE,
    Column(gettext_lazy("Family name"), lambda one: one.family_name, 24),
    Column(gettext_lazy("Given names"), lambda one: one.given_names, 24),
    Column(gettext_lazy("Date of birth"), lambda one: one.date_of_birth.isoformat() if one.date_of_birth else ""),
    Column(gettext_lazy("PNC ID"), lambda one: one.pnc_id),
    Column(gettext_lazy("CRN"), lambda one: one.crn, 10),
    _CATEGORY,
    _LEVEL,
    _WHEREABOUTS,
    Column(gettext_lazy("Area"), lambda one: one.area_name_now or "", 20),
    _LEAD_AGENCY,
    Column(gettext_lazy("Lead team"), lambda one: one.lead_team_now or "", 40),
    Column(gettext_lazy("Restricted"), lambda one: _("Yes") if one.is_restricted_now else _("No"), 10),
)
#: What it holds when it is not: nothing by which somebody without access to the service finds the person.
WITHOUT_PERSONAL_DATA: tuple[Column, ...] = (
    _REFERENCE,
    Column(gettext_lazy("Year of birth"), lambda one: str(one.date_of_birth.year) if one.date_of_birth else "", 12),
    Column(gettext_lazy("Sex"), lambda one: one.get_sex_display(), 12),
    _CATEGORY,
    _LEVEL,
    _WHEREABOUTS,
    _LEAD_AGENCY,
)


@dataclass(frozen=True)
class Sheet:
    """What becomes a file: whose it is, when it was made, with or without personal data."""

    made_by: User
    at: datetime.datetime
    with_personal_data: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        return WITH_PERSONAL_DATA if self.with_personal_data else WITHOUT_PERSONAL_DATA

    @property
    def made(self) -> str:
        words = {"who": self.made_by.get_full_name(), "when": long_instant(self.at)}
        return str(as_text(_("Made by %(who)s, %(when)s") % words))

    def rows(self, people: Iterable[Nominal]) -> Iterator[list[str]]:
        """One row for each person; no cell begins like a formula."""
        return ([as_text(column.says(one)) for column in self.columns] for one in people)


def file_name(sheet: Sheet, file_format: str) -> str:
    what = "nominals" if sheet.with_personal_data else "nominals-without-names"
    return f"{MARKING}-{what}-{sheet.at:%Y-%m-%d}.{file_format}"


def as_file(sheet: Sheet, people: Iterable[Nominal], file_format: str) -> bytes:
    """The bytes of the file. The people carry their standing, in the order in which they are to stand."""
    return _as_xlsx(sheet, people) if file_format == ExportFormat.XLSX else _as_csv(sheet, people)


def _as_csv(sheet: Sheet, people: Iterable[Nominal]) -> bytes:
    """With the byte order mark by which spreadsheet programs know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([MARKING, sheet.made])
    writer.writerow([str(column.heading) for column in sheet.columns])
    writer.writerows(sheet.rows(people))
    return text.getvalue().encode("utf-8-sig")


def _as_xlsx(sheet: Sheet, people: Iterable[Nominal]) -> bytes:
    """Every cell is written as a text, and the marking stands on each printed page."""
    handle = io.BytesIO()
    with xlsxwriter.Workbook(handle, _OPTIONS) as book:
        book.set_properties({"title": _("Nominals"), "keywords": MARKING})
        bold, red = book.add_format({"bold": True}), book.add_format({"bold": True, "font_color": "#B10E1E"})
        page = book.add_worksheet(_("Nominals"))
        _lay_out(page, sheet)
        page.write_string(0, 0, MARKING, red)
        page.write_string(0, 1, sheet.made)
        for place, column in enumerate(sheet.columns):
            page.write_string(1, place, str(column.heading), bold)
        for line, row in enumerate(sheet.rows(people), 2):
            for place, value in enumerate(row):
                page.write_string(line, place, value)
    return handle.getvalue()


def _lay_out(page: Any, sheet: Sheet) -> None:
    page.set_header(f"&C{MARKING}")
    page.set_footer(f"&C{MARKING}&R{_('Page &P of &N')}")
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    page.freeze_panes(2, 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
