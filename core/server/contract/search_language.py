"""The search grammar of docs/api.md 4: text to a tree of terms. Nothing is refused but length and depth.

What cannot be searched (unknown field, unreadable value) is dropped; when nothing is left, every card matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from core.server.contract.refusals import bad_request

MONEY_FIELDS = frozenset({"balance", "initial_value", "amount_spent"})
TIME_FIELDS = frozenset({"created_at", "updated_at", "disabled_at"})
FIELDS = MONEY_FIELDS | TIME_FIELDS | {"last_characters"}

Comparison = Literal["=", "<", "<=", ">", ">="]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\)) | (?P<minus>-)(?=[^\s)])
    | (?P<field>[A-Za-z]\w*):(?P<comparison><=|>=|<|>)?(?:"(?P<double>[^"]*)"?|'(?P<single>[^']*)'?|(?P<raw>[^\s()]*))
    | "(?P<phrase>[^"]*)"?
    | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
MOST_QUERY_BYTES = 3000
_MOST_TOKENS, _MOST_LEVELS = 200, 25
"""A query is carried by the cursors of a Link header, which clients read up to 64 KiB of."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A word or phrase: found in the note or in the code."""

    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """`field:value`; the value "*" (unquoted) means that the field is not null."""

    field: str
    comparison: Comparison
    value: str
    exists: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class All:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    nodes: tuple[Node, ...]


Node = Bare | Term | Not | All | Either


def parse(query: str) -> Node | None:
    """Return the tree of `query`, None when it restricts nothing. Raises RequestRefused 400: too long, too deep."""
    if len(query.encode("utf-8", "replace")) > MOST_QUERY_BYTES:
        raise bad_request("query", "is too long")
    tokens = list(_TOKEN.finditer(query.rstrip()))
    if len(tokens) > _MOST_TOKENS:
        raise bad_request("query", "is too long")
    return _Parser(tokens).whole()


class _Parser:
    """Recursive descent: OR binds least, then AND (written or not), then NOT and -. Stray operators are skipped."""

    def __init__(self, tokens: list[re.Match[str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._level = 0

    def whole(self) -> Node | None:
        parts = []
        while self._at < len(self._tokens):
            parts.append(self._either())
            self._at += self._kind() == "close"  # one that was never opened
        return _joined(All, parts)

    def _either(self) -> Node | None:
        parts = [self._all()]
        while self._kind() == "OR":
            self._at += 1
            parts.append(self._all())
        return _joined(Either, parts)

    def _all(self) -> Node | None:
        parts = []
        while self._kind() not in ("", "close", "OR"):
            if self._kind() == "AND":
                self._at += 1
            else:
                parts.append(self._unary())
        return _joined(All, parts)

    def _unary(self) -> Node | None:
        self._level += 1
        if self._level > _MOST_LEVELS:
            raise bad_request("query", "is nested too deeply")
        node = self._primary()
        self._level -= 1
        return node

    def _primary(self) -> Node | None:
        kind, token = self._kind(), self._tokens[self._at]
        self._at += 1
        if kind in ("NOT", "minus"):
            node = self._unary() if self._kind() not in ("", "close", "AND", "OR") else None
            return None if node is None else Not(node)
        if kind == "open":
            node = self._either()
            self._at += self._kind() == "close"
            return node
        return _leaf(token)

    def _kind(self) -> str:
        """Return what comes next: a connective, a bracket, "minus", "term", or "" at the end."""
        if self._at >= len(self._tokens):
            return ""
        token = self._tokens[self._at]
        if token["word"] in ("AND", "OR", "NOT"):
            return token["word"]
        return token.lastgroup if token.lastgroup in ("open", "close", "minus") else "term"


def _joined(kind: type[All] | type[Either], parts: list[Node | None]) -> Node | None:
    nodes = tuple(part for part in parts if part is not None)
    return nodes[0] if len(nodes) == 1 else kind(nodes) if nodes else None


def _leaf(token: re.Match[str]) -> Node | None:
    if token["field"] is None:
        text = (token["word"] or token["phrase"] or "").rstrip("*")
        return Bare(text) if text.strip() else None
    quoted = token["double"] if token["double"] is not None else token["single"]
    value = token["raw"] if quoted is None else quoted
    if token["field"] not in FIELDS or not value.strip():
        return None
    comparison: Comparison = token["comparison"] or "="  # type: ignore[assignment]
    return Term(token["field"], comparison, value.strip(), exists=quoted is None and value == "*")
