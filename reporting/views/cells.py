"""The lists behind the tables: whom a cell counts, and which records a check found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.choices import AuditAction
from reporting.access import require_people
from reporting.checks import ADDS_UP, SENTENCES, records_of, sentence_of
from reporting.definitions import BY_CODE, ONE
from reporting.figures import Cell, listed
from reporting.tables import RATE
from reporting.views.asking import asked
from reporting.views.listing import people_page


@require_safe
def cell(request: HttpRequest, area_code: str, year: int, code: str, row: str, column: str) -> HttpResponse:
    """The people or orders behind one figure; the address keeps the counting rules of the page it came from."""
    wanted = asked(request, area_code, year, AuditAction.LIST)
    chosen = _known(Cell(code, row, column))
    require_people(request.user, wanted.area, wanted.year)
    table = BY_CODE[code]
    column_title = "" if column == ONE else str(table.column_title(column))
    return people_page(
        request,
        wanted,
        listed(wanted.coverage.area_codes, wanted.year, wanted.rules, chosen),
        {"cell": "/".join(chosen)},
        heading=", ".join(filter(None, (str(table.row_title(row)), column_title))),
        caption=f"{code} {table.title}" % {"day": wanted.year.picture_label},
        explanation=table.counted,
        unit=table.unit,
    )


@require_safe
def check(request: HttpRequest, area_code: str, year: int, name: str) -> HttpResponse:
    """The records that a check before publication found."""
    wanted = asked(request, area_code, year, AuditAction.LIST)
    if name not in SENTENCES or name == ADDS_UP:
        raise Http404
    require_people(request.user, wanted.area, wanted.year)
    return people_page(
        request,
        wanted,
        records_of(name, wanted.coverage, wanted.year, wanted.rules),
        {"check": name},
        heading=_("Records to look at"),
        caption=_("Check before publication"),
        explanation=_("What should hold: %(sentence)s") % {"sentence": sentence_of(name, wanted.year)},
        unit=_("people"),
    )


def _known(cell: Cell) -> Cell:
    """The cell, if there is such a one with people behind it."""
    table = BY_CODE.get(cell.code)
    is_one = table is not None and cell.row in table.row_keys and cell.column in table.column_keys
    if not is_one or cell == RATE:
        raise Http404
    return cell
