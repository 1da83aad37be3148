"""Takes one operation one action further: journal, then send, then take the answer in. Nothing is sent unjournalled.

An operation is worked on by one thread at a time; what it waits for is measured by a clock that only goes forward.
"""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, replace

from core.clock import Clock
from core.domain.code import draw
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, Failure, Lost, NotSent
from core.errors import NotFound
from core.protocol.creation import Creation
from core.protocol.machine import (
    Action,
    Answer,
    Elapsed,
    End,
    NoService,
    PostCard,
    PostDisable,
    PutFields,
    SetBalance,
    Step,
    Wait,
)
from core.services.acceptance import Acceptance
from core.services.calls import Calls
from core.services.codes import Codes
from core.services.connection import Connection
from core.services.ending import conclude, take_in
from core.services.records import AnyMachine, Records
from core.services.touches import Touches
from core.store import outbox
from core.store.database import Database
from core.store.outbox import Operation

_FIRST_RETRY_S = 1.0
_LONGEST_RETRY_S = 300.0
_MOST_DOUBLINGS = 10
_WRITES = (SetBalance, PostCard, PutFields, PostDisable)


@dataclass(slots=True)
class Live:
    """An open operation in this process: its machine, the action it wants next, and when that is due."""

    machine: AnyMachine
    action: Action
    offline: bool
    """As the operation was when the machine was made; an operation accepted offline since then begins anew."""
    due: float = 0.0
    tries: int = 0
    unsaved: Answer | None = None
    """The answer to a write that the disk would not take: it is saved before anything else is sent."""


