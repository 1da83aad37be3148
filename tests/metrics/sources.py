"""Count in the sources of the program: how long files and functions are, how many arguments, names given twice."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ("main.py", "core", "gui")
MOST_LINES, MOST_LINES_OF_FUNCTION, MOST_ARGUMENTS = 350, 60, 4
_NO_VERBS = """
a an the this that these those it its our his her their all each every any some no not nothing nobody none both either
neither one two what which who whose whoever whatever why how when where whether while as at by for from in into of off
on onto to upon with without before after since until also and or but if so such below above only once too never always
whole newest short another something somebody everything true false seconds
"""
"""Words that no sentence in the imperative begins with; those that docstrings once began with are all here."""


@dataclass(frozen=True)
class Function:
    """`name` is as in `core/clock.py: Clock.now`. Arguments: all with a name but self and cls, keyword-only too."""

    name: str
    lines: int
    arguments: int


@dataclass(frozen=True)
class Finding:
    """What ruff found: where, and in its words."""

    path: Path
    line: int
    message: str


def files(*roots: str) -> list[Path]:
    """Return the modules below these folders, or the files themselves; those of the program by default."""
    places = [ROOT / root for root in roots or PROGRAM]
    return sorted(path for place in places for path in (place.rglob("*.py") if place.is_dir() else [place]))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(*roots: str) -> dict[str, int]:
    """Return how many lines each file has."""
    return {name_of(path): len(path.read_text("utf-8").splitlines()) for path in files(*roots)}


def trees(naming: str, *roots: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield each file, parsed, whose text has this regular expression: to parse all of them takes seconds."""
    wanted = re.compile(naming)
    for path in files(*roots):
        if wanted.search(text := path.read_text("utf-8")):
            yield path, ast.parse(text)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@contextmanager
def parsed_once() -> Iterator[None]:
    """Keep what was parsed until the end of the block: all of it is too much to keep in a process that tests."""
    try:
        yield
    finally:
        _tree.cache_clear()


def functions(*roots: str) -> Iterator[Function]:
    """Yield every function and method, those inside of others too."""
    for path in files(*roots):
        yield from _functions(_tree(path), name_of(path), ())


def _functions(node: ast.AST, path: str, outer: tuple[ast.AST, ...]) -> Iterator[Function]:
    for each in ast.iter_child_nodes(node):
        if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)):
            name = ".".join([*(getattr(scope, "name", "") for scope in outer), each.name])
            bound = bool(outer) and isinstance(outer[-1], ast.ClassDef) and not _is_static(each)
            yield Function(f"{path}: {name}", _length(each), _arguments(each.args) - bound)
        named = isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        yield from _functions(each, path, (*outer, each) if named else outer)


def _is_static(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in node.decorator_list)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _arguments(arguments: ast.arguments) -> int:
    return len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)


def class_names_twice() -> dict[str, list[str]]:
    """Return the class names that the program defines more than once, with the files."""
    places: dict[str, list[str]] = {}
    for path in files():
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(name_of(path))
    return {name: where for name, where in sorted(places.items()) if len(where) > 1}


def private_reaches(*roots: str) -> Counter[str]:
    """Return how often each file reaches for a private member that it does not define itself."""
    reached: dict[Path, list[str]] = {}
    for found in _found_by_ruff("SLF001", *roots):
        reached.setdefault(found.path, []).append(found.message.split("`")[1])
    counted = {path: len(names) - _own_among(names, path) for path, names in reached.items()}
    return Counter({name_of(path): count for path, count in counted.items() if count})


def docstrings_without_a_verb(*roots: str) -> Counter[str]:
    """Return how many docstrings of each room begin with no imperative verb.

    Ruff's D401 finds other forms of verbs, and some words that are none; of most words it cannot tell.
    """
    places = {(found.path, found.line) for found in _found_by_ruff("D401", *roots)}
    places |= {(path, line) for path in files(*roots) for line in _begin_with_no_verb(path)}
    return Counter("/".join(name_of(path).split("/")[:2]) for path, _ in places)


def _begin_with_no_verb(path: Path) -> Iterator[int]:
    """Yield the lines of docstrings of functions that begin with one of `_NO_VERBS`, or with a name or a number."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not _is_property(node):
            first = (ast.get_docstring(node) or "Return").split()[0].rstrip(".,:;")
            if not first.isalpha() or first.lower() in _NO_VERBS.split():
                yield node.body[0].lineno


def _is_property(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether it is read as a value, which a noun describes."""
    return any("property" in ast.unparse(each) or ast.unparse(each).endswith("setter") for each in node.decorator_list)


def _found_by_ruff(rule: str, *roots: str) -> list[Finding]:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", rule, "--output-format", "json"]
    done = subprocess.run([*command, *(roots or PROGRAM)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return [
        Finding(Path(found["filename"]), found["location"]["row"], found["message"])
        for found in json.loads(done.stdout)
    ]


def _own_among(names: list[str], path: Path) -> int:
    """Return how many the file defines itself: functions, and what is set on `self` or in a class."""
    text = path.read_text("utf-8")
    if not any(re.search(rf"(?<![\w.]){name}\b|\bself\.{name}\b", text) for name in set(names)):
        return 0  # most tests: it is not worth a look at each of their nodes
    own = {name for node in ast.walk(_tree(path)) if (name := _defined(node))}
    return len([name for name in names if name in own])


def _defined(node: ast.AST) -> str:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return node.name
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
        return node.attr if node.value.id == "self" else ""
    return ""
