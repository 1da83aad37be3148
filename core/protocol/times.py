"""Dates as the protocol may use them: only what is true in every time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def surely_past(server_date: int | None) -> date:
    """The earliest date it can still be anywhere, 12 hours behind UTC, by the server's clock.

    A card that expired before it is expired for every shop; on a nearer day the service decides.
    """
    if server_date is None:
        return date.min
    return (datetime.fromtimestamp(server_date, UTC) - timedelta(hours=12)).date()
