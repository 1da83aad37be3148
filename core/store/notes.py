"""Small named values: watermarks of the pull, and the shop's preferences as text."""

from __future__ import annotations

from sqlalchemy import Connection, Table, delete
from sqlalchemy.dialects.sqlite import Insert, insert

from core.store.database import run
from core.store.tables import PREFERENCES, WATERMARKS


def _upsert(table: Table, column: str) -> Insert:
    statement = insert(table)
    return statement.on_conflict_do_update(index_elements=[column], set_={"value": statement.excluded.value})


_WATERMARK = "SELECT value FROM watermarks WHERE name = :name"
_SET_WATERMARK = _upsert(WATERMARKS, "name")
_PREFERENCES = "SELECT key, value FROM preferences"
_SET_PREFERENCE = _upsert(PREFERENCES, "key")


def watermark(conn: Connection, name: str) -> str | None:
    row: tuple[str] | None = run(conn, _WATERMARK, {"name": name}).fetchone()
    return None if row is None else row[0]


def set_watermark(conn: Connection, name: str, value: str) -> None:
    conn.execute(_SET_WATERMARK, {"name": name, "value": value})


def preferences(conn: Connection) -> dict[str, str]:
    return dict(run(conn, _PREFERENCES))


def set_preference(conn: Connection, key: str, value: str) -> None:
    conn.execute(_SET_PREFERENCE, {"key": key, "value": value})


def drop_preference(conn: Connection, key: str) -> None:
    """Let a setting be as it comes again."""
    conn.execute(delete(PREFERENCES).where(PREFERENCES.c.key == key))
