"""Compile the tree of a search to an SQL condition and an SQL order, over the cards or their state in the index.

Every condition is true or false, never null, so that NOT is its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, and_, false, func, not_, or_

from core.server.contract.card_rules import normal_code
from core.server.contract.search_language import (
    MONEY_FIELDS,
    TIME_FIELDS,
    All,
    Bare,
    Comparison,
    Either,
    Node,
    Not,
    Term,
)

_MONEY = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
COMPARE: dict[Comparison, Callable[[Any, Any], ColumnElement[bool]]] = {
    "=": lambda column, value: column == value,
    "<": lambda column, value: column < value,
    "<=": lambda column, value: column <= value,
    ">": lambda column, value: column > value,
    ">=": lambda column, value: column >= value,
}

Condition = ColumnElement[bool]


def sort_key(source: FromClause, field: str) -> ColumnElement[Any]:
    """Return what a field is compared and ordered by: money in thousandths of its currency, times in epoch seconds."""
    if field == "amount_spent":
        return (source.c.initial_value - source.c.balance) * source.c.milli
    if field in MONEY_FIELDS:
        return source.c[field] * source.c.milli
    return source.c[field]


@dataclass(frozen=True, slots=True)
class SearchCompiler:
    """Turns terms into conditions over `source`. Dates without an offset are in the shop's `zone`.

    `sealed`: the codes of the file are sealed, and its connections open them.
    """

    source: FromClause
    zone: tzinfo
    code_search: bool = True
    sealed: bool = False

    def condition(self, node: Node | None) -> Condition | None:
        """Return the condition, None when nothing is restricted: what cannot be read is dropped (docs/api.md 4)."""
        if isinstance(node, Not):
            inner = self.condition(node.node)
            return None if inner is None else not_(inner)
        if isinstance(node, All | Either):
            parts = [part for part in map(self.condition, node.nodes) if part is not None]
            return None if not parts else and_(*parts) if isinstance(node, All) else or_(*parts)
        return self._term(node) if isinstance(node, Term) else None if node is None else self._bare(node)

    def _bare(self, bare: Bare) -> Condition:
        found: Condition = self.source.c.folded_note.contains(bare.text.casefold(), autoescape=True)
        code = normal_code(bare.text)
        if self.code_search and code.isascii() and code.isalnum():
            kept = func.plain_code(self.source.c.code, type_=String) if self.sealed else self.source.c.code
            return or_(found, kept.contains(code, autoescape=True))
        return found

    def _term(self, term: Term) -> Condition | None:
        column = sort_key(self.source, term.field)
        if term.exists:
            return column.is_not(None)
        if term.field in MONEY_FIELDS:
            return _money(column, term)
        if term.field in TIME_FIELDS:
            return self._time(column, term)
        return _ending(column, term)

    def _time(self, column: ColumnElement[Any], term: Term) -> Condition | None:
        span = seconds_of(term.value, self.zone)
        if span is None:
            return None
        begin, end = span
        if term.comparison == "=":
            return and_(column.is_not(None), column >= begin, column < end)
        return and_(column.is_not(None), COMPARE[term.comparison](column, begin))


def _money(column: ColumnElement[Any], term: Term) -> Condition | None:
    if not _MONEY.fullmatch(term.value):
        return None
    exact = Decimal(term.value) * 1000
    below = int(exact // 1) if exact >= 0 else -int(-exact // 1) - (exact % 1 != 0)
    if exact == below:
        return COMPARE[term.comparison](column, below)
    if term.comparison == "=":
        return false()  # finer than any money is
    return COMPARE["<=" if term.comparison in ("<", "<=") else ">"](column, below)


def _ending(column: ColumnElement[Any], term: Term) -> Condition | None:
    if term.comparison != "=":
        return None
    text = normal_code(term.value)
    if text.endswith("*"):
        return column.startswith(text[:-1], autoescape=True)
    return column == text


def seconds_of(text: str, zone: tzinfo) -> tuple[int, int] | None:
    """Return the first and one-past-last epoch second of a time, or of a day in shop time; None for neither."""
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return _epoch(datetime.combine(day, time(), zone)), _epoch(
                datetime.combine(day + timedelta(days=1), time(), zone)
            )
        at = datetime.fromisoformat(text)
        second = _epoch(at if at.tzinfo else at.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        return None
    return second, second + 1


def _epoch(at: datetime) -> int:
    return int(at.timestamp() // 1)
