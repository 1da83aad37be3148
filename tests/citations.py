"""Finds what code, tests and pages cite: pages, their sections, labels of rules and figures, decisions, links, modules.

The one form is `docs/protocol.md 10.2`, `docs/protocol.md 2 and 6` or `docs/protocol.md R13, T1`. A section is a
numbered heading. A label is defined where it stands first in a row of a table, begins a line of a listing, or is bold.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PLACES: tuple[str, ...] = ("core", "gui", "tests", "docs", ".ci", "Makefile", "main.py", "pyproject.toml")
PLACES += ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", ".pre-commit-config.yaml")
EXAMPLES = {"tests/test_citations.py"}
SUFFIXES = {".py", ".md", ".toml", ".yaml", ".mako", ""}

_POINT = r"(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]_[a-z]|[A-Z]\d{1,2})(?![\w%-])"
_CITED = re.compile(rf"(?P<page>(?:\.\./|[\w-]+/)*[\w-]+\.md\b)(?P<points> {_POINT}(?:(?:, | and ){_POINT})*)?")
_DECISION = re.compile(r"docs/decisions/(\d{4})(?![\d-])|\b[Dd]ecisions? (\d{1,4})\b")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SECTION = re.compile(r"(?<!RFC \d{4} )\bsections? (\d+(?:\.\d+)*)")
_LABEL = re.compile(r"(?<![\w.+'\"`-])(?:A[1-3]|L[1-9]|[BCDFGKNPRST][1-9]\d?)(?![\w'\"`%]|\.\w)")
_PATH = re.compile(r"(?<![\w/.-])(?:core|gui|tests|resources)(?:/[\w.-]*\w)+/?")
_MODULE = re.compile(r"(?<![\w/.-])(?:core|gui|tests)(?:\.\w+)+")
_HEADING = re.compile(r"^(#+) (?:(\d+(?:\.\d+)*)\.? )?(.*)$", re.MULTILINE)
_DEFINED = re.compile(r"^\|([^|]+)\||^ *([A-Z]\d{1,2}) |`([A-Z]_[a-z])` =|\*\*([^*]+)\*\*", re.MULTILINE)


class Citation(NamedTuple):
    """`target` as it is written in line `line` of the file `path`."""

    path: str
    line: int
    target: str


def unresolved() -> list[Citation]:
    """Return the citations in the repository that lead nowhere."""
    return [each for path in cited_from() for each in unresolved_in(path, (ROOT / path).read_text("utf-8"))]


def cited_from() -> list[str]:
    """Return the paths of all texts that may cite a page, from the root of the repository."""
    found = [
        path for place in PLACES for path in ((ROOT / place).rglob("*") if (ROOT / place).is_dir() else [ROOT / place])
    ]
    names = [path.relative_to(ROOT).as_posix() for path in found if path.suffix in SUFFIXES and path.is_file()]
    return sorted(set(names) - EXAMPLES)


def unresolved_in(path: str, text: str) -> list[Citation]:
    """Return the citations in `text`, which stands at `path`, that lead nowhere."""
    found = [*_missing_pages(path, text), *_missing_decisions(text), *_missing_labels(path, text)]
    found += _missing_code(path, text)
    if path.endswith(".md"):
        found += _missing_links(path, text)
    return [Citation(path, text.count("\n", 0, at) + 1, target) for at, target in sorted(found)]


@cache
def sections(page: str) -> frozenset[str]:
    """Return the numbers of the headings of a page."""
    return frozenset(number for _, number, _ in _HEADING.findall(_text(page)) if number)


@cache
def labels(page: str) -> frozenset[str]:
    """Return the labels that a page defines."""
    places = " ".join(" ".join(found) for found in _DEFINED.findall(_text(page)))
    return frozenset(re.findall(r"\b(?:[A-Z]\d{1,2}|[A-Z]_[a-z])\b", places))


@cache
def anchors(page: str) -> frozenset[str]:
    """Return the anchors of a page's headings, as GitHub and most renderers make them."""
    heads = (f"{number}. {title}" if number else title for _, number, title in _HEADING.findall(_text(page)))
    return frozenset(re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads)


