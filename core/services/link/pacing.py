"""The gateway as one part of the till sees it: each request asks the limiter first, at that part's priority."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.clock import Clock
from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.priority import Priority
from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Described,
    Failure,
    NotSent,
    Offered,
    Throttled,
    TransactionsRead,
)
from core.remote.gateway import Gateway, NewCard
from core.services.link.limiter import Limiter

A = TypeVar("A")

_PATIENCE_S = 5.0
"""A longer wait is an answer of its own: not sent, come back then."""


class PacedGateway:
    """The port of core.remote.gateway; what the limiter holds back for long comes back as Throttled, unsent.

    Every request goes on as it is: only when it leaves, and what is learnt from it, is decided here.
    """

    def __init__(self, behind: Gateway, limiter: Limiter, priority: Priority, clock: Clock) -> None:
        self.behind = behind
        self._limiter = limiter
        self._reads = priority
        self._writes = Priority.QUEUE_WRITE if priority is Priority.REPLAY else priority
        self._clock = clock

    def read_card(self, card_id: int) -> CardRead | Failure:
        return self._ask(self._reads, lambda: self.behind.read_card(card_id))

    def list_cards(self, since_id: int | None, limit: int = 250) -> CardPage | Failure:
        return self._ask(self._reads, lambda: self.behind.list_cards(since_id, limit))

    def search_cards(self, query: str, order: str | None, limit: int = 250) -> CardPage | Failure:
        return self._ask(self._reads, lambda: self.behind.search_cards(query, order, limit))

    def next_page(self, token: str) -> CardPage | Failure:
        return self._ask(self._reads, lambda: self.behind.next_page(token))

    def create_card(self, new: NewCard, key: str | None = None) -> CardCreated | Failure:
        return self._ask(self._writes, lambda: self.behind.create_card(new, key))

    def put_balance(
        self, card_id: int, balance: int, currency: str, safeguards: Safeguards = UNGUARDED
    ) -> BalanceWritten | Failure:
        return self._ask(self._writes, lambda: self.behind.put_balance(card_id, balance, currency, safeguards))

    def list_transactions(self, card_id: int, currency: str) -> TransactionsRead | Failure:
        return self._ask(self._reads, lambda: self.behind.list_transactions(card_id, currency))

    def describe(self) -> Described | Failure:
        return self._ask(self._reads, self.behind.describe)

    def list_abilities(self) -> Offered | Failure:
        return self._ask(self._reads, self.behind.list_abilities)

    def update_card(self, card_id: int, changes: dict[str, str | None], key: str | None = None) -> CardRead | Failure:
        return self._ask(self._writes, lambda: self.behind.update_card(card_id, changes, key))

    def disable_card(self, card_id: int, key: str | None = None) -> CardRead | Failure:
        return self._ask(self._writes, lambda: self.behind.disable_card(card_id, key))

    def close(self) -> None:
        self.behind.close()

    def _ask(self, priority: Priority, call: Callable[[], A | Failure]) -> A | Failure:
        held = self._hold(priority)
        if held is not None:
            return held
        began = self._clock.monotonic()
        answer = call()
        if isinstance(answer, Throttled) and not answer.renewed:
            return Throttled(self._limiter.throttled(answer.retry_after))
        self._limiter.served(priority, self._clock.monotonic() - began)
        return answer

    def _hold(self, priority: Priority) -> Throttled | NotSent | None:
        until = self._clock.monotonic() + _PATIENCE_S
        while (wait := self._limiter.take(priority)) > 0:
            if self._clock.monotonic() + wait > until:
                return Throttled(wait)
            if not self._clock.wait(wait):
                return NotSent("the program is closing")
        return None
