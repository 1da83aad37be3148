"""What the shop owes on its cards: at the end of one day, at that of another, and what lies between."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LiabilityLine(StrEnum):
    """What changes the liability, in the order in which a report lists it."""

    SOLD = "sold"
    REFUNDED = "refunded"
    """Given onto a card for goods that came back: on a new card or on an old one."""
    GOODWILL = "goodwill"
    PROMOTION = "promotion"
    TOPPED_UP = "topped-up"
    REDEEMED = "redeemed"
    CASHED_OUT = "cashed-out"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken-back"
    """Acts that were taken back, by the day on which they were."""
    REPLACED = "replaced"
    """Moved from a card to the one that replaces it. Comes to nothing once both cards are through."""
    SOLD_ELSEWHERE = "sold-elsewhere"
    """On a card that others made, by the day on which they did: what was on it when this till first saw it."""
    CHANGED_ELSEWHERE = "changed-elsewhere"
    EXPIRED = "expired"
    DISABLED = "disabled"
    GONE = "gone"
    """The service does not have the card any more."""


@dataclass(frozen=True, slots=True)
class CurrencyLiability:
    """All sums are minor units; `lines` has each LiabilityLine, signed as it changes the liability.

    `opening` + the sum of `lines` = `closing`. `cards` count at the end of the last day. `shown` is what the service
    shows now on the same cards: None unless the last day is today.
    """

    currency: str
    opening: int
    lines: dict[LiabilityLine, int]
    closing: int
    cards: int
    shown: int | None

    @property
    def drift(self) -> int | None:
        """What the service shows beyond the books: None where it cannot be known."""
        return None if self.shown is None else self.shown - self.closing


@dataclass(frozen=True, slots=True)
class DriftingCard:
    """A card whose balance is not what the books of this till come to; both in minor units."""

    card_id: int
    last_characters: str
    currency: str
    booked: int
    shown: int


@dataclass(frozen=True, slots=True)
class Liability:
    """Days are days of the shop, ISO dates; `first_day` and `last_day` are included.

    `known_from` is the day on which the books of this till begin, empty while nothing is in them. Before it, cards
    of others stand at what was on them when they were first seen.
    """

    first_day: str
    last_day: str
    known_from: str
    currencies: tuple[CurrencyLiability, ...]
    drifting: tuple[DriftingCard, ...]

    @property
    def begins_before_books(self) -> bool:
        return not self.known_from or self.first_day < self.known_from
