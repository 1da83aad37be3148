"""A till that was copied or restored parks what waits (FIGURES.md F10); one that was killed is never taken for it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from core import counterpart
from core.bootstrap import Core, open_core
from core.clock import Clock
from core.counterpart import Origin
from core.domain.command import Issue
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.errors import CannotStart, StorageFailed
from core.server.embedded import EmbeddedService
from core.server.faults import Endpoint
from core.services.books.journal import Journal
from core.services.till.epoch import Epoch
from core.settings import Settings
from core.store.database import Database, after_commit
from core.vault import open_vault
from tests.e2e.conftest import TOKEN
from tests.e2e.counter import act, on_server, redeem, sell, settle_down

QUICK, ALL = range(2), range(2, 20)
SLOW_ONES = [pytest.param(seed, marks=pytest.mark.slow) for seed in ALL]


class Shop:
    """A till in its folder, its state outside, and what can happen to both."""

    def __init__(self, service: EmbeddedService, root: Path, seed: int) -> None:
        self.service, self.root, self.seed, self.chance = service, root, seed, random.Random(seed)
        self.cards: list[int] = []
        self.opened: list[Core] = []

    def open(self, folder: str = "till", state: str = "state") -> Core:
        (self.root / folder).mkdir(exist_ok=True)
        settings = Settings(self.root / folder, self.service.url, TOKEN, quarantine_s=0.0, state_dir=self.root / state)
        self.opened.append(open_core(settings, folder))
        return self.opened[-1]

    def work(self, till: Core, acts: int) -> None:
        """Some of a working day, on and off the line."""
        for _ in range(acts):
            if not self.cards or self.chance.random() < 0.3:
                outcome = act(till, Issue(5000, "USD"))
                if isinstance(outcome, Confirmed):
                    self.cards.append(outcome.card_id)
            else:
                redeem(till, self.chance.choice(self.cards), self.chance.randint(1, 300))
            if self.chance.random() < 0.3:
                till.replay.step()

    def queue(self, till: Core) -> None:
        """A few that wait for the line."""
        till.connection.switch(True)
        for _ in range(self.chance.randint(1, 3)):
            redeem(till, self.chance.choice(self.cards), self.chance.randint(1, 300))
        if self.chance.random() < 0.5:
            act(till, Issue(1000, "USD"))

    def copy(self, source: str, target: str) -> None:
        """As the disk holds it at this moment, a write-ahead log included: what a kill would leave."""
        shutil.rmtree(self.root / target, ignore_errors=True)
        shutil.copytree(self.root / source, self.root / target, ignore=shutil.ignore_patterns("*-shm"))

    def balances(self) -> list[int]:
        return [on_server(self.service, card_id) for card_id in self.cards]


@pytest.fixture
def shop(service: EmbeddedService, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shop]:
    made = Shop(service, tmp_path, request.param)
    yield made
    for till in made.opened:
        till.close()


def waiting(till: Core) -> set[str]:
    return {row.operation_id for row in till.queries.operations(1000) if row.state in OPEN_STATES}


WRITES = {Endpoint.CREATE, Endpoint.BALANCE, Endpoint.UPDATE, Endpoint.DISABLE}
OPEN_STATES = {State.READY, State.LEASED, State.WAITING, State.DEFERRED}


def check_parked(shop: Shop, till: Core, pending: set[str]) -> None:
    """All that waited is parked, nothing of it is sent, it is told, and new work goes on."""
    before, asked = shop.balances(), len(shop.service.faults.seen)
    for operation_id in pending:
        row = till.queries.operation(operation_id)
        assert (row.state, row.said.key) == (State.PARKED, "park.copied")
        assert till.queries.evidence(operation_id)[-1].said.key == "park.copied"
    assert [said.values["count"] for said in till.said] == [len(pending)]
    (copies,) = (finding for finding in till.doctor.examine() if finding.check == "copies")
    assert copies.state == "warn"
    settle_down(till)
    assert shop.balances() == before
    assert not {seen.endpoint for seen in shop.service.faults.seen[asked:]} & WRITES
    assert isinstance(act(till, Issue(700, "USD")), Confirmed)


def check_quiet(till: Core) -> None:
    assert till.said == ()
    (copies,) = (finding for finding in till.doctor.examine() if finding.check == "copies")
    assert copies.state == "ok"


@pytest.mark.parametrize("crash", [False, True])
@pytest.mark.parametrize("shop", [*QUICK, *SLOW_ONES], indirect=True)
def test_a_restored_backup_sends_nothing_of_what_waited(shop: Shop, crash: bool) -> None:
    till = shop.open()
    sell_first(shop, till)
    shop.work(till, shop.chance.randint(0, 6))
    shop.queue(till)
    shop.copy("till", "backup")
    pending = waiting(till)
    till.connection.switch(False)
    settle_down(till)  # all that waits in the backup is done now
    shop.work(till, shop.chance.randint(0, 6))
    if crash:
        shop.copy("state", "state-at-crash")
    till.close()
    if crash:
        shop.copy("state-at-crash", "state")
    shop.copy("backup", "till")
    restored = shop.open()
    check_parked(shop, restored, pending)
    restored.close()
    again = shop.open()
    check_quiet(again)
    again.close()


@pytest.mark.parametrize("crash", [False, True])
@pytest.mark.parametrize("shop", [*QUICK, *SLOW_ONES], indirect=True)
def test_a_copied_till_sends_nothing_and_the_first_one_everything_once(
    shop: Shop, crash: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = shop.open()
    sell_first(shop, till)
    shop.work(till, shop.chance.randint(0, 6))
    shop.queue(till)
    pending = waiting(till)
    if crash:
        shop.copy("till", "clone")
    till.close()
    if not crash:
        shop.copy("till", "clone")
    where = ("another folder", "another user", "another machine with the same home")[shop.seed % 3]
    if where == "another machine with the same home":
        shop.copy("clone", "till")
        (shop.root / "machine-id").write_text("another")
        with monkeypatch.context() as patch:
            patch.setattr(counterpart, "MACHINE_ID", shop.root / "machine-id")
            clone = shop.open()
            check_parked(shop, clone, pending)
            clone.close()
        return
    clone = shop.open("clone", "state" if where == "another folder" else "other-state")
    check_parked(shop, clone, pending)
    clone.close()
    first = shop.open()
    check_quiet(first)
    assert waiting(first) == pending
    settle_down(first)
    assert {first.queries.operation(key).state for key in pending} == {State.DONE}
    first.close()
    again = shop.open("clone", "state" if where == "another folder" else "other-state")
    check_quiet(again)
    again.close()


@pytest.mark.parametrize("shop", [*QUICK, *SLOW_ONES], indirect=True)
def test_the_same_folder_opened_twice_is_refused(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.bootstrap.Clock", ImpatientClock)
    till = shop.open()
    sell_first(shop, till)
    shop.work(till, shop.chance.randint(0, 3))
    with pytest.raises(CannotStart) as refused:
        shop.open()
    assert refused.value.key == "start.owner"
    assert isinstance(act(till, Issue(700, "USD")), Confirmed)
    till.close()


class ImpatientClock(Clock):
    """Waiting passes at once."""

    _ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self._ahead

    def wait(self, seconds: float) -> bool:
        self._ahead += seconds
        return True


def sell_first(shop: Shop, till: Core) -> None:
    shop.cards.append(sell(till).card_id)


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_a_moved_folder_with_nothing_waiting_is_taken_on_quietly(shop: Shop) -> None:
    till = shop.open()
    sell_first(shop, till)
    till.close()
    shop.copy("till", "moved")
    shutil.rmtree(shop.root / "till")
    moved = shop.open("moved")
    check_quiet(moved)
    with moved.queries._database.reading() as session:
        told = session.exec_driver_sql("SELECT entry FROM journal WHERE what = 'copied'").scalars().all()
    assert len(told) == 1
    assert '"parked":0' in told[0]
    moved.close()


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_a_record_that_cannot_be_kept_is_a_warning_and_no_more(shop: Shop) -> None:
    (shop.root / "state").write_text("not a folder")
    till = shop.open()
    sell_first(shop, till)
    shop.queue(till)
    (copies,) = (finding for finding in till.doctor.examine() if finding.check == "copies")
    assert copies.state == "warn"
    assert "would not be noticed" in copies.text
    till.close()
    again = shop.open()
    assert again.said == ()
    settle_down(again)
    assert waiting(again) == set()
    again.close()


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_a_disk_that_is_full_outside_does_not_hold_up_a_sale(shop: Shop) -> None:
    till = shop.open()
    (record,) = (shop.root / "state").iterdir()
    record.unlink()
    record.symlink_to("/dev/full")
    sell_first(shop, till)
    assert any(finding.check == "copies" and finding.state == "warn" for finding in till.doctor.examine())
    till.close()


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_a_lost_key_leaves_what_it_sealed_to_a_person_and_goes_on(shop: Shop) -> None:
    till = shop.open()
    sell_first(shop, till)
    till.connection.switch(True)
    sold, taken = act(till, Issue(2500, "USD")), redeem(till, shop.cards[0], 100)
    till.close()
    key = (shop.root / "till" / "till.key").rename(shop.root / "old.key")
    again = shop.open()
    row = again.queries.operation(sold.operation_id)
    assert (row.state, row.said.key) == (State.PARKED, "park.sealed")
    assert [said.key for said in again.said] == ["start.key_replaced"]
    keys, journal = (next(f for f in again.doctor.examine() if f.check == name) for name in ("keys", "journal"))
    assert keys.state == "bad"
    assert (journal.state, "from before" in journal.text) == ("ok", True)
    settle_down(again)
    assert again.queries.operation(taken.operation_id).state is State.DONE
    assert isinstance(redeem(again, shop.cards[0], 100), Confirmed)
    again.close()
    key.replace(shop.root / "till" / "till.key")
    back = shop.open()
    assert back.desk.code_of(sold.operation_id) is not None
    assert all(finding.state == "ok" for finding in back.doctor.examine() if finding.check in {"keys", "journal"})
    back.close()


# no false alarm


class Life:
    """A database and the record outside, stepped through starts, kills and power cuts at any moment."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance, self.root = random.Random(seed), root
        self.home, self.image = root / "till", root / "image"
        self.home.mkdir()
        self.images = 0

    def start(self) -> Epoch:
        database = Database(self.home / "till.db")
        vault = open_vault(self.home)
        journal = Journal(vault.journal_key, Clock())
        epoch = Epoch(database, journal, vault, Clock(), self.root / "state")
        self.database, self.journal, self.epoch = database, journal, epoch
        assert epoch.begin() == ()
        return epoch

    def run(self, entries: int) -> None:
        """Commits and roll-backs; at one random moment the disk is as a kill, or a power cut, would leave it."""
        moments = self.chance.randrange(2 * entries)
        lasting = self.outside()
        for at in range(entries):
            with suppress(_Undone), self.database.writing() as transaction:
                if moments == 2 * at:  # committed, and the outside not told yet
                    after_commit(transaction, "image", self.take)
                self.journal.write(transaction, "answered", values={"at": at})
                if self.chance.random() < 0.2:
                    raise _Undone
            if moments == 2 * at + 1:
                self.take()
        if self.chance.random() < 0.2:
            self.epoch.close()
        self.database.close()
        if self.images and self.chance.random() < 0.7:
            shutil.rmtree(self.home)
            shutil.copytree(self.image / "till", self.home)
            power_cut = self.chance.random() < 0.5
            self.put_back(lasting if power_cut else self.outside(self.image / "state"))
        self.images = 0

    def take(self) -> None:
        shutil.rmtree(self.image, ignore_errors=True)
        shutil.copytree(self.home, self.image / "till", ignore=shutil.ignore_patterns("*-shm"))
        shutil.copytree(self.root / "state", self.image / "state")
        self.images += 1

    def outside(self, folder: Path | None = None) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (folder or self.root / "state").iterdir()}

    def put_back(self, content: dict[str, bytes]) -> None:
        for name, record in content.items():
            (self.root / "state" / name).write_bytes(record)


