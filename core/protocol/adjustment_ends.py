"""How a money command ends whose card cannot be charged: declined, or parked where something is owed or promised."""

from __future__ import annotations

from core.domain.operation import State
from core.domain.outcome import Message
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import End


def short(ledger: AttemptLedger, left: int, *, promised: bool) -> End:
    """Return the end of a command of which nothing was taken because only `left` was there."""
    available = ledger.money(left)
    if not promised:
        return End(State.DECLINED, Message("outcome.declined.short", {"available": available}))
    residual = ledger.money(-ledger.want - left)
    return End(State.PARKED, Message("park.short", {"available": available, "residual": residual}))


def blocked(ledger: AttemptLedger, *, promised: bool) -> End:
    """Return the end of a command whose card is disabled, expired or of another currency (G1)."""
    if ledger.known == 0 and not promised:
        return End(State.DECLINED, Message("outcome.declined.blocked"))
    return End(State.PARKED, Message("park.blocked", {"residual": ledger.money(abs(ledger.debt))}))


def refused(ledger: AttemptLedger, message: str, *, promised: bool) -> End:
    """Return the end of a command that the service refused with `message`, twice or before it was written."""
    if ledger.known == 0 and not promised:
        return End(State.DECLINED, Message("outcome.refused.service", {"message": message}))
    return End(State.PARKED, Message("park.refused", {"message": message}))
