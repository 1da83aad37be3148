"""Statements compiled once and handed to the database's own driver: what every sale goes through.

SQLAlchemy keeps the tables, the dialects and the pool; its execution alone took longer than SQLite's whole work.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Dialect, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

R = TypeVar("R", bound=tuple[Any, ...])
Parameters = Mapping[str, object]

_TRUSTED_S = 1.0
"""A line that was idle for longer may be dead: it is asked first."""
_MOST_IDLE = 10

_BOTH: tuple[Dialect, ...] = (SQLiteDialect_pysqlite(paramstyle="named"), PGDialect_psycopg())  # type: ignore[no-untyped-call]


class Statement(Generic[R]):
    """One statement in both dialects. Its rows come as `row`; `columns` are those an insert or update sets."""

    def __init__(self, clause: ClauseElement, row: Callable[[tuple[Any, ...]], R], columns: Sequence[str] = ()) -> None:
        self.row = row
        compiled = {
            dialect.name: clause.compile(dialect=dialect, column_keys=list(columns) or None) for dialect in _BOTH
        }
        self._texts = {name: str(each) for name, each in compiled.items()}
        self._constants = {name: value for name, value in compiled["sqlite"].params.items() if value is not None}

    def execute(self, cursor: Any, dialect: str, parameters: Parameters) -> None:
        cursor.execute(self._texts[dialect], {**self._constants, **parameters} if self._constants else parameters)


class Nothing(NamedTuple):
    """A row of a statement that gives none."""


class Driver:
    """A connection, for a moment. Errors are SQLAlchemy's: see `driving`."""

    def __init__(self, connection: Any, dialect: str) -> None:
        self.dialect = dialect
        self._cursor = connection.cursor()

    def first(self, statement: Statement[R], parameters: Parameters) -> R | None:
        statement.execute(self._cursor, self.dialect, parameters)
        found = self._cursor.fetchone()
        return None if found is None else statement.row(found)

    def one(self, statement: Statement[R], parameters: Parameters) -> R:
        """The row of a statement that always gives one."""
        statement.execute(self._cursor, self.dialect, parameters)
        return statement.row(self._cursor.fetchone())

    def run(self, statement: Statement[Nothing], parameters: Parameters) -> None:
        statement.execute(self._cursor, self.dialect, parameters)

    def say(self, text: str) -> None:
        """A statement that both dialects know, as BEGIN or SAVEPOINT."""
        self._cursor.execute(text)


class Lines:
    """Connections that stay open, each lent to one borrower at a time. Closed when the engine is disposed of.

    The pool of SQLAlchemy asks PostgreSQL twice for every loan, whether it is there and to forget what was done.
    """

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect.name
        self._engine = engine
        self._idle: list[tuple[Any, float]] = []  # `append` and `pop` need no lock
        event.listen(engine, "engine_disposed", self.hang_up)

    def take(self) -> Any:
        """A connection of the driver that begins nothing by itself. Raises DBAPIError."""
        while self._idle:
            with suppress(IndexError):  # another thread was faster
                connection, since = self._idle.pop()
                if self.dialect == "sqlite" or time.monotonic() - since < _TRUSTED_S or self._is_there(connection):
                    return connection
        return self._opened()

    def give_back(self, connection: Any) -> None:
        if len(self._idle) < _MOST_IDLE:
            self._idle.append((connection, time.monotonic()))
        else:
            connection.close()

    def failed(self, error: Any, connection: Any) -> BaseException:
        """The error as SQLAlchemy would raise it. When the line is dead, so are the others probably."""
        if self._engine.dialect.is_disconnect(error, connection, None):
            connection.close()
            self.hang_up()
        else:
            self.give_back(connection)
        errors = self.errors
        wrapped: BaseException = DBAPIError.instance(None, None, error, errors, hide_parameters=True)
        return wrapped

    def hang_up(self, _engine: Engine | None = None) -> None:
        """Close what is idle."""
        while self._idle:
            with suppress(IndexError):
                self._idle.pop()[0].close()

    @property
    def errors(self) -> type[Exception]:
        """What the driver raises."""
        kind: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        return kind

    def _opened(self) -> Any:
        pooled = self._engine.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()
        if self.dialect == "postgresql":
            connection.autocommit = True
        return connection

    def _is_there(self, connection: Any) -> bool:
        try:
            connection.execute("SELECT 1")
        except self.errors:
            connection.close()
            return False
        return True


@contextmanager
def driving(lines: Lines) -> Iterator[Driver]:
    """For one statement that reads. Raises DBAPIError, as SQLAlchemy's own executions do."""
    connection = lines.take()
    try:
        yield Driver(connection, lines.dialect)
    except lines.errors as error:
        raise lines.failed(error, connection) from error
    except BaseException:
        lines.give_back(connection)
        raise
    lines.give_back(connection)


@contextmanager
def committing(lines: Lines) -> Iterator[Driver]:
    """A write transaction, committed durably at the end unless something is raised. Raises DBAPIError."""
    with driving(lines) as driver:
        driver.say("BEGIN IMMEDIATE" if driver.dialect == "sqlite" else "BEGIN")
        try:
            yield driver
            driver.say("COMMIT")
        except BaseException:
            with suppress(lines.errors):  # the line is dead, or a COMMIT that failed has undone it
                driver.say("ROLLBACK")
            raise
