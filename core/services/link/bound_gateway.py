"""The gateway as it may be used: nothing goes out before the service is known to be ours (docs/protocol.md D5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from core.domain.capabilities import UNGUARDED, Safeguards
from core.domain.reply import (
    BalanceWritten,
    CardCreated,
    CardPage,
    CardRead,
    Described,
    Failure,
    Offered,
    TransactionsRead,
)
from core.remote.gateway import Gateway, NewCard
from core.services.link.binding import ServiceBinding

A = TypeVar("A")


class BoundGateway:
    """The port of core.remote.gateway; what may not be asked comes back as a failure, unsent."""

    def __init__(self, behind: Gateway, binding: ServiceBinding) -> None:
        self.behind = behind
        self._binding = binding

    def read_card(self, card_id: int) -> CardRead | Failure:
        return self._ask(lambda: self.behind.read_card(card_id))

    def list_cards(self, since_id: int | None, limit: int = 250) -> CardPage | Failure:
        return self._ask(lambda: self.behind.list_cards(since_id, limit))

    def search_cards(self, query: str, order: str | None, limit: int = 250) -> CardPage | Failure:
        return self._ask(lambda: self.behind.search_cards(query, order, limit))

    def next_page(self, token: str) -> CardPage | Failure:
        return self._ask(lambda: self.behind.next_page(token))

    def create_card(self, new: NewCard, key: str | None = None) -> CardCreated | Failure:
        return self._ask(lambda: self.behind.create_card(new, key))

    def put_balance(
        self, card_id: int, balance: int, currency: str, safeguards: Safeguards = UNGUARDED
    ) -> BalanceWritten | Failure:
        return self._ask(lambda: self.behind.put_balance(card_id, balance, currency, safeguards))

    def list_transactions(self, card_id: int, currency: str) -> TransactionsRead | Failure:
        return self._ask(lambda: self.behind.list_transactions(card_id, currency))

    def describe(self) -> Described | Failure:
        return self._ask(self.behind.describe)

    def list_abilities(self) -> Offered | Failure:
        return self._ask(self.behind.list_abilities)

    def update_card(self, card_id: int, changes: dict[str, str | None], key: str | None = None) -> CardRead | Failure:
        return self._ask(lambda: self.behind.update_card(card_id, changes, key))

    def disable_card(self, card_id: int, key: str | None = None) -> CardRead | Failure:
        return self._ask(lambda: self.behind.disable_card(card_id, key))

    def close(self) -> None:
        self.behind.close()

    def _ask(self, call: Callable[[], A | Failure]) -> A | Failure:
        held = self._binding.check(self.behind.read_card)
        if held is not None:
            return held
        answer = call()
        self._binding.heard(answer)
        return answer
