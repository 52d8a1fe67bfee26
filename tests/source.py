"""The product's own source as the house's tests read it: its files, and which module imports which.

Knows files and syntax, no Django: what it says holds whether or not the code can run.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("pagekit", "agencies", "cases", "panels", "victims", "reporting", "mappa")


def files(*patterns: str) -> list[Path]:
    """The files of the apps and of the shared templates that match, migrations left out."""
    folders = [ROOT / name for name in (*APPS, "templates") if (ROOT / name).is_dir()]
    found = {path for folder in folders for pattern in patterns for path in folder.rglob(pattern)}
    return sorted(path for path in found if not {"migrations", "__pycache__"} & set(path.parts))


def shown(path: Path) -> str:
    """A path as messages give it: from the root of the copy."""
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Step:
    """One import: from a module, to a module, at a line; `is_deferred` when it stands inside a function."""

    source: str
    target: str
    line: int
    is_deferred: bool

    def __str__(self) -> str:
        return f"{self.source} line {self.line} imports {self.target}"


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    return {_dotted(path): path for path in files("*.py")}


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), shown(path))


@cache
def steps() -> tuple[Step, ...]:
    """Every import in the product, those for type checkers alone left out."""
    return tuple(step for name, path in modules().items() for step in _steps_of(name, tree_of(path)))


def _steps_of(module: str, tree: ast.Module) -> Iterator[Step]:
    for node, is_deferred in _imports(tree, False):
        for target in _targets(module, node):
            yield Step(module, target, node.lineno, is_deferred)


def _imports(node: ast.AST, is_deferred: bool) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, is_deferred
        elif not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield from _imports(child, is_deferred or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def _targets(module: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules that an import names: `from cases import access` names `cases.access`."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = node.module or ""
    if node.level:
        is_package = modules()[module].name == "__init__.py"
        kept = module.split(".")[: len(module.split(".")) - node.level + is_package]
        base = ".".join([*kept, *([base] if base else [])])
    for alias in node.names:
        inner = f"{base}.{alias.name}"
        yield inner if inner in modules() else base
