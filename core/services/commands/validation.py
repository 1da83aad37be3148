"""What was typed with a command, checked: amounts, texts, reasons and days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.domain.code import without_codes
from core.errors import BadInput

NOTE_MOST = 2000
REASON_MOST = 500


def positive(amount: int) -> int:
    """Return the amount, in minor units. Raises BadInput."""
    if amount <= 0:
        raise BadInput("money.positive")
    return amount


def short(text: str | None, most: int) -> str | None:
    """Return the text, at most so many letters, and no card's code in it but its last four. Raises BadInput."""
    if text is not None and len(text) > most:
        raise BadInput("text.long", length=len(text), most=most)
    return text and without_codes(text)


def reason_of(text: str) -> str:
    """Return the reason, which must be given. Raises BadInput."""
    if not text.strip():
        raise BadInput("reason.missing")
    return short(text, REASON_MOST) or ""


def day_of(text: str) -> date:
    """Return the day of an ISO date. Raises BadInput."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise BadInput("date.shape", text=text) from error


def check_future(expires_on: str | None, today: date) -> None:
    """Check that the card works until today at the earliest. Raises BadInput."""
    if expires_on is not None and day_of(expires_on) < today:
        raise BadInput("date.past", date=expires_on)
