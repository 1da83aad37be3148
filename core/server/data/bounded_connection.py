"""Connections to PostgreSQL whose statements end, whatever the server does.

A statement that takes long makes us ask whether the server still answers anybody. When it does, the statement is slow
and waited for, until the server itself ends it; when it does not, the connection is given up.
"""

from __future__ import annotations

import time
from contextlib import closing, suppress
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event

from core.server.data.pooler import notice_pooler
from core.server.data.server_watch import SILENT, ServerWatch, keep_watch

SUSPICION_S = 3.0
"""How long a statement may take before the server is asked whether it answers."""
_ASK_S = 3
"""How long it has for that, in whole seconds."""
_MARGIN_S = 5.0
_INTERVAL_S = 0.1
_LIMIT_S = 30
_SET_LIMITS = (
    "SELECT set_config(name, most, false) FROM (VALUES ('statement_timeout', '30s'), ('lock_timeout', '5s')) "
    "AS limits (name, most) WHERE current_setting(name) = '0'"
)
_LIMIT = "SELECT setting::bigint / 1000.0 FROM pg_settings WHERE name = 'statement_timeout'"


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that is closed when a statement gets no answer."""

    watch: ServerWatch | None = None
    """None while it is being set up."""
    limit_s = 0.0
    """How long a statement may take; the server itself ends it a little earlier."""

    def set_limits(self, watch: ServerWatch) -> None:
        """Let the server end what takes too long, unless it has limits of its own, and watch it from now on.

        Behind a pooler it has: a service does not start without them.
        """
        pooled = notice_pooler(self)
        kept, self.autocommit = self.autocommit, True
        if not pooled:
            self.execute(_SET_LIMITS)
        (limit_s,) = self.execute(_LIMIT).fetchone() or (0,)
        self.autocommit = kept
        self.limit_s, self.watch = float(limit_s or _LIMIT_S) + _MARGIN_S, watch

    def give_up(self) -> None:
        """Ask the server to end what runs, from another thread; it may not answer that either."""
        with suppress(psycopg.Error):
            self.cancel_safe(timeout=_ASK_S)

    def wait(self, gen: PQGen[RV], interval: float = _INTERVAL_S, timeout: float | None = None) -> RV:
        """Wait for an answer. Raises OperationalError, closed, when there is none."""
        if timeout is not None or self.watch is None:
            return super().wait(gen, interval, timeout or SUSPICION_S)
        until = time.monotonic() + self.limit_s
        while True:
            since = time.monotonic()
            try:
                return super().wait(gen, interval, SUSPICION_S)
            except psycopg.OperationalError:
                if self.info.transaction_status is not TransactionStatus.ACTIVE:
                    raise  # the server has said so, or has closed the connection
            if time.monotonic() > until or not self.watch.has_answered(since):
                self.close()
                raise psycopg.OperationalError(SILENT)


def bound_connections(engine: Engine) -> None:
    """Let the engine open connections that are bounded, and only while its server answers."""
    arguments: dict[str, Any] = {}

    def ask() -> bool:
        try:
            with closing(BoundedConnection.connect(**(arguments | {"connect_timeout": _ASK_S}))) as asking:
                asking.execute("SELECT 1")  # a pooler lets us in, whatever the server does
        except psycopg.Error:
            return False
        return True

    watch = ServerWatch(ask)

    def connect(_dialect: object, _entry: object, _words: object, named: dict[str, Any]) -> BoundedConnection:
        arguments.update(named)
        watch.check()
        try:
            made = BoundedConnection.connect(**named)
        except psycopg.errors.ConnectionTimeout:
            watch.note_silence()
            raise
        made.set_limits(watch)
        return made

    event.listen(engine, "do_connect", connect)
    keep_watch(engine, watch)
