"""What somebody did in a day without anybody's approval: value put onto cards, and sums by kind."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, text

from core.domain.operation import Kind
from core.store.database import run

_SQL = """
SELECT
  (SELECT COALESCE(SUM(want), 0) FROM operations
   WHERE shop_day = :day AND clerk = :clerk AND currency = :currency AND approver = ''
     AND kind IN ('issue', 'top-up') AND state NOT IN ('declined', 'cancelled')
     AND json_extract(payload, '$.act') IS NULL)
  + (SELECT COALESCE(SUM(r.amount), 0) FROM batch_rows r JOIN batches b ON b.batch_id = r.batch_id
     WHERE b.clerk = :clerk AND b.approver = '' AND NOT b.stopped AND r.currency = :currency
       AND r.operation_id IS NULL AND r.said IS NULL)
"""


_OF_KIND = text("""
SELECT COALESCE(SUM(ABS(want)), 0) FROM operations
WHERE shop_day = :day AND clerk = :clerk AND currency = :currency AND approver = '' AND kind IN :kinds
  AND state NOT IN ('declined', 'cancelled') AND json_extract(payload, '$.act') IS NULL
""").bindparams(bindparam("kinds", expanding=True))


def sum_of_day(conn: Connection, kinds: Iterable[Kind], whose: tuple[str, str, str]) -> int:
    """Return what was moved by these kinds, in minor units; `whose` is clerk, day and currency.

    What was refused, taken back or approved does not count, nor do the steps of a replacement.
    """
    clerk, day, currency = whose
    bound = {"clerk": clerk, "day": day, "currency": currency, "kinds": [kind.value for kind in kinds]}
    return int(conn.execute(_OF_KIND, bound).scalar_one())


def value_of_day(conn: Connection, clerk: str, day: str, currency: str) -> int:
    """Return it in minor units of `currency`; what was refused, taken back or approved does not count.

    Nor does the new card of a replacement: its value was on the lost one.
    """
    row: tuple[int] = run(conn, _SQL, {"clerk": clerk, "day": day, "currency": currency}).fetchone()
    return row[0]
