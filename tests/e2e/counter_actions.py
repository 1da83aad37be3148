"""What tests do at a counter: sell, redeem, go on until nothing waits, and read the service's own books."""

from __future__ import annotations

from sqlalchemy import text

from core.bootstrap import Core
from core.domain.command import Command, Issue, Redeem
from core.domain.outcome import Confirmed, Outcome
from core.server.sandbox.embedded import EmbeddedService


def act(core: Core, command: Command) -> Outcome:
    return core.replay.run(core.desk.submit(command).operation_id)


def sell(core: Core, amount: int = 10_000) -> Confirmed:
    outcome = act(core, Issue(amount, "USD"))
    assert isinstance(outcome, Confirmed), outcome
    return outcome


def redeem(core: Core, card_id: int, amount: int) -> Outcome:
    return act(core, Redeem(card_id, amount, "Purchase"))


def settle_down(core: Core, rounds: int = 400, longest_s: float = 0.2) -> None:
    """Step replay and pull until nothing waits, each pause at most so long. Bounded by steps, not by time."""
    core.sync.hurry()
    for _ in range(rounds):
        pause = min(core.replay.step(), core.sync.step())
        if core.replay.idle() and core.sync.resting:
            return
        if pause > 0:
            core.sync._clock.wait(min(pause, longest_s))
    raise AssertionError("something still waits")


def on_server(service: EmbeddedService, card_id: int) -> int:
    """The balance in the service's own database, minor units."""
    with service.engine.connect() as conn:
        return int(conn.execute(text("SELECT balance FROM gift_cards WHERE id = :id"), {"id": card_id}).scalar_one())
