"""What an operation leaves in the audit journal, from its acceptance to its end: one function an event.

Each is called inside the transaction that does what it tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.domain.operation import Kind, State
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, CardCreated, CardRead, Lost, NotSent
from core.protocol.adjustment import Adjustment
from core.protocol.machine import Action, Answer, Elapsed, End, PostCard, PostDisable, PutFields, SetBalance
from core.services.books.journal import Journal
from core.services.outbox.records import AnyMachine
from core.store import outbox
from core.store.database import Session
from core.store.outbox import Operation

WRITES = (SetBalance, PostCard, PutFields, PostDisable)
_OF_COMMAND = ("kind", "want", "currency", "last_characters", "clerk", "till", "offline", "follows", "reverses")


def accepted(journal: Journal, transaction: Session, row: Mapping[str, Any], card_id: int) -> None:
    """`row` is the operation as it is appended to the outbox."""
    values = {name: row[name] for name in _OF_COMMAND if row.get(name) is not None}
    if row.get("approver"):
        values["approver"] = row["approver"]
    journal.write(transaction, "accepted", row["operation_id"], values | {"card": card_id})


def accepted_offline(journal: Journal, transaction: Session, operation_id: str) -> None:
    """It was accepted online, could not be sent, and is now promised within the offline limits."""
    journal.write(transaction, "accepted-offline", operation_id)


def asked(journal: Journal, transaction: Session, operation: Operation, machine: AnyMachine, action: Action) -> None:
    """The intent of a write, before a byte of it is sent."""
    values: dict[str, object] = {"card": operation.card_id, "last_characters": operation.last_characters}
    if isinstance(action, SetBalance) and isinstance(machine, Adjustment) and machine.last is not None:
        values |= {"attempt": machine.last.number, "base": machine.last.base, "target": action.balance}
    elif isinstance(action, PutFields):
        values["fields"] = sorted(name for name, _ in action.changes)
    elif isinstance(action, PostCard):
        values["value"] = operation.want
    journal.write(transaction, "asked", operation.operation_id, values)


def heard(journal: Journal, transaction: Session, operation: Operation, answer: Answer) -> None:
    """What came back for a write; only the service's figures, none of its texts."""
    values: dict[str, object] = {}
    if isinstance(answer, BalanceWritten):
        told = answer.transaction
        values = {"transaction": told.transaction_id, "number": told.number, "amount": told.amount}
    elif isinstance(answer, (CardCreated, CardRead)):
        values = {"card": answer.card.card_id, "balance": answer.card.balance, "currency": answer.card.currency}
    else:
        values = {"status": getattr(answer, "status", None), "as": type(answer).__name__.lower()}
    what = "lost" if isinstance(answer, Lost) else "answered"
    journal.write(transaction, what, operation.operation_id, values)


def stepped(
    journal: Journal,
    transaction: Session,
    operation: Operation,
    machine: AnyMachine,
    did: tuple[Action | None, Answer | None],
    wants: Action,
) -> None:
    """One step of a lane: the answer to what it did, and what it does or is next."""
    action, answer = did
    if isinstance(action, WRITES) and answer is not None and not isinstance(answer, (Elapsed, NotSent)):
        heard(journal, transaction, operation, answer)
    if isinstance(wants, End):
        ended(journal, transaction, operation, wants)
    elif isinstance(wants, WRITES):
        asked(journal, transaction, operation, machine, wants)


def ended(journal: Journal, transaction: Session, operation: Operation, end: End) -> None:
    """Before the end is written: what waits for a card that is never made ends with it."""
    _end(journal, transaction, operation.operation_id, end.state, end.said)
    if operation.kind is Kind.ISSUE and end.state in {State.DECLINED, State.CANCELLED}:
        abandoned(journal, transaction, operation)


def abandoned(journal: Journal, transaction: Session, operation: Operation) -> None:
    """The card is never made: what waits for it is about to be left to a person."""
    if operation.local_id is not None:
        for operation_id in outbox.waiting_for(transaction, operation.local_id):
            _end(journal, transaction, operation_id, State.PARKED, Said("outcome.card_not_made"))


def parked(journal: Journal, transaction: Session, operation_id: str, said: Said) -> None:
    """Left to a person without being tried."""
    _end(journal, transaction, operation_id, State.PARKED, said)


def _end(journal: Journal, transaction: Session, operation_id: str, state: State, said: Said | None) -> None:
    values = {"state": state.value} | ({"said": said.key} if said is not None else {})
    journal.write(transaction, "ended", operation_id, values)
