"""Writes that share a commit: each is answered as if it were alone, and nobody suffers for what another sends."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from core.server.contract.refusals import RequestRefused
from core.server.contract.replies import Reply
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.connection_pool import ConnectionPool
from core.server.data.database import database_url, open_database
from core.server.data.group_commit import GroupCommit
from core.server.data.ledger import CardLedger
from core.server.data.rate_limit import LeakyBucket
from core.server.data.write_executor import PendingWrite
from core.server.http.endpoints import CardEndpoints
from tests.core.server.concurrency import at_once, check_books, tried
from tests.core.server.conftest import Caller, Clock


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(database_url(tmp_path / "shop.sqlite"))
    yield engine
    engine.dispose()


def create(code: str, **more: object) -> Request:
    return Request("x", body=json.dumps({"initial_value": "50.00", "code": code, **more}).encode())


def together(shop: CardEndpoints, *writes: PendingWrite) -> list[Reply | RequestRefused | BaseException | None]:
    """What each is answered, when all come in one turn of the event loop."""

    async def all_of_them() -> list[Any]:
        shared = GroupCommit(shop.executor)
        replies: list[Coroutine[Any, Any, Reply | None]] = [shared.commit(write) for write in writes]
        return await asyncio.gather(*replies, return_exceptions=True)

    return asyncio.run(all_of_them())


def commits(engine: Engine) -> int:
    """How often something was committed, from the file: only the last frame of a commit tells the database's size."""
    log = Path(f"{engine.url.database}-wal").read_bytes()
    frames = [log[at : at + 24] for at in range(32, len(log), 24 + int.from_bytes(log[8:12], "big"))]
    return sum(frame[4:8] != bytes(4) for frame in frames)


def test_writes_of_one_turn_share_one_commit_and_see_each_other(engine: Engine) -> None:
    shop = CardEndpoints(engine, Switches(), Clock())
    shop.create_card(create("opening1")).execute()
    writes = [shop.create_card(create(code)) for code in ("first1234", "second123", "first1234")]
    before = commits(engine)
    answered = together(shop, *writes)
    assert commits(engine) == before + 1
    assert [getattr(reply, "status", None) for reply in answered] == [201, 201, 422]
    assert isinstance(answered[1], Reply)
    assert isinstance(answered[2], RequestRefused)
    third = json.loads(shop.create_card(create("third1234")).execute().body)["gift_card"]["id"]
    assert third == json.loads(answered[1].body)["gift_card"]["id"] + 1  # the refused create took no id with it


def test_a_balance_is_moved_from_what_the_one_before_has_made_it(engine: Engine) -> None:
    shop = CardEndpoints(engine, Switches(), Clock())
    card_id = json.loads(shop.create_card(create("abcdefgh")).execute().body)["gift_card"]["id"]
    puts = [Request("x", path_id=str(card_id), body=b'{"balance": "%d"}' % balance) for balance in (40, -1, 45)]
    answered = together(shop, *map(shop.set_balance, puts))
    assert isinstance(answered[1], RequestRefused)
    made = [json.loads(reply.body) for reply in answered if isinstance(reply, Reply)]
    assert [(one["number"], one["amount"]) for one in made] == [(1, "-10.00"), (2, "5.00")]
    check_books(engine, 2)


def test_a_key_that_comes_twice_in_one_turn_writes_once(engine: Engine) -> None:
    shop = CardEndpoints(engine, Switches(idempotency_keys=True), Clock())
    call = Request("x", headers={"idempotency-key": '"k"'}, body=b'{"initial_value": 5}')
    first, again = together(shop, shop.create_card(call), shop.create_card(call))
    assert isinstance(first, Reply)
    assert first == again


def test_what_the_database_refuses_of_one_leaves_all_to_be_tried_alone(engine: Engine) -> None:
    shop = CardEndpoints(engine, Switches(), Clock())

    def broken(ledger: CardLedger) -> Reply:
        ledger.conn.execute_text("INSERT INTO nowhere VALUES (1)")
        return Reply(200, b"")

    writes = [shop.create_card(create("first1234")), shop.executor.prepare(Request("x"), broken)]
    assert together(shop, *writes) == [None, None]
    assert writes[0].execute().status == 201
    with pytest.raises(DBAPIError):
        writes[1].execute()


def test_a_mistake_of_ours_is_nobody_else_s(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    shop = CardEndpoints(engine, Switches(), Clock())

    def mistaken(_ledger: CardLedger) -> Reply:
        raise ZeroDivisionError

    writes = [shop.create_card(create("first1234")), shop.executor.prepare(Request("x"), mistaken)]
    assert together(shop, *writes) == [None, None]
    assert "ZeroDivisionError" in caplog.text
    assert writes[0].execute().status == 201


def test_lines_are_kept_and_closed_with_the_engine(engine: Engine) -> None:
    pool = ConnectionPool(engine)
    first = pool.acquire()
    second = pool.acquire()
    assert first is not second
    pool.release(first)
    assert pool.acquire() is first
    pool.release(first)
    pool.release(second)
    engine.dispose()
    for line in (first, second):
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            line.execute("SELECT 1")
    again = pool.acquire()
    assert again.execute("SELECT 1").fetchone() == (1,)
    pool.release(again)


def level(headers: tuple[tuple[str, str], ...]) -> str:
    """How full the bucket is, as the service tells it."""
    return dict(headers)["X-Shopify-Shop-Api-Call-Limit"]


def check_one_bucket(url: str) -> None:
    """Each thread has an engine of its own, as each worker process has."""
    engines = [open_database(database_url(url)) for _ in range(3)]
    switches = Switches(bucket_size=10, bucket_leak=2.0)
    clock = Clock()
    let_in: list[str] = []
    full: list[str] = []

    def till(number: int) -> None:
        bucket = LeakyBucket(ConnectionPool(engines[number]), switches, clock)
        for _ in range(6):
            try:
                let_in.append(level(tried(bucket.add_request)))  # type: ignore[arg-type]
            except RequestRefused as refused:
                full.append(dict(refused.headers)["Retry-After"])

    at_once(till, 3)
    assert sorted(let_in) == sorted(f"{level}/10" for level in range(1, 11))
    assert full == ["0.5"] * 8
    clock.now += 1
    assert [level(LeakyBucket(ConnectionPool(engine), switches, clock).add_request()) for engine in engines[:2]] == [
        "9/10",
        "10/10",
    ]
    for engine in engines:
        engine.dispose()


def test_all_processes_pour_into_one_bucket(tmp_path: Path) -> None:
    check_one_bucket(str(tmp_path / "shop.sqlite"))


@pytest.mark.slow
def test_all_processes_pour_into_one_bucket_on_postgresql(address: str) -> None:
    check_one_bucket(address)


def test_a_request_out_of_turn_waits_for_the_bucket_only(open_shop: Callable[..., Caller]) -> None:
    shop = open_shop(bucket_size=1, bucket_leak=0.5)
    assert shop.read("/gift-cards").status_code == 200
    assert shop.read("/gift-cards").headers["Retry-After"] == "2.0"
    assert shop.read("/health").status_code == 200
