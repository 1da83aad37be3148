"""Takes operations one action further: journal, then send, then take the answer in. Nothing is sent unjournalled.

An operation is worked on by one thread at a time; what it waits for is measured by a clock that only goes forward.
Answers that came together are taken in together: one commit makes all of them durable.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.clock import Clock
from core.domain.code import draw
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, CardCreated, Failure, Lost, NotSent
from core.errors import KnownError, NotFound
from core.protocol.creation import Creation
from core.protocol.machine import Action, Answer, Elapsed, End, NoService, PostCard, ReadCard, Step, Wait
from core.services.books.journal import Journal
from core.services.link.calls import Calls
from core.services.link.connection import Connection
from core.services.link.touches import Touches
from core.services.outbox import audit
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.codes import Codes
from core.services.outbox.ending import conclude, take_in
from core.services.outbox.records import AnyMachine, Records
from core.services.outbox.replacing import go_on
from core.services.outbox.setbacks import NO_TROUBLE, Setback, Trouble, back_off, in_its_currency, may_park, parked_for
from core.store import outbox
from core.store.database import Database, Session
from core.store.outbox import Operation

_PATIENT_TRIES = 3
"""What failed more often than this in silence may be its own fault: it is not hurried when the line is back."""
_FRESH_S = 15.0


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
    since: float = 0.0
    """When the action was decided, for what must not be sent late."""
    trouble: Trouble = NO_TROUBLE


@dataclass(frozen=True, slots=True)
class Errand:
    """An operation with an action that is due: ask, then take in. `silent`: nothing has to be sent for it."""

    operation: Operation
    live: Live

    @property
    def silent(self) -> bool:
        return self.live.unsaved is not None or isinstance(self.live.action, (Wait, NoService))


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is to be saved: the step an operation makes, and the answer to `before` that led to it."""

    operation: Operation
    step: Step[AnyMachine]
    before: Live | None = None
    answer: Answer | None = None


