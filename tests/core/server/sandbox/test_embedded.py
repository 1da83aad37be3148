"""Starting and stopping: same port and cards again, clear words when it cannot be; the cards of the sandbox."""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from core.errors import CannotStart
from core.server.data.schema import ADDED
from core.server.data.tables import SCHEMA_VERSION, api_keys, cards
from core.server.sandbox.embedded import EmbeddedService
from tests.core.server.concurrency import check_books
from tests.core.server.conftest import TOKEN, Caller, Clock


def test_a_restart_keeps_port_and_cards_and_the_open_session_goes_on(shop: Caller) -> None:
    url, card_id = shop.service.url, shop.issue("20.00")["id"]
    for _ in range(3):
        shop.service.stop()
        assert shop.service.start() == url
        assert shop.card(card_id)["balance"] == "20.00"
    assert shop.service.start() == url


def test_stopping_twice_is_as_good_as_once(shop: Caller) -> None:
    before = threading.active_count()
    shop.service.stop()
    shop.service.stop()
    shop.service.set_outage(True)
    assert threading.active_count() == before - 1


def test_a_port_that_was_taken_meanwhile_is_given_up(shop: Caller) -> None:
    old = shop.service.url
    shop.service.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", int(old.split(":")[2].split("/")[0])))
        other.listen()
        assert shop.service.start() != old
    assert shop.read("/gift-cards").status_code == 200


def test_a_damaged_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    path.write_bytes(b"this is not a database, and long enough to be read as one" * 100)
    before = path.read_bytes()
    with pytest.raises(CannotStart) as refused:
        EmbeddedService(path, TOKEN).start()
    assert refused.value.key == "start.corrupt"
    assert path.read_bytes() == before


def test_a_database_damaged_inside(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    service = EmbeddedService(path, TOKEN)
    service.start()
    service.stop()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\x7f" * 4096 * 9
    path.write_bytes(content)
    with pytest.raises(CannotStart) as refused:
        EmbeddedService(path, TOKEN).start()
    assert refused.value.key == "start.corrupt"


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    service = EmbeddedService(path, TOKEN, seed=None)
    service.start()
    service.stop()
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE counters SET value = ? WHERE name = 'schema'", (SCHEMA_VERSION + 1,))
    conn.close()
    with pytest.raises(CannotStart) as refused:
        service.start()
    assert refused.value.key == "start.newer"
    assert str(path) in refused.value.sentence


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "shop.sqlite", tmp_path):
        with pytest.raises(CannotStart) as refused:
            EmbeddedService(path, TOKEN).start()
        assert refused.value.key == "start.folder"


def test_the_sandbox_is_believable_and_its_books_add_up(open_shop: Callable[..., Caller], clock: Clock) -> None:
    shop = open_shop(seed=1)
    engine = shop.service.engine
    with engine.connect() as conn:
        stock = conn.execute(select(cards)).all()
    check_books(engine, sum(card.writes for card in stock))
    assert len(stock) == 300
    assert len({card.code for card in stock}) == 300
    assert all(card.created_at <= card.updated_at <= clock.now for card in stock)
    assert sorted(card.created_at for card in stock) == [card.created_at for card in sorted(stock, key=lambda c: c.id)]
    disabled = [card for card in stock if card.disabled_at is not None]
    expired = [card for card in stock if card.expires_on is not None and card.expires_on < "2027-01-15"]
    spent = [card for card in stock if 0 < card.balance < card.initial_value]
    empty = [card for card in stock if card.balance == 0]
    for some in (disabled, expired, spent, empty, [card for card in stock if card.note is None]):
        assert 8 < len(some) < 200
    assert shop.issue()["id"] == max(card.id for card in stock) + 1


def test_the_same_seed_makes_the_same_cards(open_shop: Callable[..., Caller]) -> None:
    first, again, other = (open_shop(seed=seed).read("/gift-cards", limit=250).json() for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_a_shop_with_cards_is_not_filled_again(shop: Caller, clock: Clock) -> None:
    card_id = shop.issue()["id"]
    shop.service.stop()
    path = shop.service.database_path
    again = EmbeddedService(path, TOKEN, seed=1, clock=clock)
    again.start()
    with Caller(again) as caller:
        assert caller.ids("/gift-cards") == [card_id]
    again.stop()


def test_a_database_of_the_first_version_is_brought_up(shop: Caller) -> None:
    card_id = shop.issue("20.00")["id"]
    shop.service.stop()
    with sqlite3.connect(shop.service.database_path) as conn:
        for added in ADDED:
            conn.execute(f"ALTER TABLE {added.table} DROP COLUMN {added.name}")
        conn.execute("DROP TABLE api_keys")
        conn.execute("DROP INDEX gift_cards_last_listed")
        conn.execute("UPDATE counters SET value = 1 WHERE name = 'schema'")
    conn.close()
    shop.service.start()
    assert shop.put_balance(card_id, "5.00").json()["order_transaction_id"] is None
    with shop.service.engine.connect() as reader:
        assert reader.execute(select(api_keys)).all() == []
