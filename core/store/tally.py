"""What a database must still hold after an upgrade: as many rows in each table, and the same pending money to the cent.

docs/protocol.md 9. The statements know the tables of every schema so far; a revision that renames one of them
says here how its old rows are counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

Tally = dict[str, list[tuple[object, ...]]]
"""By what is counted: the counts or sums, in a fixed order."""

_SUMS = {
    "pending money": """
        SELECT o.card_id, o.currency, o.state, COUNT(*), SUM(o.want), SUM(COALESCE(a.known, 0)), SUM(o.offline)
        FROM operations o LEFT JOIN (SELECT operation_id, SUM(amount) AS known FROM attempts GROUP BY operation_id) a
        ON a.operation_id = o.operation_id GROUP BY o.card_id, o.currency, o.state ORDER BY 1, 2, 3
    """,
    "writes in doubt": """
        SELECT fate, COUNT(*), SUM(base), SUM(target), SUM(amount), COUNT(transaction_id) FROM attempts
        GROUP BY fate ORDER BY 1
    """,
    "sealed codes": "SELECT COUNT(sealed_code), SUM(LENGTH(sealed_code)) FROM operations",
    "the last number given": "SELECT seq FROM sqlite_sequence WHERE name = 'operations'",
    "balances of cards": "SELECT currency, COUNT(*), SUM(balance) FROM cards GROUP BY currency ORDER BY 1",
}
_OWN = frozenset({"alembic_version"})
"""Changes with every upgrade."""


def tally(raw: sqlite3.Connection) -> Tally:
    """Count a database at any schema. Raises sqlite3.Error where it has not the tables of one."""
    counted: Tally = {f"rows of {table}": _rows(raw, f'SELECT COUNT(*) FROM "{table}"') for table in _tables(raw)}
    return counted | {name: _rows(raw, statement) for name, statement in _SUMS.items()}


def difference(before: Tally, after: Tally) -> str | None:
    """Return the first thing that is not as it was. What is only in `after` is new, and nobody's loss."""
    return next((name for name, counted in before.items() if after.get(name) != counted), None)


def _tables(raw: sqlite3.Connection) -> Iterator[str]:
    names = _rows(raw, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    return (str(name) for (name,) in names if name not in _OWN)


def _rows(raw: sqlite3.Connection, statement: str) -> list[tuple[object, ...]]:
    return raw.execute(statement).fetchall()