class Lanes:
    """The only place that performs actions."""

    def __init__(
        self,
        database: Database,
        calls: Calls,
        queue_calls: Calls,
        codes: Codes,
        records: Records,
        acceptance: Acceptance,
        connection: Connection,
        touches: Touches,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._database = database
        self._journal = journal
        self._touches = touches
        self._calls = calls
        self._queue_calls = queue_calls
        self._codes = codes
        self._records = records
        self._acceptance = acceptance
        self._connection = connection
        self._clock = clock
        self._live: dict[str, Live] = {}
        self._setbacks: dict[str, Setback] = {}
        self._leased: set[str] = set()
        self._last_written = -math.inf
        self._lock = threading.Lock()

    def advance(self, operation_id: str, *, queued: bool = False) -> float | None:
        """Performs the next action if it is due. Returns the seconds until there is more; None: leased.

        `queued`: for the background, which lets others go first.
        """
        if not self.lease(operation_id):
            return None
        try:
            errand = self.errand(operation_id)
            if isinstance(errand, Errand):
                self._take_together([(errand, self.ask(errand, queued=queued))])
            return self.wait(operation_id)
        finally:
            self.release(operation_id)

    def lease(self, operation_id: str) -> bool:
        """False: somebody works on it."""
        with self._lock:
            free = operation_id not in self._leased
            self._leased.add(operation_id)
            return free

    def release(self, operation_id: str) -> None:
        with self._lock:
            self._leased.discard(operation_id)

    def live(self, operation_id: str) -> Live | None:
        return self._live.get(operation_id)

    def wait(self, operation_id: str) -> float:
        """Seconds until the operation is due; 0 for one that nobody has looked at yet."""
        live, setback = self._live.get(operation_id), self._setbacks.get(operation_id)
        due = max(live.due if live is not None else 0.0, setback.due if setback is not None else 0.0)
        return max(0.0, due - self._clock.monotonic())

    def forget(self, operation_id: str) -> None:
        """The operation is read from the database again before its next step."""
        self._live.pop(operation_id, None)

    def set_back(self, operation_id: str) -> bool:
        """Something that no machine knows of went wrong in this lane: it waits. True the first time."""
        times = self._setbacks[operation_id].times + 1 if operation_id in self._setbacks else 1
        self._setbacks[operation_id] = Setback(times, self._clock.monotonic() + back_off(times))
        return times == 1

    def hurry(self, operation_id: str | None = None) -> None:
        """What waits for the line is due now. A quarantine is never cut short, nor what fails by itself for long."""
        for key, live in list(self._live.items()):
            if operation_id in (None, key) and isinstance(live.action, NoService):
                broken = isinstance(live.action.cause, Lost) and live.action.cause.status is not None
                if operation_id is not None or not (broken or live.tries > _PATIENT_TRIES):
                    live.due = 0.0
        if operation_id in self._setbacks:
            self._setbacks[operation_id] = replace(self._setbacks[operation_id], due=0.0)

    def errand(self, operation_id: str) -> Errand | float:
        """What a leased operation wants done now, or the seconds until it wants something."""
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
            self._save([_Turn(operation, Step(live.machine, End(State.PARKED, Said("park.sealed"))))])
            return 0.0
        return Errand(operation, live)

    def ask(self, errand: Errand, *, queued: bool = False) -> Answer:
        """The one request of the errand; touches no database. What was asked once is not asked again."""
        operation, live = errand.operation, errand.live
        if live.unsaved is not None:
            return live.unsaved
        if isinstance(live.action, (Wait, NoService)):
            return Elapsed()
        if isinstance(live.action, audit.WRITES) and self._stale(live):
            return NotSent("it was held back for too long")
        try:
            answer = (self._queue_calls if queued else self._calls).perform(operation, live.action)
        except BaseException:
            self.forget(operation.operation_id)  # from the disk it comes back as a write with a lost answer
            raise
        if isinstance(live.action, audit.WRITES):
            live.unsaved = answer
        self._hear(answer)
        return answer

    def take_in(self, answered: Sequence[tuple[Errand, Answer]]) -> list[tuple[Errand, Exception]]:
        """All of it in one commit; if one cannot be taken in, each by itself. Returns those that met a bug.

        Raises StorageFailed, or another KnownError: what could not be saved is kept and saved before anything is sent.
        """
        bugs: list[tuple[Errand, Exception]] = []
        try:
            self._take_together(answered)
        except KnownError:
            for errand, _ in answered:
                self.set_back(errand.operation.operation_id)
            raise
        except Exception as bug:  # noqa: BLE001 - told by whoever asked
            if len(answered) == 1:
                return [(answered[0][0], bug)]
            for each in answered:
                bugs += self.take_in([each])
        return bugs

    def _take_together(self, answered: Sequence[tuple[Errand, Answer]]) -> None:
        heard = self._counted_once(answered)
        self._save([self._turn(errand, answer) for errand, answer in heard])

    def _stale(self, live: Live) -> bool:
        """What was read before it is too old to write upon; not sent, it is read again."""
        return self._clock.monotonic() - live.since > _FRESH_S

    def _counted_once(self, answered: Sequence[tuple[Errand, Answer]]) -> Sequence[tuple[Errand, Answer]]:
        """A transaction that another operation was told of already says nothing about this one."""
        if not any(isinstance(answer, BalanceWritten) for _, answer in answered):
            return answered
        with self._database.reading() as transaction:
            return [(errand, _once(transaction, errand.operation, answer)) for errand, answer in answered]

    def _turn(self, errand: Errand, answer: Answer) -> _Turn:
        """The step that the answer leads to; what fails by itself again and again is left to a person instead."""
        live = errand.live
        now = self._clock.monotonic()
        live.trouble = live.trouble.after(answer, now)
        step: Step[AnyMachine] = live.machine.after(answer)
        if live.trouble.hopeless(now, self._last_written) and may_park(step):
            step = parked_for(live.machine, step, live.trouble)
        step = in_its_currency(errand.operation, self._redrawn(errand.operation, step))
        return _Turn(errand.operation, step, live, answer)

    def _begin(self, operation: Operation) -> Live:
        with self._database.reading() as transaction:
            machine = self._records.load(transaction, operation)
        step: Step[AnyMachine] = machine.begin()
        if isinstance(step.action, ReadCard) and step.machine == machine and not step.evidence:
            return self._remember(_Turn(operation, step))  # a read leaves nothing that a crash could lose
        return self._save([_Turn(operation, step)])[0]

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

    def _save(self, turns: Sequence[_Turn]) -> list[Live]:
        """Saves the steps in one transaction and only then remembers what is to be done."""
        for turn in turns:
            if turn.answer is not None and not isinstance(turn.answer, Elapsed):
                self._touches.touch(turn.operation.card_id)
        with self._database.writing() as transaction:
            written = [self._written(transaction, turn) for turn in turns]
        return [
            self._remember(turn) if saved else self._begin_anew(turn)
            for turn, saved in zip(turns, written, strict=True)
        ]

    def _written(self, transaction: Session, turn: _Turn) -> bool:
        """False: cancelled, or accepted offline, while we were reading. Nothing was sent."""
        now, step, operation_id = self._clock.wall(), turn.step, turn.operation.operation_id
        fresh = outbox.get(transaction, operation_id)
        if fresh is None or not fresh.open or fresh.offline != turn.operation.offline:
            return False
        if turn.answer is not None:
            take_in(transaction, step, turn.answer, now)
        self._records.save(transaction, operation_id, step.machine, now)
        outbox.add_evidence(transaction, operation_id, now, step.evidence)
        did = (turn.before.action if turn.before is not None else None, turn.answer)
        audit.stepped(self._journal, transaction, fresh, step.machine, did, step.action)
        if isinstance(step.action, End):
            conclude(transaction, fresh, step.machine, step.action, now)
            go_on(self._journal, transaction, fresh, now)
        else:
            outbox.change(transaction, operation_id, **_standing(step.action), epoch=self._journal.epoch)
        return True

    def _begin_anew(self, turn: _Turn) -> Live:
        self.forget(turn.operation.operation_id)
        again = Wait(0.0, Said("wait.service"), settled_soon=True)
        return Live(turn.step.machine, again, turn.operation.offline)

    def _remember(self, turn: _Turn) -> Live:
        key, step, before = turn.operation.operation_id, turn.step, turn.before
        now = self._clock.monotonic()
        live = Live(step.machine, step.action, turn.operation.offline, since=now)
        self._setbacks.pop(key, None)
        if isinstance(turn.answer, (BalanceWritten, CardCreated)):
            self._last_written = now
        if isinstance(step.action, End):
            self.forget(key)
            return live
        if before is not None:
            live.tries, live.trouble = before.tries, before.trouble
        live.due = now + self._pause(live)
        self._live[key] = live
        return live

    def _pause(self, live: Live) -> float:
        if isinstance(live.action, Wait):
            return live.action.seconds
        if isinstance(live.action, NoService):
            live.tries += 1
            return back_off(live.tries)
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


def _once(transaction: Session, operation: Operation, answer: Answer) -> Answer:
    if not isinstance(answer, BalanceWritten):
        return answer
    teller = outbox.told_of(transaction, answer.transaction.transaction_id)
    return answer if teller in {None, operation.operation_id} else Lost("the answer to another request", 200)
