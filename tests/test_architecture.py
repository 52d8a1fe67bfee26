"""The direction of imports and the one door, read from the source: a step to the right fails here.

Between apps: `pagekit` and `agencies <- cases <- {panels, victims} <- reporting <- mappa`. Inside an app:
`choices <- rules`; `choices <- querysets <- models <- access <- services <- forms, views, tasks, api`.
"""

import ast
from collections.abc import Iterable, Iterator

from tests.source import APPS, Step, modules, shown, steps, tree_of

#: What each app may import beside itself. Nothing imports `mappa`.
MAY_IMPORT: dict[str, set[str]] = {
    "pagekit": set(),
    "agencies": {"pagekit"},
    "cases": {"pagekit", "agencies"},
    "panels": {"pagekit", "agencies", "cases"},
    "victims": {"pagekit", "agencies", "cases"},
    "reporting": {"pagekit", "agencies", "cases", "panels", "victims"},
    "mappa": {"pagekit", "agencies", "cases", "panels", "victims", "reporting"},
}

#: The place of a module in its app, by the second part of its name; a module with another name has none.
PLACES: dict[str, int] = {
    "choices": 0,
    "rules": 1,
    "querysets": 1,
    "models": 2,
    "access": 3,
    "services": 4,
    "forms": 5,
    "views": 5,
    "tasks": 5,
    "api": 5,
    "admin": 5,
    "management": 5,
    "urls": 6,
    "apps": 7,
}

#: A queryset of one model asks about its siblings; it names them when it is called, not when it is loaded.
MAY_BE_DEFERRED = {("querysets", "models")}

GUARDIAN_MAY_STAND_IN = {"cases.access", "cases.models.access"}
SECOND_DOORS = {
    "get_objects_for_user", "get_perms", "has_perm", "has_perms", "has_module_perms", "permission_required",
    "permission_required_or_403", "user_passes_test", "ObjectPermissionChecker", "assign_perm", "remove_perm",
}  # fmt: skip
NO_SUBJECT = {"utils", "util", "helpers", "helper", "core", "common", "misc"}


def _app(module: str) -> str:
    return module.split(".")[0]


def _place(module: str) -> str:
    return [*module.split("."), ""][1]


def _inside() -> Iterable[Step]:
    return (step for step in steps() if _app(step.target) in APPS)


def _named(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that code uses or imports, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.name, node.lineno) for alias in node.names)


def test_an_app_imports_only_to_its_left() -> None:
    wrong = [step for step in _inside() if _app(step.target) not in MAY_IMPORT[_app(step.source)] | {_app(step.source)}]
    assert not wrong, "\n".join(map(str, wrong))


def test_a_module_imports_only_to_its_left() -> None:
    wrong = []
    for step in _inside():
        source, target = _place(step.source), _place(step.target)
        if _app(step.source) != _app(step.target) or not {source, target} <= set(PLACES):
            continue
        if step.is_deferred and ((source, target) in MAY_BE_DEFERRED or source == "apps"):
            continue
        if PLACES[target] > PLACES[source]:
            wrong.append(step)
    assert not wrong, "\n".join(map(str, wrong))


def test_rules_know_neither_database_nor_clock_nor_request() -> None:
    allowed = ("choices", "rules")
    wrong = [
        step
        for step in steps()
        if _place(step.source) == "rules"
        and not step.target.startswith("django.utils.translation")
        and (_app(step.target) == "django" or (_app(step.target) in APPS and _place(step.target) not in allowed))
    ]
    assert not wrong, "\n".join(map(str, wrong))


def test_no_modules_import_each_other_in_a_circle() -> None:
    reached: dict[str, set[str]] = {name: set() for name in modules()}
    for step in _inside():
        if not step.is_deferred and step.target in reached and step.target != step.source:
            reached[step.source].add(step.target)
    assert not (circle := _circle(reached)), " -> ".join(circle)


def _circle(reached: dict[str, set[str]]) -> list[str]:
    """The modules of some circle, the first again at the end; empty when there is none."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        found = next((circle for target in sorted(reached[name]) if (circle := walk(target, [*path, name]))), [])
        done.add(name)
        return found

    return next((circle for name in sorted(reached) if (circle := walk(name, []))), [])


def test_only_the_door_knows_guardian() -> None:
    wrong = [step for step in steps() if _app(step.target) == "guardian" and step.source not in GUARDIAN_MAY_STAND_IN]
    assert not wrong, "\n".join(map(str, wrong))


def test_there_is_no_second_door() -> None:
    wrong = [
        f"{shown(path)}:{line} {name}"
        for path in modules().values()
        for name, line in _named(tree_of(path))
        if name in SECOND_DOORS
    ]
    assert not wrong, "\n".join(wrong)


def test_no_model_acts_behind_the_back_of_its_services() -> None:
    """What a save does beside saving is said in the service, not in a receiver of `post_save`."""
    signals = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed"}
    wrong = [
        f"{shown(path)}:{line} {name}"
        for path in modules().values()
        for name, line in _named(tree_of(path))
        if name in signals
    ]
    assert not wrong, "\n".join(wrong)


def test_every_module_is_named_by_its_subject() -> None:
    wrong = [name for name in modules() if NO_SUBJECT & set(name.split("."))]
    assert not wrong, "\n".join(wrong)


def test_pages_are_functions() -> None:
    wrong = [
        f"{shown(path)}:{node.lineno} class {node.name}"
        for name, path in modules().items()
        if _place(name) == "views"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("View") for base in node.bases)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_service_never_sees_a_request() -> None:
    imported = [
        str(step)
        for step in steps()
        if _place(step.source) == "services"
        and step.target.startswith(("django.http", "django.contrib.messages", "django.shortcuts", "rest_framework"))
    ]
    taken = [
        f"{shown(path)}:{node.lineno} takes a request"
        for name, path in modules().items()
        if _place(name) == "services"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.arg) and node.arg == "request"
    ]
    assert not imported + taken, "\n".join(imported + taken)


def test_a_service_names_who_acts_by_keyword() -> None:
    """`verb_noun(*, actor, ...)`: an argument by place is the one mixed up."""
    wrong = [
        f"{shown(path)}:{node.lineno} {node.name}"
        for name, path in modules().items()
        if _place(name) == "services"
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and "actor" in {arg.arg for arg in node.args.args}
    ]
    assert not wrong, "\n".join(wrong)
