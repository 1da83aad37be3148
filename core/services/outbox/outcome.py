"""What an operation has come to, for the clerk: one of the four outcomes."""

from __future__ import annotations

from core.domain.operation import MONEY_KINDS, Kind, State
from core.domain.outcome import Confirmed, Message, Outcome, Queued, Refused, Unknown
from core.domain.settlement import How
from core.protocol.attempt import Fate
from core.store import cards, outbox, projection, settlements
from core.store.database import Connection
from core.store.outbox import Operation

_IN_DOUBT = frozenset({Fate.PENDING.value, Fate.UNKNOWN.value})


def outcome_of(conn: Connection, operation: Operation) -> Outcome:
    """Return confirmed, refused, queued or unknown."""
    key, card_id = operation.operation_id, operation.card_id
    attempts = outbox.attempts(conn, key)
    if operation.state is State.DONE:
        amount = sum(row["amount"] or 0 for row in attempts) if attempts else operation.want
        return Confirmed(key, card_id, amount, operation.balance_after or 0, operation.currency)
    if operation.state is State.INFERRED:
        return _settled(conn, operation, sum(row["amount"] or 0 for row in attempts))
    if operation.state in {State.DECLINED, State.CANCELLED}:
        return Refused(key, card_id, operation.message or Message("outcome.cancelled"))
    money = operation.kind in MONEY_KINDS and operation.offline
    doubted = any(row["fate"] in _IN_DOUBT for row in attempts) if money else operation.touched
    if operation.state is State.PARKED or doubted:
        return Unknown(key, card_id, operation.message or Message("outcome.unknown"))
    return Queued(key, card_id, operation.want, _balance(conn, card_id), operation.currency)


def _settled(conn: Connection, operation: Operation, answered: int) -> Outcome:
    """Return what a person said it was: done as far as its card was changed, else refused."""
    key, card_id = operation.operation_id, operation.card_id
    amount = answered + settlements.amount_of(conn, key)
    made = operation.kind is Kind.ISSUE and card_id > 0
    how = settlements.how_of(conn, key)
    if made or amount or how is How.APPLIED:
        amount = operation.want if made else amount
        return Confirmed(key, card_id, amount, _balance(conn, card_id), operation.currency)
    return Refused(key, card_id, operation.message or Message("outcome.cancelled"))


def _balance(conn: Connection, card_id: int) -> int:
    """Return the projected balance: confirmed and pending."""
    card = cards.get(conn, card_id)
    return (card.balance if card else 0) + projection.pending(conn, card_id).amount
