"""The cards that are out: how old they are, when they end, which nobody uses, and how fast each month's were used."""

from __future__ import annotations

from dataclasses import dataclass

AGES = (30, 90, 365)
"""Days since a card was made: up to each of them, and more than the last."""
ENDS = (30, 60, 90)
"""Days until a card ends: within each of them, so that a card of the first is in all."""
DORMANT_DAYS = 365
"""A card with a balance that did not change for longer is dormant."""
LARGEST = 10
BREAKAGE_MONTHS = 24
"""Cards that are older are taken to keep what is left on them."""
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards that can be used, and the minor units on them. `most_days` is None for all that are older."""

    most_days: int | None
    cards: int
    balance: int


@dataclass(frozen=True, slots=True)
class LargeBalance:
    """One of the cards with most on it, minor units; its age in days."""

    card_id: int
    last_characters: str
    balance: int
    age_days: int


@dataclass(frozen=True, slots=True)
class SaleMonth:
    """All cards that were made in a month, YYYY-MM, those that ended too: minor units they began with and have left.

    `owed` is what is on those of them that can be used. `used` counts those from which something was taken.
    `first_use_days` is the mean number of days until that, of the cards whose first use this till did or saw
    (`timed`); None for no such card.
    """

    month: str
    cards: int
    sold: int
    left: int
    owed: int
    used: int
    timed: int
    first_use_days: int | None

    @property
    def redeemed_share(self) -> int:
        """How much of what they began with was taken, in ten thousandths, rounded down."""
        return (self.sold - self.left) * TEN_THOUSAND // self.sold if self.sold else 0


@dataclass(frozen=True, slots=True)
class CurrencyCards:
    """Of one currency. All but `months` are of cards that can be used today; `empty` counts those with nothing on."""

    currency: str
    ages: tuple[CardGroup, ...]
    ends: tuple[CardGroup, ...]
    dormant: CardGroup
    empty: int
    largest: tuple[LargeBalance, ...]
    months: tuple[SaleMonth, ...]
    oldest_young_month: str
    """Months before it are older than BREAKAGE_MONTHS."""

    @property
    def cards(self) -> int:
        return sum(group.cards for group in self.ages)

    @property
    def balance(self) -> int:
        return sum(group.balance for group in self.ages)

    @property
    def kept_share(self) -> int | None:
        """How much of what they began with is left on cards of old months, in ten thousandths; None without any."""
        old = [month for month in self.months if month.month < self.oldest_young_month]
        sold = sum(month.sold for month in old)
        return sum(month.left for month in old) * TEN_THOUSAND // sold if sold else None

    @property
    def breakage(self) -> int | None:
        """Estimate how much of what is owed will never be used, minor units; None without cards of old months.

        All that is owed on old ones, and of each younger month the share that the old ones kept, at most what is owed.
        """
        share = self.kept_share
        if share is None:
            return None
        return sum(
            month.owed if month.month < self.oldest_young_month else min(month.owed, month.sold * share // TEN_THOUSAND)
            for month in self.months
        )
