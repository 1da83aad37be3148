"""Spans of days that a person names: what they are depends on the day on which they are asked for."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """A span of shop days up to today, both ends included."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    """Seven days, today is the last."""
    MONTH = "month"
    LAST_MONTH = "last-month"
    YEAR = "year"

    def days(self, today: date) -> tuple[date, date]:
        """Return the first and the last day, where `today` is the day of the shop."""
        yesterday, first = today - timedelta(days=1), today.replace(day=1)
        before = first - timedelta(days=1)
        return {
            Period.TODAY: (today, today),
            Period.YESTERDAY: (yesterday, yesterday),
            Period.WEEK: (today - timedelta(days=6), today),
            Period.MONTH: (first, today),
            Period.LAST_MONTH: (before.replace(day=1), before),
            Period.YEAR: (today.replace(month=1, day=1), today),
        }[self]
