"""A copied or restored till repeats nothing (docs/proofs.md F10); a killed one is never taken for it."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.bootstrap import Core, open_core
from core.clock import Clock
from core.data_folder import rollback_guard
from core.domain.command import Issue, Update
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.errors import CannotStart
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import Endpoint
from core.settings import Settings
from tests.builders import database_of
from tests.e2e.conftest import TOKEN
from tests.e2e.counter_actions import act, on_server, redeem, sell, settle_down

QUICK, ALL = range(1), range(1, 20)
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
        assert (row.state, row.message.key) == (State.PARKED, "park.copied")
        assert till.queries.evidence(operation_id)[-1].message.key == "park.copied"
    assert [said.values["count"] for said in till.start_messages] == [len(pending)]
    (copies,) = (finding for finding in till.doctor.examine() if finding.check == "copies")
    assert copies.state == "warn"
    settle_down(till)
    assert shop.balances() == before
    assert not {seen.endpoint for seen in shop.service.faults.seen[asked:]} & WRITES
    assert isinstance(act(till, Issue(700, "USD")), Confirmed)


def check_witnessed(shop: Shop, till: Core, pending: set[str], said: str) -> None:
    """What the first till did is not done again: amounts are parked, cards are found. New work goes on."""
    before, asked = shop.balances(), len(shop.service.faults.seen)
    assert [(each.key, each.values["count"]) for each in till.start_messages] == [(said, len(pending))]
    (copies,) = (finding for finding in till.doctor.examine() if finding.check == "copies")
    assert copies.state == "warn"
    settle_down(till)
    for operation_id in pending:
        row = till.queries.operation(operation_id)
        if row.kind == "issue":
            assert row.state is State.DONE
        else:
            assert (row.state, row.message.key) == (State.PARKED, "park.copied")
            assert "reread" in {each.what for each in till.queries.evidence(operation_id)}
    assert shop.balances() == before
    assert not {seen.endpoint for seen in shop.service.faults.seen[asked:]} & WRITES
    assert isinstance(act(till, Issue(700, "USD")), Confirmed)


def check_quiet(till: Core) -> None:
    assert till.start_messages == ()
    (copies,) = (finding for finding in till.doctor.examine() if finding.check == "copies")
    assert copies.state == "ok"


@pytest.mark.parametrize("what", ["its folder", "its folder, after a crash", "folder and state: a whole home"])
@pytest.mark.parametrize("shop", [*QUICK, *SLOW_ONES], indirect=True)
def test_attack_4_a_restored_backup_does_nothing_again(shop: Shop, what: str) -> None:
    till = shop.open()
    sell_first(shop, till)
    shop.work(till, shop.chance.randint(0, 6))
    shop.queue(till)
    shop.copy("till", "backup")
    shop.copy("state", "state-of-backup")
    pending = waiting(till)
    till.connection.switch(False)
    settle_down(till)  # all that waits in the backup is done now
    shop.work(till, shop.chance.randint(0, 6))
    shop.copy("state", "state-at-crash")
    till.close()
    if what == "its folder, after a crash":
        shop.copy("state-at-crash", "state")
    if what == "folder and state: a whole home":
        shop.copy("state-of-backup", "state")
    shop.copy("backup", "till")
    restored = shop.open()
    said = "start.changed" if what == "folder and state: a whole home" else "start.restored"
    check_witnessed(shop, restored, pending, said)
    restored.close()
    again = shop.open()
    check_quiet(again)
    again.close()


@pytest.mark.parametrize("shop", [*QUICK, *SLOW_ONES], indirect=True)
def test_attack_4_what_nobody_did_since_the_backup_is_sent(shop: Shop) -> None:
    """The backup was taken and put back with nothing in between: the service shows every card as it was."""
    till = shop.open()
    sell_first(shop, till)
    settle_down(till)
    shop.queue(till)
    pending = waiting(till)
    till.close()
    shop.copy("till", "backup")
    shop.copy("backup", "till")
    restored = shop.open()
    assert [each.key for each in restored.start_messages] == ["start.changed"]
    settle_down(restored)
    assert {restored.queries.operation(key).state for key in pending} == {State.DONE}
    restored.close()


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_what_waited_is_compared_with_the_service_after_ten_minutes(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot of a whole machine brings its file times along. Nothing is said; only what was changed is parked."""
    till = shop.open()
    for _ in range(2):
        sell_first(shop, till)
    till.connection.switch(True)
    same, changed = (redeem(till, card_id, 100).operation_id for card_id in shop.cards)
    till.close()
    other = shop.open("other", "other-state")
    settle_down(other)
    redeem(other, shop.cards[1], 50)
    other.close()
    now = time.time() + 3600
    monkeypatch.setattr("core.services.till.continuity.time.time", lambda: now)
    again = shop.open()
    check_quiet(again)
    settle_down(again)
    assert again.queries.operation(same).state is State.DONE
    row = again.queries.operation(changed)
    assert (row.state, row.message.key) == (State.PARKED, "park.copied")
    again.close()


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_a_usual_restart_compares_nothing(shop: Shop) -> None:
    """Somebody else used the card while the till was closed for a moment: the redeem still goes through."""
    till = shop.open()
    sell_first(shop, till)
    till.connection.switch(True)
    waits = redeem(till, shop.cards[0], 100).operation_id
    till.close()
    other = shop.open("other", "other-state")
    settle_down(other)
    redeem(other, shop.cards[0], 50)
    other.close()
    again = shop.open()
    settle_down(again)
    assert again.queries.operation(waits).state is State.DONE
    again.close()


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_several_amounts_on_one_card_go_on_after_the_first_was_looked_at(shop: Shop) -> None:
    till = shop.open()
    sell_first(shop, till)
    queued = [till.desk.submit(Update(shop.cards[0], (("note", "For Ann"),))).operation_id]
    till.connection.switch(True)
    queued += [redeem(till, shop.cards[0], 100).operation_id for _ in range(3)]
    sold = act(till, Issue(900, "USD"))
    spent = redeem(till, sold.card_id, 300).operation_id
    till.close()
    shop.copy("till", "backup")
    shop.copy("backup", "till")
    again = shop.open()
    settle_down(again)
    assert {again.queries.operation(key).state for key in (*queued, sold.operation_id, spent)} == {State.DONE}
    assert on_server(shop.service, shop.cards[0]) == 9700


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_an_order_that_was_under_way_in_a_backup_makes_no_further_card(shop: Shop) -> None:
    till = shop.open()
    sell_first(shop, till)
    batch_id = till.batches.begin(till.batches.plan(b"amount\n5.00\n6.00\n7.00\n", "orders.csv"))
    till.batch_run.go(batch_id)
    till.batch_run.step()
    shop.copy("till", "backup")
    while till.batch_run.step() == 0:
        till.replay.step()
    till.close()
    with shop.service.engine.connect() as conn:
        before = conn.exec_driver_sql("SELECT COUNT(*) FROM gift_cards").scalar()
    shop.copy("backup", "till")
    restored = shop.open()
    restored.batch_run.go(batch_id)
    for _ in range(10):
        restored.batch_run.step()
    settle_down(restored)
    with shop.service.engine.connect() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM gift_cards").scalar() == before == 4
    restored.close()


