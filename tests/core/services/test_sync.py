"""The pull: resumes after any page, hides nothing that waits, and is never older than our own writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from core.clock import Clock
from core.domain.command import Redeem
from core.domain.reply import CardPage, CardRead, NotSent, ServerCard
from core.protocol import pull
from core.protocol.machine import ReadCard, Step
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import LOSE_REPLY, Endpoint
from core.services.books.journal import Journal
from core.services.books.storage import Storage
from core.services.link.card_source import CardSource
from core.services.link.connection import ServiceConnection
from core.services.link.limiter import Limiter
from core.services.link.local_writes import LocalWrites
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.outbox.operation_end import take_in
from core.services.outbox.schedule import PendingStep
from core.services.people.preferences import Preferences
from core.services.sync.pull import Sync
from core.services.sync.sweep import Sweeping
from core.store import cards, notes, outbox
from core.store.database import Database
from tests.builders import NOON, book, database_of, operation_row, server_card
from tests.core.protocol.script import adjustment
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import act, redeem, sell, settle_down


class FakeGateway:
    """A list of cards and a search that may not keep the range."""

    def __init__(self, *rows, page: int = 2, honest: bool = True) -> None:
        self.rows, self.page, self.honest, self.silent = list(rows), page, honest, False

    def list_cards(self, since_id, limit=250):
        if self.silent:
            return NotSent("x")
        found = [row for row in self.rows if row.card_id > since_id]
        return CardPage(tuple(found[: self.page]), int(NOON), None)

    def search_cards(self, query, order, limit=250):
        return CardPage(tuple(self.rows) if not self.honest else (), int(NOON), None)


class Pulling:
    def __init__(self, path: Path, gateway: FakeGateway) -> None:
        self.clock, self.local_writes = Clock(), LocalWrites()
        self.database = Database(path)
        acceptance = OfflinePolicy(self.database, Preferences(self.database), self.clock)
        self.connection = ServiceConnection("https://shop", self.clock, switched_off=False)
        limiter = Limiter(self.clock)
        storage = Storage(self.database, Journal(b"k" * 32, self.clock), self.clock)
        source = CardSource(gateway, self.connection, limiter, self.local_writes)  # type: ignore[arg-type]
        self.sweeping = Sweeping(storage, source)
        self.sync = Sync(storage, source, acceptance, self.sweeping)

    def ids(self) -> list[int]:
        with self.database.reading() as conn:
            return list(conn.execute(text("SELECT card_id FROM cards ORDER BY 1")).scalars())


@pytest.mark.parametrize("pages", range(5))
def test_a_kill_after_any_page_goes_on_there(tmp_path: Path, pages: int) -> None:
    gateway = FakeGateway(*(server_card(card_id=i) for i in range(1, 8)))
    first = Pulling(tmp_path / "till.db", gateway)
    for _ in range(pages):
        first.sync.step()
    first.database.close()
    again = Pulling(tmp_path / "till.db", gateway)
    assert len(again.ids()) == min(7, 2 * pages)
    while not again.sync.resting:
        again.sync.step()
    assert again.ids() == list(range(1, 8))
    again.database.close()


def test_a_range_that_is_not_kept_falls_back_to_a_full_walk_at_once(tmp_path: Path) -> None:
    gateway = FakeGateway(server_card(card_id=1))
    pulling = Pulling(tmp_path / "till.db", gateway)
    while not pulling.sync.resting:
        pulling.sync.step()
    gateway.honest = False
    gateway.rows.append(server_card(card_id=2, updated_at=1))
    pulling.sync.hurry()
    assert pulling.sync.step() == 0.0
    while not pulling.sync.resting:
        pulling.sync.step()
    assert pulling.ids() == [1, 2]
    pulling.database.close()


def test_a_service_that_ignores_since_id_ends_the_walk() -> None:
    walk = pull.FirstPull()
    page = CardPage((server_card(card_id=9),), int(NOON), None)
    walk = walk.after(page)
    assert not walk.finished
    assert walk.after(page).finished


@pytest.mark.slow
def test_days_of_silence_do_not_end_the_pull(tmp_path: Path) -> None:
    gateway = FakeGateway(server_card(card_id=1))
    gateway.silent = True
    pulling = Pulling(tmp_path / "till.db", gateway)
    for _ in range(1100):
        pulling.sync.hurry()
        assert 0 < pulling.sync.step() <= 15
    gateway.silent = False
    pulling.sync.hurry()
    while not pulling.sync.resting:
        pulling.sync.step()
    assert pulling.ids() == [1]
    pulling.database.close()


def test_a_hurry_while_an_answer_is_on_its_way_is_not_lost(tmp_path: Path) -> None:
    class HurryingGateway(FakeGateway):
        asked = 0

        def search_cards(self, query, order, limit=250):
            if self.asked == 0:
                pulling.sync.hurry()
            self.asked += 1
            return super().search_cards(query, order, limit)

    gateway = HurryingGateway(server_card(card_id=1))
    pulling = Pulling(tmp_path / "till.db", gateway)
    while not pulling.sync.resting:
        pulling.sync.step()
    pulling.sync.hurry()
    pulling.sync.step()
    assert not pulling.sync.resting
    pulling.sync.step()
    assert (gateway.asked, pulling.sync.resting) == (2, True)
    pulling.database.close()


@pytest.mark.parametrize("asked", ["list_cards", "search_cards"])
def test_a_restart_while_an_answer_is_on_its_way_is_not_lost(tmp_path: Path, asked: str) -> None:
    class RestartingGateway(FakeGateway):
        restarts = False

        def list_cards(self, since_id, limit=250):
            return self._answered("list_cards", super().list_cards(since_id, limit))

        def search_cards(self, query, order, limit=250):
            return self._answered("search_cards", super().search_cards(query, order, limit))

        def _answered(self, name, page):
            if self.restarts and name == asked:
                self.restarts = False
                pulling.sync.restart()
            return page

    gateway = RestartingGateway(*(server_card(card_id=i) for i in range(1, 6)))
    pulling = Pulling(tmp_path / "till.db", gateway)
    if asked == "search_cards":
        while not pulling.sync.resting:
            pulling.sync.step()
        pulling.sync.hurry()
    gateway.restarts = True
    pulling.sync.step()
    gateway.rows = [replace(row, balance=1) for row in gateway.rows]  # older than every mark: only a full walk sees it
    assert not gateway.restarts
    assert not pulling.sync.resting
    while not pulling.sync.resting:
        pulling.sync.step()
    with pulling.database.reading() as conn:
        assert set(conn.execute(text("SELECT balance FROM cards")).scalars()) == {1}
    pulling.database.close()


def test_a_pull_never_hides_what_waits_or_shows_it_twice(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till(quarantine_s=600)
    queued, doubted = sell(till).card_id, sell(till).card_id
    service.faults.next(Endpoint.BALANCE, LOSE_REPLY)
    redeem(till, doubted, 2000)
    till.connection.switch(True)
    act(till, Redeem(queued, 1000))
    till.connection.switch(False)
    till.sync.restart()
    while not till.sync.resting:
        till.sync.step()
    assert (till.queries.card(queued).balance, till.queries.card(queued).confirmed_balance) == (9000, 10_000)
    assert till.queries.card(doubted).balance == 8000


def test_a_page_older_than_our_own_write_does_not_overwrite_it(open_till: OpenTill) -> None:
    till = open_till()
    card_id = sell(till).card_id
    settle_down(till)
    database, local_writes = database_of(till), till.dispatcher.runner.link.local_writes
    with database.reading() as conn:
        old = cards.get(conn, card_id)
    before = local_writes.now()
    redeem(till, card_id, 1000)
    with database.writing() as conn:
        assert cards.pulled(conn, [old], 0.0, ()) == []
        new = cards.get(conn, card_id)
        same_second = server_card(**{**{f: getattr(new, f) for f in ServerCard.__slots__}, "balance": 10_000})
        assert cards.pulled(conn, [same_second], 0.0, local_writes.since(before)) == []
    assert till.queries.card(card_id).balance == 9000


def test_a_read_by_id_is_believed_once_no_reader_can_lag(open_till: OpenTill) -> None:
    """A service whose balance writes do not move updated_at: our own time of the write is ahead for ever."""
    till = open_till()
    card_id = sell(till).card_id
    with database_of(till).writing() as conn:
        known = cards.get(conn, card_id)
        other = replace(known, balance=1, updated_at=known.updated_at - 50)
        assert not cards.read(conn, CardRead(other, known.updated_at + 5), NOON, ())
        assert cards.read(conn, CardRead(other, known.updated_at + 120), NOON, ())
    assert till.queries.card(card_id).balance == 1


def test_settling_down_leaves_nothing_to_do(open_till: OpenTill) -> None:
    till = open_till()
    sell(till)
    settle_down(till)
    assert till.sync.resting
    assert till.sync.step() > 0


def test_plugging_the_line_in_asks_at_once(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    settle_down(till)
    assert till.sync.step() > 1  # it rests
    till.connection.switch(True)
    till.connection.switch(False)
    asked = len(service.faults.seen)
    till.sync.step()
    assert len(service.faults.seen) > asked
    assert till.connection.condition.state == "online"


@pytest.mark.parametrize("tills_clock", [0.0, -315_000_000.0, 315_000_000.0])
@pytest.mark.parametrize(("heard", "shown"), [(10, 4000), (100, 5000)])
def test_a_lagging_index_does_not_undo_our_write_within_its_second(
    tmp_path: Path, heard: int, shown: int, tills_clock: float
) -> None:
    """By the server's time alone: the till's may have been set wrong by years since."""
    second = int(NOON) - heard
    gateway = FakeGateway(server_card(balance=5000, updated_at=second), honest=False)
    till = Pulling(tmp_path / "till.db", gateway)
    with till.database.writing() as conn:
        cards.own_reply(conn, server_card(balance=4000, updated_at=second), till.clock.wall() + tills_clock)
        outbox.append(conn, operation_row("ours"))
        book(conn, "ours", -1000, processed_at=second)
        notes.set_watermark(conn, "pull.watermark", str(second))
    till.sync.step()
    with till.database.reading() as conn:
        card = cards.get(conn, 1001)
    till.database.close()
    assert card is not None
    assert card.balance == shown


@pytest.mark.parametrize(("later", "shown"), [(5, 4000), (120, 5000)])
def test_a_lagging_reader_does_not_undo_our_write_before_the_next_one(tmp_path: Path, later: int, shown: int) -> None:
    second = int(NOON)
    database = Database(tmp_path / "till.db")
    older = CardRead(server_card(balance=5000, updated_at=second - 5), second + later)
    with database.writing() as conn:
        cards.own_reply(conn, server_card(balance=4000, updated_at=second), NOON)
        outbox.append(conn, operation_row("ours"))
        step = PendingStep(outbox.require(conn, "ours"), Step(adjustment(-1000), ReadCard()), answer=older)
        take_in(conn, step, NOON)
        card = cards.get(conn, 1001)
    assert card is not None
    assert card.balance == shown
    database.close()
