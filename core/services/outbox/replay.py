"""Runs the outbox: `run` for the card being served, `round` for the background; the same lanes serve both.

One lane per card, first in first out; a lane that waits or fails never holds up another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from core.clock import Clock
from core.domain.money import Money
from core.domain.outcome import Outcome, Said
from core.protocol.machine import NoService, Wait
from core.services.books.journal import Journal
from core.services.link.connection import Connection
from core.services.link.limiter import Limiter
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.lanes import Lanes
from core.services.outbox.rounds import LEASED_S, Rounds
from core.services.outbox.unsent import Unsent
from core.store import outbox, projection
from core.store.database import Database

_PATIENCE_S = 20.0
"""How long `run` keeps the clerk waiting at most, apart from the time-outs of a request."""


def tell_last_resort(bug: BaseException) -> None:
    """The hook of the front end logs it and tells a person."""
    sys.excepthook(type(bug), bug, bug.__traceback__)


class Replay:
    """Thread-safe. One process owns the folder, so a lease of the last process is free at start."""

    def __init__(
        self,
        database: Database,
        lanes: Lanes,
        acceptance: Acceptance,
        connection: Connection,
        journal: Journal,
        limiter: Limiter,
        clock: Clock,
        tell: Callable[[BaseException], None] = tell_last_resort,
    ) -> None:
        self._database = database
        self._lanes = lanes
        self._connection = connection
        self._clock = clock
        self._unsent = Unsent(database, lanes, acceptance, connection, journal, clock)
        self._rounds = Rounds(database, lanes, connection, limiter, tell)
        with database.writing() as transaction:
            outbox.release_leases(transaction)

    def run(self, operation_id: str) -> Outcome:
        """Drives the operation until it is confirmed, refused, queued or unknown. Raises NotFound, ServiceFailed."""
        deadline = self._clock.monotonic() + _PATIENCE_S
        hurried: set[str] = set()
        while self._worth_trying(operation_id) and self._clock.monotonic() < deadline:
            turn = self._turn(operation_id)
            if turn not in hurried:
                self._lanes.agenda.hurry(turn)  # what failed for the background a while ago may go now
                hurried.add(turn)
            pause = self._lanes.advance(turn)
            live = self._lanes.agenda.live(turn)
            if live is not None and isinstance(live.action, NoService):
                return self._unsent.decide(operation_id, live.action.cause)
            if pause is None:
                pause = 0.0 if self._rounds.give_back(turn) else LEASED_S
            elif pause > 0 and not (live and isinstance(live.action, Wait) and live.action.settled_soon):
                break
            if not self._clock.wait(pause):
                break
        return self._unsent.decide(operation_id, None)

    def step(self) -> float:
        """One action of a lane that is due. Returns the seconds until another step is worth while, 0 for at once."""
        return self._rounds.step()

    def round(self) -> float:
        """Many lanes at once. Returns like `step`; one thread calls it.

        Raises StorageFailed when the disk refuses an answer, which is kept and saved later.
        """
        return self._rounds.round()

    def stop(self) -> None:
        """No more requests of rounds; what is still answered within a moment is taken in."""
        self._rounds.stop()

    def idle(self) -> bool:
        """No open operation is left."""
        with self._database.reading() as transaction:
            return not outbox.heads(transaction)

    def unfinished(self) -> tuple[Said, ...]:
        """What whoever leaves the till should hear of: the number and sum of what is still open, for each currency."""
        with self._database.reading() as transaction:
            found = projection.unfinished(transaction)
        return tuple(
            Said("leave.unfinished", {"count": count, "sum": Money(owed, currency)})
            for currency, (count, owed) in found.items()
        )

    def retry(self, operation_id: str) -> None:
        """A person asks to try now what waits for the service. Raises NotFound."""
        self._lanes.operation(operation_id)
        self._connection.try_again()
        self._lanes.agenda.hurry(operation_id)

    def cancel(self, operation_id: str) -> None:
        """Takes back what was never sent. Raises NotFound, RuleRefused once a request may have reached the service."""
        self._unsent.cancel(self._lanes.operation(operation_id))

    def _worth_trying(self, operation_id: str) -> bool:
        """Not for a card whose own making needs a person first."""
        operation = self._lanes.operation(operation_id)
        usable = not operation.offline or self._connection.condition.usable
        unmade = operation.card_id < 0 and operation.local_id is None
        return operation.open and usable and not (unmade and self._turn(operation_id) == operation_id)

    def _turn(self, operation_id: str) -> str:
        """Who must go first in this lane."""
        with self._database.reading() as transaction:
            return outbox.before(transaction, operation_id) or operation_id
