"""What a pull could not take in while a write of ours was in doubt is asked for once that is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.reply import CardPage, CardRead, Lost, Missing, ServerCard
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.link.card_source import CardSource
from core.services.link.connection import ServiceConnection
from core.services.link.limiter import Limiter
from core.services.link.local_writes import LocalWrites
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.people.preferences import Preferences
from core.services.sync.deferred_refresh import DeferredRefresh
from core.services.sync.pull import Sync
from core.services.sync.sweep import Sweeping
from core.store import cards, notes, outbox
from core.store.database import Database
from tests.builders import NOON, VirtualClock, book, operation_row, server_card

OURS, LATER = int(NOON) - 20, int(NOON) - 10
"""When our write was carried out, and when the web shop took more."""


class Shop:
    """One card, that a search shows once and a read always."""

    def __init__(self) -> None:
        self.card = server_card(balance=2500, updated_at=LATER)
        self.read: CardRead | Missing | Lost = CardRead(self.card, int(NOON))
        self.reads = 0
        self.news: tuple[ServerCard, ...] = (self.card,)

    def search_cards(self, query: str, order: str | None, limit: int = 250) -> CardPage:
        news, self.news = self.news, ()
        return CardPage(news, int(NOON), None)

    def list_cards(self, since_id: int | None, limit: int = 250) -> CardPage:
        return CardPage((), int(NOON), None)

    def read_card(self, card_id: int) -> CardRead | Missing | Lost:
        assert card_id == self.card.card_id
        self.reads += 1
        return self.read


class Till:
    """A write of -10.00 went out at 50.00, and its answer was lost."""

    def __init__(self, path: Path, shop: Shop) -> None:
        self.clock, local_writes = VirtualClock(NOON), LocalWrites()
        self.database, limiter = Database(path), Limiter(self.clock)
        acceptance = OfflinePolicy(self.database, Preferences(self.database), self.clock)
        connection = ServiceConnection("https://shop", self.clock, switched_off=False)
        storage = Storage(self.database, Journal(b"k" * 32, self.clock), self.clock)
        source = CardSource(shop, connection, limiter, local_writes)  # type: ignore[arg-type]
        self.deferred_refresh = DeferredRefresh(self.database, shop, local_writes, self.clock)  # type: ignore[arg-type]
        self.sync = Sync(storage, source, acceptance, Sweeping(storage, source))

    def doubt(self) -> None:
        with self.database.writing() as conn:
            cards.own_reply(conn, server_card(balance=4000, updated_at=OURS), NOON)
            notes.set_watermark(conn, "pull.watermark", str(OURS - 300))
            outbox.append(conn, operation_row("ours", state="waiting"))
            book(conn, "ours", None, target=4000, fate="unknown")

    def decide(self) -> None:
        """By the service's list of transactions: the card is not read."""
        with self.database.writing() as conn:
            book(conn, "ours", -1000, fate="ok", transaction_id=4, processed_at=OURS)
            outbox.change(conn, "ours", state="done")

    def pull(self) -> int:
        """Until it rests; what the cache shows then."""
        self.sync.hurry()
        while self.sync.step() == 0:
            pass
        with self.database.reading() as conn:
            card = cards.get(conn, 1001)
        assert card is not None
        return card.balance


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def till(tmp_path: Path, shop: Shop) -> Iterator[Till]:
    till = Till(tmp_path / "till.db", shop)
    till.doubt()
    yield till
    till.database.close()


def test_nothing_is_asked_while_the_write_is_in_doubt(till: Till, shop: Shop) -> None:
    assert [till.pull(), till.pull()] == [4000, 4000]
    assert shop.reads == 0


def test_the_card_is_asked_for_once_when_it_is_decided(till: Till, shop: Shop) -> None:
    till.pull()
    till.decide()
    assert till.pull() == 2500
    assert till.pull() == 2500
    assert shop.reads == 1


def test_it_is_not_forgotten_when_the_program_ends(till: Till, shop: Shop, tmp_path: Path) -> None:
    till.pull()
    till.decide()
    till.database.close()
    again = Till(tmp_path / "till.db", shop)
    assert again.pull() == 2500
    again.database.close()


def test_a_lagging_reader_is_asked_again_at_the_next_walk(till: Till, shop: Shop) -> None:
    shop.read = CardRead(replace(shop.card, balance=4000, updated_at=OURS), int(NOON))
    till.pull()
    till.decide()
    assert till.pull() == 4000
    assert shop.reads == 1
    shop.read = CardRead(shop.card, int(NOON))
    assert till.pull() == 2500


def test_a_read_without_an_answer_is_tried_again(till: Till, shop: Shop) -> None:
    shop.read = Lost("silence")
    till.pull()
    till.decide()
    assert till.pull() == 4000
    assert till.sync.failing
    shop.read = CardRead(shop.card, int(NOON))
    till.pull()
    assert till.pull() == 2500


def test_a_card_that_is_gone_is_not_asked_for_for_ever(till: Till, shop: Shop) -> None:
    shop.read = Missing()
    till.pull()
    till.decide()
    till.pull()
    till.pull()
    assert shop.reads == 1
    assert till.deferred_refresh.free() == []


def test_what_the_page_showed_as_it_is_known_is_nothing_to_ask_for(till: Till, shop: Shop) -> None:
    shop.news = (server_card(balance=4000, updated_at=OURS),)
    till.pull()
    till.decide()
    till.pull()
    assert shop.reads == 0
