"""Statements compiled once and run by the database's own driver, for every single-card request.

SQLAlchemy keeps the tables and the dialects; its execution alone took longer than SQLite's whole work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Compiled
from sqlalchemy.sql import ClauseElement

from core.server.data.code_seal import CodeSeal

R = TypeVar("R", bound=tuple[Any, ...])
Parameters = Mapping[str, object]


@cache
def _dialect(name: str) -> Dialect:
    """Return the dialect; that of PostgreSQL is 2 MB, which a till's own service does not pay."""
    if name == "sqlite":
        return SQLiteDialect_pysqlite(paramstyle="named")
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg  # noqa: PLC0415 - as said above

    return PGDialect_psycopg()  # type: ignore[no-untyped-call]


class Statement(Generic[R]):
    """One statement in both dialects, compiled when each is first asked for; whoever asks at once compiles alike.

    `row` makes its rows; `columns` are those an insert or update sets.
    """

    def __init__(self, clause: ClauseElement, row: Callable[[tuple[Any, ...]], R], columns: Sequence[str] = ()) -> None:
        self.row = row
        self.clause = clause
        self._columns = list(columns) or None
        self._texts: dict[str, str] = {}
        params = self._compiled("sqlite").params
        self._constants = {name: value for name, value in params.items() if value is not None}

    def execute(self, cursor: Any, dialect: str, parameters: Parameters) -> None:
        """Run it on a cursor of the driver. Raises what the driver raises."""
        cursor.execute(*self.asked(dialect, parameters))

    def asked(self, dialect: str, parameters: Parameters) -> tuple[str, Parameters]:
        """Return what the driver is asked: a text and its parameters."""
        text = self._texts.get(dialect) or str(self._compiled(dialect))
        return text, {**self._constants, **parameters} if self._constants else parameters

    def _compiled(self, dialect: str) -> Compiled:
        compiled = self.clause.compile(dialect=_dialect(dialect), column_keys=self._columns)
        self._texts[dialect] = str(compiled)
        return compiled


class NoRow(NamedTuple):
    """The row of a statement that returns none."""


class DriverConnection:
    """A lent connection. Errors become SQLAlchemy's in `connection_pool.open_connection`."""

    has_recorded = False
    """Whether events for webhooks were recorded: once they are committed, they can be sent."""

    def __init__(self, raw: Any, dialect: str, seal: CodeSeal) -> None:
        self.dialect = dialect
        self.seal = seal
        self.raw = raw
        """The connection of the driver, which another thread may interrupt."""
        self.committing = False
        """Whether COMMIT was sent: whether it was carried out is not known until its answer."""
        self._cursor = raw.cursor()

    def close(self) -> None:
        """Close the cursor: a failed one that a traceback still refers to would keep the file open."""
        self._cursor.close()

    def first(self, statement: Statement[R], parameters: Parameters) -> R | None:
        """Return the first row, None when there is none."""
        statement.execute(self._cursor, self.dialect, parameters)
        found = self._cursor.fetchone()
        return None if found is None else statement.row(found)

    def one(self, statement: Statement[R], parameters: Parameters) -> R:
        """Return the row of a statement that always gives one."""
        statement.execute(self._cursor, self.dialect, parameters)
        return statement.row(self._cursor.fetchone())

    def all(self, statement: Statement[tuple[Any, ...]], parameters: Parameters) -> list[tuple[Any, ...]]:
        """Return all rows, as the driver gives them."""
        statement.execute(self._cursor, self.dialect, parameters)
        found: list[tuple[Any, ...]] = self._cursor.fetchall()
        return found

    def execute(self, statement: Statement[NoRow], parameters: Parameters) -> None:
        """Run a statement that returns no row."""
        statement.execute(self._cursor, self.dialect, parameters)

    def execute_text(self, text: str) -> None:
        """Run a statement that both dialects know, as BEGIN or SAVEPOINT."""
        self._cursor.execute(text)


def rows_of(
    conn: Connection | DriverConnection, statement: Statement[tuple[Any, ...]], parameters: Parameters
) -> Sequence[tuple[Any, ...]]:
    """Return all rows of a statement, whoever lent the connection."""
    if isinstance(conn, DriverConnection):
        return conn.all(statement, parameters)
    return conn.execute(statement.clause, parameters).all()  # type: ignore[call-overload,no-any-return]
