"""A day as people type it: in the order of their language, with any mark between the numbers, or year first (ISO)."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QLocale

from core.domain.digits import plain_digits
from gui.wording import messages

_NUMBERS = re.compile(r"^\D*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})\D*$")
_MARKS = re.compile(r"^[\d\s./\-,年月日\u200e\u200f]*$")
_CENTURY = 2000
_EARLIEST, _LATEST = 2000, 2199
"""Years outside are a slip of the hand."""


def read_day(text: str) -> QDate | None:
    """Return the day that was typed; None where it is none, or its year is nobody's."""
    typed = plain_digits(text.strip())
    day = _by_numbers(typed) if _MARKS.match(typed) else _by_name(typed)
    return day if day is not None and day.isValid() and _EARLIEST <= day.year() <= _LATEST else None


def show_day(day: QDate) -> str:
    """Return the day in numbers, in the order of the language, with the whole year: what `read_day` reads again."""
    return plain_digits(QLocale().toString(day, _pattern()))


def in_words(day: QDate) -> str:
    """Return it with weekday and month as words, so that day and month cannot be mistaken for each other."""
    return messages.dated(day, "dddd, d MMMM yyyy")


def _by_numbers(typed: str) -> QDate | None:
    found = _NUMBERS.match(typed)
    if found is None:
        return None
    parts = found.groups()
    order = "yMd" if len(parts[0]) > 2 else _order()
    values = {sign: int(part) for sign, part in zip(order, parts, strict=True)}
    year = next(part for sign, part in zip(order, parts, strict=True) if sign == "y")
    return QDate(values["y"] + (_CENTURY if len(year) <= 2 else 0), values["M"], values["d"])


def _by_name(typed: str) -> QDate | None:
    """Read a day with the month as a word."""
    locale = QLocale()
    patterns = (locale.dateFormat(QLocale.FormatType.LongFormat), "d MMMM yyyy", "d MMM yyyy", "d. MMMM yyyy")
    days = (locale.toDate(typed, pattern) for pattern in (*patterns, "d. MMM yyyy", "MMMM d, yyyy", "MMM d, yyyy"))
    return next((day for day in days if day.isValid()), None)


def _order() -> str:
    """Return the order, such as dMy, from how the language writes a date in short."""
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return "".join(sorted("dMy", key=pattern.find)) if all(sign in pattern for sign in "dMy") else "yMd"


def _pattern() -> str:
    """Return the pattern as the language writes it in short, with four digits of the year."""
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    if QLocale().language() is QLocale.Language.C or not all(sign in pattern for sign in "dMy"):
        return "yyyy-MM-dd"
    return re.sub("y+", "yyyy", pattern)
