"""What a clerk has put onto cards in a day without a manager: new cards, top-ups, and the rest of their orders."""

from __future__ import annotations

from sqlalchemy import Connection

from core.store.database import run

_SQL = """
SELECT
  (SELECT COALESCE(SUM(want), 0) FROM operations
   WHERE shop_day = :day AND clerk = :clerk AND currency = :currency AND approver = ''
     AND kind IN ('issue', 'top-up') AND state NOT IN ('declined', 'cancelled'))
  + (SELECT COALESCE(SUM(r.amount), 0) FROM batch_rows r JOIN batches b ON b.batch_id = r.batch_id
     WHERE b.clerk = :clerk AND b.approver = '' AND NOT b.stopped AND r.currency = :currency
       AND r.operation_id IS NULL AND r.said IS NULL)
"""


def value_of_day(conn: Connection, clerk: str, day: str, currency: str) -> int:
    """Return it in minor units of `currency`; what was refused, taken back or approved does not count."""
    row: tuple[int] = run(conn, _SQL, {"clerk": clerk, "day": day, "currency": currency}).fetchone()
    return row[0]
