"""What to tell the clerk about an operation as it stands: one of the four outcomes."""

from __future__ import annotations

from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.outcome import Confirmed, Outcome, Queued, Refused, Said, Unknown
from core.domain.settlement import How
from core.protocol.attempt import Fate
from core.store import cards, outbox, projection, settlements
from core.store.database import Session
from core.store.outbox import Operation

_IN_DOUBT = frozenset({Fate.PENDING.value, Fate.UNKNOWN.value})


def outcome(connection: Session, operation: Operation) -> Outcome:
    key, card_id = operation.operation_id, operation.card_id
    attempts = outbox.attempts(connection, key)
    if operation.state is State.DONE:
        amount = sum(row["amount"] or 0 for row in attempts) if attempts else operation.want
        return Confirmed(key, card_id, amount, operation.balance_after or 0, operation.currency)
    if operation.state is State.INFERRED:
        return _settled(connection, operation, sum(row["amount"] or 0 for row in attempts))
    if operation.state in {State.DECLINED, State.CANCELLED}:
        return Refused(key, card_id, operation.said or Said("outcome.cancelled"))
    money = operation.kind in MONEY_KINDS and operation.offline
    doubted = any(row["fate"] in _IN_DOUBT for row in attempts) if money else operation.touched
    if operation.state is State.PARKED or doubted:
        return Unknown(key, card_id, operation.said or Said("outcome.unknown"))
    return Queued(key, card_id, operation.want, _balance(connection, card_id), operation.currency)


def _settled(connection: Session, operation: Operation, answered: int) -> Outcome:
    """As a person said it was: done as far as its card was changed, else refused."""
    key, card_id = operation.operation_id, operation.card_id
    amount = answered + settlements.amount_of(connection, key)
    made = operation.kind is Kind.ISSUE and card_id > 0
    how = settlements.how_of(connection, key)
    if made or amount or how is How.APPLIED:
        amount = operation.want if made else amount
        return Confirmed(key, card_id, amount, _balance(connection, card_id), operation.currency)
    return Refused(key, card_id, operation.said or Said("outcome.cancelled"))


def _balance(connection: Session, card_id: int) -> int:
    """Confirmed and pending."""
    card = cards.get(connection, card_id)
    return (card.balance if card else 0) + projection.pending(connection, card_id).amount
