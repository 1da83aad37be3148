"""Many lanes at once: each card in its order, no lane behind another, the counter behind none, commits shared."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event, text

from core.bootstrap import Core, assemble
from core.domain.command import Redeem
from core.domain.operation import State
from core.domain.outcome import Confirmed
from core.ground import Ground
from core.security.vault import open_vault
from core.server.sandbox.embedded import EmbeddedService
from core.server.sandbox.faults import HOLD, Endpoint, answer
from core.settings import Settings
from core.store import cards, notes
from core.store.database import Database
from core.store.tables import OPERATIONS
from tests.builders import VirtualClock, database_of, server_card
from tests.core.services.faulty_service import FIRST, Poisoned
from tests.e2e.conftest import OpenTill
from tests.e2e.counter_actions import redeem, sell

_PAUSE = threading.Event()


def drain(till: Core, rounds: int = 2000) -> None:
    """Goes round until nothing is open. Bounded by rounds."""
    for _ in range(rounds):
        pause = till.replay.round()
        if till.replay.idle():
            return
        if pause:
            _PAUSE.wait(min(pause, 0.05))
    raise AssertionError("something still waits")


def moves(service: EmbeddedService) -> dict[int, list[int]]:
    with service.engine.connect() as conn:
        rows = conn.execute(text("SELECT gift_card_id, amount FROM transactions ORDER BY id")).all()
    found: dict[int, list[int]] = {}
    for card_id, amount in rows:
        found.setdefault(card_id, []).append(amount)
    return found


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without back-off: the order must not depend on it."""
    monkeypatch.setattr("core.services.outbox.schedule.back_off", lambda _times: 0.0)


@pytest.mark.parametrize(
    ("seed", "redeems"), [(0, 24), *(pytest.param(seed, 60, marks=pytest.mark.slow) for seed in range(3))]
)
def test_each_card_keeps_its_order_whatever_fails(
    service: EmbeddedService, open_till: OpenTill, hasty: None, seed: int, redeems: int
) -> None:
    till, chance = open_till(), random.Random(seed)
    cards_sold = [sell(till).card_id for _ in range(6)]
    wanted = [(chance.choice(cards_sold), 100 + at) for at in range(redeems)]
    accepted = [till.desk.submit(Redeem(card, amount)).operation_id for card, amount in wanted]
    faults = (answer(500), answer(502, executed=True))

    def weather(endpoint: Endpoint):
        return chance.choice(faults) if chance.random() < 0.15 else None

    service.faults.draw_by(weather)
    drain(till)
    states = {operation_id: till.queries.operation(operation_id).state for operation_id in accepted}
    assert set(states.values()) <= {State.DONE, State.PARKED}
    done = moves(service)
    for card in cards_sold:
        asked = [-amount for held, amount in wanted if held == card]
        assert done.get(card, []) == [amount for amount in asked if amount in done.get(card, [])]
    for (card, amount), operation_id in zip(wanted, accepted, strict=True):
        if states[operation_id] is State.DONE:
            assert done[card].count(-amount) == 1


