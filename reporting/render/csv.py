"""The annual tables as CSV: one line for each figure, in words that no spreadsheet takes for a formula."""

import csv
import io

from django.utils.translation import gettext as _

from reporting.render.layout import LaidCell, laid_out
from reporting.tables import AnnualTables

COLUMNS = ("area", "area_code", "year", "table", "title", "row", "column", "figure", "unit", "notes")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(tables: AnnualTables) -> str:
    """With a byte order mark, so that a spreadsheet reads it as UTF-8."""
    handle = io.StringIO()
    writer = csv.writer(handle, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    place = (tables.coverage.name, " ".join(tables.coverage.area_codes), tables.year.label)
    for table in laid_out(tables):
        notes = " ".join((table.counted, *table.notes, tables.provisional_sentence)).strip()
        for row in table.rows:
            for cell in row.cells:
                found = (*place, table.code, table.title, row.title, cell.heading, _figure(cell), table.unit, notes)
                writer.writerow([harmless(value) for value in found])
    return "\ufeff" + handle.getvalue()


def harmless(value: str | int) -> str | int:
    """A text that a spreadsheet shows and never works out: an apostrophe goes before one that begins like a formula."""
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value


def _figure(cell: LaidCell) -> str | int:
    """A dash in the publication is said in words: a lone minus in a column of numbers would only puzzle a program."""
    if cell.number is not None:
        return cell.number
    return _("not applicable") if cell.words == "-" else cell.words
