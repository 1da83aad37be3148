"""A close of the day: what was done with cards since the last one, what should be in the drawer, and what was counted.

Pure arithmetic in minor units, by currency and never across. docs/close-of-day.md tells the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.errors import BadInput


class Movement(StrEnum):
    """What became of money, in the order of a closing. The values are kept in the database and are the console's."""

    SOLD = "sold"
    TOPPED_UP = "topped-up"
    GIVEN = "given"
    REDEEMED = "redeemed"
    CASHED_OUT = "cashed-out"
    CORRECTED = "corrected"
    REPLACED = "replaced"


OF_DRAWER = (Movement.SOLD, Movement.TOPPED_UP, Movement.CASHED_OUT)
"""What brings money into the drawer, or takes it out, by as much as it changes on the card."""
NOT_PAID_SALES = ("refund", "goodwill", "promotion", "replacement")
"""What a new card is sold as that nobody paid for."""
NOT_PAID_REASONS = ("refund", "goodwill", "promotion", "correction")
"""The ready reasons of a top-up that nobody paid for, in small letters; any other one was paid."""


@dataclass(frozen=True, slots=True)
class MovementSum:
    """`amount` is what these operations changed on cards, signed; `back` what taking them back changed, signed."""

    count: int = 0
    amount: int = 0
    back_count: int = 0
    back: int = 0

    @property
    def net(self) -> int:
        return self.amount + self.back


@dataclass(frozen=True, slots=True)
class UndecidedSum:
    """How many operations are not decided yet, and what they are still to change, without signs."""

    count: int = 0
    amount: int = 0


NO_MOVEMENT, NOTHING_UNDECIDED = MovementSum(), UndecidedSum()


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One currency. `waiting` is still on its way, `cases` need a person: both count once they are decided."""

    currency: str
    sums: Mapping[Movement, MovementSum] = field(default_factory=dict)
    waiting: UndecidedSum = NOTHING_UNDECIDED
    cases: UndecidedSum = NOTHING_UNDECIDED

    def of(self, movement: Movement) -> MovementSum:
        return self.sums.get(movement, NO_MOVEMENT)

    @property
    def paid_in(self) -> int:
        """What customers paid for cards and top-ups, without what was given back to them."""
        return self.of(Movement.SOLD).net + self.of(Movement.TOPPED_UP).net

    @property
    def paid_out(self) -> int:
        """What was paid out in cash from cards, without what came back."""
        return -self.of(Movement.CASHED_OUT).net

    @property
    def expected(self) -> int:
        """What should be there for gift cards; below zero where more was paid out than came in."""
        return self.paid_in - self.paid_out


@dataclass(frozen=True, slots=True)
class DrawerCount:
    """What a person counted in the drawer, and how much was paid in other ways, as by card at the terminal."""

    currency: str
    counted: int
    otherwise: int = 0


@dataclass(frozen=True, slots=True)
class ClosedFigures:
    """The figures of a currency with what was counted for it."""

    figures: DayFigures
    counted: int
    otherwise: int

    @property
    def currency(self) -> str:
        return self.figures.currency

    @property
    def in_drawer(self) -> int:
        """What should be in the drawer itself."""
        return self.figures.expected - self.otherwise

    @property
    def difference(self) -> int:
        """What is too much, or below zero what is missing."""
        return self.counted - self.in_drawer


@dataclass(frozen=True, slots=True)
class ClosingOrder:
    """The wish to close. `expected` is what the person saw by currency: a closing of other figures is refused.

    `day` None is today; it may be an earlier day that has no closing yet.
    """

    counts: tuple[DrawerCount, ...]
    note: str = ""
    expected: Mapping[str, int] | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class DayClosing:
    """One closing, as it was signed. Times are epoch seconds; `day` is the shop's day it closes.

    `since` is when the one before it was made, None for the first. `operations` is how many it covers. `journal_number`
    and `journal_head` are its own entry in the journal. `changed`: it is not any more what that entry was written of.
    """

    number: int
    day: str
    at: float
    since: float | None
    till: str
    clerk: str
    approver: str
    note: str
    currencies: tuple[ClosedFigures, ...]
    operations: int
    journal_number: int = 0
    journal_head: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class OpenDay:
    """What a closing made now would hold. `closed` is the one that this day has already.

    `currency` is the shop's; `to_count` are those in which something must be counted. `days` are those that
    can be closed, today first.
    """

    day: str
    number: int
    since: float | None
    figures: tuple[DayFigures, ...]
    currency: str
    closed: DayClosing | None = None
    days: tuple[str, ...] = ()

    @property
    def to_count(self) -> tuple[str, ...]:
        return currencies_to_count(self.figures, self.currency)


def currencies_to_count(figures: Iterable[DayFigures], currency: str) -> tuple[str, ...]:
    """Return in which currencies the drawer is counted: the shop's own, and each in which money went in or out."""
    moved = {each.currency for each in figures if any(each.of(movement).net for movement in OF_DRAWER)}
    return tuple(sorted(moved | {currency}, key=lambda each: (each != currency, each)))


def counted_figures(
    figures: Iterable[DayFigures], counts: Iterable[DrawerCount], currency: str
) -> tuple[ClosedFigures, ...]:
    """Join figures and counts. Raises BadInput where a currency was counted twice, or not although it must be."""
    by_currency = {each.currency: each for each in figures}
    given: dict[str, DrawerCount] = {}
    for count in counts:
        if count.currency in given:
            raise BadInput("close.counted_twice", currency=count.currency)
        given[count.currency] = count
    for missing in currencies_to_count(by_currency.values(), currency):
        if missing not in given:
            raise BadInput("close.not_counted", currency=missing)
    listed = sorted(by_currency.keys() | given.keys(), key=lambda each: (each != currency, each))
    return tuple(_closed(by_currency.get(each) or DayFigures(each), given.get(each)) for each in listed)


def _closed(figures: DayFigures, count: DrawerCount | None) -> ClosedFigures:
    return ClosedFigures(figures, count.counted if count else 0, count.otherwise if count else 0)
