"""Disables and updates as the outbox drives them: no old disable goes out by itself, and no service is hammered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from core.bootstrap import Core, assemble
from core.domain.command import Command, Disable, Update
from core.domain.operation import State
from core.domain.outcome import Unknown
from core.domain.reply import CardPage, CardRead, Failure, Lost, ServerCard, Throttled, Unauthorised
from core.errors import ServiceFailed
from core.ground import Ground
from core.security.vault import open_vault
from core.services.outbox.backoff import back_off
from core.settings import Settings
from core.store import cards, notes
from core.store.database import Database
from tests.builders import VirtualClock, server_card

CARD = 1001
HOUR = 3600.0
SILENCE = Lost("no answer in time")
TROUBLE = Lost("status 500", 500)


@dataclass
class Service:
    """One card. `on_write` and `on_read` are answered instead of doing it; `writes` counts what arrived."""

    clock: VirtualClock
    card: ServerCard = field(default_factory=lambda: server_card(card_id=CARD))
    on_read: Failure | None = None
    on_write: Failure | None = None
    writes: int = 0
    reads: int = 0

    def read_card(self, _card_id: int) -> CardRead | Failure:
        self.reads += 1
        return self.on_read or CardRead(self.card, int(self.clock.now))

    def disable_card(self, card_id: int, key: str | None = None) -> CardRead | Failure:
        return self._written(card_id, {"disabled_at": int(self.clock.now)})

    def update_card(self, card_id: int, changes: dict[str, str | None], key: str | None = None) -> CardRead | Failure:
        return self._written(card_id, dict(changes))

    def search_cards(self, *_: object) -> CardPage:
        return CardPage((), int(self.clock.now), None)

    def close(self) -> None:
        pass

    def _written(self, card_id: int, changes: dict[str, object]) -> CardRead | Failure:
        self.writes += 1
        assert self.writes < 500, "it is asked without a pause"
        if self.on_write is None:
            self.card = replace(self.card, **changes)  # type: ignore[arg-type]
        return self.on_write or self.read_card(card_id)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def service(clock: VirtualClock) -> Service:
    return Service(clock)


@pytest.fixture
def till(tmp_path: Path, service: Service, clock: VirtualClock) -> Iterator[Core]:
    with ExitStack() as stack:
        database = Database(tmp_path / "till.db")
        stack.callback(database.close)
        ground = Ground(database, open_vault(tmp_path), service, clock, "https://shop")  # type: ignore[arg-type]
        till = assemble(Settings(tmp_path, "https://shop", "token"), ground, stack)
        with database.writing() as conn:
            cards.pulled(conn, [service.card], clock.now, ())
            notes.set_watermark(conn, "met", "1")
        yield till


def go_on(till: Core, clock: VirtualClock, until: float) -> None:
    """Steps the queue on virtual time. Bounded by steps: one that never pauses does not reach `until`."""
    for _ in range(1500):
        if clock.now >= until or till.replay.idle():
            return
        clock.wait(till.replay.step())


def ended(till: Core) -> tuple[State, str | None]:
    row = till.queries.operations()[0]
    return row.state, row.message.key if row.message else None


@pytest.mark.parametrize("reading", [None, SILENCE])
@pytest.mark.parametrize(("away", "asks"), [(0.9 * HOUR, False), (1.1 * HOUR, True)])
def test_a_disable_that_grew_old_while_the_line_was_down_asks_a_person(
    till: Core, service: Service, clock: VirtualClock, away: float, asks: bool, reading: Failure | None
) -> None:
    """Whatever it waited with in this process: with its next look, or for the service."""
    till.desk.submit(Disable(CARD, "lost"))
    service.on_write, service.on_read = SILENCE, None
    till.replay.step()  # the read
    service.on_read = reading
    till.replay.step()  # the request, whose answer is lost
    if reading is not None:
        till.connection.try_again()
        till.replay.step()
    assert till.connection.condition.state == "offline"
    service.on_write = service.on_read = None
    clock.wait(away)
    till.connection.try_again()
    go_on(till, clock, clock.now + HOUR)
    assert service.writes == (1 if asks else 2)
    assert ended(till) == ((State.PARKED, "park.disable_old") if asks else (State.DONE, None))


@pytest.mark.slow
@pytest.mark.parametrize("command", [Disable(CARD, "lost"), Update(CARD, (("note", "for Ada"),))])
def test_a_service_that_fails_at_every_write_is_asked_less_and_less(
    till: Core, service: Service, clock: VirtualClock, command: Command
) -> None:
    service.on_write = TROUBLE
    began = clock.now
    assert isinstance(till.replay.run(till.desk.submit(command).operation_id), Unknown)
    assert clock.now - began < 5
    assert service.writes == 2
    go_on(till, clock, began + HOUR)
    assert clock.now >= began + HOUR
    assert 10 < service.writes < 100
    service.on_write = None
    go_on(till, clock, clock.now + HOUR)
    if isinstance(command, Disable):
        assert ended(till) == (State.PARKED, "park.disable_old")
    else:
        assert ended(till) == (State.DONE, None)


@pytest.mark.parametrize(
    ("failure", "pauses"), [(Unauthorised(401, "no"), True), (SILENCE, True), (TROUBLE, False), (Throttled(1.0), False)]
)
def test_the_whole_queue_pauses_only_for_a_refused_token_and_for_silence(
    till: Core, service: Service, clock: VirtualClock, failure: Failure, pauses: bool
) -> None:
    """And goes on by itself when somebody else has had a good answer."""
    till.desk.submit(Update(CARD, (("note", "for Ada"),)))
    service.on_read = failure
    till.replay.step()
    for _ in range(200):
        clock.wait(till.replay.step())
    assert (service.reads == 1) is pauses
    service.on_read = None
    till.connection.answered()
    go_on(till, clock, clock.now + HOUR)
    assert ended(till) == (State.DONE, None)


@pytest.mark.parametrize(("times", "longest"), [(1, 2.0), (4, 16.0), (9, 300.0), (500, 300.0)])
def test_the_pause_is_drawn_from_all_of_a_range_that_doubles_to_five_minutes(times: int, longest: float) -> None:
    drawn = sorted(back_off(times) for _ in range(2000))
    assert drawn[0] >= 0.5
    assert drawn[0] < 0.5 + longest / 20
    assert longest * 0.95 < drawn[-1] <= longest


@pytest.mark.parametrize("command", [Disable(CARD, "lost"), Update(CARD, (("note", "for Ada"),))])
def test_a_change_that_the_key_may_not_do_is_told_and_does_not_wait(
    till: Core, service: Service, command: Command
) -> None:
    service.on_write = Unauthorised(403, "no", "manage")
    with pytest.raises(ServiceFailed) as failed:
        till.replay.run(till.desk.submit(command).operation_id)
    assert failed.value.key == "service.scope_manage"
    assert ended(till) == (State.CANCELLED, "outcome.cancelled")
    assert service.writes == 1


@pytest.mark.parametrize("command", [Disable(CARD, "lost"), Update(CARD, (("note", "for Ada"),))])
def test_a_change_whose_copy_was_lost_is_not_taken_back_for_a_refusal_of_the_next(
    till: Core, service: Service, command: Command
) -> None:
    till.desk.submit(command)
    service.on_write = TROUBLE
    till.replay.step()
    till.replay.step()
    service.on_write = Unauthorised(403, "no", "manage")
    assert isinstance(till.replay.run(till.queries.operations()[0].operation_id), Unknown)
    assert service.writes == 2
