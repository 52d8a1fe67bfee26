"""Documents, the printed record and lists as files, as the people who need them do it in a browser."""

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.e2e.visitor import Visitor
from tests.files import PDF, office_file

OFFICER, CHAIR = "offender-manager@mappa.example", "panel-chair@mappa.example"
GLOUCESTERSHIRE = "E23000037"
WITH_OR_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def _click(visitor: Visitor, role: str, name: str) -> None:
    visitor.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
    visitor.page.wait_for_load_state()


def _open_record(visitor: Visitor, page: int = 1) -> str:
    visitor.open(f"/nominals/?area={GLOUCESTERSHIRE}&whereabouts=community&page={page}")
    visitor.page.locator("main tbody a").first.click()
    visitor.page.wait_for_load_state()
    return visitor.path


def _barriers(visitor: Visitor, scripts: bool) -> list[str]:
    """The checker is a script itself."""
    return visitor.barriers() if scripts else []


def _download(visitor: Visitor, name: str) -> tuple[str, bytes]:
    with visitor.page.expect_download() as handing_out:
        visitor.page.get_by_text(name, exact=True).first.click()
    download = handing_out.value
    return download.suggested_filename, Path(download.path()).read_bytes()


@WITH_OR_WITHOUT_SCRIPTS
def test_an_officer_keeps_a_document_and_withdraws_it(visit: Opens, scripts: bool) -> None:
    visitor = visit(OFFICER, scripts=scripts)
    record = _open_record(visitor, page=2 if scripts else 3)
    _click(visitor, "link", "Documents")
    assert not _barriers(visitor, scripts)
    _click(visitor, "link", "Add a document")
    assert not _barriers(visitor, scripts)
    macros = {"name": "list.xlsm", "mimeType": "x/y", "buffer": office_file("x.macroEnabled.main+xml")}
    visitor.page.get_by_label("File").set_input_files(macros)  # type: ignore[arg-type]
    visitor.page.get_by_role("radio", name="Court document").check()
    visitor.page.get_by_label("Title").fill("Sentencing remarks of the judge")
    _click(visitor, "button", "Upload")
    expect(visitor.page.locator(".govuk-error-summary")).to_contain_text("This file holds macros")
    expect(visitor.page.get_by_label("Title")).to_have_value("Sentencing remarks of the judge")
    assert not _barriers(visitor, scripts)
    remarks = {"name": "remarks.pdf", "mimeType": "x/y", "buffer": PDF + scripts.to_bytes()}
    visitor.page.get_by_label("File").set_input_files(remarks)  # type: ignore[arg-type]
    _click(visitor, "button", "Upload")
    expect(visitor.page.locator("main")).to_contain_text("Document stored.")
    name, content = _download(visitor, "Sentencing remarks of the judge")
    assert (name[:18], content) == ("OFFICIAL-SENSITIVE", PDF + scripts.to_bytes())
    visitor.page.get_by_role("link", name="Withdraw Sentencing remarks of the judge").click()
    visitor.page.get_by_label("Why is it withdrawn?").fill("Sent to us by mistake")
    _click(visitor, "button", "Withdraw")
    expect(visitor.page.get_by_role("link", name="Sentencing remarks of the judge")).to_have_count(0)
    _click(visitor, "link", "Withdrawn documents")
    expect(visitor.page.locator("main")).to_contain_text("Sent to us by mistake")
    visitor.open(f"{record}timeline/")
    expect(visitor.page.locator("main")).to_contain_text("Sentencing remarks of the judge: withdrawn")


def test_a_photograph_is_seen_on_the_record_by_who_may_see_it(visit: Opens) -> None:
    officer, chair = visit(OFFICER, phone=True), visit(CHAIR)
    officer.open("/nominals/?q=&filtered=1&area=" + GLOUCESTERSHIRE)
    chair.open("/nominals/")
    for visitor in (officer, chair):
        paths = [one.get_attribute("href") for one in visitor.page.locator("main tbody a").all()]
        visitor.open(next(path for path in paths if path and _has_photo(visitor, path)))
        picture = visitor.page.get_by_alt_text("Photograph")
        assert picture.evaluate("one => one.naturalWidth") > 0
        assert not visitor.barriers()
        assert not visitor.wider_than_the_screen()


def _has_photo(visitor: Visitor, path: str) -> bool:
    visitor.open(path)
    return bool(visitor.page.get_by_alt_text("Photograph").count())


@WITH_OR_WITHOUT_SCRIPTS
def test_an_officer_prints_a_record_as_a_file_and_as_a_page(visit: Opens, scripts: bool) -> None:
    visitor = visit(OFFICER, scripts=scripts)
    _open_record(visitor)
    _click(visitor, "link", "Print this record or save it as a PDF")
    assert not _barriers(visitor, scripts)
    visitor.page.get_by_role("checkbox", name="History").uncheck()
    name, content = _download(visitor, "Save as a PDF")
    assert re.fullmatch(r"OFFICIAL-SENSITIVE-M-[0-9A-Z-]{9}-record-\d{4}-\d\d-\d\d\.pdf", name)
    assert content.startswith(b"%PDF-")
    _click(visitor, "button", "Show as a page to print")
    expect(visitor.page.get_by_role("navigation")).to_have_count(0)
    expect(visitor.page.locator("body")).to_contain_text("Printed by Olwen Managerly")
    expect(visitor.page.locator("main")).not_to_contain_text("Everything dated, newest first")
    assert not _barriers(visitor, scripts)
    visitor.page.set_viewport_size({"width": 375, "height": 740})
    assert not visitor.wider_than_the_screen()
    paper = visitor.page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF-")


@WITH_OR_WITHOUT_SCRIPTS
def test_an_officer_asks_for_a_list_and_fetches_it_when_it_is_made(visit: Opens, scripts: bool) -> None:
    visitor = visit(OFFICER, scripts=scripts)
    visitor.open(f"/nominals/?area={GLOUCESTERSHIRE}&level={2 if scripts else 3}")
    _click(visitor, "link", "Download this list")
    assert not _barriers(visitor, scripts)
    visitor.page.get_by_role("radio", name=re.compile("^No names" if scripts else "^Names")).check()
    visitor.page.get_by_role("radio", name="Excel workbook" if scripts else "CSV").check()
    _click(visitor, "button", "Make the file")
    for _try in range(100):
        if not visitor.page.get_by_text("Check again").count():
            break
        visitor.page.wait_for_timeout(100)
        _click(visitor, "link", "Check again")
    expect(visitor.page.locator("main tbody tr").first).to_contain_text("Ready")
    assert not _barriers(visitor, scripts)
    visitor.page.set_viewport_size({"width": 375, "height": 740})
    assert not visitor.wider_than_the_screen()
    with visitor.page.expect_download() as handing_out:
        visitor.page.get_by_role("link", name=re.compile("^Download")).first.click()
    content = Path(handing_out.value.path()).read_bytes()
    if scripts:
        rows = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        assert "Family name" not in rows[1]
    else:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert "Family name" in rows[1]
    assert rows[0][0] == "OFFICIAL-SENSITIVE"
    assert len(rows) > 2