def _missing_pages(path: str, text: str) -> Iterator[tuple[int, str]]:
    if ".md" not in text:
        return
    for match in _CITED.finditer(text):
        if text[match.start() - 1 : match.start()] == '"' and "/" not in match["page"]:
            continue  # a part of a path that the program puts together
        page = _page(path, match["page"])
        if page is None:
            yield match.start(), match["page"]
            continue
        points = re.findall(_POINT, match["points"] or "")
        yield from ((match.start(), f"{page} {point}") for point in points if not _has(page, point))


def _missing_decisions(text: str) -> Iterator[tuple[int, str]]:
    for match in _DECISION.finditer(text):
        number = match[1] or match[2]
        if number.zfill(4) not in _decisions():
            yield match.start(), f"decision {number}"


def _missing_labels(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Labels and sections without a page beside them: rules of the protocol, figures, or the page's own."""
    known = labels("docs/protocol.md") | labels("docs/proofs.md")
    if path.endswith(".md"):
        known |= labels(path) if (ROOT / path).is_file() else frozenset()
    found = [(match.start(), match[0]) for match in _LABEL.finditer(text) if match[0] not in known]
    for match in _SECTION.finditer(text):
        if not path.endswith(".md") or match[1] not in sections(path):
            found.append((match.start(), match[0]))
    return _in_prose(path, text, found)


def _missing_code(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Files and modules that are named for people; of a dotted name all but the last part may be a module."""
    found = [(match.start(), match[0]) for match in _PATH.finditer(text) if not (ROOT / match[0]).exists()]
    found += [(match.start(), match[0]) for match in _MODULE.finditer(text) if not _is_module(match[0])]
    return _in_prose(path, text, found)


@cache
def _is_module(name: str) -> bool:
    """Whether the name leads to a module or into one: `core.server`, `core.domain.money.Money`, or a name in one."""
    place = ROOT
    for part in name.split("."):
        if (place / part).is_dir():
            place /= part
            continue
        module = place / f"{part}.py"
        return module.is_file() or part in _text((place / "__init__.py").relative_to(ROOT).as_posix())
    return True


def _missing_links(path: str, text: str) -> Iterator[tuple[int, str]]:
    for match in _LINK.finditer(text):
        target, _, anchor = match[1].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        place = (ROOT / path).parent / target if target else ROOT / path
        if not place.exists() or (anchor and anchor not in anchors(place.resolve().relative_to(ROOT).as_posix())):
            yield match.start(), match[1]


def _page(path: str, name: str) -> str | None:
    """Return the page from the root, where `name` is written from there or from the folder of the citing file."""
    for place in (ROOT / name, (ROOT / path).parent / name):
        if place.is_file():
            return place.resolve().relative_to(ROOT).as_posix()
    return None


def _has(page: str, point: str) -> bool:
    return point in (sections(page) if point[0].isdigit() else labels(page))


def _in_prose(path: str, text: str, found: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield those of `found` that people read: anywhere on a page, in the comments and docstrings of a program."""
    if not found or not path.endswith(".py"):
        yield from found
        return
    prose = list(_prose(text))
    yield from ((at, target) for at, target in found if any(begin <= at < end for begin, end in prose))


def _prose(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each comment and each docstring of a program begins and ends."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and token.string.startswith('"""')):
            begin = starts[token.start[0] - 1] + token.start[1]
            yield begin, begin + len(token.string)


@cache
def _decisions() -> frozenset[str]:
    return frozenset(page.name[:4] for page in (ROOT / "docs/decisions").glob("[0-9]*.md"))


@cache
def _text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


if __name__ == "__main__":
    for each in unresolved():
        print(f"{each.path}:{each.line}: {each.target}")