class _Undone(Exception):
    pass


@pytest.mark.parametrize("seeds", [range(4), pytest.param(range(4, 200), marks=pytest.mark.slow)])
def test_kills_and_power_cuts_are_never_taken_for_a_copy(seeds: range, tmp_path: Path) -> None:
    for seed in seeds:
        (tmp_path / str(seed)).mkdir()
        life = Life(tmp_path / str(seed), seed)
        origins = []
        for _ in range(life.chance.randint(2, 5)):
            origins.append(life.start().origin)
            life.run(life.chance.randint(1, 12))
        assert set(origins) <= {Origin.NEW, Origin.SAME}, seed
        assert Origin.NEW not in origins[1:], seed


def test_a_first_start_that_is_killed_before_its_record_is_there_is_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life, replace = Life(tmp_path, 0), os.replace

    def killed(side: Path, path: Path) -> None:
        if Path(path).suffix == ".seen":
            raise _Undone
        replace(side, path)

    with monkeypatch.context() as patch, suppress(_Undone):
        patch.setattr(os, "replace", killed)
        life.start()
    life.database.close()
    assert life.start().origin is Origin.NEW
    life.database.close()


def test_a_start_that_the_disk_refused_leaves_the_record_of_the_last_one(tmp_path: Path) -> None:
    life = Life(tmp_path, 0)
    life.start()
    life.epoch.close()
    life.database.close()
    before = life.outside()

    def read_only(raw: sqlite3.Connection, _record: object) -> None:
        raw.execute("PRAGMA query_only=ON")

    event.listen(Engine, "connect", read_only)
    try:
        with pytest.raises(StorageFailed):
            life.start()
    finally:
        event.remove(Engine, "connect", read_only)
    life.epoch.close()
    life.database.close()
    assert life.outside() == before
    assert life.start().origin is Origin.SAME
    life.database.close()


