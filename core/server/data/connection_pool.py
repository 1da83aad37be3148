"""Connections of the database's own driver, kept open and lent for one transaction at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from core.server.data.code_seal import seal_of
from core.server.data.driver import DriverConnection, Parameters, R, Statement
from core.server.data.server_watch import check_answering

_TRUSTED_S = 1.0
"""A connection that was idle for longer may be dead: it is tried first."""
_MOST_IDLE = 10


class CommitLost(DBAPIError):
    """Tell that the database went away while it committed: what was written may be there or not."""


class ConnectionPool:
    """Lends each connection to one borrower at a time, and closes all when the engine is disposed of.

    SQLAlchemy's own pool sends PostgreSQL two statements for every loan: a ping and a reset.
    """

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect.name
        self.seal = seal_of(engine)
        self._engine = engine
        self._idle: list[tuple[Any, float]] = []  # `append` and `pop` need no lock
        event.listen(engine, "engine_disposed", self.close)

    def acquire(self) -> Any:
        """Return a connection of the driver that begins nothing by itself. Raises DBAPIError."""
        check_answering(self._engine)
        while self._idle:
            with suppress(IndexError):  # another thread was faster
                raw, since = self._idle.pop()
                if self.dialect == "sqlite" or time.monotonic() - since < _TRUSTED_S or self._is_alive(raw):
                    return raw
        return self._open()

    def first(self, statement: Statement[R], parameters: Parameters) -> R | None:
        """Return the first row of a read that needs no transaction, None when there is none. Raises DBAPIError.

        On SQLite, whose connections are never dead, it goes without what a loan is for.
        """
        lent = self._idle.pop() if self.dialect == "sqlite" and self._idle else None
        if lent is None:
            with open_connection(self) as conn:
                return conn.first(statement, parameters)
        raw, _since = lent
        try:
            found = raw.execute(*statement.asked("sqlite", parameters)).fetchone()
        except self.errors as error:
            raise self.translate(error, raw, committing=False) from error
        self._idle.append(lent)
        return None if found is None else statement.row(found)

    def lend(self, raw: Any) -> DriverConnection:
        """Return what a borrower uses of a connection."""
        if self.dialect == "sqlite":
            return DriverConnection(raw, self.dialect, self.seal)
        from core.server.data.pipelined import PipelinedConnection  # noqa: PLC0415 - a till needs no PostgreSQL

        return PipelinedConnection(raw, self.seal)

    def release(self, raw: Any) -> None:
        """Take a connection back."""
        dead = self.dialect == "postgresql" and raw.closed
        if len(self._idle) < _MOST_IDLE and not dead:
            self._idle.append((raw, time.monotonic()))
        else:
            raw.close()

    def translate(self, error: Any, raw: Any, *, committing: bool) -> BaseException:
        """Return the error as SQLAlchemy would raise it, and take the connection back. `committing`: COMMIT was sent.

        When this one is dead, the idle ones probably are too: all are closed.
        """
        if self._engine.dialect.is_disconnect(error, raw, None):
            raw.close()
            self.close()
            if committing:
                return CommitLost(None, None, error)
        else:
            self.release(raw)
        return self._wrapped(error)

    def close(self, _engine: Engine | None = None) -> None:
        """Close the idle connections."""
        while self._idle:
            with suppress(IndexError):
                self._idle.pop()[0].close()

    @property
    def errors(self) -> type[Exception]:
        """Return the base class of what the driver raises."""
        kind: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        return kind

    def _open(self) -> Any:
        try:
            pooled = self._engine.raw_connection()
        except self.errors as error:
            raise self._wrapped(error) from error
        raw: Any = pooled.driver_connection
        pooled.detach()
        if self.dialect == "postgresql":
            raw.autocommit = True
        return raw

    def _wrapped(self, error: Any) -> BaseException:
        wrapped: BaseException = DBAPIError.instance(None, None, error, self.errors, hide_parameters=True)
        return wrapped

    def _is_alive(self, raw: Any) -> bool:
        try:
            raw.execute("SELECT 1")
        except self.errors:
            raw.close()
            return False
        return True


@contextmanager
def open_connection(pool: ConnectionPool) -> Iterator[DriverConnection]:
    """Lend a connection for statements outside a transaction. Raises DBAPIError, as SQLAlchemy does."""
    raw = pool.acquire()
    conn: DriverConnection | None = None
    try:
        with closing(pool.lend(raw)) as conn:  # a dead connection has no cursor
            yield conn
    except pool.errors as error:
        raise pool.translate(error, raw, committing=conn is not None and conn.committing) from error
    except BaseException:
        pool.release(raw)
        raise
    pool.release(raw)


@contextmanager
def begin_write(pool: ConnectionPool) -> Iterator[DriverConnection]:
    """Open a write transaction; commit it durably at the end unless something is raised. Raises DBAPIError."""
    with open_connection(pool) as conn:
        conn.execute_text("BEGIN IMMEDIATE" if conn.dialect == "sqlite" else "BEGIN")
        try:
            yield conn
            conn.committing = True
            conn.execute_text("COMMIT")
        except BaseException:
            with suppress(pool.errors):  # the connection is dead, or a COMMIT that failed has undone it
                conn.execute_text("ROLLBACK")
            raise
