"""The weekly sweep: what the index lost is found, nothing in work is touched, and a kill costs one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.reply import CardPage, CardRead, Lost, Missing, ServerCard
from core.protocol.sweep import EVERY_S, Sweep
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.link.card_source import CardSource
from core.services.link.connection import ServiceConnection
from core.services.link.limiter import Limiter
from core.services.link.local_writes import LocalWrites
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.people.preferences import Preferences
from core.services.sync.pull import Sync
from core.services.sync.sweep import Sweeping, Swept, last_sweep
from core.store import cards, notes, outbox
from core.store.database import Database
from tests.builders import NOON, VirtualClock, database_of, operation_row, server_card
from tests.e2e.conftest import OpenTill

PAGE = 3


class Shop:
    """A service whose search finds nothing: its index lost everything."""

    def __init__(self, clock: VirtualClock, count: int) -> None:
        self._clock = clock
        self.cards = {i: server_card(card_id=i, last_characters=f"{i:04}") for i in range(1, count + 1)}
        self.listed: list[int | None] = []
        self.silent = False

    def list_cards(self, since_id: int | None, limit: int = 250) -> CardPage | Lost:
        self.listed.append(since_id)
        if self.silent:
            return Lost("silence")
        found = [card for card_id, card in sorted(self.cards.items()) if card_id > (since_id or 0)]
        return CardPage(tuple(found[:PAGE]), int(self._clock.now), None)

    def read_card(self, card_id: int) -> CardRead | Missing:
        card = self.cards.get(card_id)
        return Missing("Not Found") if card is None else CardRead(card, int(self._clock.now))

    def search_cards(self, query: str, order: str | None, limit: int = 250) -> CardPage:
        return CardPage((), int(self._clock.now), None)

    def change(self, card_id: int, **changes: object) -> None:
        self.cards[card_id] = replace(self.cards[card_id], updated_at=int(self._clock.now), **changes)  # type: ignore[arg-type]


class Till:
    """One life of a till on one file."""

    def __init__(self, path: Path, shop: Shop, clock: VirtualClock) -> None:
        self.clock, self.local_writes, self.limiter = clock, LocalWrites(), Limiter(clock)
        self.database = Database(path)
        acceptance = OfflinePolicy(self.database, Preferences(self.database), clock)
        connection = ServiceConnection("https://shop", clock, switched_off=False)
        storage = Storage(self.database, Journal(b"k" * 32, clock), clock)
        source = CardSource(shop, connection, self.limiter, self.local_writes)  # type: ignore[arg-type]
        self.sync = Sync(storage, source, acceptance, Sweeping(storage, source))

    def live(self, seconds: float, steps: int = 10) -> None:
        """After so long it takes some steps: enough for a pull and a whole sweep."""
        self.clock.now += seconds
        for _ in range(steps):
            self.clock.wait(max(self.sync.step(), 0.001))

    def card(self, card_id: int) -> ServerCard | None:
        with self.database.reading() as conn:
            return cards.get(conn, card_id)

    def missing(self) -> list[str]:
        with self.database.reading() as conn:
            return cards.missing(conn)

    def told(self) -> Swept | None:
        with self.database.reading() as conn:
            return last_sweep(conn)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def shop(clock: VirtualClock) -> Shop:
    return Shop(clock, 7)


@pytest.fixture
def till(tmp_path: Path, shop: Shop, clock: VirtualClock) -> Iterator[Till]:
    """It has pulled all cards; six days have gone by."""
    opened = Till(tmp_path / "till.db", shop, clock)
    opened.live(0)
    opened.live(6 * 24 * 3600)
    yield opened
    opened.database.close()


def test_it_comes_once_a_week_and_says_what_it_compared(till: Till, shop: Shop, clock: VirtualClock) -> None:
    shop.listed.clear()
    till.live(23 * 3600)
    assert shop.listed == []
    till.live(3 * 3600)
    assert shop.listed == [0, 3, 6, 7]
    told = till.told()
    assert told is not None
    assert replace(told, ended=0.0) == Swept(listed=7)
    till.live(EVERY_S - 7200)
    assert len(shop.listed) == 4
    till.live(2 * 7200)
    assert len(shop.listed) == 8


def test_what_the_index_lost_is_found(till: Till, shop: Shop) -> None:
    shop.change(5, balance=1200)
    shop.cards[9] = server_card(card_id=9)
    till.live(2 * 24 * 3600)
    assert (till.card(5), till.card(9)) == (shop.cards[5], shop.cards[9])
    assert (till.told() or Swept()).mended == 2


def test_what_is_no_longer_listed_is_marked_and_kept_until_it_is_seen_again(till: Till, shop: Shop) -> None:
    away = {card_id: shop.cards.pop(card_id) for card_id in (2, 7)}
    till.live(2 * 24 * 3600)
    assert till.missing() == ["0002", "0007"]
    assert till.card(2) == away[2]
    assert (till.told() or Swept()).missing == 2
    shop.cards |= away
    till.live(EVERY_S + 24 * 3600)
    assert till.missing() == []


def test_a_card_with_an_open_operation_is_left_alone(till: Till, shop: Shop) -> None:
    before = till.card(4)
    with till.database.writing() as conn:
        outbox.append(conn, operation_row("four", card_id=4))
        outbox.append(conn, operation_row("six", card_id=6, state="deferred"))
    shop.change(4, balance=1)
    shop.cards.pop(6)
    till.live(2 * 24 * 3600)
    assert till.card(4) == before
    assert till.missing() == []
    assert (till.told() or Swept()).unlike == 1


def test_a_card_that_we_wrote_while_the_page_was_on_its_way_is_left_alone(
    till: Till, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = shop.list_cards

    def meanwhile(since_id: int | None, limit: int = 250) -> CardPage | Lost:
        page = listing(since_id, limit)
        till.local_writes.touch(2)
        return page

    monkeypatch.setattr(shop, "list_cards", meanwhile)
    before = till.card(2)
    shop.change(2, balance=77)
    till.live(2 * 24 * 3600)
    assert till.card(2) == before


def test_a_newer_row_of_ours_is_believed_only_for_a_while(till: Till, shop: Shop, clock: VirtualClock) -> None:
    """A service whose balance writes do not move `updated_at`: no pull would ever show the change."""
    with till.database.writing() as conn:
        ahead = replace(shop.cards[3], updated_at=int(clock.now) + 5000)
        cards.own_reply(conn, ahead, clock.now)
    shop.cards[3] = replace(shop.cards[3], balance=42)
    till.live(2 * 24 * 3600)
    assert till.card(3) == shop.cards[3]


@pytest.mark.parametrize("pages", range(3))
def test_a_kill_after_any_page_goes_on_there(till: Till, shop: Shop, tmp_path: Path, pages: int) -> None:
    shop.cards.pop(2)
    shop.listed.clear()
    till.clock.now += 2 * 24 * 3600
    while len(shop.listed) < pages:
        till.clock.wait(max(till.sync.step(), 0.001))
    shop.listed.clear()
    with till.database.reading() as conn:
        cursor = int(notes.watermark(conn, "sweep.cursor") or 0)
    again = Till(tmp_path / "till.db", shop, till.clock)
    again.live(0)
    assert shop.listed[0] == cursor
    assert again.missing() == ["0002"]
    told = again.told()
    assert told is not None
    assert (told.listed, told.missing) == (6, 1)
    again.database.close()


def test_a_page_is_asked_for_only_while_the_pull_rests_and_the_bucket_has_room(till: Till, shop: Shop) -> None:
    shop.listed.clear()
    till.clock.now += 2 * 24 * 3600
    till.sync.step()
    assert (till.sync.resting, shop.listed) == (True, [])
    till.limiter.told(30, 40)  # so full that money may, and a sweep may not
    assert till.sync.step() > 0
    assert shop.listed == []
    till.clock.wait(20)
    till.sync.step()
    assert shop.listed == [0]


def test_silence_ends_nothing_and_marks_nothing(till: Till, shop: Shop) -> None:
    shop.silent = True
    till.live(2 * 24 * 3600)
    assert (till.told(), till.missing()) == (None, [])
    shop.silent = False
    till.live(3600)
    assert till.told() is not None


@pytest.mark.parametrize(
    "ids", [(3, 2, 1), (1, 1, 2), (0, 1), ()], ids=["descending", "twice", "not after the cursor", "none at all"]
)
def test_a_list_that_cannot_be_is_believed_in_nothing(ids: tuple[int, ...]) -> None:
    sweep = Sweep()
    after = sweep.after(CardPage(tuple(server_card(card_id=i) for i in ids), int(NOON), None))
    assert (after.finished, after.broken, sweep.looked_through(after)) == (True, True, None)


def test_the_doctor_tells_of_it(open_till: OpenTill) -> None:
    till = open_till()

    def told() -> tuple[str, str]:
        (found,) = (finding for finding in till.doctor.examine() if finding.check == "cards")
        return found.state, found.text

    assert told()[0] == "ok"
    with database_of(till).writing() as conn:
        cards.own_reply(conn, server_card(card_id=5), NOON)
        cards.unlisted(conn, (0, None), (), NOON)
    assert told() == ("warn", "no longer listed by the service: 1, among them AB12")
