"""When a key was used last: written beside the requests, which never wait for it, and once a minute by all workers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from core.server.data.api_keys import ApiKeyStore, NewKey
from core.server.data.database import database_url, open_database
from core.server.data.key_use import EVERY_S, KeyUse
from tests.core.server.conftest import Clock

LONG_WAIT_MS = 10_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "shop.sqlite"
    with closing(ApiKeyStore(str(made))) as ring:
        ring.add(NewKey("till"), 1)
    return made


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    """A database whose writers wait for a lock as long as a test may take, and are not given up."""
    made = open_database(database_url(path))
    event.listen(made, "connect", lambda driver, _entry: driver.execute(f"PRAGMA busy_timeout={LONG_WAIT_MS}"))
    yield made
    made.dispose()


def last_used(path: Path) -> int | None:
    with closing(ApiKeyStore(str(path))) as ring:
        (key,) = ring.all()
    return key.last_used_at


def test_nobody_waits_while_the_database_is_locked(engine: Engine, path: Path, clock: Clock) -> None:
    use = KeyUse(engine, clock)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        use.note("till")
        other.execute("ROLLBACK")
    engine.dispose()  # waits for what is being written
    assert last_used(path) == int(clock.now)


def test_two_workers_write_once_in_a_minute(engine: Engine, path: Path, clock: Clock) -> None:
    began, wrote = int(clock.now), []
    for later in (0, EVERY_S - 1, EVERY_S):
        clock.now = began + later
        KeyUse(engine, clock).note("till")
        engine.dispose()
        wrote.append(last_used(path))
    assert wrote == [began, began, began + EVERY_S]


def test_a_key_that_is_not_there_and_a_late_use_do_no_harm(engine: Engine, path: Path, clock: Clock) -> None:
    use = KeyUse(engine, clock)
    use.note("nobody")
    engine.dispose()
    use.note("till")
    assert last_used(path) is None
