"""What an operation leaves in the audit journal, from its acceptance to its end: one function an event.

Each is called inside the transaction that does what it tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.domain.operation import Kind, State
from core.domain.outcome import Message
from core.domain.reply import BalanceWritten, CardCreated, CardRead, Lost, NotSent
from core.protocol.adjustment import Adjustment
from core.protocol.creation import Creation
from core.protocol.machine import WRITES, Answer, Elapsed, End, PostCard, PutBalance, PutFields, Step
from core.services.books.journal import Journal
from core.services.outbox.machine_store import AnyMachine
from core.services.outbox.schedule import PendingStep
from core.store import outbox
from core.store.database import Connection
from core.store.outbox import Operation

_OF_COMMAND = (
    "kind",
    "want",
    "currency",
    "last_characters",
    "clerk",
    "till",
    "offline",
    "follows",
    "reverses",
    "shop_day",
)


def accepted(journal: Journal, conn: Connection, row: Mapping[str, Any], card_id: int) -> None:
    """Journal the acceptance. `row` is the operation as it is appended to the outbox."""
    values = {name: row[name] for name in _OF_COMMAND if row.get(name) is not None}
    if row.get("approver"):
        values["approver"] = row["approver"]
    journal.write(conn, "accepted", row["operation_id"], values | {"card": card_id})


def accepted_offline(journal: Journal, conn: Connection, operation_id: str) -> None:
    """Journal that it was accepted online, could not be sent, and is now promised within the offline limits."""
    journal.write(conn, "accepted-offline", operation_id)


def asked(journal: Journal, conn: Connection, operation: Operation, step: Step[AnyMachine]) -> None:
    """Write down the intent of a write, before a byte of it is sent."""
    machine, action = step.machine, step.action
    values: dict[str, object] = {"card": operation.card_id, "last_characters": operation.last_characters}
    if isinstance(action, PutBalance) and isinstance(machine, Adjustment) and machine.last is not None:
        values |= {"attempt": machine.last.number, "base": machine.last.base, "target": action.balance}
    elif isinstance(action, PutFields):
        values["fields"] = sorted(name for name, _ in action.changes)
    elif isinstance(action, PostCard):
        values["value"] = operation.want
    journal.write(conn, "asked", operation.operation_id, values)


def heard(journal: Journal, conn: Connection, operation: Operation, answer: Answer) -> None:
    """Journal what came back for a write; only the service's figures, none of its texts."""
    values: dict[str, object] = {}
    if isinstance(answer, BalanceWritten):
        told = answer.transaction
        values = {"transaction": told.transaction_id, "number": told.number, "amount": told.amount}
    elif isinstance(answer, (CardCreated, CardRead)):
        values = {"card": answer.card.card_id, "balance": answer.card.balance, "currency": answer.card.currency}
    else:
        values = {"status": getattr(answer, "status", None), "as": type(answer).__name__.lower()}
    what = "lost" if isinstance(answer, Lost) else "answered"
    journal.write(conn, what, operation.operation_id, values)


def stepped(journal: Journal, conn: Connection, operation: Operation, pending: PendingStep) -> None:
    """Write down one step of a lane: the answer to what it did, and what it does or is next.

    `operation` is as it stands in this transaction.
    """
    action, answer = None if pending.before is None else pending.before.action, pending.answer
    wants = pending.step.action
    if isinstance(action, WRITES) and answer is not None and not isinstance(answer, (Elapsed, NotSent)):
        heard(journal, conn, operation, answer)
    if isinstance(wants, End):
        machine = pending.step.machine
        values = _end_values(wants, machine.known if isinstance(machine, Adjustment) else 0)
        if isinstance(machine, Creation) and machine.made is not None and wants.state is State.DONE:
            values["card"] = machine.made.card_id  # where the answer was lost, no other entry has it
        _ended(journal, conn, operation, values)
    elif isinstance(wants, WRITES):
        asked(journal, conn, operation, pending.step)


def ended_unsent(journal: Journal, conn: Connection, operation: Operation, end: End) -> None:
    """Journal the end of what was never sent: it has changed nothing."""
    _ended(journal, conn, operation, _end_values(end))


def _ended(journal: Journal, conn: Connection, operation: Operation, values: Mapping[str, object]) -> None:
    """Journal the end, as `_end_values` tells it, before it is written: what waits for its card may end with it."""
    journal.write(conn, "ended", operation.operation_id, values)
    if operation.kind is Kind.ISSUE and values["state"] in {State.DECLINED, State.CANCELLED}:
        abandoned(journal, conn, operation)


def abandoned(journal: Journal, conn: Connection, operation: Operation) -> None:
    """Journal that the card is never made: what waits for it is about to be left to a person."""
    if operation.local_id is not None:
        for operation_id in outbox.waiting_for(conn, operation.local_id):
            _end(journal, conn, operation_id, End(State.PARKED, Message("outcome.card_not_made")))


def parked(journal: Journal, conn: Connection, operation_id: str, said: Message) -> None:
    """Journal that it is left to a person without being tried."""
    _end(journal, conn, operation_id, End(State.PARKED, said))


def _end(journal: Journal, conn: Connection, operation_id: str, end: End) -> None:
    journal.write(conn, "ended", operation_id, _end_values(end))


def _end_values(end: End, known: int = 0) -> dict[str, object]:
    """Return what the journal says of an end; `known`, what it changed on its card, where that is not the whole."""
    values: dict[str, object] = {"state": end.state.value}
    if end.message is not None:
        values["said"] = end.message.key
    if end.message is not None and end.message.key == "park.another_card":
        values |= {"now": str(end.message.values["now"])}
    if known and end.state is not State.DONE:
        values["known"] = known
    return values
