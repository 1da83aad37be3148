"""Reads of many rows: an endpoint returns what is to be read, and whoever carries it out may stop it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection

from core.server.contract.replies import Reply
from core.server.data.driver import DriverConnection
from core.server.data.list_reader import ListReader

_AGAIN_S = 0.05


class ReadStopped(Exception):
    """The read was stopped before its statement began: nobody waits for its reply any more."""


class PendingRead:
    """A read that was accepted and has not been executed yet. It sees one snapshot of the database."""

    is_short = False
    """Whether it is of a few rows that an index finds."""

    def __init__(self, lists: ListReader, read: Callable[[Connection], Reply]) -> None:
        self._begin = partial(lists.read, self._execute_on)
        self._read: Callable[[Any], Reply] = read
        self._ended = threading.Condition()  # a connection that is lent to somebody else must not be interrupted
        self._driver: Any = None
        self._stopped = False

    def execute(self) -> Reply:
        """Return the reply. Raises RequestRefused, ReadStopped, and DBAPIError."""
        return self._begin()

    def stop(self) -> None:
        """End the read, from another thread: one that has not begun never will, and its statements are given up.

        Returns when it has ended. A driver gives up what runs at that moment, and not what begins a moment later: so it
        is asked again.
        """
        self._stopped = True
        with self._ended:
            while self._driver is not None:
                _give_up(self._driver)
                self._ended.wait(_AGAIN_S)

    def _execute_on(self, conn: Connection | DriverConnection) -> Reply:
        with self._running(conn.raw if isinstance(conn, DriverConnection) else conn.connection.driver_connection):
            return self._read(conn)

    @contextmanager
    def _running(self, driver: Any) -> Iterator[None]:
        with self._ended:
            if self._stopped:
                raise ReadStopped
            self._driver = driver
        try:
            yield
        finally:
            with self._ended:
                self._driver = None
                self._ended.notify_all()


class ReadAtOnce(PendingRead):
    """A pending read of a single statement."""

    def __init__(
        self, lists: ListReader, read: Callable[[Connection | DriverConnection], Reply], *, is_short: bool = False
    ) -> None:
        super().__init__(lists, read)
        self.is_short = is_short
        self._begin = partial(lists.read_at_once, self._execute_on)


def _give_up(driver: Any) -> None:
    """Give up the statement that runs on a connection. On PostgreSQL that takes a connection of its own."""
    if isinstance(driver, sqlite3.Connection):
        driver.interrupt()
    else:
        driver.give_up()
