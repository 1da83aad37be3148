"""Statements compiled once and handed to the database's own driver: what every sale goes through.

SQLAlchemy keeps the tables, the dialects and the pool; its execution alone took longer than SQLite's whole work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Dialect, Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

R = TypeVar("R", bound=tuple[Any, ...])
Parameters = Mapping[str, object]

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
    """A connection of the pool, for a moment. Errors are SQLAlchemy's: see `driving`."""

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


@contextmanager
def driving(engine: Engine) -> Iterator[Driver]:
    """For one statement that reads. Raises DBAPIError, as SQLAlchemy's own executions do."""
    connection = engine.raw_connection()
    try:
        yield Driver(connection.driver_connection, engine.dialect.name)
    except engine.dialect.loaded_dbapi.Error as error:
        if engine.dialect.is_disconnect(error, connection.dbapi_connection, None):
            connection.invalidate(error)
        raise _wrapped(engine, error) from error
    finally:
        connection.close()


@contextmanager
def committing(engine: Engine) -> Iterator[Driver]:
    """A write transaction, committed durably at the end unless something is raised. Raises DBAPIError."""
    with driving(engine) as driver:
        if driver.dialect == "sqlite":  # the driver of PostgreSQL begins by itself
            driver.say("BEGIN IMMEDIATE")
        try:
            yield driver
            driver.say("COMMIT")
        except BaseException:
            _undo(engine, driver)
            raise


def _undo(engine: Engine, driver: Driver) -> None:
    with suppress(engine.dialect.loaded_dbapi.Error):  # the line is dead, or a COMMIT that failed has undone it
        driver.say("ROLLBACK")


def _wrapped(engine: Engine, error: Any) -> BaseException:
    wrapped: BaseException = DBAPIError.instance(
        None, None, error, engine.dialect.loaded_dbapi.Error, hide_parameters=True
    )
    return wrapped
