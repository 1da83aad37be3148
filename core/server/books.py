"""Writes and the transactions they are carried out in: one alone, or several in one commit.

A write under an `Idempotency-Key` is carried out once; whoever repeats it gets the first reply.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.server.calls import Call
from core.server.driver import Driver
from core.server.ledger import Ledger
from core.server.lines import Lines, committing
from core.server.refusals import Refused, Reply, refusal_reply
from core.server.remembering import Repeatable, Running, recall, remember, repeatable
from core.server.switches import Switches

Answer = Callable[[Ledger], Reply]


@dataclass(frozen=True, slots=True)
class Write:
    """What a call wants written, not written yet. `answer` raises Refused."""

    books: Books
    answer: Answer
    key: Repeatable | None = None

    def now(self) -> Reply:
        """Alone, in a transaction of its own. Raises Refused, and DBAPIError."""
        return self.books.alone(self)


class Books:
    """Carries out writes. `clock` gives UTC epoch seconds."""

    def __init__(self, lines: Lines, switches: Switches, clock: Callable[[], float]) -> None:
        self._lines = lines
        self._switches = switches
        self._clock = clock
        self._running = Running()

    def write(self, call: Call, answer: Answer) -> Write:
        """Raises Refused 400 for an `Idempotency-Key` that is none."""
        key = call.headers.get("idempotency-key") if self._switches.idempotency_keys else None
        return Write(self, answer, repeatable(key, call.address.encode() + b"\n" + call.body))

    def alone(self, write: Write) -> Reply:
        """Raises Refused, and DBAPIError."""
        with self._running.hold(write.key), committing(self._lines) as driver:
            return self._once(driver, write)

    def together(self, writes: Sequence[Write]) -> list[Reply | Refused]:
        """One commit for all: each sees what those before it have written. Raises DBAPIError, with nothing written."""
        with committing(self._lines) as driver:
            return [self._apart(driver, write) for write in writes]

    def _apart(self, driver: Driver, write: Write) -> Reply | Refused:
        """What is refused is undone; the others stay."""
        driver.say("SAVEPOINT one")
        try:
            return self._once(driver, write)
        except Refused as refused:
            driver.say("ROLLBACK TO SAVEPOINT one")
            return refused

    def _once(self, driver: Driver, write: Write) -> Reply:
        ledger = Ledger(driver, self._switches, int(self._clock()))
        if write.key is None:
            return write.answer(ledger)
        first = recall(driver, write.key)
        if first is None:
            first = self._answered(ledger, write.answer)
            remember(driver, write.key, first, ledger.now, self._switches.key_lifetime_s)
        return first

    def _answered(self, ledger: Ledger, answer: Answer) -> Reply:
        """A refusal is a first reply too; what it may have touched is undone."""
        ledger.driver.say("SAVEPOINT answer")
        try:
            return answer(ledger)
        except Refused as refused:
            ledger.driver.say("ROLLBACK TO SAVEPOINT answer")
            return refusal_reply(refused, self._switches.error_shape)
