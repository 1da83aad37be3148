"""`python -m tests.console_codes`: writes the table of docs/console-codes.md. What is published there stays there.

Scripts branch on these codes, so a line is added and never struck: a code that nothing gives any more is an error here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from core.console.codes import WITHOUT_SENTENCE, code_of, is_answer
from core.sentences import SENTENCES
from tests.metrics import sources

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "console-codes.md"
_PART = re.compile(r"(<!-- codes -->\n).*?(<!-- end -->\n)", re.DOTALL)
_CODE = re.compile(r"^\| `([a-z0-9_.-]+)` \|", re.MULTILINE)
_RAISED = frozenset(
    {"KnownError", "BadInput", "RuleRefused", "StaffNeeded", "SignInNeeded", "ApprovalNeeded", "NotFound"}
    | {"CannotStart", "StorageFailed", "ServiceFailed"}
)
_OUTCOMES = frozenset({"End", "Park", "Refused", "Unknown", "_park", "_refused", "_wait", "park", "parked"})


def codes() -> dict[str, str]:
    """Return every code that an answer can have, and what stands beside it."""
    return WITHOUT_SENTENCE | {code_of(key): text for key, text in SENTENCES.items() if is_answer(key)}


def published() -> frozenset[str]:
    """Return the codes of the page."""
    return frozenset(_CODE.findall(PAGE.read_text("utf-8")))


def page() -> str:
    """Return the page with all codes. Raises SystemExit where a published one would be lost."""
    lost = published() - set(codes())
    if lost:
        raise SystemExit(f"Published, and given by nothing now: {sorted(lost)}. Use RENAMED in core/console/codes.py.")
    rows = "\n".join(f"| `{code}` | {_cell(text)} |" for code, text in codes().items())
    table = f"| code | what it says |\n|---|---|\n{rows}\n"
    return _PART.sub(lambda found: found[1] + table + found[2], PAGE.read_text("utf-8"))


def raised() -> Iterator[str]:
    """Yield the keys that the core raises, as far as they stand beside the error."""
    for _, tree in sources.trees("|".join(_RAISED), "core"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _RAISED and node.args:
                yield from filter(SENTENCES.__contains__, _texts(node.args[0]))


def outcomes() -> Iterator[str]:
    """Yield the keys that an operation can end or wait with, as far as they stand where it does."""
    for _, tree in sources.trees("|".join(_OUTCOMES), "core"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in _OUTCOMES:
                yield from (text for given in node.args for text in _texts(given) if text in SENTENCES)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
