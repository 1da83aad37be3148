"""What is printed on a sold card, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SoldCard:
    """`amount` in minor units of `currency`; `payload` is what the QR says; `expires_on` an ISO date or None."""

    shop: str
    amount: int
    currency: str
    code: str = field(repr=False)
    payload: str = field(repr=False)
    expires_on: str | None = None
    pending: bool = False
    """Sold without a connection: the card works once the service has made it."""
