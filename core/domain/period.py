"""Spans of days that a person names: what they are depends on the day on which they are asked for."""

from __future__ import annotations

from contextlib import suppress
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


class Comparison(StrEnum):
    """Which days the days of a report are compared with."""

    BEFORE = "before"
    """As many days, right before them."""
    LAST_YEAR = "last-year"
    """The same dates a year earlier."""
    NONE = "none"

    def days(self, first: date, last: date) -> tuple[date, date] | None:
        """Return the first and the last day to compare with; None for none, and where the calendar has no such days."""
        with suppress(ValueError, OverflowError):
            if self is Comparison.BEFORE:
                return first - (last - first) - timedelta(days=1), first - timedelta(days=1)
            if self is Comparison.LAST_YEAR:
                return _year_before(first), _year_before(last)
        return None


def _year_before(day: date) -> date:
    """Return the same date a year earlier; the last day of February stands for a 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
