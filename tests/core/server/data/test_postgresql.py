"""The same service on a real PostgreSQL, started for these tests alone; left out where there is none."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine, select

from core.server.contract.refusals import RequestRefused
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.database import database_url, open_database
from core.server.data.tables import cards, metadata
from core.server.http.endpoints import CardEndpoints
from core.server.sandbox.seed import fill_sandbox
from tests.core.server.concurrency import at_once, check_books
from tests.core.server.conftest import LINK, Clock
from tests.core.server.serving import served

pytestmark = pytest.mark.slow


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    engine = open_database(database_url(address))
    yield engine
    metadata.drop_all(engine)
    engine.dispose()


def call(path_id: object = "", arguments: dict[str, str] | None = None, **body: object) -> Request:
    return Request("http://shop/x", arguments or {}, {}, str(path_id), json.dumps(body).encode())


def card_in(reply: object) -> dict[str, object]:
    return json.loads(reply.body)["gift_card"]  # type: ignore[attr-defined,no-any-return]


def test_the_books_under_concurrent_writers(engine: Engine) -> None:
    shop = CardEndpoints(engine, Switches(), Clock())
    card_id = card_in(shop.create_card(call(initial_value=1000)).execute())["id"]

    def till(number: int) -> None:
        for step in range(25):
            shop.set_balance(call(card_id, balance=f"{number + 1}.{step:02}")).execute()
            shop.create_card(call(initial_value=5)).execute()

    at_once(till, 8)
    check_books(engine, 200)
    with engine.connect() as conn:
        ids = conn.scalars(select(cards.c.id).order_by(cards.c.id)).all()
    assert ids == list(range(ids[0], ids[0] + 201))


def test_the_same_code_at_once_makes_one_card(engine: Engine) -> None:
    shop, answers = CardEndpoints(engine, Switches(), Clock()), []

    def till(_number: int) -> None:
        try:
            answers.append(shop.create_card(call(initial_value=5, code="same code 1")).execute().status)
        except RequestRefused as refused:
            answers.append(refused.status)

    at_once(till, 6)
    assert sorted(answers) == [201, *[422] * 5]


def test_the_same_key_at_once_writes_once(engine: Engine) -> None:
    """Each thread has a shop of its own, as each worker process has: who comes too early is told so."""
    replies, early = [], []
    keyed = Request("http://shop/x", headers={"idempotency-key": '"k"'}, body=b'{"initial_value": 5}')

    def worker(_number: int) -> None:
        try:
            replies.append(
                CardEndpoints(engine, Switches(idempotency_keys=True), Clock()).create_card(keyed).execute().body
            )
        except RequestRefused as refused:
            early.append(refused.status)

    at_once(worker, 6)
    assert len(set(replies)) == 1
    assert set(early) <= {409}
    check_books(engine, 0)
    with engine.connect() as conn:
        assert len(conn.execute(select(cards)).all()) == 1


@pytest.mark.parametrize("lag", [0, 5])
def test_walks_and_searches_find_what_sqlite_finds(engine: Engine, tmp_path: Path, lag: int) -> None:
    clock = Clock()
    file = open_database(database_url(tmp_path / "shop.sqlite"))
    for each in (engine, file):
        fill_sandbox(each, 3, int(clock.now), Switches())
    queries = [
        "",
        "garcia OR balance:>100",
        "-disabled_at:*",
        "created_at:>2026-06-01 amount_spent:<20",
        "O'Neill",
        "ab",
    ]
    for query in queries:
        for order in ("disabled_at DESC", "disabled_at ASC", "balance DESC", "amount_spent ASC", "updated_at DESC"):
            pages = [
                walked(CardEndpoints(each, Switches(search_lag_s=lag), clock), query, order) for each in (engine, file)
            ]
            assert pages[0] == pages[1], (query, order)
            assert pages[0]
    file.dispose()


def walked(shop: CardEndpoints, query: str, order: str) -> list[object]:
    """All ids of a search, 30 to a page."""
    found: list[object] = []
    arguments = {"query": query, "order": order, "limit": "30"}
    while True:
        reply = shop.search_cards(call(arguments=arguments)).execute()
        found += [card["id"] for card in json.loads(reply.body)["gift_cards"]]
        links = {rel: url for url, rel in LINK.findall(dict(reply.headers).get("Link", ""))}
        if "next" not in links:
            return found
        arguments = {"limit": "30", "page_info": links["next"].partition("page_info=")[2]}


def test_several_workers_serve_one_database(address: str, engine: Engine) -> None:
    metadata.drop_all(engine)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(address, port=port, seed=1, workers=2) as (url, process), requests.Session() as till:
        till.headers["Authorization"] = "Bearer one"
        made = till.post(url + "/gift-cards", json={"initial_value": "20.00", "note": "Zoë"}, timeout=10).json()
        card = f"{url}/gift-cards/{made['gift_card']['id']}"
        assert till.put(card + "/balance", json={"balance": "12.50"}, timeout=10).json()["amount"] == "-7.50"
        assert till.put(card, json={"expires_on": "2020-01-01"}, timeout=10).status_code == 200
        assert till.put(card + "/balance", json={"balance": "1"}, timeout=10).status_code == 422
        assert till.post(card + "/disable", timeout=10).json()["gift_card"]["balance"] == "12.50"
        assert till.get(url + "/gift-cards/search?query=zoë", timeout=10).json()["gift_cards"][0]["note"] == "Zoë"
        till.close()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode == 0
    check_books(engine, len(_all_moves(engine)))


def _all_moves(engine: Engine) -> list[object]:
    with engine.connect() as conn:
        return list(conn.execute(select(metadata.tables["transactions"])))
