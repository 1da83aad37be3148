"""The same service on a real PostgreSQL, started for these tests alone; left out where there is none."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine, select

from core.server.calls import Call
from core.server.database import database_url, open_database
from core.server.refusals import Refused
from core.server.seed import fill
from core.server.shop import Shop
from core.server.switches import Switches
from core.server.tables import cards, metadata
from tests.core.server.conftest import Clock
from tests.core.server.test_books import at_once, check_books
from tests.core.server.test_paging import LINK
from tests.core.server.test_serve import served

pytestmark = pytest.mark.slow


def installed() -> Path | None:
    """Where the programs of PostgreSQL are: Debian keeps them out of the search path."""
    control = shutil.which("pg_ctl")
    if control is not None:
        return Path(control).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return kept[-1].parent if kept else None


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """URL of a private server in a folder of its own."""
    programs = installed()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="gift-cards-"))
    if as_whom:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"

    def run(*command: str) -> None:
        # Not through a pipe: the server would keep its end open.
        subprocess.run([*as_whom, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    run(str(programs / "initdb"), "-D", str(folder / "cluster"), "-A", "trust", "-U", "shop", "-E", "UTF8")
    run(
        str(programs / "pg_ctl"), "-D", str(folder / "cluster"), "-o", options, "-w", "-l", str(folder / "log"), "start"
    )
    yield f"postgresql://shop@127.0.0.1:{port}/postgres"
    run(str(programs / "pg_ctl"), "-D", str(folder / "cluster"), "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    engine = open_database(database_url(address))
    yield engine
    metadata.drop_all(engine)
    engine.dispose()


def call(path_id: object = "", arguments: dict[str, str] | None = None, **body: object) -> Call:
    return Call("http://shop/x", arguments or {}, {}, str(path_id), json.dumps(body).encode())


def card_in(reply: object) -> dict[str, object]:
    return json.loads(reply.body)["gift_card"]  # type: ignore[attr-defined,no-any-return]


def test_the_books_under_concurrent_writers(engine: Engine) -> None:
    shop = Shop(engine, Switches(), Clock())
    card_id = card_in(shop.create_card(call(initial_value=1000)).now())["id"]

    def till(number: int) -> None:
        for step in range(25):
            shop.set_balance(call(card_id, balance=f"{number + 1}.{step:02}")).now()
            shop.create_card(call(initial_value=5)).now()

    at_once(till, 8)
    check_books(engine, 200)
    with engine.connect() as connection:
        ids = connection.scalars(select(cards.c.id).order_by(cards.c.id)).all()
    assert ids == list(range(ids[0], ids[0] + 201))


def test_the_same_code_at_once_makes_one_card(engine: Engine) -> None:
    shop, answers = Shop(engine, Switches(), Clock()), []

    def till(_number: int) -> None:
        try:
            answers.append(shop.create_card(call(initial_value=5, code="same code 1")).now().status)
        except Refused as refused:
            answers.append(refused.status)

    at_once(till, 6)
    assert sorted(answers) == [201, *[422] * 5]


def test_the_same_key_at_once_writes_once(engine: Engine) -> None:
    """Each thread has a shop of its own, as each worker process has: who comes too early is told so."""
    replies, early = [], []
    keyed = Call("http://shop/x", headers={"idempotency-key": '"k"'}, body=b'{"initial_value": 5}')

    def worker(_number: int) -> None:
        try:
            replies.append(Shop(engine, Switches(idempotency_keys=True), Clock()).create_card(keyed).now().body)
        except Refused as refused:
            early.append(refused.status)

    at_once(worker, 6)
    assert len(set(replies)) == 1
    assert set(early) <= {409}
    check_books(engine, 0)
    with engine.connect() as connection:
        assert len(connection.execute(select(cards)).all()) == 1


@pytest.mark.parametrize("lag", [0, 5])
def test_walks_and_searches_find_what_sqlite_finds(engine: Engine, tmp_path: Path, lag: int) -> None:
    clock = Clock()
    file = open_database(database_url(tmp_path / "shop.sqlite"))
    for each in (engine, file):
        fill(each, 3, int(clock.now), Switches())
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
            pages = [walked(Shop(each, Switches(search_lag_s=lag), clock), query, order) for each in (engine, file)]
            assert pages[0] == pages[1], (query, order)
            assert pages[0]
    file.dispose()


def walked(shop: Shop, query: str, order: str) -> list[object]:
    """All ids of a search, 30 to a page."""
    found: list[object] = []
    arguments = {"query": query, "order": order, "limit": "30"}
    while True:
        reply = shop.search_cards(call(arguments=arguments))
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
    with engine.connect() as connection:
        return list(connection.execute(select(metadata.tables["transactions"])))
