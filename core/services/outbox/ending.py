"""What a reply and an end leave in the database, inside the step's own transaction."""

from __future__ import annotations

from core.domain.operation import Kind, State
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, CardCreated, CardRead, ServerCard, TransactionsRead
from core.protocol.adjustment import Adjustment
from core.protocol.creation import Creation
from core.protocol.disabling import Disabling
from core.protocol.machine import Answer, End, Step
from core.protocol.updating import Updating
from core.services.outbox.records import AnyMachine
from core.store import cards, fingerprints, freezes, outbox, terms
from core.store.database import Session
from core.store.outbox import Operation


def take_in(connection: Session, step: Step[AnyMachine], answer: Answer, now: float) -> None:
    """The cache follows the replies that we got ourselves; not while it is unknown whether they show our own write.

    Until then it may be on the card and among the pending ones: it would be shown twice.
    """
    machine = step.machine
    if _in_doubt(machine) and not isinstance(step.action, End):
        return
    if isinstance(answer, CardRead):
        cards.own_read(connection, answer, now)
    elif isinstance(answer, CardCreated):
        cards.own_reply(connection, answer.card, now)
    elif isinstance(answer, BalanceWritten) and isinstance(machine, Adjustment):
        attempt = machine.last
        if attempt is not None and attempt.transaction == answer.transaction:
            cards.written(connection, answer.transaction, attempt.base, attempt.target, now)
    elif isinstance(answer, TransactionsRead) and isinstance(machine, Adjustment) and machine.last is not None:
        found = machine.last.transaction
        if found is not None:  # in the list alone: the card is as we wanted it, or a later pull will say more
            cards.written(connection, found, machine.last.base, machine.last.target, now)


def _in_doubt(machine: AnyMachine) -> bool:
    return isinstance(machine, Adjustment) and machine.last is not None and machine.last.in_doubt


def conclude(connection: Session, operation: Operation, machine: AnyMachine | None, end: End, now: float) -> None:
    """Writes the end of an operation, and what follows from it for its card."""
    values: dict[str, object] = {"state": end.state.value, "said": end.said, "finished_at": now}
    if isinstance(machine, Creation) and machine.made is not None:
        asked = operation.currency if operation.currency_sent else None
        terms.made(connection, machine.made.currency, asked=asked)
    if isinstance(machine, Creation) and machine.made is not None and end.state is State.DONE:
        values |= card_made(connection, operation, machine.made, now)
    elif isinstance(machine, Adjustment) and end.state is State.DONE and machine.last is not None:
        values["balance_after"] = machine.last.target
    elif isinstance(machine, (Updating, Disabling)) and machine.seen is not None:
        values["balance_after"] = machine.seen.balance
    elif operation.kind is Kind.ISSUE and end.state in {State.DECLINED, State.CANCELLED}:
        values |= {"sealed_code": None, "payload": operation.payload | {"greeting": {}}}
        abandon(connection, operation, now)
    outbox.change(connection, operation.operation_id, **values)
    if end.state is State.DONE:
        close_sale(connection, operation)


def close_sale(connection: Session, operation: Operation) -> None:
    """A sale was taken back: nobody gets its card any more, so its code is wiped and waits for nobody."""
    sale = outbox.get(connection, operation.reverses) if operation.reverses else None
    if sale is not None and sale.kind is Kind.ISSUE:
        wiped = sale.payload | {"handed_over": True, "greeting": {}}
        outbox.change(connection, sale.operation_id, sealed_code=None, payload=wiped)


def card_made(connection: Session, operation: Operation, card: ServerCard, now: float) -> dict[str, object]:
    """The service has the card: its lane gets the real id. Returns what changes in the sale's own row."""
    cards.own_reply(connection, card, now)
    if operation.local_id is not None:
        outbox.give_real_id(connection, operation.local_id, card.card_id)
        fingerprints.rebind(connection, operation.local_id, card.card_id)
        freezes.rebind(connection, operation.local_id, card.card_id)
    wiped = {"sealed_code": None} if operation.payload.get("handed_over") else {}
    return {"balance_after": card.balance, "card_id": card.card_id, **wiped}


def abandon(connection: Session, operation: Operation, now: float) -> int:
    """The card was never made: what waited for it can never run, and needs a person. Returns how many that are."""
    if operation.local_id is None:
        return 0
    fingerprints.unbind(connection, operation.local_id)
    stranded = outbox.waiting_for(connection, operation.local_id)
    for operation_id in stranded:
        said = Said("outcome.card_not_made")
        state = State.PARKED.value
        outbox.change(connection, operation_id, state=state, said=said, finished_at=now)
    return len(stranded)
