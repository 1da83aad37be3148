"""The closings of a till that an older program worked on: they begin with the day of the upgrade."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from core.domain.day_closing import Movement, MovementSum, UndecidedSum
from core.store import day_closings
from core.store.database import Database
from tests.builders import operation_row
from tests.torture.old_schema import first_schema

DAY_S = 86_400


def test_what_was_decided_before_the_day_of_the_upgrade_is_in_no_closing(tmp_path: Path) -> None:
    path, now = tmp_path / "till.db", time.time()
    first_schema(path, "0008")
    with closing(sqlite3.connect(path)) as raw:
        for name, state, at in (
            ("old", "done", now - 2 * DAY_S),
            ("today", "done", now),
            ("parked", "parked", now - 9 * DAY_S),
            ("refused", "declined", now - 2 * DAY_S),
        ):
            row = operation_row(name, state=state, kind="top-up", want=1000, created_at=at, payload="{}")
            row |= {"finished_at": at}
            names = ", ".join(row)
            raw.execute(f"INSERT INTO operations ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
            answer = {"operation_id": name, "number": 1, "base": 0, "base_updated_at": 1, "target": 1000}
            answer |= {"sent_at": at, "fate": "ok", "amount": 1000 if state == "done" else 0}
            names = ", ".join(answer)
            raw.execute(f"INSERT INTO attempts ({names}) VALUES ({', '.join('?' * len(answer))})", [*answer.values()])
        raw.commit()
    database = Database(path)
    try:
        with database.reading() as conn:
            last = day_closings.boundary(conn)
            (usd,) = day_closings.figures_since(conn, last)
            assert (last.number, last.at) == (0, None)
            assert usd.sums == {Movement.TOPPED_UP: MovementSum(1, 1000)}
            assert usd.cases == UndecidedSum(1, 1000)
            assert day_closings.decided_since(conn, last) == 1
            assert day_closings.newest_first(conn) == ()
    finally:
        database.close()


def test_a_new_database_has_no_closing_and_no_mark(tmp_path: Path) -> None:
    database = Database(tmp_path / "till.db")
    try:
        with database.reading() as conn:
            assert day_closings.boundary(conn) == day_closings.Boundary()
    finally:
        database.close()
