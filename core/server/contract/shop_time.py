"""The shop's time zone, date and timestamps."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_QUARTER_S = 900
_MINUTES = tuple(f"{second // 60:02}:{second % 60:02}" for second in range(3600))
"""Minutes and seconds by the second of an hour."""


@cache
def shop_zone(name: str) -> tzinfo:
    """Return the shop's zone; where the system has no such zone, this machine's present offset."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now().astimezone().tzinfo or ZoneInfo("UTC")


def today(now: int, zone: tzinfo) -> date:
    """Return the shop's date at `now` (UTC epoch seconds)."""
    return datetime.fromtimestamp(now, zone).date()


def time_text(at: int | None, zone: tzinfo) -> str | None:
    """Return ISO 8601 with the shop's offset at that time, whole seconds."""
    if at is None:
        return None
    quarter = _quarter_hour(at // _QUARTER_S, zone)
    if quarter is None:
        return datetime.fromtimestamp(at, zone).isoformat()
    head, begin, offset = quarter
    return f"{head}{_MINUTES[begin + at % _QUARTER_S]}{offset}"


@lru_cache(4096)
def _quarter_hour(number: int, zone: tzinfo) -> tuple[str, int, str] | None:
    """Return what all times of a quarter of an hour begin with, its first second within the hour, and their offset.

    Returns None where they have no such thing in common: a zone of long ago. To ask for the offset of every time took
    longer than all other work on a list.
    """
    first, last = (datetime.fromtimestamp(number * _QUARTER_S + more, zone).isoformat() for more in (0, _QUARTER_S - 1))
    begin = int(first[14:16]) * 60 + int(first[17:19])
    return None if begin % _QUARTER_S or first[19:] != last[19:] else (first[:14], begin, first[19:])
