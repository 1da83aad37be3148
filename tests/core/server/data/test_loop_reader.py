"""The read of one card on PostgreSQL waits on the event loop, and leaves whatever does not go well to the threads."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, bindparam, text

from core.server.data import loop_reader
from core.server.data.database import database_url, open_database
from core.server.data.driver import Statement
from core.server.data.loop_reader import LoopReader
from tests.core.server.serving import posix_only

pytestmark = [pytest.mark.slow, posix_only]

ECHO = Statement(text("SELECT CAST(:number AS bigint) + 1").bindparams(bindparam("number")), tuple)
SLEEP = Statement(text("SELECT CAST(pg_sleep(:number) AS text)").bindparams(bindparam("number")), tuple)
OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%bigint%'"
)


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    opened = open_database(database_url(address))
    yield opened
    opened.dispose()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once after a failure."""
    monkeypatch.setattr(loop_reader, "_PAUSE_S", 0.0)


def on_loop(engine: Engine, work: Callable[[LoopReader], Awaitable[None]]) -> None:
    async def run() -> None:
        reader = LoopReader(engine)
        try:
            await asyncio.wait_for(work(reader), 30)
        finally:
            reader.close()

    asyncio.run(run())


async def read(reader: LoopReader, number: int) -> tuple[Any, ...]:
    """Read until a connection is open; whoever comes before that is sent to the threads."""
    while (row := await reader.first(ECHO, {"number": number})) is None:
        await asyncio.sleep(0)
    return row


def test_rows_are_read_once_a_connection_is_open(engine: Engine) -> None:
    async def work(reader: LoopReader) -> None:
        assert await reader.first(ECHO, {"number": 1}) is None
        assert [await read(reader, number) for number in range(20)] == [(number + 1,) for number in range(20)]

    on_loop(engine, work)


def test_more_at_once_than_there_are_connections_are_sent_away_or_right(engine: Engine) -> None:
    async def work(reader: LoopReader) -> None:
        await read(reader, 1)
        for _ in range(5):
            rows = await asyncio.gather(*(reader.first(ECHO, {"number": number}) for number in range(20)))
            assert [row for row in rows if row is not None] == [(n + 1,) for n, row in enumerate(rows) if row]
            assert any(rows)

    on_loop(engine, work)


@pytest.mark.usefixtures("at_once")
def test_an_answer_that_takes_long_is_not_waited_for(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(reader: LoopReader) -> None:
        await read(reader, 1)
        monkeypatch.setattr(loop_reader, "PATIENCE_S", 0.05)
        assert await reader.first(SLEEP, {"number": 5}) is None
        monkeypatch.setattr(loop_reader, "PATIENCE_S", 5.0)
        assert await read(reader, 7) == (8,)

    on_loop(engine, work)


@pytest.mark.usefixtures("at_once")
def test_a_connection_that_the_server_has_cut_is_opened_anew(engine: Engine, address: str) -> None:
    async def work(reader: LoopReader) -> None:
        await read(reader, 1)
        with psycopg.connect(address, autocommit=True) as admin:
            assert admin.execute(OTHERS.encode()).fetchall() == [(True,)]
        assert await reader.first(ECHO, {"number": 1}) is None
        assert await read(reader, 2) == (3,)

    on_loop(engine, work)


def test_after_a_failure_nothing_is_tried_for_a_while(engine: Engine, address: str) -> None:
    async def work(reader: LoopReader) -> None:
        await read(reader, 1)
        with psycopg.connect(address, autocommit=True) as admin:
            admin.execute(OTHERS.encode())
            for _ in range(3):
                assert await reader.first(ECHO, {"number": 1}) is None
                await asyncio.sleep(0)
            assert admin.execute(OTHERS.encode()).fetchall() == []

    on_loop(engine, work)


def test_a_reader_that_is_given_up_in_the_middle_leaves_no_half_answer(engine: Engine) -> None:
    async def work(reader: LoopReader) -> None:
        await read(reader, 1)
        reading = asyncio.ensure_future(reader.first(ECHO, {"number": 1}))
        await asyncio.sleep(0)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert await read(reader, 2) == (3,)

    on_loop(engine, work)


def test_a_statement_of_it_ends_also_where_nobody_waits(engine: Engine, address: str) -> None:
    limit = Statement(text("SELECT current_setting('statement_timeout') WHERE :number = 1"), tuple)

    async def work(reader: LoopReader) -> None:
        await read(reader, 1)
        assert await reader.first(limit, {"number": 1}) == ("500ms",)

    on_loop(engine, work)
