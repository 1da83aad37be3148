"""Fails the test that leaves a database connection, a thread or a file open, on every Python.

Only Python 3.13 tells of a connection that nobody closed, and then in whichever test its garbage is collected. Here
each of them has an owner from the moment it is made: the test, or the module whose fixture outlives the test. A thread
passes its owner on to what it makes, and a folder of databases to every later connection into it, so that a service
of a whole module may open a connection in the middle of a test. What only the system knows of, open files and Qt's
threads, has no owner: it is counted for the test, or for the module when a fixture of the module stands behind it.
"""

from __future__ import annotations

import os
import sqlite3
import sqlite3.dbapi2
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

PERMITTED_THREADS = (
    "Thread (pooled)",  # Qt's own pool keeps them for half a minute
    "QDBusConnection",  # Qt's connection to the desktop, one for the process
)
PERMITTED_FILES = (
    "anon_inode:[eventfd]",  # wakes a thread of Qt: the thread itself is looked for
    "/dev/",  # libraries keep null and urandom
    "/usr/share/",  # Qt keeps the list of file types, and fonts
)
"""How the names begin."""
FOLDERS_IN_MEMORY = "/dev/shm/"
"""Where the folders of tests may lie (tests/conftest.py): what is open there is nobody's device."""
PATIENCE_S = 2.0
"""For what was told to end; waited only when it is still there."""
_MOST_PLAIN = 5  # arguments of sqlite3.connect before `factory`

_plain_connect = sqlite3.connect
_plain_start = threading.Thread.start


class Connection(sqlite3.Connection):
    """A connection that knows its owner, and tells when it is dropped without being closed."""

    def __init__(self, database: Any, *given: Any, **named: Any) -> None:
        super().__init__(database, *given, **named)
        self.file = os.fsdecode(database)
        self.owner = WATCH.owner_of(self.file)
        WATCH.connections[id(self)] = weakref.ref(self)

    def close(self) -> None:
        super().close()
        WATCH.connections.pop(id(self), None)

    def __del__(self) -> None:
        if WATCH.connections.pop(id(self), None) is not None:
            WATCH.dropped.append((self.owner, self.file))
            super().close()


class Watch:
    """What is open and whose it is. There is one for the process, as its threads and files are the process's."""

    def __init__(self) -> None:
        self.owner = ""
        """Who acts in the main thread: a test or a module."""
        self.standing = ""
        """The module that has fixtures of its own now; empty when it has none."""
        self.connections: dict[int, weakref.ref[Connection]] = {}
        self.dropped: list[tuple[str, str]] = []
        """Owner and file of each connection that was dropped without being closed."""
        self.threads = weakref.WeakSet[threading.Thread]()
        self.before = Seen()
        self._folders: dict[str, str] = {}

    def begin(self, owner: str) -> None:
        self.owner = owner
        self.before = Seen()

    def owner_of(self, file: str) -> str:
        """Whoever first opened a database in this folder; one in memory is its maker's."""
        folder = os.path.dirname(file)
        return self._folders.setdefault(folder, self._maker()) if folder else self._maker()

    def started(self, thread: threading.Thread) -> None:
        thread.owner = self._maker()  # type: ignore[attr-defined]
        self.threads.add(thread)

    def _maker(self) -> str:
        """A thread of Qt carries no owner: it is the module's where that has fixtures."""
        thread = threading.current_thread()
        if thread is threading.main_thread():
            return self.owner
        found: str = getattr(thread, "owner", self.standing or self.owner)
        return found

    def left_open(self, owner: str, before: Seen | None) -> list[str]:
        """Name what `owner` left behind, and close the connections. `before` is what was there when it began."""
        told = [f"a connection to {file}, dropped without close()" for of, file in self.dropped if of == owner]
        self.dropped = [(of, file) for of, file in self.dropped if of != owner]
        for connection in [found for ref in list(self.connections.values()) if (found := ref()) is not None]:
            if connection.owner == owner:
                told.append(f"a connection to {connection.file}")
                connection.close()
        for thread in self.threads:
            if thread.owner == owner and not _ends(thread):  # type: ignore[attr-defined]
                told.append(f"the thread {thread.name}")
        self._folders = {folder: first for folder, first in self._folders.items() if first != owner}
        return told if before is None else told + self._more_than(before)

    def _more_than(self, before: Seen) -> list[str]:
        now = Seen()
        if now.threads <= before.threads and now.files.items() <= before.files.items():
            return []
        python = {thread.native_id for thread in threading.enumerate()}
        return [
            *(f"the thread {name} of Qt" for name in _stay(lambda: _names(Seen().threads - before.threads - python))),
            *(f"the file {name}" for name in _stay(lambda: Seen().names_beside(before))),
        ]

    @contextmanager
    def on_behalf_of(self, owner: str, *, stands: bool) -> Iterator[None]:
        """Give what is made meanwhile to a fixture that outlives the test."""
        test, self.owner = self.owner, owner
        if stands:
            self.standing = owner
        try:
            yield
        finally:
            self.owner = test
            self.before = Seen()


