"""Statements that PostgreSQL keeps prepared, sent through libpq itself: a cursor of psycopg takes twice as long.

Who sends decides how to wait: in a thread (`pipelined`) or on the event loop (`loop_reader`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import psycopg
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from core.server.data.driver import Parameters
from core.server.data.pooler import is_pooled

_PLACE = re.compile(r"%\((\w+)\)s|%%")
_KEPT = "prepared_statements"


class Asked(NamedTuple):
    """A statement and its values, as libpq takes them."""

    text: bytes
    values: Sequence[bytes | None] = ()
    formats: Sequence[int] | None = None


class PreparedStatements:
    """What one connection has prepared, and how its rows are read. A pooler prepares nothing."""

    def __init__(self, conn: psycopg.Connection[Any] | psycopg.AsyncConnection[Any]) -> None:
        self._pgconn = conn.pgconn
        self._tx = Transformer(conn)
        self._names: dict[bytes, bytes] = {}
        self._is_pooled = is_pooled(conn)

    def asked(self, text: str, parameters: Parameters) -> Asked:
        """Return the statement in the words of libpq. Raises DataError for a text that the database cannot store."""
        numbered, names = _numbered(text)
        values = [self._value(parameters[name]) for name in names]
        is_plain = not any(type(parameters[name]) is bytes for name in names)
        return Asked(numbered, values, None if is_plain else [int(type(parameters[name]) is bytes) for name in names])

    def begin_prepare(self, asked: Asked) -> bool:
        """Send what prepares the statement, unless that is done; return whether an answer is to be waited for.

        Whoever has waited calls `end_prepare`.
        """
        if self._is_pooled or asked.text in self._names or not asked.values:
            return False
        self._pgconn.send_prepare(b"cf%d" % len(self._names), asked.text)
        return True

    def end_prepare(self, asked: Asked, results: Sequence[PGresult]) -> None:
        """Note that the statement is prepared. Raises what the database answered."""
        self.check(results)
        self._names[asked.text] = b"cf%d" % len(self._names)

    def send(self, asked: Asked) -> None:
        """Send the statement, without waiting for its answer."""
        name = self._names.get(asked.text)
        if name is None:
            self._pgconn.send_query_params(asked.text, asked.values, None, asked.formats)
        else:
            self._pgconn.send_query_prepared(name, asked.values, asked.formats)

    def check(self, results: Sequence[PGresult]) -> None:
        """Raise what the database answered instead of a result."""
        for result in results:
            if result.status == ExecStatus.FATAL_ERROR:
                raise psycopg.errors.error_from_result(result, encoding=self._tx.encoding)

    def rows(self, result: PGresult) -> list[tuple[Any, ...]]:
        """Return the rows of a result."""
        if not result.ntuples:
            return []
        self._tx.set_pgresult(result)
        return self._tx.load_rows(0, result.ntuples, tuple)

    def _value(self, value: object) -> bytes | None:
        if value is None or type(value) is bytes:
            return value
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise TypeError(f"no value of a statement: {type(value).__name__}")
        text = value if isinstance(value, str) else repr(value)
        if "\x00" in text:
            raise psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
        return text.encode(self._tx.encoding)


def prepared_of(conn: psycopg.Connection[Any]) -> PreparedStatements:
    """Return what a connection has prepared; it is kept with the connection, whoever it is lent to."""
    kept: PreparedStatements | None = vars(conn).get(_KEPT)
    if kept is None:
        kept = vars(conn)[_KEPT] = PreparedStatements(conn)
    return kept


@lru_cache(500)
def _numbered(text: str) -> tuple[bytes, tuple[str, ...]]:
    """Return a statement with $1 for %(name)s, and the names by number."""
    names: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return "%" if found[1] is None else f"${names.setdefault(found[1], len(names) + 1)}"

    return _PLACE.sub(number, text).encode(), tuple(names)
