"""The pictures of the README, taken by the browser that tests. To take them anew: `PICTURES=docs/images make test
ARGS=tests/e2e/test_pictures.py`.
"""

import os
from pathlib import Path

import pytest

from tests.e2e.conftest import Opens
from tests.source import ROOT

#: Whose page, where, and how much of its height.
PICTURES = {
    "nominals": ("offender-manager@mappa.example", "/nominals/?area=E23000037", 900),
    "tables": ("mappa-coordinator@mappa.example", "/tables/E23000016/2022/", 1100),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_of_the_readme_can_be_pictured(name: str, visit: Opens, tmp_path: Path) -> None:
    email, path, height = PICTURES[name]
    visitor = visit(email)
    visitor.page.set_viewport_size({"width": 1200, "height": height})
    visitor.open(path)
    assert visitor.wider_than_the_screen() == []
    picture = Path(os.environ.get("PICTURES", tmp_path)) / f"{name}.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    visitor.page.screenshot(path=picture)
    assert picture.stat().st_size > 20_000
    assert f"docs/images/{name}.png" in (ROOT / "README.md").read_text()
