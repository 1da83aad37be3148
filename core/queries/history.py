"""The history as one list: operations, and the entries of the journal that no operation shows, in one order.

Each of the two is read in the order that was asked for, and no further than the page goes; they are merged here.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cmp_to_key
from heapq import merge
from itertools import islice
from typing import Any

from core.clock import Clock
from core.domain.stopping import step
from core.queries import journal_sql, search_terms, sql
from core.queries.journal_rows import journal_row
from core.queries.operation_rows import operation_row
from core.rows.history import HistoryFilter, HistoryRow, HistoryTotal
from core.rows.order import Order
from core.services.people.known_settings import DEFAULTS
from core.store.database import Connection, ask
from core.store.projection import MOVED_SQL

Raw = dict[str, Any]

_SORTED_BY = {
    "what": "kind",
    "card": "last_characters",
    "amount": "want",
    "outcome": "state",
    "after": "balance_after",
    "clerk": "clerk",
    "till": "till",
    "reason": "reason",
}
_MAY_BE_EMPTY = frozenset({"clerk", "till", "reason"})
"""Columns in which an empty text is no value."""
_FOLDED = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
"""As NOCASE folds: ASCII alone."""


@dataclass(frozen=True, slots=True)
class HistoryAsked:
    """`limit` below 0: all of it."""

    text: str
    currency: str
    narrowed: HistoryFilter
    order: Order
    limit: int

    @property
    def terms(self) -> search_terms.SearchTerms:
        """Return the search as SQL takes it."""
        return search_terms.of_text(self.text, self.currency, self.narrowed.meant)


def read_history(conn: Connection, asked: HistoryAsked, clock: Clock) -> tuple[HistoryRow, ...]:
    """Return the lines of the history, newest first or in their order."""
    found = merge(_operations(conn, asked), _entries(conn, asked, clock), key=cmp_to_key(_comparison(asked.order)))
    return tuple(map(_row, found if asked.limit < 0 else islice(found, asked.limit)))


def read_totals(conn: Connection, asked: HistoryAsked, moved: str = MOVED_SQL) -> tuple[HistoryTotal, ...]:
    """Return what all operations of the question come to, by currency; `moved` is what one of them moved, as SQL."""
    if not asked.narrowed.has_operations:
        return ()
    terms, bound = asked.terms, asked.narrowed.parameters
    statement = sql.history_totals(terms.shapes, bound, moved)
    return tuple(HistoryTotal(**row) for row in ask(conn, statement, **terms.parameters, **bound))


def _operations(conn: Connection, asked: HistoryAsked) -> tuple[Raw, ...]:
    """Read to the end of the page: a statement that is left in the middle would stay open."""
    if not asked.narrowed.has_operations:
        return ()
    terms, bound = asked.terms, asked.narrowed.parameters
    statement = sql.history(terms.shapes, bound, asked.order)
    return tuple(ask(conn, statement, **terms.parameters, **bound, limit=asked.limit))


def _entries(conn: Connection, asked: HistoryAsked, clock: Clock) -> tuple[Raw, ...]:
    if not asked.narrowed.has_entries:
        return ()
    terms, narrowed = asked.terms, asked.narrowed
    bound = {name: value for name, value in narrowed.parameters.items() if name in {"clerk", "till", "card_id"}}
    if narrowed.first_day:
        bound["first_at"] = clock.begin_of(narrowed.first_day) + clock.off_s()
    if narrowed.last_day and narrowed.last_day < date.max.isoformat():
        bound["end_at"] = clock.end_of(narrowed.last_day) + clock.off_s()
    statement = journal_sql.entries(terms.shapes, narrowed, bound, asked.order)
    used = terms.parameters | bound | {"first_name": DEFAULTS["till.name"], "limit": asked.limit}
    return tuple(ask(conn, statement, **used))


def _row(raw: Raw) -> HistoryRow:
    step()
    return journal_row(raw) if "entry" in raw else operation_row(raw)


def _comparison(order: Order) -> Any:
    """Return what compares two rows as SQL sorts them: by the order, what has no value last, then the newest first."""

    def compare(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
        if order.name == "when":
            sign = -1 if order.descending else 1
            return sign * _signed(one["created_at"], other["created_at"])
        first, second = _key(one, order.name), _key(other, order.name)
        if first != second:
            if first is None or second is None:
                return 1 if first is None else -1
            return (-1 if order.descending else 1) * _signed(first, second)
        return _signed(other["created_at"], one["created_at"])

    return compare


def _key(raw: Mapping[str, Any], name: str) -> Any:
    if not name:
        return None
    value = raw.get(_SORTED_BY[name])
    if isinstance(value, str):
        return (value.translate(_FOLDED) or None) if name in _MAY_BE_EMPTY else value.translate(_FOLDED)
    return value


def _signed(one: Any, other: Any) -> int:
    return int(one > other) - int(one < other)
