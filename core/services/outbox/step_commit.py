"""Save the steps of lanes: what an answer changed, what is journalled before sending, what the outbox shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from core.domain.countdown import started
from core.domain.operation import State
from core.domain.outcome import Message
from core.domain.reply import AnotherService, BalanceWritten, Lost, NotSent, Unauthorised
from core.domain.staff import ITSELF
from core.log import area
from core.protocol.machine import Action, Answer, Elapsed, End, NoService, Wait
from core.services.books.storage import Storage
from core.services.link.local_writes import LocalWrites
from core.services.link.refused_acts import forbidden
from core.services.outbox import audit
from core.services.outbox.codes import Codes
from core.services.outbox.machine_store import MachineStore
from core.services.outbox.operation_end import conclude, learn_witness, take_in
from core.services.outbox.replacement_steps import accept_next_step
from core.services.outbox.schedule import DueOperation, PendingStep
from core.store import outbox
from core.store.database import Connection
from core.store.outbox import Operation

_log = area("outbox")


@dataclass(frozen=True, slots=True)
class StepCommit:
    """Steps that came together are one transaction."""

    storage: Storage
    machines: MachineStore
    codes: Codes
    local_writes: LocalWrites

    def save(self, steps: Sequence[PendingStep]) -> list[bool]:
        """Return for each whether it was saved: not when it was cancelled or accepted offline meanwhile."""
        for pending in steps:
            if pending.answer is not None and not isinstance(pending.answer, Elapsed):
                self.local_writes.touch(pending.operation.card_id)
        with self.storage.database.writing(ITSELF) as conn:
            saved = [self._saved(conn, pending) for pending in steps]
        for pending in compress(steps, saved):
            _note(pending)
        return saved

    def own_answers(self, answered: Sequence[tuple[DueOperation, Answer]]) -> Sequence[tuple[DueOperation, Answer]]:
        """Turn an answer whose transaction another operation has booked into a lost one: it says nothing of this."""
        if not any(isinstance(answer, BalanceWritten) for _, answer in answered):
            return answered
        with self.storage.database.reading() as conn:
            return [(due, _own_answer(conn, due.operation, answer)) for due, answer in answered]

    def _saved(self, conn: Connection, pending: PendingStep) -> bool:
        """Save the step. Returns False where it no longer applies: then nothing was sent."""
        now, step, operation_id = self.storage.clock.wall(), pending.step, pending.operation.operation_id
        fresh = outbox.get(conn, operation_id)
        if fresh is None or not fresh.open or fresh.offline != pending.operation.offline:
            return False
        if pending.answer is not None:
            take_in(conn, pending, now)
        self.machines.save(conn, operation_id, step.machine, now)
        learn_witness(conn, fresh, step.machine)
        outbox.add_evidence(conn, operation_id, now, step.evidence)
        audit.stepped(self.storage.journal, conn, fresh, pending)
        if isinstance(step.action, End):
            conclude(conn, fresh, (step.machine, step.action), now)
            accept_next_step(self.storage.journal, conn, fresh, now)
        else:
            outbox.change(conn, operation_id, **_standing(step.action, now), epoch=self.storage.journal.epoch)
        return True


def _note(pending: PendingStep) -> None:
    """Write into the log what an operation asked for, what was answered, and where it goes from there."""
    action = pending.step.action
    _log.info(
        "step",
        operation=pending.operation.operation_id,
        kind=pending.operation.kind,
        before=None if pending.before is None else type(pending.before.action).__name__,
        answer=None if pending.answer is None else type(pending.answer).__name__,
        action=type(action).__name__,
        state=action.state.value if isinstance(action, (End, Wait)) else None,
    )


def _standing(action: Action, now: float) -> dict[str, object]:
    """Return what the outbox shows while the operation is open. `now` is till time."""
    if isinstance(action, Wait):
        return {"state": action.state.value, "said": started(action.message, action.seconds, now)}
    if isinstance(action, NoService):
        return {"state": State.WAITING.value, "said": _why(action)}
    return {"state": State.LEASED.value}


def _why(action: NoService) -> Message:
    cause = action.cause
    if isinstance(cause, NotSent):
        cause = cause.cause or cause
    if isinstance(cause, NotSent):
        return Message("wait.service")
    if isinstance(cause, Lost):
        return Message("wait.trouble", {"why": cause.why})
    if isinstance(cause, Unauthorised) and cause.status != 401:
        return forbidden(cause)
    return Message("service.another" if isinstance(cause, AnotherService) else "service.unauthorised")


def _own_answer(conn: Connection, operation: Operation, answer: Answer) -> Answer:
    if not isinstance(answer, BalanceWritten):
        return answer
    booked_by = outbox.operation_of_transaction(conn, answer.transaction.transaction_id)
    return answer if booked_by in {None, operation.operation_id} else Lost("the answer to another request", 200)
