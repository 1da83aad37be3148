"""B2 and B5: amounts by the grammar of docs/security.md 4 and no other; no scan is genuine but what we signed."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from core.domain.money import parse_wire, wire_text
from core.domain.payload import parse_scan
from core.errors import BadInput
from tests.hostile import fuzz, texts
from tests.metrics import sources

CORE = Path(__file__).parents[2] / "core"
MONEY_CODE = [
    "domain/money.py",
    "remote/wire.py",
    "remote/fields.py",
    "remote/histories.py",
    "domain/command.py",
    "domain/limits.py",
    "domain/reply.py",
]
MONEY_CODE += ["store/projection.py", "server/data/ledger.py", "server/contract/card_rules.py", "protocol/attempt.py"]
_NAMES = re.compile(r"amount|balance|minor|money|debt|residual|want\b|known", re.IGNORECASE)
_SECONDS = re.compile(r"_s\Z|_at\Z")


@pytest.mark.parametrize(("text", "currency"), texts.GOOD_MONEY)
def test_an_amount_is_read_to_the_last_unit(text: str, currency: str) -> None:
    minor = texts.GOOD_MONEY[text, currency]
    assert parse_wire(text, currency) == minor
    assert parse_wire(wire_text(minor, currency), currency) == minor


def test_nothing_else_is_an_amount() -> None:
    strange = [(text, currency) for text in texts.BAD_MONEY for currency in ("USD", "JPY", "BHD")] + texts.TOO_FINE
    assert len(strange) + len(texts.GOOD_MONEY) >= 500
    for text, currency in strange:
        with pytest.raises(ValueError, match=r"not money|too many decimals"):
            parse_wire(text, currency)


def test_no_mangled_amount_is_read_as_another() -> None:
    assert fuzz.money(5000) > 1000


@pytest.mark.parametrize("path", MONEY_CODE)
def test_money_never_meets_a_float(path: str) -> None:
    """No float literal, no true division, no round; `float` only where something else is measured."""
    for node in ast.walk(ast.parse((CORE / path).read_text("utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), ast.unparse(node)
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), ast.unparse(node)
        assert not (isinstance(node, ast.Call) and ast.unparse(node.func) in {"float", "round"}), ast.unparse(node)


@pytest.mark.slow
def test_nothing_called_money_is_a_float_anywhere() -> None:
    """Every annotation, division and conversion in the core and the screens."""
    trees = sources.trees("float", "core", "gui")
    found = [f"{path.name}:{node.lineno}: {text}" for path, tree in trees for node, text in _floats(tree)]
    assert found == []


def _floats(tree: ast.Module) -> list[tuple[ast.arg | ast.AnnAssign | ast.Call, str]]:
    found: list[tuple[ast.arg | ast.AnnAssign | ast.Call, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            name = node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)
            typed = "float" in ast.unparse(node.annotation)
            floating = typed and bool(_NAMES.search(name)) and not _SECONDS.search(name)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "float":
            floating = bool(_NAMES.search(ast.unparse(node)))
        else:
            continue
        if floating:
            found.append((node, ast.unparse(node)))
    return found


def test_no_scan_is_genuine_but_what_we_signed() -> None:
    scans = texts.scans()
    assert len(set(scans)) >= 300
    assert parse_scan(fuzz.SIGNED, fuzz.KEYS).genuine is True
    assert parse_scan(fuzz.SIGNED.lower(), fuzz.KEYS).genuine is True
    for text in scans:
        try:
            assert parse_scan(text, fuzz.KEYS).genuine is not True, text
        except BadInput:
            continue


def test_no_mangled_scan_is_genuine() -> None:
    assert fuzz.scans(5000) > 1000
