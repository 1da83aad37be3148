"""The sums of what was done, as they are kept and as a scan of every operation with its attempts has them."""

from __future__ import annotations

from typing import Any, Final

from core.store.database import Connection
from core.store.projection import MOVED_SQL
from core.store.states import UNSETTLED_SQL

KEYS: Final = "shop_day, currency, clerk, till, part, reason"
SCAN: Final = f"""SELECT {KEYS}, SUM(acts), SUM(waiting), SUM(moved) FROM (
    SELECT shop_day, currency, clerk, till, reason,
        CASE WHEN json_extract(payload, '$.act') IS NULL THEN kind ELSE 'replace' END AS part,
        state NOT IN ('declined', 'cancelled') AS acts, state IN {UNSETTLED_SQL} AS waiting, {MOVED_SQL} AS moved
    FROM operations o) GROUP BY {KEYS}"""
"""The sums without the table of sums: every operation with its attempts, as the reports read them before."""


def sums_of(conn: Connection) -> list[tuple[Any, ...]]:
    """Return what is kept; rows that came back to nothing stay, and count for nothing."""
    kept = conn.exec_driver_sql(f"SELECT {KEYS}, acts, waiting, moved FROM activity_sums ORDER BY {KEYS}")
    return [tuple(row) for row in kept if any(row[-3:])]


def scan_of(conn: Connection) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in conn.exec_driver_sql(f"{SCAN} ORDER BY {KEYS}") if any(row[-3:])]
