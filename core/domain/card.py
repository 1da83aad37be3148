"""States of a card and of a match between what was scanned and a card.

A card that is still only in our outbox has a negative card_id, shown to people as a local reference: -12 is L12.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """ACTIVE and EXPIRED cards are "enabled" at the service; PENDING ones are not there yet."""

    ACTIVE = "active"
    EXPIRED = "expired"
    DISABLED = "disabled"
    PENDING = "pending"


class Match(StrEnum):
    """How sure we are that the presented code is this card (SECURITY.md section 2)."""

    VERIFIED = "verified"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    FORGED = "forged"


def status_of(disabled_at: int | None, expires_on: str | None, today: date) -> Status:
    """A card works on its expiry day in shop time and is expired from the next midnight (API.md)."""
    if disabled_at is not None:
        return Status.DISABLED
    if expires_on is not None and date.fromisoformat(expires_on) < today:
        return Status.EXPIRED
    return Status.ACTIVE


def days_left(expires_on: str | None, today: date) -> int | None:
    """Whole days to the last day on which the card works: 0 on that day, negative after it. None: it has no end."""
    return None if expires_on is None else (date.fromisoformat(expires_on) - today).days


def local_reference(card_id: int) -> str:
    """What people see of a card_id: "L12" for -12, else the number."""
    return f"L{-card_id}" if card_id < 0 else str(card_id)
