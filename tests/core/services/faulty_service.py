"""A service in memory where some cards fail for ever: refused, a fault at the read, a fault at the write, no JSON."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

from core.domain.reply import BalanceWritten, CardPage, CardRead, Failure, Lost, Rejected, Transaction
from tests.builders import NOON, VirtualClock, server_card

FIRST = 1000
KINDS = ("refused", "read", "write", "malformed")


class Poisoned:
    """One card in twenty fails, each kind in turn. `order` is every write that was done: (card_id, amount)."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._numbers: Iterator[int] = count(1)
        self.balances: dict[int, int] = {}
        self.order: list[tuple[int, int]] = []

    @staticmethod
    def fault_of(card_id: int) -> str | None:
        return KINDS[(card_id - FIRST) // 20 % len(KINDS)] if (card_id - FIRST) % 20 == 7 else None

    def read_card(self, card_id: int) -> CardRead | Failure:
        if self.fault_of(card_id) == "read":
            return Lost("status 500", 500)
        return CardRead(server_card(card_id=card_id, balance=self.balances.get(card_id, 5000)), int(self._clock.now))

    def put_balance(self, card_id: int, balance: int, currency: str, *_: object) -> BalanceWritten | Failure:
        fault = self.fault_of(card_id)
        if fault == "refused":
            return Rejected(422, "no")
        if fault is not None:
            return Lost("status 500", 500) if fault == "write" else Lost("the reply is not JSON", 200)
        with self._lock:
            amount = balance - self.balances.get(card_id, 5000)
            self.balances[card_id] = balance
            self.order.append((card_id, amount))
            number = next(self._numbers)
        return BalanceWritten(Transaction(number, card_id, number, amount, int(NOON)), int(self._clock.now))

    def search_cards(self, *_: object) -> CardPage:
        return CardPage((), int(self._clock.now), None)

    def close(self) -> None:
        pass
