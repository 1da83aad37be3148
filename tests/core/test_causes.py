"""Every cause that the source can give is one that a front end can translate."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from core.causes import CAUSES, read_cause
from tests.metrics import sources

GIVEN_TO = {"Lost", "NotSent", "PrintFailed"}
TOLD_BY = {"_reason", "_why"}
"""Functions of core.remote, core.protocol and core.printing that put an error into words."""


def given(tree: ast.Module) -> Iterator[ast.expr]:
    """What stands in the source where a cause is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if getattr(node.func, "id", "") in GIVEN_TO:
                yield from node.args[:1]
            yield from (each.value for each in node.keywords if each.arg == "why")
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "why":
            yield node.value
        elif isinstance(node, ast.FunctionDef) and node.name in TOLD_BY:
            yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)


def words(expression: ast.expr) -> Iterator[str]:
    """Each text that it can be; what is filled in stands as a word."""
    if isinstance(expression, ast.IfExp):
        yield from words(expression.body)
        yield from words(expression.orelse)
    elif isinstance(expression, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "filled" for part in expression.values)
    elif isinstance(expression, ast.Constant) and isinstance(expression.value, str) and expression.value:
        yield expression.value


def found() -> dict[str, str]:
    naming = "|".join(("why", *GIVEN_TO, *TOLD_BY))
    found = sources.trees(naming, "core", "gui")
    return {text: path.name for path, tree in found for each in given(tree) for text in words(each)}


@pytest.mark.slow
def test_every_cause_in_the_source_is_known():
    causes = found()
    assert len(causes) > 30
    assert {text: name for text, name in causes.items() if read_cause(text)[0] not in CAUSES} == {}


@pytest.mark.parametrize("cause", CAUSES)
def test_a_cause_is_read_as_itself_and_fills_itself_again(cause):
    text = cause.format(what="amount", status=503, place="/tmp/a", cause="Permission denied")
    assert read_cause(text)[0] == cause
    assert cause.format(**read_cause(text)[1]) == text


def test_what_nobody_knows_stays():
    assert read_cause("a wholly new trouble {x}") == ("a wholly new trouble {x}", {})
