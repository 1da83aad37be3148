"""Between an operation's rows and its protocol machine: reads a machine back, and saves each step it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from core.domain.capabilities import Capabilities
from core.domain.money import Money
from core.domain.operation import Kind
from core.domain.reply import Transaction
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import NOT_APPLIED, Attempt, Fate
from core.protocol.creation import Creation, Stage
from core.protocol.disabling import Disabling
from core.protocol.probe import Probe
from core.protocol.updating import FieldChange, Updating
from core.services.link.abilities import Abilities
from core.store import outbox
from core.store.database import Session
from core.store.outbox import Operation

AnyMachine = Adjustment | Creation | Updating | Disabling


@dataclass(frozen=True, slots=True)
class Records:
    """`quarantine_s`: PROTOCOL.md T_q, shortened only by tests."""

    quarantine_s: float
    abilities: Abilities

    def load(self, connection: Session, operation: Operation) -> AnyMachine:
        """The machine as it was saved, with what the service can do now; `begin` takes it up from there."""
        if operation.kind is Kind.ISSUE:
            return self._creation(operation, self.abilities.now(connection))
        if operation.kind is Kind.UPDATE:
            changes = tuple(FieldChange(*change) for change in operation.payload["changes"])
            return Updating(changes, quarantine_s=self.quarantine_s, doubted=operation.touched)
        if operation.kind is Kind.DISABLE:
            doubted, promised = operation.touched, operation.promised
            disabling = Disabling(only_empty=promised, quarantine_s=self.quarantine_s, doubted=doubted)
            return self.aged(operation, disabling)
        make = Probe if operation.payload.get("probe") else Adjustment
        return make(
            card_id=operation.card_id,
            currency=operation.currency,
            want=operation.want,
            offline_accepted=operation.offline,
            quarantine_s=self.quarantine_s,
            aborted=operation.aborted,
            attempts=self.attempts(connection, operation),
            doubt=operation.doubt,
            operation_id=operation.operation_id,
            capabilities=self.abilities.now(connection),
        )

    def aged(self, operation: Operation, machine: AnyMachine) -> AnyMachine:
        """A machine has no clock of its own: one that must know how long ago it was asked for is told."""
        if not isinstance(machine, Disabling):
            return machine
        return replace(machine, age_s=self.abilities.clock.wall() - operation.created_at)

    def attempts(self, connection: Session, operation: Operation) -> tuple[Attempt, ...]:
        return tuple(_attempt(operation.card_id, row) for row in outbox.attempts(connection, operation.operation_id))

    def save(self, connection: Session, operation_id: str, machine: AnyMachine, sent_at: float) -> None:
        """Everything that must survive a kill before the next action; called inside the step's transaction."""
        if isinstance(machine, Creation):
            touched = machine.ever_doubted or machine.stage is not Stage.FRESH
            stage = machine.stage.value
            outbox.change(connection, operation_id, stage=stage, ever_doubted=machine.ever_doubted, touched=touched)
        elif isinstance(machine, Adjustment):
            balance, updated_at = machine.doubt or (None, None)
            outbox.change(
                connection,
                operation_id,
                aborted=machine.aborted,
                touched=any(a.fate not in NOT_APPLIED for a in machine.attempts),
                doubt_balance=balance,
                doubt_updated_at=updated_at,
            )
            for attempt in machine.attempts[-1:]:
                outbox.save_attempt(connection, _row(operation_id, attempt, sent_at))
        elif machine.asked:
            outbox.change(connection, operation_id, touched=True)

    def _creation(self, operation: Operation, able: Capabilities) -> Creation:
        return Creation(
            mark=operation.payload["mark"],
            watermark=operation.payload["watermark"],
            own_code=operation.payload["own_code"],
            offline_accepted=operation.offline,
            quarantine_s=self.quarantine_s,
            sold=Money(operation.want, operation.currency),
            stage=Stage(operation.stage or Stage.FRESH),
            ever_doubted=operation.ever_doubted,
            operation_id=operation.operation_id,
            keyed=able.resend_window_s > 0,
        )


def _attempt(card_id: int, row: Any) -> Attempt:
    transaction = None
    if row["transaction_id"] is not None:
        transaction = Transaction(
            row["transaction_id"], card_id, row["transaction_number"], row["amount"], row["processed_at"]
        )
    return Attempt(
        row["number"],
        row["base"],
        row["base_updated_at"],
        row["base_date"],
        row["target"],
        Fate(row["fate"]),
        transaction,
        row["key"],
        row["etag"],
        row["reference"],
        row["resends"],
    )


def _row(operation_id: str, attempt: Attempt, sent_at: float) -> dict[str, Any]:
    row: dict[str, Any] = {
        "operation_id": operation_id,
        "number": attempt.number,
        "base": attempt.base,
        "base_updated_at": attempt.updated_at,
        "base_date": attempt.date,
        "target": attempt.target,
        "fate": attempt.fate.value,
        "key": attempt.key,
        "etag": attempt.etag,
        "reference": attempt.reference,
        "resends": attempt.resends,
    }
    if attempt.fate is Fate.PENDING and not attempt.resends:
        row["sent_at"] = sent_at
    if attempt.transaction is not None:
        row["transaction_id"] = attempt.transaction.transaction_id
        row["transaction_number"] = attempt.transaction.number
        row["amount"] = attempt.transaction.amount
        row["processed_at"] = attempt.transaction.processed_at
    return row
