"""The books under concurrent writers: initial value + transactions = balance, whoever wrote, through whatever door."""

from __future__ import annotations

import random
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from core.server.contract.refusals import RequestRefused
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.database import database_url, is_locked, open_database, writing
from core.server.data.tables import cards
from core.server.http.endpoints import CardEndpoints
from core.server.http.lock_wait import LOCK_WAIT_S
from tests.core.server.concurrency import at_once, check_books, tried
from tests.core.server.conftest import Caller, Clock, refusal_of


def test_many_tills_over_http(shop: Caller) -> None:
    ids = [shop.issue("1000.00")["id"] for _ in range(2)]
    done = []

    def till(number: int) -> None:
        draw = random.Random(number)
        with Caller(shop.service) as caller:
            for _ in range(15):
                card_id = draw.choice(ids)
                reply = caller.put_balance(card_id, f"{draw.randrange(2000)}.{draw.randrange(100):02}")
                assert reply.status_code in (200, 422), reply.text
                done.append(reply.status_code)

    at_once(till, 6)
    assert len(done) == 90
    check_books(shop.service.engine, done.count(200))


def test_many_processes_on_one_file(tmp_path: Path) -> None:
    """Each thread has an engine of its own, as each worker process has."""
    url = database_url(tmp_path / "shop.sqlite")
    engines = [open_database(url) for _ in range(4)]
    shops = [CardEndpoints(engine, Switches(), Clock()) for engine in engines]
    made = shops[0].create_card(Request("", body=b'{"initial_value": "1000.00", "code": "startcard"}')).execute()
    card_id = str(int(made.body.split(b'"id":')[1].split(b",")[0]))
    done = []

    def worker(number: int) -> None:
        for step in range(20):
            balance = f'{{"balance": "{number + 1}.{step:02}"}}'.encode()
            done.append(
                tried(
                    lambda balance=balance: (
                        shops[number].set_balance(Request("", path_id=card_id, body=balance)).execute()
                    )
                )
            )
            tried(lambda: shops[number].create_card(Request("", body=b'{"initial_value": 5}')).execute())

    at_once(worker, 4)
    check_books(engines[0], 80)
    with engines[0].connect() as conn:
        ids = conn.scalars(select(cards.c.id).order_by(cards.c.id)).all()
    assert ids == list(range(ids[0], ids[0] + 81))
    for engine in engines:
        engine.dispose()


def test_the_same_code_at_once_makes_one_card(shop: Caller) -> None:
    answers = []

    def till(_number: int) -> None:
        with Caller(shop.service) as caller:
            answers.append(
                caller.call("POST", "/gift-cards", json={"initial_value": 5, "code": "same code 1"}).status_code
            )

    at_once(till, 5)
    assert sorted(answers) == [201, 422, 422, 422, 422]
    assert len(shop.ids("/gift-cards")) == 1


def test_a_locked_database_is_busy_not_broken(shop: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= LOCK_WAIT_S <= 5
    monkeypatch.setattr("core.server.http.lock_wait.LOCK_WAIT_S", 0.1)
    card_id = shop.issue("10.00")["id"]
    other = sqlite3.connect(shop.service.engine.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    reply = shop.put_balance(card_id, "5.00")
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "1.0")
    assert refusal_of(reply)[1] == {"errors": "The shop is busy. Try again."}
    assert shop.card(card_id)["balance"] == "10.00"
    other.execute("ROLLBACK")
    other.close()
    assert shop.put_balance(card_id, "5.00").json()["number"] == 1


def test_while_the_file_is_locked_reads_go_on_and_the_write_is_done_after(shop: Caller) -> None:
    card_id = shop.issue("10.00")["id"]
    other = sqlite3.connect(shop.service.engine.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    replies = []

    def till() -> None:
        with Caller(shop.service) as caller:
            replies.append(caller.put_balance(card_id, "5.00"))

    waiting = threading.Thread(target=till)
    waiting.start()
    for _ in range(20):
        assert shop.card(card_id)["balance"] == "10.00"
    assert not replies
    other.execute("ROLLBACK")
    other.close()
    waiting.join()
    assert replies[0].json()["amount"] == "-5.00"


def test_a_write_transaction_has_the_file_before_it_reads(tmp_path: Path) -> None:
    url = database_url(tmp_path / "shop.sqlite")
    first, second = open_database(url), open_database(url)
    with writing(first), pytest.raises(DBAPIError) as refused, writing(second):
        pass
    assert is_locked(refused.value)
    first.dispose()
    second.dispose()


def test_what_is_refused_leaves_the_books_alone(tmp_path: Path) -> None:
    engine = open_database(database_url(tmp_path / "shop.sqlite"))
    shop = CardEndpoints(engine, Switches(), Clock())
    made = shop.create_card(Request("", body=b'{"initial_value": 5, "code": "abcdefgh"}')).execute()
    assert made.status == 201
    with pytest.raises(RequestRefused):
        shop.create_card(Request("", body=b'{"initial_value": 5, "code": "abcdefgh"}')).execute()
    second = shop.create_card(Request("", body=b'{"initial_value": 5}')).execute()
    assert b'"id":564744552002' in second.body
    check_books(engine, 0)
    engine.dispose()
