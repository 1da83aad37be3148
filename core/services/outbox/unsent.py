"""What was never sent: taken back by a person, or kept within the offline limits, or given back to the clerk."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.operation import MONEY_KINDS, State
from core.domain.outcome import Message, Outcome, Refused
from core.domain.reply import Failure, Lost, NotSent, Unauthorised
from core.errors import RuleRefused, ServiceFailed
from core.protocol.machine import End
from core.services.books.journal import Permit, by_itself
from core.services.link.connection import NO_PROMISE, is_outage
from core.services.outbox import audit
from core.services.outbox.operation_end import conclude
from core.services.outbox.outcome import outcome_of
from core.services.outbox.replacement_steps import accept_next_step
from core.services.outbox.runner import OperationRunner
from core.store import outbox
from core.store.database import Connection
from core.store.outbox import Operation


@dataclass(frozen=True, slots=True)
class UnsentCommands:
    """Look again inside each transaction: the background may have been faster."""

    runner: OperationRunner

    def decide(self, operation_id: str, cause: Failure | None) -> Outcome:
        """Keep a command that was not sent in time as an offline one if the shop allows, else take it back."""
        operation = self.runner.operation(operation_id)
        if operation.touched or operation.offline or operation.promised or not operation.open:
            return self._outcome(operation_id)
        policy, connection = self.runner.policy, self.runner.link.connection
        cause = cause.cause or cause if isinstance(cause, NotSent) else cause
        if self._no_promise(cause) or not policy.has_connected():
            if not self._take_back(operation):
                return self._outcome(operation_id)
            condition = connection.condition
            problem = condition.problem if condition.state in NO_PROMISE or cause is None else None
            problem = problem or connection.problem_of(cause or NotSent(""))
            raise ServiceFailed(problem.key, **problem.values)
        try:
            policy.accept_offline(operation_id, self.runner.storage.journal)
        except RuleRefused as refusal:
            if not self._take_back(operation):
                return self._outcome(operation_id)
            return Refused(operation_id, operation.card_id, Message(refusal.key, refusal.values))
        return self._outcome(operation_id)

    def _no_promise(self, cause: Failure | None) -> bool:
        """Tell whether the service is there, and only says no or what cannot be read (docs/protocol.md D7, D8)."""
        answered = isinstance(cause, (Unauthorised, Lost)) and not is_outage(cause)
        return answered or self.runner.link.connection.condition.state in NO_PROMISE

    def cancel(self, operation: Operation, permit: Permit) -> None:
        """Take the operation back. Raises NotFound, and RuleRefused once a request may have reached the service."""
        storage, end = self.runner.storage, End(State.CANCELLED, Message("outcome.cancelled"))
        with storage.database.writing() as conn:
            permit(conn)
            fresh = outbox.require(conn, operation.operation_id)
            _check_cancellable(conn, fresh)
            audit.ended_unsent(storage.journal, conn, fresh, end)
            conclude(conn, fresh, (None, end), storage.clock.wall())
            accept_next_step(storage.journal, conn, fresh, storage.clock.wall())
        self.runner.schedule.forget(operation.operation_id)

    def _take_back(self, operation: Operation) -> bool:
        """Return False when the background was faster: it is on its way after all, and its own outcome counts."""
        try:
            self.cancel(operation, by_itself)
        except RuleRefused:
            return False
        return True

    def _outcome(self, operation_id: str) -> Outcome:
        """Return one of the four, as the operation stands."""
        with self.runner.storage.database.reading() as conn:
            operation = outbox.require(conn, operation_id)
            return outcome_of(conn, operation)


_TOO_LATE = {
    State.CANCELLED: "cancel.already",
    State.DECLINED: "cancel.refused",
    State.PARKED: "cancel.parked",
    State.DONE: "cancel.done",
    State.INFERRED: "settle.already",
}


def _check_cancellable(conn: Connection, operation: Operation) -> None:
    """Check that it can be cancelled. Raises RuleRefused. A card that others wait for is cancelled after them."""
    if not operation.open:
        raise RuleRefused(_TOO_LATE[operation.state])
    if operation.touched:
        raise RuleRefused("cancel.too_late")
    if operation.promised and operation.want > 0 and operation.kind in MONEY_KINDS:
        raise RuleRefused("cancel.owed")
    if operation.handed_out:
        raise RuleRefused("cancel.handed_out")
    waiting = 0 if operation.local_id is None else len(outbox.waiting_for(conn, operation.local_id))
    if waiting:
        raise RuleRefused("cancel.others_wait" if waiting > 1 else "cancel.other_waits", count=waiting)