class Lanes:
    """The only place that performs actions."""

    def __init__(
        self,
        database: Database,
        calls: Calls,
        codes: Codes,
        records: Records,
        acceptance: Acceptance,
        connection: Connection,
        touches: Touches,
        clock: Clock,
    ) -> None:
        self._database = database
        self._touches = touches
        self._calls = calls
        self._codes = codes
        self._records = records
        self._acceptance = acceptance
        self._connection = connection
        self._clock = clock
        self._live: dict[str, Live] = {}
        self._leased: set[str] = set()
        self._lock = threading.Lock()

    def advance(self, operation_id: str) -> float | None:
        """Performs the next action if it is due. Returns the seconds until there is more; None: leased."""
        with self._lock:
            if operation_id in self._leased:
                return None
            self._leased.add(operation_id)
        try:
            return self._perform(operation_id)
        finally:
            with self._lock:
                self._leased.discard(operation_id)

    def live(self, operation_id: str) -> Live | None:
        return self._live.get(operation_id)

    def forget(self, operation_id: str) -> None:
        """The operation is read from the database again before its next step."""
        self._live.pop(operation_id, None)

    def hurry(self, operation_id: str | None = None) -> None:
        """What waits for the line is due now. A quarantine is never cut short."""
        for key, live in list(self._live.items()):
            if operation_id in (None, key) and isinstance(live.action, NoService):
                broken = isinstance(live.action.cause, Lost) and live.action.cause.status is not None
                if operation_id is not None or not broken:
                    live.due = 0.0

    def _perform(self, operation_id: str) -> float:
        operation = self.operation(operation_id)
        if not operation.open:
            self.forget(operation_id)
            return 0.0
        live = self._live.get(operation_id)
        if live is None or live.offline != operation.offline:
            live = self._begin(operation)
        wait = live.due - self._clock.monotonic()
        if wait > 0 or isinstance(live.action, End):
            return max(0.0, wait)
        if isinstance(live.action, PostCard) and self._codes.code_of(operation_id) is None:
            self._take(operation, Step(live.machine, End(State.PARKED, Said("park.sealed"))), None, 0)
            return 0.0
        answer = self._answered(operation, live)
        step: Step[AnyMachine] = live.machine.after(answer)
        step = self._redrawn(operation, step)
        live = self._take(operation, step, answer, live.tries)
        return max(0.0, live.due - self._clock.monotonic())

    def _answered(self, operation: Operation, live: Live) -> Answer:
        """What was asked once is not asked again because its answer could not be saved: that would book it twice."""
        if live.unsaved is not None:
            return live.unsaved
        try:
            answer = self._counted_once(operation, self._answer(operation, live.action))
        except BaseException:
            self.forget(operation.operation_id)  # from the disk it comes back as a write with a lost answer
            raise
        if isinstance(live.action, _WRITES):
            live.unsaved = answer
        self._hear(answer)
        return answer

    def _counted_once(self, operation: Operation, answer: Answer) -> Answer:
        """A transaction that another operation was told of already says nothing about this one."""
        if not isinstance(answer, BalanceWritten):
            return answer
        with self._database.reading() as transaction:
            teller = outbox.told_of(transaction, answer.transaction.transaction_id)
        return answer if teller in {None, operation.operation_id} else Lost("the answer to another request", 200)

    def _begin(self, operation: Operation) -> Live:
        with self._database.reading() as transaction:
            machine = self._records.load(transaction, operation)
        step: Step[AnyMachine] = machine.begin()
        return self._take(operation, step, None, 0)

    def _answer(self, operation: Operation, action: Action) -> Answer:
        if isinstance(action, (Wait, NoService)):
            return Elapsed(self._clock.wall() - operation.created_at)
        return self._calls.perform(operation, action)

    def _redrawn(self, operation: Operation, step: Step[AnyMachine]) -> Step[AnyMachine]:
        """A stranger has the code we drew: the order gets another before anything else is sent."""
        if isinstance(step.machine, Creation) and step.machine.redraw:
            mark = self._codes.replace(operation.operation_id, operation.card_id, draw())
            return replace(step, machine=replace(step.machine, mark=mark))
        return step

    def _hear(self, answer: Answer) -> None:
        """A lane's own 5xx says nothing about the service as a whole; silence does."""
        if isinstance(answer, Elapsed):
            return
        if isinstance(answer, Failure):
            if not (isinstance(answer, Lost) and answer.status is not None):
                self._connection.failed(answer)
            return
        self._connection.answered()
        self._acceptance.meet()

    def _take(self, operation: Operation, step: Step[AnyMachine], answer: Answer | None, tries: int) -> Live:
        """Saves the step in one transaction and only then remembers what is to be done."""
        now = self._clock.wall()
        if answer is not None and not isinstance(answer, Elapsed):
            self._touches.touch(operation.card_id)
        with self._database.writing() as transaction:
            fresh = outbox.get(transaction, operation.operation_id)
            if fresh is None or not fresh.open or fresh.offline != operation.offline:
                # cancelled, or accepted offline, while we were reading: nothing was sent, so begin anew
                self.forget(operation.operation_id)
                return Live(step.machine, Wait(0.0, Said("wait.service"), settled_soon=True), operation.offline)
            if answer is not None:
                take_in(transaction, step, answer, now)
            self._records.save(transaction, operation.operation_id, step.machine, now)
            outbox.add_evidence(transaction, operation.operation_id, now, step.evidence)
            if isinstance(step.action, End):
                conclude(transaction, fresh, step.machine, step.action, now)
            else:
                outbox.change(transaction, operation.operation_id, **_standing(step.action))
        if isinstance(step.action, End):
            self.forget(operation.operation_id)
            return Live(step.machine, step.action, operation.offline)
        live = Live(step.machine, step.action, operation.offline, tries=tries)
        live.due = self._clock.monotonic() + self._pause(live)
        self._live[operation.operation_id] = live
        return live

    def _pause(self, live: Live) -> float:
        if isinstance(live.action, Wait):
            return live.action.seconds
        if isinstance(live.action, NoService):
            live.tries += 1
            longest = min(_LONGEST_RETRY_S, _FIRST_RETRY_S * 2 ** min(live.tries, _MOST_DOUBLINGS))
            return random.uniform(_FIRST_RETRY_S / 2, longest)
        return 0.0

    def operation(self, operation_id: str) -> Operation:
        """Raises NotFound."""
        with self._database.reading() as transaction:
            operation = outbox.get(transaction, operation_id)
        if operation is None:
            raise NotFound("operation.unknown")
        return operation


def _standing(action: Action) -> dict[str, object]:
    """What the outbox shows while the operation is open."""
    if isinstance(action, Wait):
        return {"state": action.state.value, "said": action.said}
    if isinstance(action, NoService):
        return {"state": State.WAITING.value, "said": _why(action)}
    return {"state": State.LEASED.value}


def _why(action: NoService) -> Said:
    if isinstance(action.cause, NotSent):
        return Said("wait.service")
    if isinstance(action.cause, Lost):
        return Said("wait.trouble", {"why": action.cause.why})
    return Said("service.unauthorised")
