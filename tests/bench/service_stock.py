"""A million cards for the bench, made inside the database."""

from __future__ import annotations

from sqlalchemy import Engine

from core.server.data.database import writing
from core.server.data.tables import FIRST_CARD_ID

_COLUMNS = "id, code, last_characters, currency, milli, initial_value, balance, created_at, updated_at, folded_note"
_ROWS = """
INSERT INTO gift_cards ({columns}, note, version, writes)
SELECT {first} + n, '{prefix}' || (10000000 + n), {last}, 'USD', 10, 5000, 5000, 1700000000 + n, 1700000000 + n,
       'card ' || n, 'Card ' || n, 1, 0
FROM {numbers}
"""
_SQLITE = "(WITH RECURSIVE c(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM c WHERE n < {last}) SELECT n FROM c)"
_POSTGRESQL = "generate_series({first}, {last}) AS c(n)"
_AT_ONCE = 50_000
"""Rows in one statement: the service's connections give up one that takes half a minute."""


def multiply(engine: Engine, most: int) -> None:
    """Plain enabled cards of 50.00 with rising ids, up to `most` in all."""
    is_file = engine.dialect.name == "sqlite"
    last = "substr('0000' || (n % 10000), -4)" if is_file else "right('0000' || (n %% 10000), 4)"
    for first in range(1000, most, _AT_ONCE):
        numbers = (_SQLITE if is_file else _POSTGRESQL).format(first=first, last=min(first + _AT_ONCE, most) - 1)
        rows = _ROWS.format(columns=_COLUMNS, first=FIRST_CARD_ID, prefix="bench", last=last, numbers=numbers)
        with writing(engine) as connection:
            connection.exec_driver_sql(rows)
    with writing(engine) as connection:
        connection.exec_driver_sql(f"UPDATE counters SET value = {FIRST_CARD_ID + most} WHERE name = 'card'")
        if not is_file:
            connection.exec_driver_sql("ANALYZE")
