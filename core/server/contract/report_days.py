"""The days of the shop that a report is about, and when they begin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from core.server.contract.refusals import bad_request

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FIRST, _LAST = date(1971, 1, 1), date(9000, 1, 1)
"""Beyond them a time cannot be reckoned in every zone."""


class DaySpan(NamedTuple):
    """Times from `begin` on and before `end`, in UTC epoch seconds; None for no bound."""

    begin: int | None
    end: int | None


def day_of(arguments: Mapping[str, str], name: str) -> date | None:
    """Return the day that an argument names, None without it. Raises RequestRefused 400."""
    text = arguments.get(name)
    if not text:
        return None
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or not _FIRST <= found <= _LAST:
        raise bad_request(name, "must be a day, as 2027-01-31")
    return found


def begin_of(day: date, zone: tzinfo) -> int:
    """Return when the day begins in the shop's zone, in UTC epoch seconds."""
    return int(datetime.combine(day, time(), zone).timestamp())


def end_of(day: date, zone: tzinfo) -> int:
    """Return when the next day begins."""
    return begin_of(day + timedelta(days=1), zone)


def span_of(arguments: Mapping[str, str], zone: tzinfo) -> DaySpan:
    """Return the times of the days `from` to `to`, both included. Raises RequestRefused 400."""
    first, last = day_of(arguments, "from"), day_of(arguments, "to")
    if first is not None and last is not None and last < first:
        raise bad_request("to", "must not be before from")
    return DaySpan(None if first is None else begin_of(first, zone), None if last is None else end_of(last, zone))
