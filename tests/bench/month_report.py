"""The report of what was done in a month, against a scan of every act, in the books of three years."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from sqlalchemy import Connection

from core.queries.activity import read
from core.rows.activity import ActivityBy
from core.store.database import Database
from core.store.tables import OPERATIONS
from tests.bench.figures import in_turn, timed
from tests.builders import NOON, attempt_row, operation_row
from tests.core.activity_scan import SCAN

ACTS = 200_000
RUNS = 3
GOAL = 1_000
MONTH = ("2025-03-01", "2025-03-31")
_COLUMNS = {"operation_id": "'act ' || value", "clerk": "'Clerk ' || value % 9", "reason": "'Reason ' || value % 5"}
_COLUMNS["shop_day"] = "DATE('2024-01-01', (value * 1096 / :acts) || ' days')"
_COLUMNS["want"] = _AMOUNT = "-(value % 9000) - 1"


def report() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, closing(Database(Path(folder) / "till.db")) as database:
        with database.writing() as conn:
            _fill(conn)
        with database.reading() as conn:
            lines = read(conn, ActivityBy.DAY, *MONTH)
            assert _scanned(conn) == {line.label: line.sums.net for line in lines}, "the report is not the scan"
            month = timed(lambda: read(conn, ActivityBy.DAY, *MONTH))
            pair = in_turn(month, timed(lambda: _scanned(conn)), RUNS)
    took = median(pair.thing) * 1e3
    yield f"a month by day of {ACTS:,} acts: 1/{1 / pair.ratio:,.0f} of a scan of all (goal 1/{GOAL:,}); {took:.2f} ms"


def _fill(conn: Connection) -> None:
    """Write acts with an answered attempt each, spread over three years, nine clerks and five reasons."""
    row = operation_row("", state="done", created_at=NOON, payload="{}", epoch=1)
    _insert(conn, OPERATIONS.name, row, _COLUMNS)
    attempt = attempt_row("", fate="ok")
    _insert(conn, "attempts", attempt, {"operation_id": "'act ' || value", "amount": _AMOUNT})


def _insert(conn: Connection, table: str, row: dict[str, object], made: dict[str, str]) -> None:
    values = ", ".join(made.get(name, f":{name}") for name in row)
    bound = {name: value for name, value in row.items() if name not in made} | {"acts": ACTS}
    numbers = "WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < :acts - 1)"
    conn.connection.execute(f"INSERT INTO {table} ({', '.join(row)}) {numbers} SELECT {values} FROM n", bound)


def _scanned(conn: Connection) -> dict[str, int]:
    """Return what each day of the month moved, by reading every act there is."""
    found = Counter[str]()
    for day, *_, moved in conn.exec_driver_sql(SCAN):
        if MONTH[0] <= day <= MONTH[1]:
            found[day] += moved
    return dict(found)