class Seen:
    """The threads and open files of this process as Linux tells them, by number; none elsewhere."""

    def __init__(self) -> None:
        self.threads = {int(number) for number in _listed("/proc/self/task")}
        numbers = set(_listed("/proc/self/fd")) - {_tracker()}
        self.files = {number: name for number in numbers if (name := _target(number))}

    def names_beside(self, before: Seen) -> list[str]:
        new = (name for number, name in self.files.items() if before.files.get(number) != name)
        return sorted(
            name for name in new if name.startswith(FOLDERS_IN_MEMORY) or not name.startswith(PERMITTED_FILES)
        )


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _tracker() -> str:
    """Return the file by which multiprocessing speaks to its resource tracker, which lives as long as the process."""
    tracker = sys.modules.get("multiprocessing.resource_tracker")
    return str(tracker._resource_tracker._fd) if tracker is not None else ""


def _target(number: str) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{number}")
    except OSError:  # the one that lists them
        return ""


def _names(threads: set[int]) -> list[str]:
    names = []
    for number in threads:
        with suppress(OSError), open(f"/proc/self/task/{number}/comm", encoding="utf-8") as file:
            names.append(file.read().strip())
    return sorted(name for name in names if not name.startswith(PERMITTED_THREADS))


def _ends(thread: threading.Thread) -> bool:
    if thread.is_alive() and not thread.name.startswith(PERMITTED_THREADS):
        thread.join(PATIENCE_S)
        return not thread.is_alive()
    return True


def _stay(look: Callable[[], list[str]]) -> list[str]:
    """What is still there after a while: the system lets a thread go a moment after it was waited for."""
    deadline = time.monotonic() + PATIENCE_S
    while (found := look()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return found


def _connect(*given: Any, **named: Any) -> sqlite3.Connection:
    if len(given) <= _MOST_PLAIN:
        named.setdefault("factory", Connection)
    return _plain_connect(*given, **named)


def _start(thread: threading.Thread) -> None:
    WATCH.started(thread)
    _plain_start(thread)


WATCH = Watch()
sqlite3.connect = sqlite3.dbapi2.connect = _connect  # type: ignore[assignment]
threading.Thread.start = _start  # type: ignore[assignment, method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest) -> Any:
    """What a fixture of a module or of the session makes is not the test's that asked for it first."""
    if fixturedef.scope == "function":
        return (yield)
    stands = fixturedef.scope != "session" and fixturedef.argname != nothing_left_open_by_the_module.__name__
    with WATCH.on_behalf_of(request.node.nodeid, stands=stands):
        return (yield)


@pytest.fixture(scope="module", autouse=True)
def nothing_left_open_by_the_module(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a module whose own fixtures leave something open."""
    before = Seen()
    yield
    told = WATCH.left_open(request.node.nodeid, before if WATCH.standing else None)
    WATCH.standing = ""
    if told:
        pytest.fail(f"The fixtures of {request.node.nodeid} left open: {', '.join(told)}.", pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test that leaves something open."""
    me = request.node.nodeid
    WATCH.begin(me)
    yield
    told = WATCH.left_open(me, None if WATCH.standing else WATCH.before)
    WATCH.owner = ""
    if told:
        pytest.fail(f"{me} left open: {', '.join(told)}.", pytrace=False)
