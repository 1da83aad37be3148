"""In which currencies the service makes cards, as far as the till knows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardCurrencies:
    """`takes`: a create may name its currency, one of `listed`, or any where that is empty.

    `usual`: what a card is made in whose create names none; "" while nobody knows. `seen`: those of cards made lately.
    """

    takes: bool = False
    listed: tuple[str, ...] = ()
    usual: str = ""
    seen: tuple[str, ...] = ()

    def makes(self, currency: str) -> bool:
        """Return whether a card can be sold in `currency`. What nobody knows is tried, and then compared."""
        if self.takes:
            return not self.listed or currency in self.listed
        return self.usual in {"", currency}

    def surely_makes(self, currency: str) -> bool:
        """Return whether the service was shown to make it."""
        return self.makes(currency) and (self.takes or self.usual == currency)

    @property
    def closed(self) -> tuple[str, ...]:
        """The only ones there are; empty where any may be tried."""
        if self.takes:
            return self.listed
        return (self.usual,) if self.usual else ()

    def offered(self, first: str) -> tuple[str, ...]:
        """Return what a clerk may choose from, the shop's own currency `first` if it can be made at all."""
        known = (first, self.usual, *self.listed, *self.seen)
        return tuple(dict.fromkeys(code for code in known if code and self.makes(code)))
