"""The days of the shop that a report is about, and when they begin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from core.server.contract.refusals import bad_request

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FIRST, _LAST = date(1971, 1, 1), date(9000, 1, 1)
"""Beyond them a time cannot be reckoned in every zone."""

_DAY_S = 86_400


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


@lru_cache(16)
def offsets_between(first: int, last: int, zone: tzinfo) -> list[tuple[int, int]]:
    """Return by how many seconds the shop's clock is ahead of UTC from `first` to `last`, as (until, seconds).

    Both are UTC epoch seconds; the last `until` is beyond `last`. No clock is changed twice within a day.
    """
    found: list[tuple[int, int]] = []
    begin = first
    while begin <= last:
        end = begin + _DAY_S
        before, after = _offset(begin, zone), _offset(end, zone)
        if before != after:
            early, late = begin, end
            while late - early > 1:
                middle = (early + late) // 2
                early, late = (middle, late) if _offset(middle, zone) == before else (early, middle)
            found.append((late, before))
        begin = end
    return [*found, (begin + 1, _offset(begin, zone))]


def _offset(at: int, zone: tzinfo) -> int:
    return int((datetime.fromtimestamp(at, zone).utcoffset() or timedelta()).total_seconds())
