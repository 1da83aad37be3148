"""What to tell the clerk about an operation as it stands: one of the four outcomes."""

from __future__ import annotations

from core.domain.operation import MONEY_KINDS, State
from core.domain.outcome import Confirmed, Outcome, Queued, Refused, Said, Unknown
from core.protocol.adjustment import Fate
from core.store import cards, outbox, projection
from core.store.database import Session
from core.store.outbox import Operation

_IN_DOUBT = frozenset({Fate.PENDING.value, Fate.UNKNOWN.value})


def outcome(connection: Session, operation: Operation) -> Outcome:
    key, card_id = operation.operation_id, operation.card_id
    attempts = outbox.attempts(connection, key)
    if operation.state is State.DONE:
        amount = sum(row["amount"] or 0 for row in attempts) if attempts else operation.want
        return Confirmed(key, card_id, amount, operation.balance_after or 0, operation.currency)
    if operation.state in {State.DECLINED, State.CANCELLED}:
        return Refused(key, card_id, operation.said or Said("outcome.cancelled"))
    money = operation.kind in MONEY_KINDS and operation.offline
    doubted = any(row["fate"] in _IN_DOUBT for row in attempts) if money else operation.touched
    if operation.state is State.PARKED or doubted:
        return Unknown(key, card_id, operation.said or Said("outcome.unknown"))
    card = cards.get(connection, card_id)
    balance = (card.balance if card else 0) + projection.pending(connection, card_id).amount
    return Queued(key, card_id, operation.want, balance, operation.currency)
