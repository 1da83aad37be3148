"""Dates as the protocol may use them: only what is surely true where the shop is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_FARTHEST_S = -12 * 3600
_SUMMER_S = 3600


def surely_past(server_date: int | None, offset: int | None = None) -> date:
    """Return the earliest date that it can still be in the shop, by the server's clock.

    `offset`: of the service's own times, seconds east of UTC; one of them may be from last summer, so an hour is left.
    None: 12 hours behind UTC. A card that expired before that day is expired; on a nearer one the service decides.
    """
    if server_date is None:
        return date.min
    behind = _FARTHEST_S if offset is None else offset - _SUMMER_S
    return (datetime.fromtimestamp(server_date, UTC) + timedelta(seconds=behind)).date()
