"""Reads of many rows run beside the event loop, end when nobody waits for them, and wait in a queue with an end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.data.code_seal import CODE
from core.server.data.database import database_url, open_database
from core.server.data.list_reader import ListReader
from core.server.data.pending_read import PendingRead, ReadStopped
from core.server.http.read_threads import THREADS, ReadThreads
from core.server.http.request_reader import ClientGone
from core.server.sandbox.embedded import EmbeddedService
from tests.core.server.conftest import TOKEN, Caller

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(3600)",
}
Lost = asyncio.Future[None]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], ids=["SQLite", "PostgreSQL"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    is_file = request.param == "sqlite"
    opened = open_database(database_url(tmp_path / "shop.sqlite" if is_file else request.getfixturevalue("address")))
    yield opened
    opened.dispose()


def endless(engine: Engine) -> tuple[PendingRead, threading.Event]:
    """A read that ends only by being stopped, and what is set once its statement is about to run."""
    began = threading.Event()

    def read(conn: Connection) -> Reply:
        began.set()
        conn.exec_driver_sql(ENDLESS[conn.dialect.name])
        raise AssertionError("it has ended")

    return PendingRead(ListReader(engine), read), began


def short(engine: Engine) -> PendingRead:
    return PendingRead(
        ListReader(engine), lambda conn: Reply(200, b"%d" % conn.exec_driver_sql("SELECT 7").scalar_one())
    )


def in_threads(work: Callable[[ReadThreads], Awaitable[None]], most: int = 9) -> None:
    """Do `work` on an event loop, with a single thread for reads; the thread has ended when this returns."""

    async def run() -> None:
        threads = ReadThreads(1, most)
        try:
            await work(threads)
        finally:
            threads.close()

    asyncio.run(run())


def test_a_client_that_leaves_frees_its_thread(engine: Engine) -> None:
    async def leave(threads: ReadThreads) -> None:
        lost: Lost = asyncio.get_running_loop().create_future()
        read, began = endless(engine)
        running = asyncio.ensure_future(threads.run(read, lost))
        await asyncio.to_thread(began.wait)
        lost.set_result(None)
        with pytest.raises(ClientGone):
            await running
        assert (await threads.run(short(engine), None)).body == b"7"

    in_threads(leave)


def test_what_waits_for_a_client_that_leaves_is_not_read(engine: Engine) -> None:
    async def leave(threads: ReadThreads) -> None:
        first: Lost = asyncio.get_running_loop().create_future()
        second: Lost = asyncio.get_running_loop().create_future()
        read, began = endless(engine)
        unread, unread_began = endless(engine)
        running = asyncio.ensure_future(threads.run(read, first))
        await asyncio.to_thread(began.wait)
        waiting = asyncio.ensure_future(threads.run(unread, second))
        await asyncio.sleep(0)
        second.set_result(None)
        with pytest.raises(ClientGone):
            await waiting
        first.set_result(None)
        with pytest.raises(ClientGone):
            await running
        assert (await threads.run(short(engine), None)).body == b"7"
        assert not unread_began.is_set()

    in_threads(leave)


def test_too_many_reads_are_503(engine: Engine) -> None:
    async def fill(threads: ReadThreads) -> None:
        read, began = endless(engine)
        running = asyncio.ensure_future(threads.run(read, None))
        await asyncio.to_thread(began.wait)
        waiting = asyncio.ensure_future(threads.run(short(engine), None))
        await asyncio.sleep(0)
        with pytest.raises(RequestRefused) as refused:
            await threads.run(short(engine), None)
        assert (refused.value.status, refused.value.code) == (503, "busy")
        assert dict(refused.value.headers)["Retry-After"] == "1.0"
        running.cancel()
        assert (await waiting).body == b"7"

    in_threads(fill, most=2)


def test_a_stop_ends_the_reads_under_way(engine: Engine) -> None:
    async def stop(threads: ReadThreads) -> None:
        read, began = endless(engine)
        running = asyncio.ensure_future(threads.run(read, None))
        await asyncio.to_thread(began.wait)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    in_threads(stop)


def test_a_read_that_was_stopped_before_never_begins(engine: Engine) -> None:
    read, began = endless(engine)
    read.stop()
    with pytest.raises(ReadStopped):
        read.execute()
    assert not began.is_set()


class HeldSeal:
    """Leaves codes as they are; whatever opens one waits until it is let go."""

    key_number = 1

    def __init__(self) -> None:
        self.reached, self.let_go = threading.Semaphore(0), threading.Event()

    def seal(self, text: str, purpose: str) -> str:
        return text

    def unseal(self, sealed: str, purpose: str) -> str:
        if purpose == CODE:
            self.reached.release()
            self.let_go.wait()
        return sealed


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Caller, HeldSeal]]:
    service, seal = EmbeddedService(tmp_path / "shop.sqlite", TOKEN, seed=None), HeldSeal()
    service.seal = seal
    service.start()
    caller = Caller(service)
    yield caller, seal
    seal.let_go.set()
    caller.close()
    service.stop()


def test_a_card_is_sold_while_a_search_goes_on(held: tuple[Caller, HeldSeal]) -> None:
    shop, seal = held
    card = shop.issue("20.00", note="harbour")
    with Caller(shop.service) as other, ThreadPoolExecutor(1) as pool:
        search = pool.submit(other.ids, "/gift-cards/search", query="unknown")
        assert seal.reached.acquire(timeout=30)
        assert shop.put_balance(card["id"], "12.50").json()["amount"] == "-7.50"
        assert shop.card(card["id"])["balance"] == "12.50"
        assert shop.ids("/gift-cards") == [card["id"]]
        assert not search.done()
        seal.let_go.set()
        assert search.result(30) == []


def test_a_card_is_found_by_its_last_four_while_every_thread_is_busy(held: tuple[Caller, HeldSeal]) -> None:
    shop, seal = held
    card = shop.issue("20.00")
    last = f"last_characters:{card['last_characters']}"
    with ExitStack() as callers, ThreadPoolExecutor(THREADS) as pool:
        searches = []
        for _ in range(THREADS):
            other = callers.enter_context(Caller(shop.service))
            searches.append(pool.submit(other.ids, "/gift-cards/search", query="unknown"))
            assert seal.reached.acquire(timeout=30)
        assert shop.ids("/gift-cards/search", query=last) == [card["id"]]
        assert not any(search.done() for search in searches)
        seal.let_go.set()
        assert [search.result(30) for search in searches] == [[]] * THREADS
