"""Run the outbox: `run` for the card being served, `round` for the background; both use the same lanes.

One lane per card, first in first out; a lane that waits or fails never holds up another.
"""

from __future__ import annotations

from core.domain.money import Money
from core.domain.outcome import Message, Outcome
from core.domain.staff import ITSELF
from core.protocol.machine import NoService, Wait
from core.services.books.journal import Permit
from core.services.outbox.dispatcher import LEASED_S, Dispatcher
from core.services.outbox.runner import LaneView, OperationRunner
from core.services.outbox.unsent import UnsentCommands
from core.store import outbox, projection

_PATIENCE_S = 20.0
"""How long `run` keeps the clerk waiting at most, apart from the time-outs of a request."""


class Replay:
    """Thread-safe. One process owns the folder, so a lease of the last process is free at start."""

    def __init__(self, runner: OperationRunner, dispatcher: Dispatcher, unsent: UnsentCommands) -> None:
        self._runner = runner
        self._dispatcher = dispatcher
        self._unsent = unsent
        self._database = runner.storage.database
        self._clock = runner.storage.clock
        self._connection = runner.link.connection
        with self._database.writing(ITSELF) as conn:
            outbox.release_leases(conn)

    def run(self, operation_id: str) -> Outcome:
        """Drive the operation until it is confirmed, refused, queued or unknown. Raises NotFound, ServiceFailed."""
        schedule, deadline = self._runner.schedule, self._clock.monotonic() + _PATIENCE_S
        hurried: set[str] = set()
        lane = self._runner.view(operation_id)
        while self._is_worth_trying(lane) and self._clock.monotonic() < deadline:
            first = lane.first.operation_id
            if first not in hurried:
                schedule.hurry(first)  # what failed for the background a while ago may go now
                hurried.add(first)
            pause = self._runner.advance(lane)
            running = schedule.running(first)
            if running is not None and isinstance(running.action, NoService):
                return self._unsent.decide(operation_id, running.action.cause)
            if pause is None:
                pause = 0.0 if self._dispatcher.give_back(first) else LEASED_S
            elif pause > 0 and not (running and isinstance(running.action, Wait) and running.action.settled_soon):
                break
            if not self._clock.wait(pause):
                break
            lane = self._runner.view(operation_id)
        return lane.outcome or self._unsent.decide(operation_id, None)

    def step(self) -> float:
        """Run one action that is due. Return the seconds until another step is worth while, 0 for at once."""
        return self._dispatcher.step()

    def round(self) -> float:
        """Run many lanes at once. Return as `step` does; one thread calls it.

        Raises StorageFailed when the disk refuses an answer, which is kept and saved later.
        """
        return self._dispatcher.round()

    def stop(self) -> None:
        """Send no more requests of rounds; what is still answered within a moment is saved."""
        self._dispatcher.stop()

    def idle(self) -> bool:
        """Return whether no open operation is left."""
        with self._database.reading() as conn:
            return not outbox.heads(conn)

    def unfinished(self) -> tuple[Message, ...]:
        """Return what whoever leaves the till should hear: number and sum of what is still open, for each currency."""
        with self._database.reading() as conn:
            found = projection.unfinished(conn)
        return tuple(
            Message("leave.unfinished", {"count": count, "sum": Money(owed, currency)})
            for currency, (count, owed) in found.items()
        )

    def retry(self, operation_id: str) -> None:
        """Try now what waits for the service, since a person asks for it. Raises NotFound."""
        self._runner.operation(operation_id)
        self._connection.try_again()
        self._runner.schedule.hurry(operation_id)

    def cancel(self, operation_id: str, permit: Permit) -> None:
        """Take back what was never sent. Raises NotFound, RuleRefused once a request may have reached the service."""
        self._unsent.cancel(self._runner.operation(operation_id), permit)

    def _is_worth_trying(self, lane: LaneView) -> bool:
        """Return False for what has ended, and for a card whose own making needs a person first."""
        operation = lane.operation
        usable = not operation.offline or self._connection.condition.usable
        unmade = operation.card_id < 0 and operation.local_id is None
        return operation.open and usable and not (unmade and lane.first is operation)
