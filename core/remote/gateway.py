"""The port to the service: one method per endpoint of the vendor's page, each one request and one answer.

No method raises for anything the network or the service does; every such thing is a value of core.domain.reply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

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


@dataclass(frozen=True, slots=True)
class NewCard:
    """The body of a create. `initial_value` in minor units; `expires_on` an ISO date."""

    initial_value: int
    currency: str
    code: str | None = field(repr=False)
    note: str | None = None
    expires_on: str | None = None
    template_suffix: str | None = None
    currency_sent: bool = False
    """Whether the body names the currency: only where the service was shown to take it."""


class Gateway(Protocol):
    """Everything the till may ask of the service. Thread-safe. Time-outs are the gateway's (docs/protocol.md 2)."""

    def read_card(self, card_id: int) -> CardRead | Failure: ...

    def list_cards(self, since_id: int | None, limit: int = 250) -> CardPage | Failure: ...

    def search_cards(self, query: str, order: str | None, limit: int = 250) -> CardPage | Failure: ...

    def next_page(self, token: str) -> CardPage | Failure: ...

    def create_card(self, new: NewCard, key: str | None = None) -> CardCreated | Failure: ...

    def put_balance(
        self, card_id: int, balance: int, currency: str, safeguards: Safeguards = UNGUARDED
    ) -> BalanceWritten | Failure: ...

    def list_transactions(self, card_id: int, currency: str) -> TransactionsRead | Failure:
        """Read all transactions of a card: an extension (docs/protocol.md C7), Missing where the service has none."""
        ...

    def describe(self) -> Described | Failure:
        """Read what the service publishes about itself; Missing where it publishes nothing."""
        ...

    def list_abilities(self) -> Offered | Failure:
        """Read what the service can beyond the plain API, and what our key may do; Missing where it does not tell."""
        ...

    def update_card(
        self, card_id: int, changes: dict[str, str | None], key: str | None = None
    ) -> CardRead | Failure: ...

    def disable_card(self, card_id: int, key: str | None = None) -> CardRead | Failure: ...

    def close(self) -> None: ...
