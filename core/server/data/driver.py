"""Statements compiled once and run by the database's own driver, for every single-card request.

SQLAlchemy keeps the tables and the dialects; its execution alone took longer than SQLite's whole work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql import ClauseElement

from core.server.data.code_seal import CodeSeal

R = TypeVar("R", bound=tuple[Any, ...])
Parameters = Mapping[str, object]

_BOTH: tuple[Dialect, ...] = (SQLiteDialect_pysqlite(paramstyle="named"), PGDialect_psycopg())  # type: ignore[no-untyped-call]


class Statement(Generic[R]):
    """One statement in both dialects. `row` makes its rows; `columns` are those an insert or update sets."""

    def __init__(self, clause: ClauseElement, row: Callable[[tuple[Any, ...]], R], columns: Sequence[str] = ()) -> None:
        self.row = row
        compiled = {
            dialect.name: clause.compile(dialect=dialect, column_keys=list(columns) or None) for dialect in _BOTH
        }
        self._texts = {name: str(each) for name, each in compiled.items()}
        self._constants = {name: value for name, value in compiled["sqlite"].params.items() if value is not None}

    def execute(self, cursor: Any, dialect: str, parameters: Parameters) -> None:
        """Run it on a cursor of the driver. Raises what the driver raises."""
        cursor.execute(self._texts[dialect], {**self._constants, **parameters} if self._constants else parameters)


class NoRow(NamedTuple):
    """The row of a statement that returns none."""


class DriverConnection:
    """A lent connection. Errors become SQLAlchemy's in `connection_pool.open_connection`."""

    def __init__(self, raw: Any, dialect: str, seal: CodeSeal) -> None:
        self.dialect = dialect
        self.seal = seal
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

    def execute(self, statement: Statement[NoRow], parameters: Parameters) -> None:
        """Run a statement that returns no row."""
        statement.execute(self._cursor, self.dialect, parameters)

    def execute_text(self, text: str) -> None:
        """Run a statement that both dialects know, as BEGIN or SAVEPOINT."""
        self._cursor.execute(text)
