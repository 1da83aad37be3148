"""Connections of the driver: kept open, lent for a moment, and the transactions on them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from core.server.driver import Driver

_TRUSTED_S = 1.0
"""A line that was idle for longer may be dead: it is asked first."""
_MOST_IDLE = 10


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
    driver = Driver(connection, lines.dialect)
    try:
        yield driver
    except lines.errors as error:
        driver.close()
        raise lines.failed(error, connection) from error
    except BaseException:
        driver.close()
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