def test_what_was_rolled_back_is_never_told_outside(tmp_path: Path) -> None:
    life = Life(tmp_path, 0)
    life.start()
    with suppress(_Undone), life.database.writing() as transaction:
        life.journal.write(transaction, "answered")
        raise _Undone
    with life.database.writing():
        pass
    assert life.epoch.record.head.number == 1
    life.database.close()


def test_only_the_start_the_hundredth_entry_and_the_exit_wait_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life, forced, fsync = Life(tmp_path, 0), [], os.fsync
    life.start()
    life.database.close()

    def seen(descriptor: int) -> None:
        forced.append(life.epoch.record.head.number)
        fsync(descriptor)

    monkeypatch.setattr("core.counterpart.os.fsync", seen)
    life.start()
    for _ in range(150):
        with life.database.writing() as transaction:
            life.journal.write(transaction, "answered")
    life.epoch.close()
    life.epoch.close()
    assert forced == [2, 102, 152]
    life.database.close()


def test_a_process_whose_folder_was_taken_over_writes_and_sends_nothing_more(tmp_path: Path) -> None:
    first, second = Life(tmp_path, 0), None
    first.start()
    with first.database.writing() as transaction:
        first.journal.write(transaction, "answered")
    second = Life.__new__(Life)
    second.home, second.root = first.home, first.root
    second.start()
    with pytest.raises(CannotStart) as refused, first.database.writing() as transaction:
        first.journal.write(transaction, "asked")
    assert refused.value.key == "start.taken_over"
    with second.database.writing() as transaction:
        second.journal.write(transaction, "asked")
    first.database.close()
    second.database.close()
