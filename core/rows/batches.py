"""Orders of several cards."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.outcome import Message


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An order of several cards and how many of them stand how. `name` is the file's, "" for equal cards.

    `waiting` are those that nothing was done for yet, `codes` those whose code is still here.
    """

    batch_id: str
    name: str
    clerk: str
    created_at: float
    stopped: bool
    cards: int
    confirmed: int
    pending: int
    parked: int
    failed: int
    waiting: int
    codes: int

    @property
    def tried(self) -> int:
        """How many the order is through with."""
        return self.confirmed + self.pending + self.parked + self.failed


@dataclass(frozen=True, slots=True)
class BatchCard:
    """One card of an order. `stand` is waiting, confirmed, pending, doubted, parked or refused; `message` tells why."""

    number: int
    row_id: str
    amount: int
    currency: str
    stand: str
    message: Message | None
    recipient: str
    last_characters: str
    card_id: int | None
    operation_id: str | None
    has_code: bool
    own_code: bool
    """Drawn by us; else it came printed, and nothing has to be printed for it."""
