"""Writes the steps of lanes down: what an answer changed, what is journalled before sending, what the outbox shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.clock import Clock
from core.domain.countdown import started
from core.domain.operation import State
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, Lost, NotSent
from core.protocol.machine import Action, Answer, Elapsed, End, NoService, Wait
from core.services.books.journal import Journal
from core.services.link.touches import Touches
from core.services.outbox import audit
from core.services.outbox.agenda import Errand, Turn
from core.services.outbox.ending import conclude, take_in
from core.services.outbox.records import Records
from core.services.outbox.replacing import go_on
from core.store import outbox
from core.store.database import Database, Session
from core.store.outbox import Operation


@dataclass(frozen=True, slots=True)
class Saving:
    """Steps that came together are one transaction."""

    database: Database
    records: Records
    touches: Touches
    journal: Journal
    clock: Clock

    def save(self, turns: Sequence[Turn]) -> list[bool]:
        """For each: whether it was saved. Not when it was cancelled or accepted offline while we were reading."""
        for turn in turns:
            if turn.answer is not None and not isinstance(turn.answer, Elapsed):
                self.touches.touch(turn.operation.card_id)
        with self.database.writing() as transaction:
            return [self._saved(transaction, turn) for turn in turns]

    def counted_once(self, answered: Sequence[tuple[Errand, Answer]]) -> Sequence[tuple[Errand, Answer]]:
        """A transaction that another operation was told of already says nothing about this one."""
        if not any(isinstance(answer, BalanceWritten) for _, answer in answered):
            return answered
        with self.database.reading() as transaction:
            return [(errand, _once(transaction, errand.operation, answer)) for errand, answer in answered]

    def _saved(self, transaction: Session, turn: Turn) -> bool:
        """False: nothing was sent."""
        now, step, operation_id = self.clock.wall(), turn.step, turn.operation.operation_id
        fresh = outbox.get(transaction, operation_id)
        if fresh is None or not fresh.open or fresh.offline != turn.operation.offline:
            return False
        if turn.answer is not None:
            take_in(transaction, step, turn.answer, now)
        self.records.save(transaction, operation_id, step.machine, now)
        outbox.add_evidence(transaction, operation_id, now, step.evidence)
        did = (turn.before.action if turn.before is not None else None, turn.answer)
        audit.stepped(self.journal, transaction, fresh, step.machine, did, step.action)
        if isinstance(step.action, End):
            conclude(transaction, fresh, step.machine, step.action, now)
            go_on(self.journal, transaction, fresh, now)
        else:
            outbox.change(transaction, operation_id, **_standing(step.action, now), epoch=self.journal.epoch)
        return True


def _standing(action: Action, now: float) -> dict[str, object]:
    """What the outbox shows while the operation is open. `now` is till time."""
    if isinstance(action, Wait):
        return {"state": action.state.value, "said": started(action.said, action.seconds, now)}
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