@pytest.mark.parametrize("shop", [0], indirect=True)
def test_attack_13_a_restored_till_says_so_with_nothing_open(shop: Shop) -> None:
    till = shop.open()
    sell_first(shop, till)
    shop.copy("till", "backup")
    sell_first(shop, till)
    till.close()
    shop.copy("backup", "till")
    restored = shop.open()
    assert [each.key for each in restored.start_messages] == ["start.restored.quiet"]
    restored.close()


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
            patch.setattr(rollback_guard, "MACHINE_ID", shop.root / "machine-id")
            clone = shop.open()
            assert [each.key for each in clone.start_messages] == ["start.moved"]
            settle_down(clone)
            assert {clone.queries.operation(key).state for key in pending} == {State.DONE}
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
def test_a_moved_folder_says_once_that_it_was_moved(shop: Shop) -> None:
    till = shop.open()
    sell_first(shop, till)
    till.close()
    shop.copy("till", "moved")
    shutil.rmtree(shop.root / "till")
    moved = shop.open("moved")
    assert [each.key for each in moved.start_messages] == ["start.moved.quiet"]
    with database_of(moved).reading() as conn:
        told = conn.exec_driver_sql("SELECT entry FROM journal WHERE what = 'copied'").scalars().all()
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
    assert again.start_messages == ()
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
    assert (row.state, row.message.key) == (State.PARKED, "park.sealed")
    assert [said.key for said in again.start_messages] == ["start.key_replaced"]
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
