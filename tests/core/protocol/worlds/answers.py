"""What the service of a world answers, as the gateway tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from core.domain.reply import (
    BalanceWritten,
    CardRead,
    Listed,
    NotSent,
    Rejected,
    Throttled,
    Transaction,
    TransactionsRead,
)
from tests.core.protocol.worlds.cast import CARD

COPY = 100
"""The transaction of a second copy of a PUT has the number of its attempt and this much more."""


class Told(NamedTuple):
    """What the service remembers of a PUT: under its key for as long as it keeps keys, in the card's list for ever."""

    till: int
    number: int
    message: int | str
    """The amount, or why it was refused."""
    at: int
    copy: int = 0

    @property
    def transaction_id(self) -> int:
        return self.number + COPY * self.copy


DEFINITE: dict[str, Callable[[], Any]] = {
    "is throttled": partial(Throttled, 2.0),
    "cannot send": partial(NotSent, "no connection"),
    "is refused": partial(Rejected, 422, "no"),
}
REFUSED = {"refused": partial(Rejected, 422, "no"), "changed": partial(Rejected, 412, "changed meanwhile")}


def etag_of(version: int) -> str:
    return f'"{version}"'


def read(balance: int, updated: int, now: int, disabled: bool, version: int, another: bool) -> CardRead:
    off = updated if disabled else None
    card = replace(CARD, balance=balance, updated_at=updated, disabled_at=off)
    if another:
        card = replace(card, created_at=card.created_at + 1, last_characters="9x9x")
    return CardRead(card, now, etag_of(version))


def written(number: int, amount: int, at: int) -> BalanceWritten:
    """Transactions are numbered as the till's attempts are: all that matters is that no two are the same."""
    return BalanceWritten(Transaction(number, 7, number, amount, at), at)


def listed(ours: tuple[Told, ...], now: int) -> TransactionsRead:
    rows = [(Transaction(t.transaction_id, 7, t.transaction_id, int(t.message), t.at), f"c/{t.number}") for t in ours]
    shown = tuple(Listed(transaction, reference, by_order=False) for transaction, reference in rows)
    return TransactionsRead(shown, now, whole=True)
