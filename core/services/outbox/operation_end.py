"""What a reply and an end leave in the database, inside the step's own transaction."""

from __future__ import annotations

from core.domain.operation import Kind, State
from core.domain.outcome import Message
from core.domain.reply import CardCreated, CardRead, ServerCard, Transaction
from core.domain.witness import Witness, made
from core.protocol.adjustment import Adjustment
from core.protocol.attempt import Attempt, Fate
from core.protocol.creation import Creation
from core.protocol.disabling import Disabling
from core.protocol.machine import End
from core.protocol.updating import Updating
from core.services.outbox.machine_store import AnyMachine
from core.services.outbox.schedule import PendingStep, RunningOperation
from core.store import cards, fingerprints, freezes, outbox, terms
from core.store.database import Connection
from core.store.outbox import Operation


def take_in(conn: Connection, pending: PendingStep, now: float) -> None:
    """Bring our own replies into the cache; not while it is unknown whether they show our own write.

    Until then the write is pending as a whole, also where one copy of it was answered: its amount and the balance
    that it left enter the books in the same step, or it would be shown twice (core.store.projection.answered).
    """
    step, answer = pending.step, pending.answer
    if _in_doubt(step.machine) and not isinstance(step.action, End):
        return
    if isinstance(step.machine, Adjustment):
        for attempt, transaction in _decided(step.machine, pending.before):
            base = attempt.target if attempt.fate is Fate.TWIN else attempt.base
            cards.written(conn, transaction, (base, attempt.target), now)
    if isinstance(answer, CardRead):
        cards.own_read(conn, answer, now)
    elif isinstance(answer, CardCreated):
        cards.own_reply(conn, answer.card, now)


def _decided(machine: Adjustment, before: RunningOperation | None) -> list[tuple[Attempt, Transaction]]:
    """Return the answered writes that count from this step on: they were not answered before, or in doubt."""
    earlier = before.machine.attempts if before is not None and isinstance(before.machine, Adjustment) else ()
    counted = {each.number for each in earlier if each.transaction is not None and not each.in_doubt}
    answered = [(each, each.transaction) for each in machine.attempts if each.number not in counted]
    return [(attempt, transaction) for attempt, transaction in answered if transaction is not None]


def learn_witness(conn: Connection, operation: Operation, machine: AnyMachine) -> None:
    """Let what waits on the card go by what its first operation found: the card as it was, or as we wrote it (D6)."""
    if isinstance(machine, (Updating, Disabling)):
        witness = outbox.witness_on(conn, operation.card_id) if machine.asked and machine.seen is not None else None
        if witness is not None and machine.seen is not None and witness.confirms(machine.seen):
            outbox.change_witness(conn, operation.card_id, None)  # what moves the card now is our own edit
        return
    if operation.witness is None or not isinstance(machine, Adjustment):
        return
    if machine.witness is None:
        outbox.change_witness(conn, operation.card_id, None)
    elif machine.last is not None and machine.last.transaction is not None and not machine.last.raced:
        written = Witness(machine.last.target, machine.last.transaction.processed_at)
        outbox.change_witness(conn, operation.card_id, written)


def _in_doubt(machine: AnyMachine) -> bool:
    return isinstance(machine, Adjustment) and machine.last is not None and machine.last.in_doubt


def conclude(conn: Connection, operation: Operation, ended: tuple[AnyMachine | None, End], now: float) -> None:
    """Write the end of an operation, and what follows from it for its card. One that was never begun has no machine."""
    machine, end = ended
    values: dict[str, object] = {"state": end.state.value, "said": end.message, "finished_at": now}
    if isinstance(machine, Creation) and machine.made is not None:
        asked = operation.currency if operation.currency_sent else None
        terms.made(conn, machine.made.currency, asked=asked)
    if isinstance(machine, Creation) and machine.made is not None and end.state is State.DONE:
        values |= card_made(conn, operation, machine.made, now)
    elif isinstance(machine, Adjustment) and end.state is State.DONE and machine.last is not None:
        values["balance_after"] = machine.last.target
    elif isinstance(machine, (Updating, Disabling)) and machine.seen is not None:
        values["balance_after"] = machine.seen.balance
    elif operation.kind is Kind.ISSUE and end.state in {State.DECLINED, State.CANCELLED}:
        values |= {"sealed_code": None, "payload": operation.payload | {"greeting": {}}}
        abandon(conn, operation, now)
    outbox.change(conn, operation.operation_id, **values)
    if end.state is State.DONE:
        close_sale(conn, operation)


def close_sale(conn: Connection, operation: Operation) -> None:
    """Wipe the code of a sale that was taken back: nobody gets its card any more."""
    sale = outbox.get(conn, operation.reverses) if operation.reverses else None
    if sale is not None and sale.kind is Kind.ISSUE:
        wiped = sale.payload | {"handed_over": True, "greeting": {}}
        outbox.change(conn, sale.operation_id, sealed_code=None, payload=wiped)


def card_made(conn: Connection, operation: Operation, card: ServerCard, now: float) -> dict[str, object]:
    """Give the lane the real id of a card that is made. Returns what changes in the sale's own row."""
    cards.own_reply(conn, card, now)
    if operation.local_id is not None:
        outbox.give_real_id(conn, operation.local_id, card.identity)
        fingerprints.rebind(conn, operation.local_id, card.identity)
        freezes.rebind(conn, operation.local_id, card.card_id)
        outbox.change_witness(conn, card.card_id, made(card))
    wiped = {"sealed_code": None} if operation.payload.get("handed_over") else {}
    return {"balance_after": card.balance, "card_id": card.card_id, **wiped}


def abandon(conn: Connection, operation: Operation, now: float) -> int:
    """Leave to a person what waited for a card that was never made. Returns how many operations that are."""
    if operation.local_id is None:
        return 0
    fingerprints.unbind(conn, operation.local_id)
    stranded = outbox.waiting_for(conn, operation.local_id)
    for operation_id in stranded:
        said = Message("outcome.card_not_made")
        state = State.PARKED.value
        outbox.change(conn, operation_id, state=state, said=said, finished_at=now)
    return len(stranded)
