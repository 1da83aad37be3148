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
from core.protocol.card_edit import EditPhase
from core.protocol.creation import Creation, CreationStage
from core.protocol.disabling import Disabling
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.probe import Probe
from core.protocol.updating import FieldChange, Updating
from core.services.link.capability_store import CapabilityStore
from core.store import outbox
from core.store.database import Connection
from core.store.outbox import Operation

AnyMachine = Adjustment | Creation | Updating | Disabling


@dataclass(frozen=True, slots=True)
class MachineStore:
    """`quarantine_s`: docs/protocol.md T_q, shortened only by tests."""

    quarantine_s: float
    capability_store: CapabilityStore

    def load(self, conn: Connection, operation: Operation) -> AnyMachine:
        """Return the machine as it was saved, with what the service can do now; `begin` takes it up from there."""
        if operation.kind is Kind.ISSUE:
            return self._creation(operation, self.capability_store.now(conn))
        if operation.kind is Kind.UPDATE:
            changes = tuple(FieldChange(*change) for change in operation.payload["changes"])
            updating = Updating(changes, quarantine_s=self.quarantine_s, doubted=operation.touched, card=operation.card)
            return replace(updating, label=self._label(conn, operation))
        if operation.kind is Kind.DISABLE:
            doubted, promised = operation.touched, operation.promised
            disabling = Disabling(only_empty=promised, quarantine_s=self.quarantine_s, doubted=doubted)
            disabling = replace(disabling, card=operation.card, label=self._label(conn, operation))
            return self.aged(operation, disabling)
        return self._adjustment(conn, operation)

    def _label(self, conn: Connection, operation: Operation) -> str:
        """Return what begins the keys of an edit: another one in each run, for no disk keeps how many were used."""
        run = round(self.capability_store.clock.wall() * 1000)
        return f"{operation.operation_id}/{run}" if self.capability_store.now(conn).sends_key else ""

    def aged(self, operation: Operation, machine: AnyMachine) -> AnyMachine:
        """Return the machine with how long ago it was asked for, where it must know: it has no clock of its own."""
        if not isinstance(machine, Disabling):
            return machine
        return replace(machine, age_s=self.capability_store.clock.wall() - operation.created_at)

    def attempts(self, conn: Connection, operation: Operation) -> tuple[Attempt, ...]:
        return tuple(_attempt(operation.card_id, row) for row in outbox.attempts(conn, operation.operation_id))

    def save(self, conn: Connection, operation_id: str, machine: AnyMachine, sent_at: float) -> None:
        """Save all that must survive a kill before the next action; called inside the step's transaction."""
        if isinstance(machine, Creation):
            touched = machine.ever_doubted or machine.stage is not CreationStage.FRESH
            stage = machine.stage.value
            outbox.change(conn, operation_id, stage=stage, ever_doubted=machine.ever_doubted, touched=touched)
        elif isinstance(machine, Adjustment):
            balance, updated_at = machine.disproof or (None, None)
            outbox.change(
                conn,
                operation_id,
                aborted=machine.ledger.aborted,
                touched=machine.doubtful or any(a.fate not in NOT_APPLIED or a.perhaps_twice for a in machine.attempts),
                doubt_balance=balance,
                doubt_updated_at=updated_at,
            )
            for attempt in machine.ledger.recent:
                outbox.save_attempt(conn, _row(operation_id, attempt, sent_at))
        elif machine.phase is not EditPhase.ENDED:  # what was answered, and refused for now, cannot arrive any more
            outbox.change(conn, operation_id, touched=machine.asked or machine.doubted)

    def _adjustment(self, conn: Connection, operation: Operation) -> Adjustment:
        probes = bool(operation.payload.get("probe"))
        attempts = self.attempts(conn, operation)
        return (Probe if probes else Adjustment)(
            AttemptLedger(operation.card_id, operation.currency, operation.want, operation.aborted, attempts),
            DoubtResolver(self.quarantine_s, self.capability_store.now(conn), keys_on_trial=probes),
            operation.offline,
            operation.operation_id,
            operation.doubt,
            card=operation.card,
            witness=operation.witness,
        )

    def _creation(self, operation: Operation, able: Capabilities) -> Creation:
        note = operation.payload.get("note") or ""
        return Creation(
            mark=operation.payload["mark"],
            watermark=operation.payload["watermark"],
            own_code=operation.payload["own_code"],
            offline_accepted=operation.offline,
            quarantine_s=self.quarantine_s,
            sold=Money(operation.want, operation.currency),
            stage=CreationStage(operation.stage or CreationStage.FRESH),
            ever_doubted=operation.ever_doubted,
            operation_id=operation.operation_id,
            keyed=able.resend_window_s > 0,
            sends_key=able.sends_key,
            looks_first=operation.witness is not None,
            last_characters=operation.last_characters,
            unmarked_note=None if note.endswith(operation.payload["mark"]) else note,
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
        bool(row["perhaps_twice"]),
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
        "perhaps_twice": attempt.perhaps_twice,
    }
    if (attempt.fate is Fate.PENDING and not attempt.resends) or attempt.fate is Fate.TWIN:
        row["sent_at"] = sent_at
    if attempt.transaction is not None:
        row["transaction_id"] = attempt.transaction.transaction_id
        row["transaction_number"] = attempt.transaction.number
        row["amount"] = attempt.transaction.amount
        row["processed_at"] = attempt.transaction.processed_at
    return row
