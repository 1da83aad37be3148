"""Reads of many rows: an endpoint returns what is to be read, and whoever carries it out may stop it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from core.server.contract.replies import Reply
from core.server.data.list_reader import ListReader

_AGAIN_S = 0.05


class ReadStopped(Exception):
    """The read was stopped before its statement began: nobody waits for its reply any more."""


class PendingRead:
    """A read that was accepted and has not been executed yet. It sees one snapshot of the database."""

    def __init__(self, lists: ListReader, read: Callable[[Connection], Reply]) -> None:
        self._lists = lists
        self._read = read
        self._lock = threading.Lock()  # a connection that is lent to somebody else by now must not be interrupted
        self._ended = threading.Event()
        self._driver: Any = None
        self._stopped = False

    def execute(self) -> Reply:
        """Return the reply. Raises RequestRefused, ReadStopped, and DBAPIError."""
        return self._lists.read(self._execute_on)

    def stop(self) -> None:
        """End the read, from another thread: one that has not begun never will, and its statements are given up.

        Returns when it has ended. A driver gives up what runs at that moment, and not what begins a moment later: so it
        is asked again.
        """
        self._stopped = True
        while True:
            with self._lock:
                if self._driver is None:
                    return
                _give_up(self._driver)
            self._ended.wait(_AGAIN_S)

    def _execute_on(self, conn: Connection) -> Reply:
        with self._running(conn):
            return self._read(conn)

    @contextmanager
    def _running(self, conn: Connection) -> Iterator[None]:
        with self._lock:
            if self._stopped:
                raise ReadStopped
            self._driver = conn.connection.driver_connection
            self._ended.clear()
        try:
            yield
        finally:
            with self._lock:
                self._driver = None
            self._ended.set()


def _give_up(driver: Any) -> None:
    """Give up the statement that runs on a connection. On PostgreSQL that takes a connection of its own."""
    if isinstance(driver, sqlite3.Connection):
        driver.interrupt()
    else:
        driver.give_up()
