"""What was never sent: taken back by a person, or kept within the offline limits, or given back to the clerk."""

from __future__ import annotations

from dataclasses import dataclass

from core.clock import Clock
from core.domain.operation import MONEY_KINDS, State
from core.domain.outcome import Outcome, Refused, Said
from core.domain.reply import Failure, Unauthorised
from core.errors import NotFound, RuleRefused, ServiceFailed
from core.protocol.machine import End
from core.services.books.journal import Journal
from core.services.link.connection import Connection
from core.services.outbox import audit, verdict
from core.services.outbox.acceptance import Acceptance
from core.services.outbox.ending import conclude
from core.services.outbox.lanes import Lanes
from core.services.outbox.replacing import go_on
from core.store import outbox
from core.store.database import Database, Session
from core.store.outbox import Operation


@dataclass(frozen=True, slots=True)
class Unsent:
    """Looks again inside its transaction: the background may have been faster."""

    database: Database
    lanes: Lanes
    acceptance: Acceptance
    connection: Connection
    journal: Journal
    clock: Clock

    def decide(self, operation_id: str, cause: Failure | None) -> Outcome:
        """Not sent in time: keep a clerk's command as an offline one if the shop allows, else take it back."""
        operation = self.lanes.operation(operation_id)
        if operation.touched or operation.offline or operation.promised or not operation.open:
            return self.outcome(operation_id)
        if isinstance(cause, Unauthorised) or not self.acceptance.met():
            if not self._taken_back(operation):
                return self.outcome(operation_id)
            problem = self.connection.condition.problem or Said("service.unreachable", {"url": self.connection.url})
            raise ServiceFailed(problem.key, **problem.values)
        try:
            self.acceptance.accept_offline(operation_id, self.journal)
        except RuleRefused as refusal:
            if not self._taken_back(operation):
                return self.outcome(operation_id)
            return Refused(operation_id, operation.card_id, Said(refusal.key, refusal.values))
        return self.outcome(operation_id)

    def _taken_back(self, operation: Operation) -> bool:
        """False when the background was faster: it is on its way after all, and its own outcome counts."""
        try:
            self.cancel(operation)
        except RuleRefused:
            return False
        return True

    def cancel(self, operation: Operation) -> None:
        """Raises NotFound, and RuleRefused once a request may have reached the service."""
        end = End(State.CANCELLED, Said("outcome.cancelled"))
        with self.database.writing() as transaction:
            fresh = outbox.get(transaction, operation.operation_id)
            if fresh is None:
                raise NotFound("operation.unknown")
            _cancellable(transaction, fresh)
            audit.ended(self.journal, transaction, fresh, end)
            conclude(transaction, fresh, None, end, self.clock.wall())
            go_on(self.journal, transaction, fresh, self.clock.wall())
        self.lanes.agenda.forget(operation.operation_id)

    def outcome(self, operation_id: str) -> Outcome:
        """One of the four, as the operation stands."""
        operation = self.lanes.operation(operation_id)
        with self.database.reading() as transaction:
            return verdict.outcome(transaction, operation)


_TOO_LATE = {
    State.CANCELLED: "cancel.already",
    State.DECLINED: "cancel.refused",
    State.PARKED: "cancel.parked",
    State.DONE: "cancel.done",
    State.INFERRED: "settle.already",
}


def _cancellable(transaction: Session, operation: Operation) -> None:
    """Raises RuleRefused with the sentence that fits. A card that others wait for is cancelled after them."""
    if not operation.open:
        raise RuleRefused(_TOO_LATE[operation.state])
    if operation.touched:
        raise RuleRefused("cancel.too_late")
    if operation.promised and operation.want > 0 and operation.kind in MONEY_KINDS:
        raise RuleRefused("cancel.owed")
    waiting = 0 if operation.local_id is None else len(outbox.waiting_for(transaction, operation.local_id))
    if waiting:
        raise RuleRefused("cancel.others_wait" if waiting > 1 else "cancel.other_waits", count=waiting)
