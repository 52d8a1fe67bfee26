"""House rules that a machine can hold to: words left behind, words not for translation, files grown into continents."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import ROOT, files, modules, shown, tree_of

# Put together here, so that this file does not find itself.
LEFT_BEHIND = re.compile(
    r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "NotImplemented" + "Error")) + r")\b"
)
SOFTENED = re.compile(
    "|".join(("mark[.](skip|xf" + "ail)", "pytest[.](skip|xf" + "ail|importorskip)", "assert Tr" + "ue\\b"))
)

TEMPLATES = files("*.html", "*.txt")
_BLOCK = re.compile(r"{%\s*blocktranslate?\b.*?{%\s*endblocktrans(late)?\s*%}", re.DOTALL)
_COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_SPOKEN = re.compile(r"\b(?:aria-label|title|alt|placeholder|data-label|summary)=\"([^\"]*)\"")
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>|&#?\w+;", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def _committed() -> list[Path]:
    """The files under version control or about to be; of a copy without history, every file that is not built."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode == 0:
        return [path for name in asked.stdout.splitlines() if (path := ROOT / name).is_file()]
    built = {".venv", ".local", "build", "node_modules", "__pycache__"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not built & set(path.relative_to(ROOT).parts)]


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _committed():
        if path.suffix in {
            ".py",
            ".html",
            ".txt",
            ".md",
            ".mjs",
            ".scss",
            ".toml",
            ".yml",
            ".yaml",
            ".json",
            ".svg",
            "",
        }:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def _lines(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    return [
        f"{shown(path)}:{number} {line.strip()[:100]}"
        for path, text in _texts()
        if not suffixes or path.suffix in suffixes
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_left_to_do_later() -> None:
    assert not (found := _lines(LEFT_BEHIND, ".py", ".html", ".mjs", ".scss", ".md", "")), "\n".join(found)


def test_no_test_is_skipped_or_says_nothing() -> None:
    assert not (found := _lines(SOFTENED, ".py")), "\n".join(found)


def test_the_product_names_no_place_of_the_machine_it_was_written_on() -> None:
    words = ("/wor" + "k/", "/tm" + "p/w/", "/home" + "/", "/roo" + "t/")
    found = _lines(re.compile("|".join(map(re.escape, words))), ".py", ".html", ".md", ".mjs", ".toml", ".json", ".yml")
    assert not found, "\n".join(found)


def test_locks_name_no_registry() -> None:
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]
    found = [
        shown(path) for path in locks if re.search(r"https?://(?!.*(funding|opencollective))|\"resolved\"", _lock(path))
    ]
    assert not found, found


def _lock(path: Path) -> str:
    """A lock without where to give thanks and money, which is no place to install from."""
    return re.sub(r'"(url|funding)": "[^"]*"', "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_a_template_holds_neither_script_nor_style(path: Path) -> None:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    found = re.findall(r"<style\b|\sstyle=|\son[a-z]+=\"|javascript:", text)
    found += [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "json" not in tag]
    assert not found, found


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_every_word_of_a_template_is_for_translation(path: Path) -> None:
    text = _COMMENT.sub(" ", path.read_text(encoding="utf-8"))
    text = _CODE.sub(" ", _BLOCK.sub(" ", text))
    spoken = [words for words in _SPOKEN.findall(text) if _LETTERS.search(words)]
    written = [words for words in _LETTERS.findall(_TAG.sub(" ", text)) if words not in {"html", "DOCTYPE"}]
    assert not spoken + written, spoken + written


def test_every_module_says_what_it_is() -> None:
    wrong = [
        name
        for name, path in modules().items()
        if path.name not in {"__init__.py", "apps.py"} and not ast.get_docstring(tree_of(path))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_migration_is_named_by_what_it_does() -> None:
    found = [
        path for folder in ("agencies", "cases", "reporting") for path in (ROOT / folder / "migrations").glob("0*.py")
    ]
    wrong = [
        path.stem
        for path in found
        if re.search(r"_(auto|initial|alter|add_field|and_more)\b|_auto_|_and_more$", path.stem)
    ]
    assert found
    assert not wrong, wrong


def test_files_stay_small() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules().values()}
    sizes = sorted(length for length in lengths.values() if length)
    continents = {name: length for name, length in lengths.items() if length > 400}
    assert not continents
    assert statistics.median(sizes) <= 100
    assert sizes[int(len(sizes) * 0.9)] <= 250


def test_functions_stay_small() -> None:
    wrong = [
        f"{shown(path)}:{node.lineno} {node.name} has {statements} statements"
        for path in modules().values()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        and (statements := sum(isinstance(part, ast.stmt) for part in ast.walk(node)) - 1) > 30
    ]
    assert not wrong, "\n".join(wrong)


def test_source_is_english_the_interface_is_translatable() -> None:
    """Messages are marked where they are written: a form's label that is a bare text would stay English for ever."""
    spoken = {"label", "help_text", "ask", "verbose_name", "verbose_name_plural", "violation_error_message"}
    wrong = [
        f"{shown(path)}:{keyword.value.lineno} {keyword.arg}={keyword.value.value!r}"
        for path in modules().values()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and "add_argument" not in ast.unparse(node.func)
        for keyword in node.keywords
        if keyword.arg in spoken and isinstance(keyword.value, ast.Constant) and str(keyword.value.value).strip()
    ]
    assert not wrong, "\n".join(wrong)
