"""What brings a delivery to whom it is for, whichever way: in two steps, so that it is known what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.server.orders.delivery_queue import HeldDelivery


class DeliveryRefused(Exception):
    """It was not accepted. `final`: it never will be; else it can be tried again later."""

    def __init__(self, told: str, *, final: bool) -> None:
        super().__init__(told)
        self.told = told
        self.final = final


class DeliveryInDoubt(Exception):
    """The line was lost after all was sent, and before an answer that says what became of it."""


@dataclass(frozen=True, slots=True)
class PreparedDelivery:
    """What is to be sent: the delivery, a link to its cards, and a number unique to this sending."""

    held: HeldDelivery
    link: str | None
    number: str
    shop: str


class DeliveryConversation(Protocol):
    """Speaks with somebody else's server about one delivery. Each call blocks, for a while at most."""

    def open(self) -> None:
        """Do all that sends nothing yet. Raises DeliveryRefused."""

    def hand_over(self) -> None:
        """Send. Raises DeliveryRefused and DeliveryInDoubt."""

    def close(self) -> None:
        """End it; nothing is waited for."""


class Carrier(Protocol):
    """A way of delivery. `kind` is its name in orders."""

    @property
    def kind(self) -> str: ...

    def begin(self, prepared: PreparedDelivery) -> DeliveryConversation:
        """Return the conversation about one delivery. Raises DeliveryRefused, as for an address that was erased."""