@pytest.mark.slow
def test_answers_that_come_together_share_a_commit(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    held = [sell(till).card_id for _ in range(8)]
    for at in range(32):
        till.desk.submit(Redeem(held[at % 8], 100 + at))
    commits: list[int] = []
    engine = database_of(till)._engine
    event.listen(engine, "commit", lambda _connection: commits.append(1))
    drain(till)
    assert sum(map(len, moves(service).values())) == 32
    assert len(commits) <= 0.6 * 64


@pytest.mark.slow
def test_the_counter_does_not_wait_for_a_full_background(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    held = [sell(till).card_id for _ in range(11)]
    mine = sell(till).card_id
    for card in held:
        till.desk.submit(Redeem(card, 100))
    service.faults.next(Endpoint.READ, *[HOLD] * 8)
    over = threading.Event()

    def background() -> None:
        while not over.is_set():
            till.replay.round()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(background)
        while service.faults.unmet:
            _PAUSE.wait(0.002)
        assert isinstance(redeem(till, mine, 1000), Confirmed)
        stocked = next(
            row.card_id for row in till.queries.operations() if row.state is State.READY and row.card_id in held[8:]
        )
        assert isinstance(redeem(till, stocked, 200), Confirmed)  # what has not left yet is done for it at once
        assert len(moves(service)) == 2
        over.set()
        service.faults.release()
        running.result(timeout=30)
    drain(till)
    assert sum(map(len, moves(service).values())) == 13


@pytest.mark.parametrize("drive", ["round", "step"])
def test_a_lane_with_a_bug_is_told_once_and_holds_up_no_other(
    service: EmbeddedService, open_till: OpenTill, hasty: None, drive: str
) -> None:
    till = open_till()
    told: list[BaseException] = []
    till.dispatcher.report = told.append
    bad, good = sell(till).card_id, [sell(till).card_id for _ in range(3)]
    broken = till.desk.submit(Redeem(bad, 100)).operation_id
    with database_of(till).writing() as conn:  # a row that no machine can be made of
        conn.execute(OPERATIONS.update().where(OPERATIONS.c.operation_id == broken).values(kind="update", payload={}))
    waiting = [till.desk.submit(Redeem(card, 200)).operation_id for card in good]
    for _ in range(400):
        getattr(till.replay, drive)()
        if all(till.queries.operation(each).state is State.DONE for each in waiting):
            break
    assert {till.queries.operation(each).state for each in waiting} == {State.DONE}
    assert [type(bug) for bug in told] == [KeyError]
    assert till.queries.operation(broken).state is not State.DONE


def test_closing_takes_in_what_is_still_answered(service: EmbeddedService, open_till: OpenTill) -> None:
    till = open_till()
    card = sell(till).card_id
    accepted = till.desk.submit(Redeem(card, 100)).operation_id
    service.faults.next(Endpoint.BALANCE, HOLD)
    while service.faults.unmet:
        till.replay.round()
    threading.Timer(0.05, service.faults.release).start()
    till.replay.stop()
    assert till.queries.operation(accepted).state is State.DONE


@contextmanager
def poisoned_till(folder: Path, operations: int) -> Iterator[tuple[Core, Poisoned, VirtualClock, list[str]]]:
    """A till on virtual time with one redeem for each card, all accepted."""
    clock = VirtualClock()
    service = Poisoned(clock)
    with ExitStack() as stack:
        database = Database(folder / "till.db")
        stack.callback(database.close)
        ground = Ground(database, open_vault(folder), service, clock, "https://shop")  # type: ignore[arg-type]
        till = assemble(Settings(folder, "https://shop", "token"), ground, stack)
        with database.writing() as conn:
            cards.pulled(conn, [server_card(card_id=FIRST + at) for at in range(operations)], clock.now, ())
            notes.set_watermark(conn, "met", "1")
        accepted = [till.desk.submit(Redeem(FIRST + at, 100 + at)).operation_id for at in range(operations)]
        yield till, service, clock, accepted


@pytest.mark.parametrize("operations", [80, pytest.param(1000, marks=pytest.mark.slow)])
def test_poison_is_set_aside_and_the_others_finish(tmp_path: Path, operations: int) -> None:
    """F12: one in twenty is refused, malformed, or fails for ever."""
    with poisoned_till(tmp_path, operations) as (till, service, clock, accepted):
        sound = [at for at in range(operations) if service.fault_of(FIRST + at) is None]
        while any(till.queries.operation(accepted[at]).state is not State.DONE for at in sound[-1:]):
            if pause := till.replay.round():
                clock.wait(pause)
        began = clock.now
        while not till.replay.idle():
            if pause := till.replay.round():
                clock.wait(pause)
        assert clock.now - began < 3 * 3600
        ends = {at: till.queries.operation(accepted[at]) for at in range(operations)}
        assert {ends[at].state for at in sound} == {State.DONE}
        assert sorted(service.order) == [(FIRST + at, -100 - at) for at in sound]
        for at in set(range(operations)) - set(sound):
            fault = service.fault_of(FIRST + at)
            expected = "outcome.refused.service" if fault == "refused" else "park.trouble"
            assert (fault, ends[at].message.key) == (fault, expected)
            assert ends[at].state is (State.DECLINED if fault == "refused" else State.PARKED)


@pytest.mark.slow
def test_when_everything_fails_nothing_is_parked(tmp_path: Path) -> None:
    """An hour in which the service answers 500 to all is its own trouble, not that of one operation."""
    with poisoned_till(tmp_path, 3) as (till, service, clock, _):
        service.fault_of = lambda _card: "read"  # type: ignore[assignment, method-assign]
        until = clock.now + 3600
        while clock.now < until:
            clock.wait(till.replay.round() or 1.0)
        while not till.replay.round():
            pass  # what is under way comes back
        assert {row.state for row in till.queries.operations()} == {State.WAITING}
        del service.fault_of
        while not till.replay.idle():
            clock.wait(till.replay.round())
        assert {row.state for row in till.queries.operations()} == {State.DONE}
