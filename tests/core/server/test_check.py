"""`serve --check` and `serve --backup`: what they find, that they change nothing, and that a copy can be served."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL

from core.errors import CannotStart
from core.server.check import check_service, copy_database
from core.server.contract.request import Request
from core.server.contract.switches import Switches
from core.server.data.api_keys import ApiKeyStore, NewKey
from core.server.data.database import database_url, open_database
from core.server.data.tables import SCHEMA_VERSION
from core.server.http.endpoints import CardEndpoints
from tests.core.server.data.test_schema import made_cards
from tests.core.server.older_schema import make_older
from tests.core.server.postgresql import Cluster, cluster
from tests.core.server.test_serve_console import console


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "service" / "shop.sqlite"
    path.parent.mkdir()
    made_cards(database_url(path), 3)
    return str(path)


def everything(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        return list(conn.iterdump())


def test_a_sound_database_is_described(database: str) -> None:
    with closing(ApiKeyStore(database)) as ring:
        for name in ("till 1", "till 2"):
            ring.add(NewKey(name), 1_800_000_000)
        ring.retire("till 1", 1_800_000_100)
    found = check_service(database, now=1_800_000_200)
    assert (found.schema.is_complete, found.cards, found.wrong, found.live_keys) == (True, 3, 0, 1)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_one_is_described_and_stays_as_it_is(database: str, version: int) -> None:
    make_older(database_url(database), version)
    before = everything(database)
    found = check_service(database)
    assert (found.schema.version, found.cards, found.wrong) == (version, 3, 0)
    assert everything(database) == before


def test_a_balance_that_its_transactions_do_not_come_to_is_found(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(database)) as conn, conn:
        conn.execute("UPDATE gift_cards SET balance = balance + 1 WHERE id = (SELECT max(id) FROM gift_cards)")
    status, out, _ = console(capsys, tmp_path / "service", "--database", database, "--check")
    told = json.loads(out)
    assert (status, told["code"], told["cards"], told["wrong"], told["missing"]) == (7, "start.books_wrong", 3, 1, [])


@pytest.mark.parametrize("content", [None, b"no database at all" * 100], ids=["missing", "damaged"])
def test_what_cannot_be_looked_at_is_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "shop.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CannotStart):
        check_service(str(path))
    assert (path.read_bytes() if path.exists() else None) == content


def test_the_certificate_is_looked_at_too(database: str, tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("no certificate")
    for name in ("no.pem", "missing.pem"):
        with pytest.raises(CannotStart, match="It cannot be used"):
            check_service(database, str(tmp_path / name))


@contextmanager
def selling(url: URL) -> Iterator[None]:
    """Sell one card after the other meanwhile."""
    engine = open_database(url)
    shop, ended = CardEndpoints(engine, Switches(), lambda: 1_800_000_000.0), threading.Event()

    def sell() -> None:
        while not ended.is_set():
            shop.create_card(Request("", body=b'{"initial_value": 5}')).execute()

    seller = threading.Thread(target=sell)
    seller.start()
    try:
        yield
    finally:
        ended.set()
        seller.join()
        engine.dispose()


def test_a_copy_is_made_while_cards_are_sold(database: str, tmp_path: Path) -> None:
    with selling(database_url(database)):
        found = copy_database(database, tmp_path / "copy.sqlite")
    assert (found.wrong, found.schema.is_complete) == (0, True)
    assert found.cards >= 3
    assert made_cards(database_url(tmp_path / "copy.sqlite"), 1)
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("target", ["there.sqlite", "no folder/copy.sqlite"])
def test_what_cannot_be_written_leaves_nothing(database: str, tmp_path: Path, target: str) -> None:
    (tmp_path / "there.sqlite").write_text("something")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CannotStart):
        copy_database(database, tmp_path / target)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "there.sqlite").read_text() == "something"


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


@pytest.mark.slow
def test_postgresql_is_dumped_while_cards_are_sold_and_restored(server: Cluster, tmp_path: Path) -> None:
    made_cards(database_url(server.url), 5)
    dumped = server.data.parent / "shop.dump"
    with selling(database_url(server.url)):
        server.run("pg_dump", "--format=custom", f"--file={dumped}", f"--dbname={server.url}")
    with psycopg.connect(server.url, autocommit=True) as conn:
        conn.execute("CREATE DATABASE restored")
    restored = server.url.replace("/postgres", "/restored")
    server.run("pg_restore", "--exit-on-error", f"--dbname={restored}", str(dumped))
    found = check_service(restored)
    assert (found.wrong, found.schema.is_complete) == (0, True)
    assert found.cards >= 5
    assert len(set(made_cards(database_url(restored), 1))) == found.cards + 1


def test_a_database_of_postgresql_is_not_copied_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="pg_dump"):
        copy_database("postgresql://shop@127.0.0.1:1/none", tmp_path / "copy")
