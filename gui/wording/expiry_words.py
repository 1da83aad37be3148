"""The last day of a card in words: until and including when, how far off that is, or since when it is over."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate

from core.rows import CardRow
from gui.wording import messages

_DAYS_UP_TO = 60
_MONTHS_UP_TO = 24

translate = QCoreApplication.translate


def until(card: CardRow) -> str:
    """Return the words; the day counts in the shop's time, and a card works all through its last day."""
    if card.expires_on is None or card.days_left is None:
        return translate("Expiry", "no expiry date")
    last = date.fromisoformat(card.expires_on)
    if card.days_left < 0:
        return translate("Expiry", "expired since {day}").format(day=_day(last + timedelta(days=1)))
    return translate("Expiry", "usable until and including {day} ({distance})").format(
        day=_day(last), distance=distance(last, card.days_left)
    )


def distance(last: date, days_left: int) -> str:
    """Return how far off the last day is, in the largest whole unit that says something."""
    if days_left == 0:
        return translate("Expiry", "today")
    if days_left == 1:
        return translate("Expiry", "tomorrow")
    if days_left <= _DAYS_UP_TO:
        return translate("Expiry", "in {n} days").format(n=days_left)
    months = _months(last - timedelta(days=days_left), last)
    if months < _MONTHS_UP_TO:
        return translate("Expiry", "in {n} months").format(n=months)
    return translate("Expiry", "in {n} years").format(n=months // 12)


def _months(today: date, last: date) -> int:
    """Return the whole calendar months between two days."""
    return (last.year - today.year) * 12 + last.month - today.month - (last.day < today.day)


def _day(day: date) -> str:
    return messages.dated(QDate(day.year, day.month, day.day), "d MMMM yyyy")
