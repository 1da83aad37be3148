"""Take operations one action further: journal, then send, then save the answer. Nothing is sent unjournalled.

An operation is worked on by one thread at a time; what it waits for is measured by a clock that only goes forward.
Answers that came together are saved together: one commit makes all of them durable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.operation import State
from core.domain.outcome import Message, Outcome
from core.domain.reply import CardPage, Failure, Lost, Missing, NotSent, Throttled, Unauthorised
from core.errors import KnownError
from core.protocol.machine import WRITES, Action, Answer, Elapsed, End, NoService, PostCard, ReadCard, Step, Wait
from core.protocol.transitions import same_but_phase
from core.services.books.storage import Storage
from core.services.link.gateway_executor import GatewayExecutor, act_of
from core.services.link.refused_acts import LIST
from core.services.link.service_link import ServiceLink
from core.services.outbox.backoff import may_park, parked_for
from core.services.outbox.machine_store import AnyMachine
from core.services.outbox.offline_limits import OfflinePolicy
from core.services.outbox.outcome import outcome_of
from core.services.outbox.schedule import DueOperation, PendingStep, RunningOperation, Schedule
from core.services.outbox.step_commit import StepCommit
from core.store import outbox, terms
from core.store.outbox import Operation

_FRESH_S = 15.0


@dataclass(frozen=True, slots=True)
class LaneView:
    """An operation and the first open one of its lane, from one snapshot; `outcome` is set once it has ended.

    `machine` is that of `first` where it is not under way in this process. The view is of use as long as nobody else
    had an operation of this process since: `releases` tells.
    """

    operation: Operation
    first: Operation
    outcome: Outcome | None
    machine: AnyMachine | None
    releases: int


class OperationRunner:
    """Perform actions; nothing else does."""

    def __init__(self, storage: Storage, link: ServiceLink, policy: OfflinePolicy, commit: StepCommit) -> None:
        self.storage = storage
        self.link = link
        self.policy = policy
        self.schedule = Schedule(storage.clock)
        self._commit = commit
        self._machines = commit.machines

    def view(self, operation_id: str) -> LaneView:
        """Read the operation and who goes before it. Raises NotFound."""
        releases = self.schedule.releases
        with self.storage.database.reading() as conn:
            operation = outbox.require(conn, operation_id)
            ahead = outbox.before(conn, operation_id) if operation.open else None
            first = operation if ahead is None else outbox.require(conn, ahead)
            outcome = None if operation.open else outcome_of(conn, operation)
            begun = not first.open or self._is_running(first)
            machine = None if begun else self._machines.load(conn, first)
        return LaneView(operation, first, outcome, machine, releases)

    def advance(self, lane: LaneView | str, *, queued: bool = False) -> float | None:
        """Perform the next action of `lane.first`, or of the operation with this id, if it is due.

        Return the seconds until there is more; None: another thread works on it. `queued`: for the background.
        """
        operation_id = lane if isinstance(lane, str) else lane.first.operation_id
        if not self.schedule.lease(operation_id):
            return None
        try:
            if isinstance(lane, str) or lane.releases != self.schedule.releases:
                due = self.due(operation_id)
            else:
                due = self._due(lane.first, lane.machine)
            if isinstance(due, DueOperation):
                self._take_together([(due, self.ask(due, queued=queued))])
            return self.schedule.wait(operation_id)
        finally:
            self.schedule.release(operation_id)

    def due(self, operation_id: str) -> DueOperation | float:
        """Return what a leased operation wants done now, or the seconds until it wants something."""
        return self._due(self.operation(operation_id), None)

    def ask(self, due: DueOperation, *, queued: bool = False) -> Answer:
        """Send the one request that is due; touches no database. What was asked once is not asked again."""
        operation, running = due.operation, due.running
        if running.unsaved is not None:
            return running.unsaved
        if isinstance(running.action, (Wait, NoService)):
            return Elapsed()
        if isinstance(running.action, WRITES) and self._is_stale(running):
            return NotSent("it was held back for too long")
        executor = self.link.queue if queued else self.link.counter
        held = self._held(running.action, executor, queued=queued)
        if held is not None:
            return held
        try:
            answer = executor.perform(operation, running.action)
        except BaseException:
            self.schedule.forget(operation.operation_id)  # from the disk it comes back as a write with a lost answer
            raise
        if isinstance(running.action, WRITES):
            running.unsaved = answer
        if isinstance(answer, Missing) and isinstance(running.action, ReadCard):
            self.link.suspects.add(operation.card_id)
        self._hear(running.action, answer)
        return answer

    def _held(self, action: Action, executor: GatewayExecutor, *, queued: bool) -> NotSent | None:
        """Return why it is not sent: the service refuses this kind of act, or no card of it can be read (D7, D8)."""
        connection = self.link.connection
        refused = connection.refused.held(act_of(action)) if queued else None
        if refused is not None:
            return NotSent("the service does not allow it", refused)
        if not isinstance(action, PostCard) or connection.readable:
            return None
        page = executor.look()
        if isinstance(page, CardPage):
            connection.answered(LIST)
            return None
        connection.failed(page, LIST)
        cause = page if isinstance(page, (Unauthorised, Lost, Throttled)) else None
        return NotSent("it was not asked for", cause, page.certificate if isinstance(page, NotSent) else None)

    def take_in(self, answered: Sequence[tuple[DueOperation, Answer]]) -> list[tuple[DueOperation, Exception]]:
        """Save all answers in one commit; if one cannot be saved, each by itself. Return those that met a bug.

        Raises StorageFailed, or another KnownError: what could not be saved is kept and saved before anything is sent.
        """
        bugs: list[tuple[DueOperation, Exception]] = []
        try:
            self._take_together(answered)
        except KnownError:
            for due, _ in answered:
                self.schedule.set_back(due.operation.operation_id)
            raise
        except Exception as bug:  # noqa: BLE001 - told by whoever asked
            if len(answered) == 1:
                return [(answered[0][0], bug)]
            for each in answered:
                bugs += self.take_in([each])
        return bugs

    def operation(self, operation_id: str) -> Operation:
        """Return the operation. Raises NotFound."""
        with self.storage.database.reading() as conn:
            return outbox.require(conn, operation_id)

    def _due(self, operation: Operation, machine: AnyMachine | None) -> DueOperation | float:
        """Return what is due, or the seconds to wait. `machine`: as read with the operation, where it is known."""
        if not operation.open:
            self.schedule.forget(operation.operation_id)
            return 0.0
        running = self.schedule.running(operation.operation_id)
        if running is None or running.offline != operation.offline:
            running = self._begin(operation, machine)
        wait = running.due - self.storage.clock.monotonic()
        if wait > 0 or isinstance(running.action, End):
            return max(0.0, wait)
        if isinstance(running.action, PostCard) and (why := self._unmakeable(operation)) is not None:
            self._save([PendingStep(operation, Step(running.machine, End(State.PARKED, why)))])
            return 0.0
        return DueOperation(operation, running)

    def _is_running(self, operation: Operation) -> bool:
        running = self.schedule.running(operation.operation_id)
        return running is not None and running.offline == operation.offline

    def _begin(self, operation: Operation, machine: AnyMachine | None) -> RunningOperation:
        if machine is None:
            with self.storage.database.reading() as conn:
                machine = self._machines.load(conn, operation)
        step: Step[AnyMachine] = machine.begin()
        if isinstance(step.action, ReadCard) and same_but_phase(step.machine, machine) and not step.evidence:
            return self.schedule.remember(PendingStep(operation, step))  # a read leaves nothing that a crash could lose
        return self._save([PendingStep(operation, step)])[0]

    def _unmakeable(self, operation: Operation) -> Message | None:
        """Return why a new card must not be asked for now; None when it may."""
        if self._commit.codes.code_of(operation.operation_id) is None:
            return Message("park.sealed")
        if operation.touched or operation.currency_sent:
            return None
        with self.storage.database.reading() as conn:  # sold by an older version, or before the service was heard
            makes = terms.card_currencies(conn)
        usual = not makes.usual or makes.usual == operation.currency
        return None if usual else Message("park.no_currency", {"currency": operation.currency})

    def _take_together(self, answered: Sequence[tuple[DueOperation, Answer]]) -> None:
        own = self._commit.own_answers(answered)
        self._save([self._step_after(due, answer) for due, answer in own])

    def _step_after(self, due: DueOperation, answer: Answer) -> PendingStep:
        """Return the step that the answer leads to; what fails by itself again and again goes to a person instead."""
        running = due.running
        now = self.storage.clock.monotonic()
        running.trouble = running.trouble.after(answer, now)
        step: Step[AnyMachine] = self._machines.aged(due.operation, running.machine).after(answer)
        running.unexplained = running.unexplained.after(running.action, answer, running.machine, step)
        if running.unexplained.hopeless:
            step = running.unexplained.parked(running.machine, step)
        elif running.trouble.hopeless(now, self.schedule.last_written) and may_park(step):
            step = parked_for(running.machine, step, running.trouble)
        return PendingStep(due.operation, step, running, answer)

    def _is_stale(self, running: RunningOperation) -> bool:
        """Return whether what was read before is too old to write upon; not sent, it is read again."""
        return self.storage.clock.monotonic() - running.since > _FRESH_S

    def _hear(self, action: Action, answer: Answer) -> None:
        """Tell the connection. A lane's own 5xx says nothing about the service as a whole; silence does."""
        if isinstance(answer, Elapsed):
            return
        if isinstance(answer, Failure):
            if not (isinstance(answer, Lost) and answer.status is not None):
                self.link.connection.failed(answer, act_of(action))
            return
        self.link.connection.answered(act_of(action))
        self.policy.record_connected()

    def _save(self, steps: Sequence[PendingStep]) -> list[RunningOperation]:
        """Save the steps in one transaction and only then remember what is to be done."""
        saved = self._commit.save(steps)
        return [
            self.schedule.remember(step) if each else self.schedule.begin_anew(step)
            for step, each in zip(steps, saved, strict=True)
        ]
