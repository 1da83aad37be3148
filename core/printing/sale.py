"""What is printed on a sold card, as plain values; and the rule that nothing is printed for a shop without a name."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.domain.greeting import Greeting
from core.errors import RuleRefused


def check_named(shop: str) -> None:
    """Raise RuleRefused where the till does not know yet what to call its shop (Preferences.shop_on_paper)."""
    if not shop:
        raise RuleRefused("print.unnamed")


@dataclass(frozen=True, slots=True)
class SoldCard:
    """`amount` in minor units of `currency`; `payload` is what the QR says; `expires_on` an ISO date or None.

    Raises RuleRefused without the name of the shop.
    """

    shop: str
    amount: int
    currency: str
    code: str = field(repr=False)
    payload: str = field(repr=False)
    expires_on: str | None = None
    greeting: Greeting = field(default_factory=Greeting)
    colours: tuple[str, str] | None = None
    """Of the design; None for the usual one."""
    pending: bool = False
    """Sold without a connection: the card works once the service has made it."""
    barcode: bool = False
    """A Code 128 beside the QR, as the shop has set it."""

    def __post_init__(self) -> None:
        check_named(self.shop)
