"""Answers in a row for one money machine: what the service said, as short as it can be written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain.capabilities import Capabilities
from core.domain.outcome import Said
from core.domain.reply import BalanceWritten, CardRead, Listed, Lost, ServerCard, Transaction, TransactionsRead
from core.protocol.adjustment import Adjustment
from core.protocol.machine import Answer, End, Step

CARD = ServerCard(7, 10_000, "USD", 10_000, 1000, 1000, None, None, None, None, "7k2m")
BEFORE = 5000
"""The service's date of the first read; the card was last changed at 1000."""
LOST = Lost("time-out")
DAY = 24 * 3600
KEYS = Capabilities(key_retention_s=DAY)
TAGS = Capabilities(etags=True)
BOTH = Capabilities(key_retention_s=DAY, etags=True)
REFERENCES = Capabilities(reference_echoed=True, transactions_readable=True)


def half() -> float:
    return 0.5


def adjustment(want: int, able: Capabilities | None = None, **fields: Any) -> Adjustment:
    plain: dict[str, Any] = {"offline_accepted": False, "quarantine_s": 90.0, "chance": half, "operation_id": "op"}
    if able is not None:
        plain["capabilities"] = able
    return Adjustment(7, "USD", want, **plain | fields)


def read(
    balance: int, updated: int = 1000, date: int | None = BEFORE, etag: str | None = None, **card: Any
) -> CardRead:
    return CardRead(replace(CARD, balance=balance, updated_at=updated, **card), date, etag)


def written(amount: int, number: int = 1, at: int = BEFORE) -> BalanceWritten:
    return BalanceWritten(Transaction(number, 7, number, amount, at), at)


def listing(*rows: tuple[int, int, str | None], whole: bool = True, by_order: bool = False) -> TransactionsRead:
    """(number, amount, reference) each."""
    listed = (Listed(Transaction(n, 7, n, amount, BEFORE), ref, by_order) for n, amount, ref in rows)
    return TransactionsRead(tuple(listed), BEFORE + 90, whole)


def drive(machine: Adjustment, *answers: Answer) -> Step[Adjustment]:
    step = machine.begin()
    for answer in answers:
        step = step.machine.after(answer)
    return step


def ended(step: Step[Adjustment]) -> tuple[str, str | None]:
    """The state and the sentence's key."""
    assert isinstance(step.action, End), step.action
    said: Said | None = step.action.said
    return step.action.state.value, said.key if said else None
