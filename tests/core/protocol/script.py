"""Answers in a row for one money machine: what the service said, as short as it can be written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain.capabilities import PLAIN, Capabilities, Safeguards
from core.domain.outcome import Message
from core.domain.reply import (
    BalanceWritten,
    CardRead,
    Listed,
    Lost,
    Rejected,
    ServerCard,
    Transaction,
    TransactionsRead,
)
from core.protocol.adjustment import Adjustment
from core.protocol.doubt import DoubtResolver
from core.protocol.ledger import AttemptLedger
from core.protocol.machine import Answer, Elapsed, End, ReadCard, Step, Wait

CARD = ServerCard(7, 10_000, "USD", 10_000, 1000, 1000, None, None, None, None, "7k2m")
BEFORE = 5000
"""The service's date of the first read; the card was last changed at 1000."""
LOST = Lost("time-out")
DAY = 24 * 3600
NO = Rejected(422, "no")
TAG = '"7-1"'
KEYS = Capabilities(key_retention_s=DAY)
SURE_KEYS = Capabilities(key_retention_s=DAY, keys_with_write=True)
TAGS = Capabilities(etags=True)
BOTH = Capabilities(key_retention_s=DAY, etags=True)
REFERENCES = Capabilities(reference_echoed=True, transactions_readable=True)


def half() -> float:
    return 0.5


def adjustment(want: int, able: Capabilities | None = None, **fields: Any) -> Adjustment:
    """`fields`: chance, attempts, offline_accepted."""
    ledger = AttemptLedger(7, "USD", want, attempts=fields.pop("attempts", ()))
    doubt = DoubtResolver(90.0, able or PLAIN, fields.pop("chance", half))
    return Adjustment(ledger, doubt, operation_id="op" if able else "", **fields)


def sent(number: int, etag: str | None = None) -> Safeguards:
    """What every write carries, found to be of use or not (D1): key and reference, and a tag where tags were found."""
    return Safeguards(f"op/{number}", etag, f"op/{number}")


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
    said: Message | None = step.action.message
    return step.action.state.value, said.key if said else None


def looked(step: Step[Adjustment], look: Answer) -> Step[Adjustment]:
    """The pause before a resend, and the look that follows it."""
    assert isinstance(step.action, Wait), step.action
    step = step.machine.after(Elapsed())
    assert step.action == ReadCard()
    return step.machine.after(look)


def quarantined(step: Step[Adjustment]) -> bool:
    return isinstance(step.action, Wait) and step.action.seconds == 90.0
