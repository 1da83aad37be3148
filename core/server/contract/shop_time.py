"""The shop's time zone, date and timestamps."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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
    return None if at is None else datetime.fromtimestamp(at, zone).isoformat()
