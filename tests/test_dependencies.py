"""Every dependency is accounted for: why it is there, under which licence, what would take its place."""

import json
import re
import tomllib

import pytest

from tests.source import ROOT

_ROW = re.compile(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \| [^|]+ \|$", re.MULTILINE)


def _asked_for() -> list[str]:
    """The names in `pyproject.toml` and `package.json`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    python = [one for group in (*groups, *project["dependency-groups"].values()) for one in group]
    package = json.loads((ROOT / "package.json").read_text())
    names = [re.split(r"[\[<>=]", one)[0] for one in python]
    return sorted({*names, *package["dependencies"], *package["devDependencies"]})


def test_the_table_is_read() -> None:
    assert len(_asked_for()) > 30


@pytest.mark.parametrize("name", _asked_for())
def test_each_dependency_has_its_reason_licence_and_replacement(name: str) -> None:
    rows = _ROW.findall((ROOT / "docs" / "dependencies.md").read_text())
    known = {word.lower() for names in rows for word in re.split(r"[\s,()]+", names)}
    assert name.lower() in known
