"""States of a card and of a match between what was scanned and a card.

A card that is still only in our outbox has a negative card_id, shown to people as a local reference: -12 is L12.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """ACTIVE and EXPIRED cards are "enabled" at the service; PENDING ones are not there yet, GONE ones not any more."""

    ACTIVE = "active"
    EXPIRED = "expired"
    DISABLED = "disabled"
    PENDING = "pending"
    GONE = "gone"


class Match(StrEnum):
    """How sure we are that the presented code is this card (docs/security.md 2)."""

    VERIFIED = "verified"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class CardIdentity:
    """What a card is known by: a restored service gives an id out again (docs/protocol.md D4).

    `created_at` is None where an older version did not keep it; `last_characters` is "" where nothing is known.
    """

    card_id: int
    created_at: int | None
    last_characters: str

    def allows(self, shown: CardIdentity) -> bool:
        """Return whether the card that the service shows can be this one; what is not known here is not compared."""
        return (
            self.card_id == shown.card_id
            and self.created_at in {None, shown.created_at}
            and self.last_characters.lower() in {"", shown.last_characters.lower()}
        )


def status_of(disabled_at: int | None, expires_on: str | None, today: date) -> Status:
    """Return the status: a card works on its expiry day in shop time and has expired from midnight (docs/api.md 2)."""
    if disabled_at is not None:
        return Status.DISABLED
    if expires_on is not None and date.fromisoformat(expires_on) < today:
        return Status.EXPIRED
    return Status.ACTIVE


def days_left(expires_on: str | None, today: date) -> int | None:
    """Return the whole days to the last one on which the card works, 0 on that day, negative after it. None: no end."""
    return None if expires_on is None else (date.fromisoformat(expires_on) - today).days


def local_reference(card_id: int) -> str:
    """Return what people see of a card_id: "L12" for -12, else the number."""
    return f"L{-card_id}" if card_id < 0 else str(card_id)
