"""What a manager looks at for losses: who gave money away, whose acts were approved, busy cards, and look-ups."""

from __future__ import annotations

from dataclasses import dataclass

BUSY_ACTS = 5
"""Acts with money on one card on one day of the shop: from so many on the card is listed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many acts, and minor units that they moved in all, without a sign."""

    acts: int
    amount: int


@dataclass(frozen=True, slots=True)
class PersonActs:
    """What one person did in one currency. `approved` of their acts were allowed by somebody else.

    `failed_promises` were accepted without a connection and refused or parked later, with what was wanted.
    """

    clerk: str
    currency: str
    acts: int
    refunded: Tally
    goodwill: Tally
    cashed_out: Tally
    corrected: Tally
    taken_back: Tally
    failed_promises: Tally
    approved: int
    loss: int


@dataclass(frozen=True, slots=True)
class BusyCard:
    """A card with BUSY_ACTS acts or more on one day."""

    day: str
    card_id: int
    last_characters: str
    currency: str
    acts: int


@dataclass(frozen=True, slots=True)
class PersonLooks:
    """Cards that a person looked at: in all, and those to which they did nothing on the same day.

    `approvals` counts acts of others that this person allowed.
    """

    clerk: str
    looked_at: int
    without_act: int
    approvals: int


@dataclass(frozen=True, slots=True)
class LossPrevention:
    """Days are days of the shop, ISO dates, both included."""

    first_day: str
    last_day: str
    people: tuple[PersonActs, ...]
    looks: tuple[PersonLooks, ...]
    busy: tuple[BusyCard, ...]
