"""The annual tables as a spreadsheet: one sheet as published, one with notes, both with the protective marking."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from reporting.render.layout import LaidTable, heading, laid_out
from reporting.tables import AnnualTables

MARKING = "OFFICIAL-SENSITIVE"
_FIRST, _OTHERS = 62, 14
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Sheet:
    """A worksheet filled from the top. Texts are written as texts, so that none is ever worked out as a formula."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, looks: dict[str, Any]) -> None:
        self.sheet = book.add_worksheet(name)
        self.looks = looks
        self.row = 0
        self.sheet.set_header(f"&C{MARKING}")
        self.sheet.set_footer(f"&C{MARKING}&R{_('Page &P of &N')}")
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)

    def line(self, *values: str | int | None, look: str = "", figures: str = "") -> None:
        """The values side by side; `look` for the first, `figures` for the others."""
        for column, value in enumerate(values):
            chosen = self.looks.get(figures if column else look)
            if isinstance(value, int):
                self.sheet.write_number(self.row, column, value, chosen)
            elif value is not None:
                self.sheet.write_string(self.row, column, value, chosen)
        self.row += 1


def as_xlsx(tables: AnnualTables) -> bytes:
    """The bytes of the file."""
    handle = io.BytesIO()
    with xlsxwriter.Workbook(handle, _OPTIONS) as book:
        book.set_properties({"title": heading(tables), "keywords": MARKING})
        looks = _looks(book)
        laid = list(laid_out(tables))
        _write_tables(_Sheet(book, _("Tables"), looks), tables, laid)
        _write_notes(_Sheet(book, _("Notes"), looks), tables, laid)
    return handle.getvalue()


def _looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    shared = {"text_wrap": True, "valign": "top"}
    return {
        "marking": book.add_format({"bold": True, "font_color": "#B10E1E"}),
        "title": book.add_format({"bold": True, "font_size": 16}),
        "caption": book.add_format({"bold": True, "font_size": 12, **shared}),
        "bold": book.add_format({"bold": True, **shared}),
        "text": book.add_format(shared),
        "head": book.add_format({"bold": True, "align": "right", "bottom": 1}),
        "figure": book.add_format({"align": "right", "num_format": "0"}),
        "total": book.add_format({"align": "right", "num_format": "0", "bold": True, "top": 1}),
    }


def _write_tables(sheet: _Sheet, tables: AnnualTables, laid: list[LaidTable]) -> None:
    sheet.sheet.set_column(0, 0, _FIRST)
    sheet.sheet.set_column(1, 4, _OTHERS)
    _write_head(sheet, tables)
    for table in laid:
        sheet.line(f"{table.code}  {table.title}", look="caption")
        sheet.line("", *table.columns, look="head", figures="head")
        for row in table.rows:
            looks = ("bold", "total") if row.is_total else ("text", "figure")
            values = [cell.words if cell.number is None else cell.number for cell in row.cells]
            sheet.line(row.title, *values, look=looks[0], figures=looks[1])
        sheet.line()


def _write_notes(sheet: _Sheet, tables: AnnualTables, laid: list[LaidTable]) -> None:
    sheet.sheet.set_column(0, 0, 8)
    sheet.sheet.set_column(1, 1, 100)
    _write_head(sheet, tables)
    sheet.line(
        "", _("Category 4 is in no table: it is returned separately and published nationally only."), figures="text"
    )
    for table in laid:
        sheet.line(table.code, table.title, look="bold", figures="bold")
        for note in (table.counted, *table.notes):
            sheet.line("", note, figures="text")


def _write_head(sheet: _Sheet, tables: AnnualTables) -> None:
    sheet.line(MARKING, look="marking")
    sheet.line(heading(tables), look="title")
    if tables.provisional_sentence:
        sheet.line(tables.provisional_sentence, look="marking")
    sheet.line()
